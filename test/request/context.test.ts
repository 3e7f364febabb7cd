import t from 'tap';
import { InputError } from '../../src/error.ts';
import { parseContext } from '../../src/request/options.ts';
import {
  EXISTING,
  FN,
  held,
  requestOf,
  requestsOf,
  type Sample,
  type SampleChange,
  shown,
  textOf,
} from './sample.ts';

const create = (after: object = {}, unknown: object = {}): SampleChange => ({
  address: FN,
  actions: ['create'],
  after: { function_name: 'f', vpc_config: [], ...after },
  unknown,
});
const update = (after: object, before: object = {}): SampleChange => ({
  address: FN,
  actions: ['update'],
  before: { ...EXISTING, ...before },
  after: { ...EXISTING, ...before, description: 'new', ...after },
});
const tagged = create({ tags_all: { Team: 'shop', stage: 'prod' } });
const layered = { layers: ['arn:aws:lambda:us-east-1:123456789012:layer:l:1'] };

t.test('what the keys of a request hold', async (t) => {
  const cases: readonly (readonly [string, SampleChange, Readonly<Record<string, string>>])[] = [
    [
      'tags being set are tags of the request',
      tagged,
      { 'aws:RequestTag/stage': 'prod', 'aws:TagKeys': 'Team, stage' },
    ],
    ['names of tags compare without case', tagged, { 'AWS:REQUESTTAG/TEAM': 'shop' }],
    ['a tag that is not set is absent', tagged, { 'aws:RequestTag/owner': 'absent' }],
    [
      'whether tags being set are tags of the function already is not clear in what AWS says',
      tagged,
      { 'aws:ResourceTag/stage': 'prod (or absent)', 'aws:ResourceTag/owner': 'absent' },
    ],
    [
      'two tags that differ in case: which one is meant is not known',
      create({ tags_all: { a: '1', A: '2' } }),
      { 'aws:RequestTag/a': '?' },
    ],
    [
      'without any tag, tags_all is not known',
      create({}, { tags_all: true }),
      { 'aws:RequestTag/a': 'absent', 'aws:TagKeys': 'absent' },
    ],
    [
      'a tag whose value is not known is set all the same',
      create({ tags_all: {} }, { tags_all: { a: true } }),
      { 'aws:RequestTag/a': '?' },
    ],
    ['an update sets no tags', update({}), { 'aws:RequestTag/team': 'absent', 'aws:TagKeys': 'absent' }],
    [
      'at an update the function has its tags',
      update({}),
      { 'aws:ResourceTag/team': 'shop', 'aws:ResourceTag/owner': 'absent' },
    ],
    [
      'tags change before the configuration',
      update({ tags_all: { team: 'web' } }),
      { 'aws:ResourceTag/team': 'web' },
    ],
    [
      'tags of AWS itself are not in the plan',
      update({}),
      { 'aws:ResourceTag/aws:cloudformation:stack-id': '? (or absent)' },
    ],
    [
      'layers of a new function',
      create(layered),
      { 'lambda:Layer': 'arn:aws:lambda:us-east-1:123456789012:layer:l:1' },
    ],
    ['no layers', create({ layers: null }), { 'lambda:Layer': 'absent' }],
    [
      'layers that change',
      update(layered),
      { 'lambda:Layer': 'arn:aws:lambda:us-east-1:123456789012:layer:l:1' },
    ],
    [
      'layers that stay: whether they are in the request is not documented',
      update({}, layered),
      { 'lambda:Layer': 'arn:aws:lambda:us-east-1:123456789012:layer:l:1 (or absent)' },
    ],
    [
      'code signing of a new function',
      create({ code_signing_config_arn: 'csc' }),
      { 'lambda:CodeSigningConfigArn': 'csc' },
    ],
    [
      'an update carries no code signing',
      update({ code_signing_config_arn: 'csc' }),
      { 'lambda:CodeSigningConfigArn': 'absent' },
    ],
    [
      'other keys of Lambda are absent',
      create(),
      { 'lambda:FunctionArn': 'absent', 'lambda:Nonsense': 'absent' },
    ],
    [
      'who acts is not known, and certainly there',
      create(),
      { 'aws:PrincipalArn': '?', 'aws:userid': '?', 'aws:CurrentTime': '?', 'aws:UserAgent': '?' },
    ],
    [
      'the transport is known',
      create(),
      { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' },
    ],
    [
      'no service calls',
      create(),
      { 'aws:CalledVia': 'absent', 'aws:SourceArn': 'absent', 'aws:PrincipalServiceName': 'absent' },
    ],
    [
      'what depends on who acts may be there or not',
      create(),
      {
        'aws:PrincipalTag/team': '? (or absent)',
        'aws:SourceIp': '? (or absent)',
        'aws:MultiFactorAuthPresent': '? (or absent)',
      },
    ],
    ['keys that nobody knows may be there or not', create(), { 'corp:key': '? (or absent)' }],
    ['an organization nobody told of', create(), { 'aws:PrincipalOrgID': '? (or absent)' }],
  ];
  for (const [name, change, expected] of cases) {
    const { alternatives } = await requestOf({ changes: [change] });
    for (const [key, value] of Object.entries(expected))
      t.equal(held(alternatives[0], key), value, `${name}: ${key}`);
  }
});

t.test('what the ARN of who acts tells', async (t) => {
  const cases: readonly (readonly [arn: string, principalArn: string, type: string, user: string])[] = [
    ['arn:aws:iam::111122223333:role/ci/deploy', 'same', 'AssumedRole', 'absent'],
    ['arn:aws:iam::111122223333:user/ci/me', 'same', 'User', 'me'],
    ['arn:aws:iam::111122223333:group/ci', '?', '?', '? (or absent)'],
    ['arn:aws:sts::111122223333:assumed-role/deploy/me', '?', '?', '? (or absent)'],
  ];
  for (const [principal, arn, type, user] of cases) {
    const [request] = (await requestOf({ changes: [create()] }, { principal })).alternatives;
    t.equal(held(request, 'aws:PrincipalArn'), arn === 'same' ? principal : arn, principal);
    t.equal(held(request, 'aws:PrincipalType'), type, principal);
    t.equal(held(request, 'aws:username'), user, principal);
  }
});

t.test('the tags of a function that the provider tags too', async (t) => {
  const defaultTags = (tags: object) => ({ aws: { default_tags: [{ tags }] } });
  const unread = defaultTags({ references: ['terraform_data.t.id', 'terraform_data.t'] });
  const cases: readonly (readonly [string, SampleChange, object, string])[] = [
    ['what they are is not known', create({}, { tags_all: true }), unread, '? (or absent)'],
    [
      'a block without tags sets none',
      create({}, { tags_all: true }),
      { aws: { default_tags: [{}] } },
      'absent',
    ],
    [
      'an empty tag keeps the provider from telling the others',
      create({}, { tags_all: true }),
      defaultTags({ constant_value: { team: 'shop', stage: '' } }),
      'shop',
    ],
    [
      'the own tag counts',
      create({ tags: { team: 'web', stage: '' } }, { tags_all: true }),
      defaultTags({ constant_value: { team: 'shop' } }),
      'web',
    ],
    [
      'what the provider tells is all of them',
      create({ tags_all: { stage: 'prod' } }),
      defaultTags({ constant_value: { team: 'shop' } }),
      'absent',
    ],
  ];
  for (const [name, change, providers, expected] of cases) {
    const { alternatives } = await requestOf({ changes: [change], providers: { ...providers } });
    t.equal(held(alternatives[0], 'aws:RequestTag/team'), expected, name);
  }
});

t.test('tags that the provider ignores', async (t) => {
  const ignored = (block: object) => ({ aws: { ignore_tags: [block] } });
  const cases: readonly (readonly [string, object, string])[] = [
    ['one of them may be there', ignored({ keys: { constant_value: ['Owner', 'b'] } }), '? (or absent)'],
    ['one that begins so', ignored({ key_prefixes: { constant_value: ['own'] } }), '? (or absent)'],
    [
      'others',
      ignored({ keys: { constant_value: ['own'] }, key_prefixes: { constant_value: ['x'] } }),
      'absent',
    ],
    ['which they are is not known', ignored({ keys: { references: ['local.ignored'] } }), '? (or absent)'],
  ];
  for (const [name, providers, expected] of cases) {
    const { alternatives } = await requestOf({ changes: [update({})], providers: { ...providers } });
    t.equal(held(alternatives[0], 'aws:ResourceTag/owner'), expected, name);
    t.equal(held(alternatives[0], 'aws:ResourceTag/team'), 'shop', `${name}: what the plan has`);
  }
  const made = await requestOf({
    changes: [tagged],
    providers: ignored({ keys: { constant_value: ['owner'] } }),
  });
  const [first] = made.alternatives;
  t.equal(held(first, 'aws:RequestTag/owner'), '? (or absent)', 'one of them may be set');
  t.equal(held(first, 'aws:RequestTag/cost'), 'absent', 'another one is not');
  t.equal(held(first, 'aws:TagKeys'), 'Team, stage, …');
});

const open = create({ vpc_config: null }, { vpc_config: true });

t.test('what is given settles what the plan leaves open', async (t) => {
  const given = async (context: readonly string[], key: string, change = open) =>
    held((await requestOf({ changes: [change] }, { context })).alternatives[0], key);
  t.equal(await given(['aws:PrincipalTag/team=shop'], 'aws:principaltag/TEAM'), 'shop');
  t.equal(await given(['aws:userid=a=b'], 'aws:userid'), 'a=b');
  t.equal(
    await given(['lambda:SubnetIds=subnet-1', 'lambda:subnetids=subnet-2'], 'lambda:SubnetIds'),
    'subnet-1, subnet-2',
  );
  const { alternatives } = await requestOf(
    { changes: [open] },
    { context: ['lambda:SubnetIds=subnet-1', 'aws:x=1', 'aws:x=2'] },
  );
  t.equal(
    alternatives[0].context.lookup('lambda:SubnetIds').kind,
    'multi',
    'an array key stays one with one value',
  );
  t.equal(alternatives[0].context.lookup('aws:x').kind, 'multi', 'the same key twice makes a list');
  t.same([...parseContext(['A:b=', 'a:B='])], [['a:b', { key: 'A:b', values: ['', ''] }]]);
});

const inVpc = update({
  vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'], vpc_id: 'vpc-1' }],
});

t.test('what is given must not contradict what the plan decides', async (t) => {
  const cases: readonly (readonly [string, SampleChange, readonly string[], RegExp | undefined])[] = [
    ['a VPC of a function without one', create(), ['lambda:VpcIds=vpc-1'], /does not carry the key/u],
    ['another subnet', inVpc, ['lambda:SubnetIds=subnet-2'], /`subnet-1` is among the values/u],
    [
      'one subnet more',
      inVpc,
      ['lambda:SubnetIds=subnet-1', 'lambda:SubnetIds=subnet-2'],
      /`subnet-2` is not among/u,
    ],
    ['the subnet that it is', inVpc, ['lambda:SubnetIds=subnet-1'], undefined],
    ['a subnet where a VPC is asked for', open, ['lambda:VpcIds=subnet-1'], /may be/u],
    ['another tag', tagged, ['aws:RequestTag/stage=test'], /it is `prod`/u],
    ['the tag that it is', tagged, ['aws:RequestTag/stage=prod'], undefined],
  ];
  for (const [name, change, context, message] of cases) {
    const asked = requestOf({ changes: [change] }, { context });
    if (message === undefined) await t.resolves(asked, name);
    else await t.rejects(asked, { code: 'usage', message }, name);
  }
});

t.test('an account that is not the plan’s is refused', async (t) => {
  const sample = {
    changes: [create()],
    prior: { 'aws_iam_role.r': { arn: 'arn:aws:iam::111122223333:role/r' } },
  };
  await t.resolves(requestOf(sample, { account: '111122223333' }));
  await t.rejects(requestOf(sample, { account: '999999999999' }), {
    code: 'usage',
    message: '--account `999999999999` is not the account that the plan shows: 111122223333',
  });
});

t.test('where service control policies apply there is an organization', async (t) => {
  const { alternatives } = await requestOf({ changes: [create()] }, { inOrganization: true });
  t.equal(held(alternatives[0], 'aws:PrincipalOrgID'), '?');
  t.equal(held(alternatives[0], 'aws:PrincipalOrgPaths'), '…');
});

t.test('options that cannot be meant', async (t) => {
  const options = [
    { account: '12' },
    { region: 'mars' },
    { context: ['novalue'] },
    { context: ['=x'] },
    { context: ['key=x'] },
  ];
  for (const option of options) await t.rejects(requestsOf({}, option), InputError, JSON.stringify(option));
});

t.test('an unknown region or account stays within its part of the ARN', async (t) => {
  const { alternatives } = await requestOf({ changes: [create()] });
  const shapes = alternatives[0].resource.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'unknown' ? [part.shape] : [],
  );
  t.equal(shapes.length, 3, 'partition, region and account');
  for (const shape of shapes) t.match(shape?.alphabet, /^[^:*?]+$/);
  t.same(shapes[2]?.lengths, [12], 'an account has twelve digits');
});

