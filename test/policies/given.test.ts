import t from 'tap';
import { InputError } from '../../src/error.ts';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Request } from '../../src/iam/request.ts';
import { type GivenPolicies, gatherPolicies, NOTHING_GIVEN } from '../../src/policies/applicable.ts';
import { type QuickRules, quickPolicy } from '../../src/policies/quick.ts';
import { ofServiceRole } from '../../src/policies/service-role.ts';
import { type Sample, sampleGraph, samplePlan } from '../request/sample.ts';

const gather = async (given: Partial<GivenPolicies>, sample: Sample = {}) => {
  const gathered = await gatherPolicies(samplePlan(sample), sampleGraph(sample), {
    ...NOTHING_GIVEN,
    ...given,
  });
  const { account } = given;
  return gathered.applicable(account === undefined ? [] : [{ kind: 'known', id: account }]);
};
const decide = async (given: Partial<GivenPolicies>, sample: Sample = {}, request = requestWith({})) =>
  authorize(compilePolicies((await gather(given, sample)).sets[0] ?? {}), [request]).kind;

function requestWith(keys: Readonly<Record<string, string | readonly string[]>>): Request {
  const present = { kind: 'present' } as const;
  const lower = new Map(Object.entries(keys).map(([key, held]) => [key.toLowerCase(), held]));
  return {
    action: 'lambda:CreateFunction',
    resource: ['arn:aws:lambda:us-east-1:111122223333:function:f'],
    context: {
      lookup: (key) => {
        const held = lower.get(key.toLowerCase());
        if (held === undefined) return { kind: 'absent' };
        if (typeof held === 'string')
          return { kind: 'single', presence: present, value: { kind: 'known', text: held } };
        return { kind: 'multi', presence: present, values: held.map((text) => ({ kind: 'known', text })) };
      },
    },
  };
}

const policy = (effect: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, Action: 'lambda:*', Resource: '*', ...more }],
});
const file = (document: object, path = 'p.json') => ({ path, text: JSON.stringify(document) });
const DENY = file(policy('Deny'));
const ALLOW = file(policy('Allow'));
const OTHER = file({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
});

t.test('what is given decides, what is not given is not judged', async (t) => {
  const cases: readonly (readonly [string, Partial<GivenPolicies>, string])[] = [
    ['nothing', {}, 'allowed'],
    ['an SCP that denies', { scp: [DENY] }, 'explicit-deny'],
    ['an SCP that is about something else, beside FullAWSAccess', { scp: [OTHER] }, 'allowed'],
    ['the same without FullAWSAccess', { scp: [OTHER], fullAwsAccess: false }, 'implicit-deny'],
    ['an SCP that allows, without FullAWSAccess', { scp: [ALLOW], fullAwsAccess: false }, 'allowed'],
    ['an identity policy that does not allow', { identity: [OTHER] }, 'implicit-deny'],
    ['one of several identity policies allows', { identity: [OTHER, ALLOW] }, 'allowed'],
    ['a boundary that does not allow', { identity: [ALLOW], boundary: [OTHER] }, 'implicit-deny'],
    ['a session policy that denies', { session: [DENY] }, 'explicit-deny'],
    ['a file that is no JSON', { scp: [{ path: 'x.json', text: 'x' }] }, 'undetermined'],
  ];
  for (const [name, given, expected] of cases) t.equal(await decide(given), expected, name);
  const linked = 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX';
  t.equal((await gather({ scp: [DENY], principal: linked })).sets[0]?.serviceControl, 'exempt');
});

t.test('a role of a service has policies of its own', async (t) => {
  const cases: readonly (readonly [string, Partial<GivenPolicies>, string])[] = [
    ['nothing is given', {}, 'allowed'],
    ['an SCP that denies', { scp: [DENY], identity: [ALLOW] }, 'explicit-deny'],
    ['an SCP alone', { scp: [OTHER] }, 'allowed'],
    ['who applies may not', { identity: [OTHER] }, 'undetermined'],
    ['who applies may', { identity: [ALLOW] }, 'undetermined'],
    ['a boundary of who applies', { boundary: [DENY] }, 'undetermined'],
  ];
  for (const [name, given, expected] of cases) {
    const [set = {}] = (await gather(given)).sets;
    t.equal(authorize(compilePolicies(ofServiceRole(set)), [requestWith({})]).kind, expected, name);
  }
});

const NO_RULES: QuickRules = {
  requireVpc: false,
  allowVpc: [],
  denyVpc: [],
  allowSubnet: [],
  allowSecurityGroup: [],
};
const inVpc = (vpc: string, subnets: readonly string[], groups: readonly string[]) =>
  requestWith({ 'lambda:VpcIds': vpc, 'lambda:SubnetIds': subnets, 'lambda:SecurityGroupIds': groups });
const GOOD = inVpc('vpc-1', ['subnet-1'], ['sg-1']);

t.test('rules of the command line make the policy that holds', async (t) => {
  const cases: readonly (readonly [string, Partial<QuickRules>, Request, string])[] = [
    ['--require-vpc and no VPC', { requireVpc: true }, requestWith({}), 'explicit-deny'],
    ['--require-vpc and a VPC', { requireVpc: true }, GOOD, 'allowed'],
    ['--allow-vpc and this VPC', { allowVpc: ['vpc-1'] }, GOOD, 'allowed'],
    ['--allow-vpc and another VPC', { allowVpc: ['vpc-2'] }, GOOD, 'explicit-deny'],
    ['--allow-vpc and no VPC', { allowVpc: ['vpc-1'] }, requestWith({}), 'explicit-deny'],
    ['--deny-vpc and this VPC', { denyVpc: ['vpc-1'] }, GOOD, 'explicit-deny'],
    ['--deny-vpc and no VPC', { denyVpc: ['vpc-1'] }, requestWith({}), 'allowed'],
    ['--allow-subnet and these subnets', { allowSubnet: ['subnet-1', 'subnet-2'] }, GOOD, 'allowed'],
    [
      '--allow-subnet and a mix',
      { allowSubnet: ['subnet-1'] },
      inVpc('vpc-1', ['subnet-1', 'subnet-9'], ['sg-1']),
      'explicit-deny',
    ],
    ['--allow-subnet and no VPC', { allowSubnet: ['subnet-1'] }, requestWith({}), 'explicit-deny'],
    [
      '--allow-security-group and a mix',
      { allowSecurityGroup: ['sg-1'] },
      inVpc('vpc-1', ['subnet-1'], ['sg-1', 'sg-9']),
      'explicit-deny',
    ],
    ['a denied subnet', { denySubnet: ['subnet-1'] }, GOOD, 'explicit-deny'],
    ['a denied security group', { denySecurityGroup: ['sg-9'] }, GOOD, 'allowed'],
  ];
  for (const [name, rules, request, expected] of cases)
    t.equal(await decide({ quick: { ...NO_RULES, ...rules } }, {}, request), expected, name);
  const { list } = await gather({ quick: { ...NO_RULES, requireVpc: true } });
  t.same(list[0]?.policy.findings, [], 'and nothing is wrong with it');
});

t.test('rules that make no policy', async (t) => {
  const cases: readonly (readonly [string, Partial<QuickRules>])[] = [
    ['none', {}],
    ['a subnet where a VPC is expected', { allowVpc: ['subnet-1'] }],
    ['a wildcard', { denyVpc: ['vpc-*'] }],
    ['a bare prefix', { allowSubnet: ['subnet-'] }],
    [
      'more than a policy may hold',
      { allowSubnet: Array.from({ length: 600 }, (_, index) => `subnet-0000000000000${index}`) },
    ],
  ];
  for (const [name, rules] of cases) t.throws(() => quickPolicy({ ...NO_RULES, ...rules }), InputError, name);
  t.throws(
    () => quickPolicy({ ...NO_RULES, allowVpc: ['vpc-1,vpc-2'] }),
    { code: 'usage', details: { hint: /^for several give it again: --allow-vpc vpc-\w+ --allow-vpc vpc-/ } },
    'several with a comma between',
  );
});

const describe = (text: unknown, files: Readonly<Record<string, string>> = {}): Partial<GivenPolicies> => ({
  organization: {
    kind: 'file',
    path: 'organization.json',
    text: typeof text === 'string' ? text : JSON.stringify(text),
    read: (path) => ({ path, text: files[path] ?? '' }),
  },
});
const FULL = 'FullAWSAccess';