t.test('the ARN of the function, and who asks', async (t) => {
  const changes = [create()];
  const region = (constant_value: string) => ({ region: { constant_value } });
  const me = { account_id: '111122223333' };
  const each = { references: ['each.value'] };
  const ROLE = 'arn:aws:iam::999999999999:role/r';
  const west = {
    changes,
    uses: { [FN]: 'aws.west' },
    providers: { aws: region('eu-west-1'), 'aws.west': region('us-west-1') },
    prior: { 'data.aws_caller_identity.me': me },
  };
  const providers = (more: string) => ({
    'main.tf': `provider "aws" {}
      provider "aws" {
        alias  = "west"
        region = "us-west-1"
        ${more}
      }`,
  });
  const dynamic =
    'dynamic "assume_role" {\n for_each = toset(["r"])\n content {\n role_arn = var.role\n }\n }';
  const cases: readonly (readonly [string, Sample, object, string, string?])[] = [
    [
      'region of the provider, account of the caller identity',
      { changes, providers: { aws: region('eu-west-1') }, prior: { 'data.aws_caller_identity.me': me } },
      {},
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ],
    [
      'the partition follows the region',
      { changes, providers: { aws: region('us-gov-west-1') } },
      { account: '111122223333' },
      'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f',
    ],
    [
      'region of the resource itself',
      { changes: [create({ region: 'eu-north-1' })], providers: { aws: region('eu-west-1') } },
      { account: '111122223333' },
      'arn:aws:lambda:eu-north-1:111122223333:function:f',
    ],
    [
      'options, where the plan does not tell',
      { changes },
      { region: 'us-west-2', account: '111122223333' },
      'arn:aws:lambda:us-west-2:111122223333:function:f',
    ],
    ['nothing tells', { changes }, {}, 'arn:?:lambda:?:?:function:f'],
    [
      'ARNs of what the same provider manages',
      { changes, prior: { 'aws_sqs_queue.q': { arn: 'arn:aws:sqs:us-east-2:111122223333:q' } } },
      {},
      'arn:aws:lambda:us-east-2:111122223333:function:f',
    ],
    [
      'ARNs that disagree tell nothing',
      {
        changes,
        prior: {
          'aws_sqs_queue.q': { arn: 'arn:aws:sqs:us-east-2:111122223333:q' },
          'aws_sqs_queue.r': { arn: 'arn:aws:sqs:us-west-2:111122223334:q' },
        },
      },
      {},
      'arn:aws:lambda:?:?:function:f',
    ],
    [
      'ARNs of a configuration that is repeated for accounts, which may be of another one',
      {
        changes,
        providers: { aws: { ...region('eu-west-1'), assume_role: [{ role_arn: each }] } },
        prior: { 'aws_sqs_queue.q': { arn: 'arn:aws:sqs:eu-west-1:111122223333:q' } },
      },
      { account: '111122223333' },
      'arn:aws:lambda:eu-west-1:?:function:f',
    ],
    [
      'ARNs of a configuration that is repeated for regions, without the source',
      {
        changes,
        providers: { aws: { region: each } },
        prior: { 'aws_sqs_queue.q': { arn: 'arn:aws:sqs:eu-west-1:111122223333:q' } },
      },
      { region: 'eu-west-1' },
      'arn:?:lambda:?:?:function:f',
    ],
    [
      'a configuration that a module is given, which may be one repeated for regions',
      { changes, uses: { [FN]: 'module.m:aws' }, providers: { 'aws.west': { region: each } } },
      { region: 'eu-west-1', account: '111122223333' },
      'arn:?:lambda:?:111122223333:function:f',
    ],
    [
      'or one repeated for accounts',
      {
        changes,
        uses: { [FN]: 'module.m:aws' },
        providers: { 'aws.west': { assume_role: [{ role_arn: each }] } },
      },
      { region: 'eu-west-1', account: '111122223333' },
      'arn:aws:lambda:eu-west-1:?:function:f',
    ],
    [
      'ARNs of a configuration that the source alone shows to be repeated for accounts',
      {
        changes,
        uses: { [FN]: 'aws.west', 'aws_sqs_queue.q': 'aws.west' },
        providers: { 'aws.west': region('us-west-1') },
        prior: { 'aws_sqs_queue.q': { arn: 'arn:aws:sqs:us-west-1:111122223333:q' } },
        files: providers(
          'for_each = var.roles\n dynamic "assume_role" {\n for_each = [1]\n content {\n role_arn = each.value\n }\n }',
        ),
      },
      {},
      'arn:aws:lambda:us-west-1:?:function:f',
    ],
    [
      'and with it: the account is the same',
      {
        changes,
        uses: { [FN]: 'aws.west', 'aws_sqs_queue.q': 'aws.west' },
        providers: { 'aws.west': { region: each } },
        prior: { 'aws_sqs_queue.q': { arn: 'arn:aws:sqs:eu-west-1:111122223333:q' } },
        files: providers('for_each = var.regions'),
      },
      {},
      'arn:aws:lambda:?:111122223333:function:f',
    ],
    [
      'the only allowed account',
      {
        changes,
        providers: {
          aws: { ...region('eu-west-1'), allowed_account_ids: { constant_value: ['111122223333'] } },
        },
      },
      {},
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ],
    [
      'the account of the assumed role, which asks',
      {
        changes,
        providers: {
          aws: {
            ...region('eu-west-1'),
            assume_role: [{ role_arn: { constant_value: 'arn:aws:iam::111122223333:role/deploy' } }],
          },
        },
      },
      {},
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
      'arn:aws:iam::111122223333:role/deploy',
    ],
    [
      'the principal that is given',
      { changes },
      {
        region: 'us-west-2',
        account: '111122223333',
        principal: 'arn:aws:iam::111122223333:role/ci/deploy',
      },
      'arn:aws:lambda:us-west-2:111122223333:function:f',
      'arn:aws:iam::111122223333:role/ci/deploy',
    ],
    [
      'a session, which does not tell the path of its role',
      { changes },
      {
        region: 'us-west-2',
        account: '111122223333',
        principal: 'arn:aws:sts::111122223333:assumed-role/deploy/me',
      },
      'arn:aws:lambda:us-west-2:111122223333:function:f',
      '?',
    ],
    ['an existing function has its ARN', { changes: [update({})] }, {}, EXISTING.arn],
    [
      'a name that is not known',
      { changes: [create({ function_name: null }, { function_name: true })] },
      { region: 'us-west-2', account: '111122223333' },
      'arn:aws:lambda:us-west-2:111122223333:function:?',
    ],
    [
      'another alias has its own region, and the same account with the same credentials',
      { ...west, files: providers('') },
      {},
      'arn:aws:lambda:us-west-1:111122223333:function:f',
    ],
    [
      'a dynamic block, of which the plan has no trace, may give it other ones',
      { ...west, files: providers(dynamic) },
      {},
      'arn:aws:lambda:us-west-1:?:function:f',
    ],
    [
      'nor is a role that the plan shows the one that acts then',
      {
        ...west,
        providers: { 'aws.west': { assume_role: [{ role_arn: { constant_value: ROLE } }] } },
        files: providers(`assume_role {\n role_arn = "${ROLE}"\n }\n ${dynamic}`),
      },
      {},
      'arn:?:lambda:?:?:function:f',
    ],
    [
      'without the source, whether there is one is not known',
      west,
      {},
      'arn:aws:lambda:us-west-1:?:function:f',
    ],
    [
      'another alias with a role of its own is another account',
      {
        changes,
        uses: { [FN]: 'aws.west' },
        providers: {
          aws: region('eu-west-1'),
          'aws.west': { ...region('us-west-1'), assume_role: [{ role_arn: { references: ['var.role'] } }] },
        },
        prior: { 'data.aws_caller_identity.me': me },
      },
      {},
      'arn:aws:lambda:us-west-1:?:function:f',
    ],
  ];
  for (const [name, sample, options, arn, principal] of cases) {
    const { alternatives } = await requestOf(sample, options);
    t.equal(textOf(alternatives[0].resource), arn, name);
    if (principal !== undefined) t.equal(held(alternatives[0], 'aws:PrincipalArn'), principal, name);
  }
  const { alternatives } = await requestOf({ changes: [update({})] });
  t.equal(held(alternatives[0], 'aws:RequestedRegion'), 'us-east-1');
  t.equal(held(alternatives[0], 'aws:ResourceAccount'), '123456789012');
  t.match(alternatives[0].context.lookup('aws:PrincipalArn'), { value: { kind: 'unknown', isArn: true } });
  t.equal(shown({ kind: 'unknown', name: 'x', reason: 'y' }), '?');
});