t.test('an organization file', async (t) => {
  const cases: readonly (readonly [string, Partial<GivenPolicies>, string])[] = [
    ['every level allows', describe({ path: [{ policies: [FULL] }, { policies: [FULL] }] }), 'allowed'],
    [
      'a level without a policy allows nothing',
      describe({ path: [{ policies: [FULL] }, { policies: [] }] }),
      'implicit-deny',
    ],
    [
      'a level denies',
      describe({ path: [{ policies: [FULL] }, { policies: [FULL, { document: policy('Deny') }] }] }),
      'explicit-deny',
    ],
    [
      'a document in a file',
      describe({ path: [{ policies: [FULL, 'deny.json'] }] }, { 'deny.json': DENY.text }),
      'explicit-deny',
    ],
    ['the management account', describe({ managementAccount: true, path: [{ policies: [] }] }), 'allowed'],
    [
      'a service-linked role',
      describe({ principal: 'service-linked-role', path: [{ policies: [] }] }),
      'allowed',
    ],
    ...[{ name: FULL }, { id: 'p-FullAWSAccess' }].map(
      (full) => ['what AWS attaches itself', describe({ path: [{ policies: [full] }] }), 'allowed'] as const,
    ),
    ...[{ name: FULL, document: policy('Deny') }, { document: DENY.text }, { file: 'deny.json' }].map(
      (given) =>
        [
          `${Object.keys(given)} of a policy`,
          describe({ path: [{ policies: [FULL, given] }] }, { 'deny.json': DENY.text }),
          'explicit-deny',
        ] as const,
    ),
    [
      'files beside it deny, and need not allow',
      { ...describe({ path: [{ policies: [FULL] }] }), scp: [OTHER] },
      'allowed',
    ],
  ];
  for (const [name, given, expected] of cases) t.equal(await decide(given), expected, name);
  const wrong = [
    '{',
    '[]',
    {},
    { path: [] },
    { path: [{}] },
    { path: [{ policies: [{}] }] },
    { path: [{ policies: [], x: 1 }] },
    { path: [{ policies: [] }], principal: 'me' },
    { path: [{ policies: [] }], managementAccount: 1 },
    { path: [{ policies: [], id: 1 }] },
    { path: [{ policies: [{ name: 1, document: {} }] }] },
    { path: [{ policies: [{ document: {}, file: 'x' }] }] },
    '{"path": [{"policies": [{"id": "p-1", "document": {"Statement": [], "Statement": []}}]}]}',
  ];
  for (const text of wrong)
    await t.rejects(gather(describe(text)), { code: 'organization-unreadable' }, JSON.stringify(text));
});

t.test('what the plan attaches on the path of the organization', async (t) => {
  const created = (address: string, after: object) => ({ address, actions: ['create'], after });
  const plan = (target: string): Sample => ({
    changes: [
      created('aws_organizations_policy.p', { id: 'p-1', content: DENY.text }),
      created('aws_organizations_policy_attachment.a', { policy_id: 'p-1', target_id: target }),
    ],
  });
  const path = [
    { id: 'r-1', policies: [FULL] },
    { id: 'ou-1', policies: [FULL] },
    { id: '111122223333', policies: [FULL] },
  ];
  t.equal(await decide(describe({ path }), plan('ou-1')), 'explicit-deny', 'on the path');
  t.equal(await decide(describe({ path }), plan('ou-2')), 'allowed', 'beside it');
  const other = { ...describe({ path }), account: '999999999999' };
  t.equal(await decide(other), 'undetermined', 'where another account acts');
  t.equal(
    await decide(describe({ path }), plan('111122223333')),
    'explicit-deny',
    'to the account described',
  );
  t.equal(await decide(describe({ path }), plan('999999999999')), 'allowed', 'to another account');
  const denied = [{ id: 'r-ab12', policies: [FULL, { document: policy('Deny') }] }, ...path.slice(1)];
  const elsewhere = { ...describe({ path: denied }), account: '999999999999' };
  t.equal(await decide(elsewhere), 'explicit-deny', 'what the root has is of every account');
  const listed = [{ id: 'r-1', policies: [FULL, { id: 'p-1', document: policy('Allow') }] }];
  t.equal(
    await decide(describe({ path: listed }), { changes: plan('x').changes?.slice(0, 1) ?? [] }),
    'explicit-deny',
    'a policy of the path that the plan changes',
  );
});

const listing = (...ids: readonly string[]) => ({
  Policies: ids.map((Id) => ({ Id, Name: Id, Type: 'SERVICE_CONTROL_POLICY' })),
});
const described = (Id: string, content: object) => ({
  Policy: {
    PolicySummary: { Id, Name: 'name', Type: 'SERVICE_CONTROL_POLICY' },
    Content: JSON.stringify(content),
  },
});
const parent = (Id: string, Type: string) => ({ Parents: [{ Id, Type }] });
const folder = (...outputs: readonly object[]): Partial<GivenPolicies> => ({
  organization: {
    kind: 'folder',
    path: 'org',
    files: outputs.map((output, index) => ({ path: `org/${index}.json`, text: JSON.stringify(output) })),
  },
});
const F = 'p-FullAWSAccess';

t.test('a folder of what `aws organizations` prints', async (t) => {
  const cases: readonly (readonly [string, Partial<GivenPolicies>, string])[] = [
    ['every level allows', folder(listing(F), listing(F), parent('r-1', 'ROOT')), 'allowed'],
    ['a policy denies', folder(listing(F, 'p-1'), described('p-1', policy('Deny'))), 'explicit-deny'],
    ['a level has no policy', folder(listing(F), listing()), 'implicit-deny'],
    ['a document is missing', folder(listing(F, 'p-1')), 'undetermined'],
    [
      'the list of a level is missing',
      folder(listing(F), parent('ou-1', 'ORGANIZATIONAL_UNIT'), parent('r-1', 'ROOT')),
      'undetermined',
    ],
    [
      'the parents do not reach the root',
      folder(listing(F), listing(F), parent('ou-1', 'ORGANIZATIONAL_UNIT')),
      'undetermined',
    ],
    [
      'one page of several',
      folder({ ...listing('p-1'), NextToken: 'x' }, described('p-1', policy('Allow', { Action: 's3:*' }))),
      'undetermined',
    ],
    ['a policy without an id', folder({ Policies: [{ Type: 'SERVICE_CONTROL_POLICY' }] }), 'undetermined'],
    [
      'a document without an id, and one without a name',
      folder(
        listing(F, 'p-1'),
        { Policy: { PolicySummary: {}, Content: '{}' } },
        { Policy: { PolicySummary: { Id: 'p-1' }, Content: DENY.text } },
      ),
      'explicit-deny',
    ],
    [
      'policies of other types do not count',
      folder({ Policies: [...listing(F).Policies, { Id: 'p-2', Type: 'TAG_POLICY' }] }),
      'allowed',
    ],
    [
      'nor does a list of others',
      folder(listing(F), { Policies: [{ Id: 'p-2', Type: 'RESOURCE_CONTROL_POLICY' }] }),
      'allowed',
    ],
    [
      'the management account',
      {
        ...folder(listing(), { Organization: { MasterAccountId: '111122223333' } }),
        account: '111122223333',
      },
      'allowed',
    ],
  ];
  for (const [name, given, expected] of cases) t.equal(await decide(given), expected, name);
  await t.rejects(
    gather(folder(parent('r-1', 'ROOT'))),
    { code: 'organization-unreadable' },
    'without any list',
  );
  const twice = folder(
    listing(F, 'p-1'),
    described('p-1', policy('Deny')),
    described('p-1', policy('Allow')),
  );
  await t.rejects(
    gather(twice),
    { code: 'organization-unreadable', message: /another document of `p-1` than in `org\/1.json`/ },
    'with two documents of one policy',
  );
  await t.rejects(
    gather(folder({ ...listing(F), TargetId: 'r-1' }, { ...listing('p-1'), TargetId: 'r-1' })),
    { code: 'organization-unreadable', message: /two lists of what `r-1` has/ },
    'with two lists of one target',
  );
  const named = (...names: readonly string[]): Partial<GivenPolicies> => ({
    organization: {
      kind: 'folder',
      path: 'org',
      files: [
        ...names.map((name) => ({ path: `org/${name}.json`, text: JSON.stringify(listing(F)) })),
        { path: 'org/parent-1', text: JSON.stringify(parent('ou-ab12-11111111', 'ORGANIZATIONAL_UNIT')) },
        { path: 'org/parent-2', text: JSON.stringify(parent('r-ab12', 'ROOT')) },
      ],
    },
  });
  t.equal(await decide(named('111122223333', 'ou-ab12-11111111', 'r-ab12')), 'allowed', 'the whole path');
  t.equal(await decide(named('a', 'ou-prod-services', 'c')), 'allowed', 'the whole path, by other names');
  for (const names of [
    ['111122223333', 'ou-ab12-22222222', 'r-ab12'],
    ['111122223333', '444455556666', 'ou-ab12-11111111'],
    ['a', 'b', 'c', 'd'],
  ])
    await t.rejects(
      gather(named(...names)),
      { code: 'organization-unreadable', message: /not on the path/ },
      `with a list that is not of the path: ${names.join()}`,
    );
  const { list } = await gather(folder(listing('p-1')));
  t.equal(list[0]?.policy.undecidable?.settle, 'aws organizations describe-policy --policy-id p-1');
});

const ROLE = 'arn:aws:iam::111122223333:role/team/deploy';
const USER = 'arn:aws:iam::111122223333:user/ci';
const managed = (address: string, after: object, unknown: object = {}) => ({
  address,
  actions: ['create'],
  after,
  unknown,
});
const role = (after: object = {}) => managed('aws_iam_role.r', { name: 'deploy', ...after });
const allowing = role({ inline_policy: [{ name: 'a', policy: ALLOW.text }] });
const before = (action: string) => ({
  address: 'aws_iam_role_policy.d',
  actions: [action],
  before: { role: 'deploy', policy: DENY.text },
});
const ARN = 'arn:aws:iam::111122223333:policy/p';
const ALLOWED = managed('aws_iam_role_policy.i', { role: 'deploy', policy: ALLOW.text });
const written = (managed_policy_arns: unknown, references?: readonly string[]): Sample => ({
  changes: [managed('aws_iam_role.r', { name: 'deploy' }, { managed_policy_arns }), ALLOWED],
  config: { 'aws_iam_role.r': references === undefined ? {} : { managed_policy_arns: { references } } },
});
const owned = { 'aws_iam_policy.p': { arn: ARN, policy: ALLOW.text } };

t.test('the policies of a principal', async (t) => {
  const cases: readonly (readonly [string, string, Sample, string])[] = [
    [
      'an inline policy allows',
      ROLE,
      { changes: [role(), managed('aws_iam_role_policy.i', { role: 'deploy', policy: ALLOW.text })] },
      'allowed',
    ],
    [
      'the inline policy of another role',
      ROLE,
      { changes: [role(), managed('aws_iam_role_policy.i', { role: 'other', policy: ALLOW.text })] },
      'implicit-deny',
    ],
    ['a role without policies', ROLE, { changes: [role()] }, 'implicit-deny'],
    ['a role that is not in the plan', ROLE, {}, 'undetermined'],
    [
      'the session of a role',
      'arn:aws:sts::111122223333:assumed-role/deploy/me',
      { changes: [role(), managed('aws_iam_role_policy.i', { role: 'deploy', policy: ALLOW.text })] },
      'allowed',
    ],
    [
      'a managed policy that is attached',
      ROLE,
      {
        prior: owned,
        changes: [
          role(),
          managed('aws_iam_role_policy_attachment.a', { role: 'deploy', policy_arn: ARN }),
          {
            address: 'aws_iam_policy.p',
            actions: ['no-op'],
            before: owned['aws_iam_policy.p'],
            after: owned['aws_iam_policy.p'],
          },
        ],
      },
      'allowed',
    ],
    [
      'a managed policy that a data source reads',
      ROLE,
      {
        prior: { 'data.aws_iam_policy.p': { arn: ARN, policy: DENY.text } },
        changes: [role(), managed('aws_iam_role_policy_attachment.a', { role: 'deploy', policy_arn: ARN })],
      },
      'explicit-deny',
    ],
    [
      'a managed policy of AWS, whose document is not in the plan',
      ROLE,
      {
        changes: [
          role(),
          managed('aws_iam_role_policy_attachment.a', {
            role: 'deploy',
            policy_arn: 'arn:aws:iam::aws:policy/PowerUserAccess',
          }),
        ],
      },
      'undetermined',
    ],
    [
      'attached to many at once',
      ROLE,
      {
        prior: owned,
        changes: [
          role(),
          managed('aws_iam_policy_attachment.a', { roles: ['other', 'deploy'], policy_arn: ARN }),
          {
            address: 'aws_iam_policy.p',
            actions: ['no-op'],
            before: owned['aws_iam_policy.p'],
            after: owned['aws_iam_policy.p'],
          },
        ],
      },
      'allowed',
    ],
    [
      'inline blocks of the role itself',
      ROLE,
      { changes: [role({ inline_policy: [{ name: 'a', policy: ALLOW.text }] })] },
      'allowed',
    ],
    [
      'the policy of AWS that allows everything',
      ROLE,
      {
        changes: [
          managed('aws_iam_role_policy_attachment.a', {
            role: 'deploy',
            policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          }),
        ],
      },
      'allowed',
    ],
    ['what Terraform forgets stays', ROLE, { changes: [allowing, before('forget')] }, 'explicit-deny'],
    [
      'so does what it forgets of the Cloud Control provider',
      ROLE,
      {
        changes: [
          allowing,
          {
            address: 'awscc_iam_role_policy.d',
            actions: ['forget'],
            before: { role_name: 'deploy', policy_document: DENY.text },
          },
        ],
      },
      'explicit-deny',
    ],
    ['what it deletes does not', ROLE, { changes: [allowing, before('delete')] }, 'allowed'],
    [
      'a boundary that does not allow',
      ROLE,
      {
        prior: { 'data.aws_iam_policy.b': { arn: ARN, policy: OTHER.text } },
        changes: [role({ permissions_boundary: ARN, inline_policy: [{ name: 'a', policy: ALLOW.text }] })],
      },
      'implicit-deny',
    ],
    [
      'whose inline policy it is, is not known',
      ROLE,
      { changes: [role(), managed('aws_iam_role_policy.i', { policy: ALLOW.text }, { role: true })] },
      'undetermined',
    ],
    [
      'a role by its id, which is its name',
      ROLE,
      {
        changes: [
          managed('aws_iam_role.r', { name: 'deploy' }, { id: true }),
          managed('aws_iam_role_policy.i', { policy: ALLOW.text }, { role: true }),
        ],
        config: {
          'aws_iam_role_policy.i': { role: { references: ['aws_iam_role.r.id', 'aws_iam_role.r'] } },
        },
      },
      'allowed',
    ],
    ['managed policies of the role that are not known', ROLE, written(true, ['var.arns']), 'undetermined'],
    ['one of them is not known', ROLE, written([true], ['var.arn']), 'undetermined'],
    ['AWS alone knows them', ROLE, written(true), 'allowed'],
    [
      'an inline block without a policy',
      ROLE,
      { changes: [role({ inline_policy: [{ name: null, policy: null }] }), ALLOWED] },
      'allowed',
    ],
    [
      'all managed policies of a role',
      ROLE,
      {
        prior: { 'data.aws_iam_policy.p': { arn: ARN, policy: DENY.text } },
        changes: [
          role(),
          ALLOWED,
          managed('aws_iam_role_policy_attachments_exclusive.e', { role_name: 'deploy', policy_arns: [ARN] }),
        ],
      },
      'explicit-deny',
    ],
    [
      'an attachment of a policy that is not known',
      ROLE,
      {
        changes: [
          role(),
          ALLOWED,
          managed('aws_iam_role_policy_attachment.a', { role: 'deploy' }, { policy_arn: true }),
        ],
      },
      'undetermined',
    ],
    [
      'an attachment of nothing',
      ROLE,
      { changes: [role(), ALLOWED, managed('aws_iam_role_policy_attachment.a', { role: 'deploy' })] },
      'undetermined',
    ],
    [
      'an attachment to nobody',
      ROLE,
      { changes: [role(), ALLOWED, managed('aws_iam_role_policy_attachment.a', { policy_arn: ARN })] },
      'allowed',
    ],
    [
      'an attachment of a policy that this apply makes',
      ROLE,
      {
        changes: [
          role(),
          ALLOWED,
          managed('aws_iam_policy.p', { policy: DENY.text }, { arn: true }),
          managed('aws_iam_role_policy_attachment.a', { role: 'deploy' }, { policy_arn: true }),
        ],
        config: {
          'aws_iam_role_policy_attachment.a': {
            policy_arn: { references: ['aws_iam_policy.p.arn', 'aws_iam_policy.p'] },
          },
        },
      },
      'explicit-deny',
    ],
    [
      'a boundary that is not in the plan',
      ROLE,
      { changes: [role({ permissions_boundary: 'arn:aws:iam::aws:policy/x' }), ALLOWED] },
      'undetermined',
    ],
    [
      'a group of the user for certain, and perhaps once more',
      USER,
      {
        changes: [
          managed('aws_iam_group_membership.m', { group: 'g', users: ['ci'] }),
          managed('aws_iam_user_group_membership.m', { groups: ['g', null] }, { user: true }),
          managed('aws_iam_group_policy.i', { group: 'g', policy: DENY.text }),
          managed('aws_iam_group_membership.n', { users: ['ci'] }),
        ],
      },
      'explicit-deny',
    ],
    ...(
      [
        ['role_policy', { role_name: 'deploy', policy_document: DENY.text }, 'explicit-deny'],
        ['managed_policy', { roles: ['deploy'], policy_document: DENY.text }, 'explicit-deny'],
        ['managed_policy', { roles: ['other'], policy_document: DENY.text }, 'allowed'],
        ['role', { role_name: 'deploy', policies: [{ policy_document: DENY.text }] }, 'explicit-deny'],
        ['role', { role_name: 'deploy', permissions_boundary: ARN }, 'undetermined'],
        ['role', { role_name: 'other', policies: [{ policy_document: DENY.text }] }, 'allowed'],
      ] as const
    ).map(
      ([type, after, expected]) =>
        [
          `${type} of the other provider: ${JSON.stringify(after)}`,
          ROLE,
          { changes: [ALLOWED, managed(`awscc_iam_${type}.r`, after)] },
          expected,
        ] as const,
    ),
    [
      'a user of the other provider, whose groups AWS alone knows',
      USER,
      {
        changes: [
          managed('awscc_iam_user.u', { user_name: 'ci' }, { groups: true, policies: true }),
          managed('awscc_iam_user_policy.i', { user_name: 'ci', policy_document: ALLOW.text }),
        ],
      },
      'allowed',
    ],
    [
      'a user of the other provider, and a group',
      USER,
      {
        changes: [
          managed('awscc_iam_user.u', { user_name: 'ci', groups: ['g'] }),
          managed('awscc_iam_group_policy.i', { group_name: 'g', policy_document: ALLOW.text }),
        ],
      },
      'allowed',
    ],
    [
      'a group of which it is not known which one it is',
      USER,
      {
        changes: [
          managed('aws_iam_user.u', { name: 'ci' }),
          managed('aws_iam_user_policy.i', { user: 'ci', policy: ALLOW.text }),
          managed('aws_iam_group_membership.m', { users: ['ci'] }, { group: true }),
        ],
      },
      'undetermined',
    ],
    [
      'groups of which it is not known which they are',
      USER,
      {
        changes: [
          managed('aws_iam_user.u', { name: 'ci' }),
          managed('aws_iam_user_policy.i', { user: 'ci', policy: ALLOW.text }),
          managed('aws_iam_user_group_membership.m', { user: 'ci' }, { groups: true }),
        ],
      },
      'undetermined',
    ],
    [
      'a user',
      USER,
      {
        changes: [
          managed('aws_iam_user.u', { name: 'ci' }),
          managed('aws_iam_user_policy.i', { user: 'ci', policy: ALLOW.text }),
        ],
      },
      'allowed',
    ],
    [
      'a group of the user',
      USER,
      {
        changes: [
          managed('aws_iam_user.u', { name: 'ci' }),
          managed('aws_iam_group_membership.m', { group: 'g', users: ['ci'] }),
          managed('aws_iam_group_policy.i', { group: 'g', policy: ALLOW.text }),
        ],
      },
      'allowed',
    ],
    [
      'the groups of the user',
      USER,
      {
        changes: [
          managed('aws_iam_user.u', { name: 'ci' }),
          managed('aws_iam_user_group_membership.m', { user: 'ci', groups: ['g'] }),
          managed('aws_iam_group_policy.i', { group: 'g', policy: DENY.text }),
        ],
      },
      'explicit-deny',
    ],
  ];
  for (const [name, principal, sample, expected] of cases)
    t.equal(await decide({ principal }, sample), expected, name);
  for (const principal of ['deploy', 'arn:aws:s3:::bucket', 'arn:aws:iam::111122223333:root'])
    await t.rejects(gather({ principal }), { code: 'usage' }, principal);
});
