import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Request } from '../../src/iam/request.ts';
import type { ActingAccount } from '../../src/policies/account.ts';
import { type GivenPolicies, gatherPolicies, NOTHING_GIVEN } from '../../src/policies/applicable.ts';
import { actingAccount } from '../../src/request/acting-account.ts';
import type { RequestOptions } from '../../src/request/options.ts';
import { requestsOf, type Sample, sampleGraph, samplePlan } from '../request/sample.ts';

const gather = async (sample: Sample, accounts: readonly ActingAccount[] = [], given = NOTHING_GIVEN) => {
  const gathered = await gatherPolicies(samplePlan(sample), sampleGraph(sample), given);
  return gathered.applicable(accounts);
};
/** What the policies of a plan alone decide about any request. */
const setOf = async (sample: Sample) => (await gather(sample)).sets[0] ?? {};

const DENY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', Action: 'lambda:*', Resource: '*', Condition: { Null: { 'lambda:VpcIds': 'true' } } },
  ],
});
const created = (address: string, after: object, unknown: object = {}) => ({
  address,
  actions: ['create'],
  after,
  unknown,
});
const POLICY = 'aws_organizations_policy.p';
const existing = (after: object, actions = ['no-op']) => ({
  address: POLICY,
  actions,
  before: { id: 'p-1', content: DENY },
  after: { id: 'p-1', ...after },
});

t.test('which policies of a plan count', async (t) => {
  const cases: readonly (readonly [string, Sample, readonly string[]])[] = [
    ['one that is created', { changes: [created(POLICY, { content: DENY })] }, [POLICY, 'FullAWSAccess']],
    ['one that exists already', { changes: [existing({ content: DENY })] }, [POLICY, 'FullAWSAccess']],
    [
      'not one that is deleted',
      { changes: [{ address: POLICY, actions: ['delete'], before: { content: DENY } }] },
      [],
    ],
    [
      'one that Terraform forgets',
      { changes: [{ address: POLICY, actions: ['forget'], before: { content: DENY } }] },
      [POLICY],
    ],
    [
      'one of the other provider',
      {
        changes: [
          created(
            'awscc_organizations_policy.p',
            { content: DENY, type: 'SERVICE_CONTROL_POLICY', target_ids: ['r-ab12'] },
            { policy_id: true, id: true },
          ),
        ],
      },
      ['awscc_organizations_policy.p', 'FullAWSAccess'],
    ],
    ['not one of another type', { changes: [created(POLICY, { content: '{}', type: 'TAG_POLICY' })] }, []],
    [
      'not one that is only read',
      { prior: { 'data.aws_organizations_policy.p': { policy_id: 'p-1', id: 'p-1', content: DENY } } },
      [],
    ],
    ['none', {}, []],
  ];
  for (const [name, sample, expected] of cases) {
    const { list, sets } = await gather(sample);
    t.same(
      list.map(({ policy }) => policy.label),
      expected,
      name,
    );
    t.equal(sets[0]?.serviceControl === undefined, expected.length === 0, `${name}: judged`);
  }
});

t.test('a policy is what it will be after the apply', async (t) => {
  const { list } = await gather({
    changes: [existing({ content: DENY.replace('true', 'false') }, ['update'])],
  });
  t.match(list[0]?.policy.statements[0]?.conditions[0]?.values, [{ text: ['false'] }]);
});

t.test('a policy that cannot be known decides nothing for certain', async (t) => {
  const { list } = await gather({ changes: [created(POLICY, {}, { content: true })] });
  t.ok(list[0]?.policy.undecidable);
});

const ME = { kind: 'known', id: '111122223333' } as const satisfies ActingAccount;

t.test('where policies are attached', async (t) => {
  const attachment = (target: string) =>
    created('aws_organizations_policy_attachment.a', { policy_id: 'p-1', target_id: target });
  const me = {};
  const cases: readonly (readonly [string, Sample, readonly (string | undefined)[], RegExp?])[] = [
    [
      'to this account',
      { changes: [existing({ content: DENY }), attachment('111122223333')], prior: me },
      ['111122223333'],
    ],
    [
      'to another account',
      { changes: [existing({ content: DENY }), attachment('999999999999')], prior: me },
      [],
      /not on the path/,
    ],
    [
      'to an account, and this one is not known',
      { changes: [existing({ content: DENY }), attachment('999999999999')] },
      ['999999999999'],
      /^$/,
    ],
    [
      'to the root, below which every account is',
      { changes: [existing({ content: DENY }), attachment('r-ab12')] },
      ['r-ab12'],
      /^$/,
    ],
    [
      'to an OU',
      { changes: [existing({ content: DENY }), attachment('ou-1')], prior: me },
      ['ou-1'],
      /so it counts/,
    ],
    [
      'nowhere in the plan',
      { changes: [existing({ content: DENY })], prior: me },
      ['the organization'],
      /counts as attached/,
    ],
    [
      'a policy that the plan does not hold',
      { changes: [attachment('111122223333')], prior: me },
      ['111122223333'],
    ],
    [
      'one that a data source lists',
      {
        prior: {
          ...me,
          'data.aws_organizations_policy.p': {
            policy_id: 'p-1',
            id: 'p-1',
            content: DENY,
            type: 'SERVICE_CONTROL_POLICY',
          },
          'data.aws_organizations_policies_for_target.t': {
            target_id: '111122223333',
            ids: ['p-1', 'p-FullAWSAccess'],
            filter: 'SERVICE_CONTROL_POLICY',
          },
        },
      },
      ['111122223333'],
    ],
  ];
  for (const [name, sample, levels, note] of cases) {
    const { sets, notes } = await gather(sample, sample.prior === undefined ? [] : [ME]);
    const control = sets[0]?.serviceControl;
    const found = Array.isArray(control) ? control : [];
    t.same(
      found.map((level) => level.name),
      levels,
      name,
    );
    if (note !== undefined) t.match(notes.join('\n'), note, name);
  }
  const { elsewhere } = await gather(attachedTo('999999999999'), [ME]);
  t.match(elsewhere, [{ addressText: POLICY }], 'what is attached elsewhere is told, to be looked into');
  const { list } = await gather({ changes: [attachment('111122223333')], prior: me });
  t.equal(list[0]?.policy.undecidable?.settle, 'aws organizations describe-policy --policy-id p-1');
});

t.test('accounts and units of the other provider', async (t) => {
  const [unit, account] = ['awscc_organizations_organizational_unit.o', 'awscc_organizations_account.a'];
  const attachment = 'aws_organizations_policy_attachment.a';
  const refers = (to: string, id: string) => ({ references: [`${to}.${id}`, to] });
  const cases: readonly (readonly [string, object, string[], string])[] = [
    ['in the unit', { account_id: ME.id, parent_ids: [null] }, [unit], 'explicit-deny'],
    ['elsewhere', { account_id: ME.id, parent_ids: ['r-ab12'] }, [], 'allowed'],
    ['another account', { account_id: '999999999999', parent_ids: [null] }, [unit], 'allowed'],
  ];
  for (const [name, after, [parent], expected] of cases) {
    const sample = {
      changes: [
        existing({ content: DENY }),
        created(attachment, { policy_id: 'p-1' }, { target_id: true }),
        created(unit, { parent_id: 'r-ab12' }, { id: true, organizational_unit_id: true }),
        created(account, after, { id: true, ...(parent === undefined ? {} : { parent_ids: [true] }) }),
        functionOf(ME.id),
      ],
      config: {
        [attachment]: { target_id: refers(unit, 'organizational_unit_id') },
        [account]: parent === undefined ? {} : { parent_ids: refers(parent, 'organizational_unit_id') },
      },
    };
    t.same(await kinds(sample), [expected], name);
  }
});

t.test('attachments of which something is not known', async (t) => {
  const listing = 'data.aws_organizations_policies_for_target.t';
  const read = (after: object, unknown: object = {}) => ({
    ...created(listing, { target_id: ME.id, filter: 'SERVICE_CONTROL_POLICY', ...after }, unknown),
    actions: ['read'],
  });
  const attachment = (after: object, unknown: object = {}) =>
    created(
      'aws_organizations_policy_attachment.a',
      { target_id: ME.id, policy_id: 'p-1', ...after },
      unknown,
    );
  const own = (unknown: object, target_ids?: readonly (string | null)[]) =>
    created('awscc_organizations_policy.p', { content: DENY, target_ids }, { policy_id: true, ...unknown });
  const policy = existing({ content: DENY });
  const tags = existing({ content: '{}', type: 'TAG_POLICY' });
  const [yes, no, open] = ['explicit-deny', 'allowed', 'undetermined'];
  const cases: readonly (readonly [string, Sample['changes'] & object, string])[] = [
    ['a list that is read only during the apply', [read({}, { ids: true })], open],
    ['one of the list is', [read({ ids: [null] }, { ids: [true] })], open],
    ['a list of policies of another type', [read({ filter: 'TAG_POLICY' }, { ids: true })], no],
    ['a list for another account', [read({ target_id: '999999999999' }, { ids: true })], no],
    ['which policy is attached', [attachment({}, { policy_id: true })], open],
    ['no policy', [attachment({ policy_id: null })], open],
    ['a policy of another type', [tags, attachment({})], no],
    ['where it is attached', [policy, attachment({}, { target_id: true })], yes],
    ['nowhere', [policy, attachment({ target_id: null })], yes],
    ['its own targets', [own({ target_ids: true })], yes],
    ['one of its own targets', [own({ target_ids: [false, true] }, ['999999999999', null])], yes],
    ['its own targets are elsewhere', [own({}, ['999999999999'])], no],
  ];
  for (const [name, changes, expected] of cases)
    t.same(await kinds({ changes: [...changes, functionOf(ME.id)] }), [expected], name);
});

const attachedTo = (
  target: string,
  ...changes: Sample['changes'] & object
): Sample & Required<Pick<Sample, 'changes'>> => ({
  changes: [
    existing({ content: DENY }),
    created('aws_organizations_policy_attachment.a', { policy_id: 'p-1', target_id: target }),
    ...changes,
  ],
});
const functionOf = (account: string | undefined, name = 'f') =>
  created(`aws_lambda_function.${name}`, account === undefined ? {} : { role: roleOf(account) });
const roleOf = (account: string) => `arn:aws:iam::${account}:role/r`;

/** What is decided about a function without a VPC, for each function. */
async function decided(sample: Sample, options: RequestOptions = {}, given: Partial<GivenPolicies> = {}) {
  const planned = await requestsOf(sample, options);
  const accounts = planned.flatMap((one) => (one.kind === 'request' ? [actingAccount(one)] : []));
  const policies = await gather(sample, accounts, { ...NOTHING_GIVEN, ...given });
  return accounts.map((account) => authorize(compilePolicies(policies.of(account)), [requestIn(undefined)]));
}
const kinds = async (...given: Parameters<typeof decided>) =>
  (await decided(...given)).map(({ kind }) => kind);

const ELSEWHERE = created('aws_organizations_policy_attachment.b', {
  policy_id: 'p-1',
  target_id: '999999999999',
});

t.test('a policy of which Terraform forgets something denies as before', async (t) => {
  const was = (actions: string[], more: object = {}, target = '111122223333'): Sample['changes'] & object => [
    {
      address: 'aws_organizations_policy_attachment.a',
      actions,
      before: { policy_id: 'p-1', target_id: target, ...more },
      after: actions[0] === 'no-op' ? { policy_id: 'p-1', target_id: target } : undefined,
    },
  ];
  const gone = (actions: string[], more: object = {}) => [
    { address: POLICY, actions, before: { id: 'p-1', content: DENY, ...more } },
  ];
  const loosened = existing({ content: DENY.replace('true', 'false') }, ['update']);
  const [yes, no] = ['explicit-deny', 'allowed'];
  const there = 'awscc_organizations_policy.p';
  const own = (target_ids: string[]) => ({ policy_id: 'p-1', content: DENY, target_ids });
  const cases: readonly (readonly [string, Sample['changes'] & object, string])[] = [
    ['changed', [loosened, ...was(['no-op'])], no],
    ['deleted', [...gone(['delete']), ...was(['delete'])], no],
    ['forgotten', [...gone(['forget']), ...was(['forget'])], yes],
    ['forgotten where another account is', [...gone(['forget']), ...was(['forget'], {}, '999999999999')], no],
    ['removed from the state alone', gone(['delete'], { skip_destroy: true }), yes],
    ['forgotten and detached', [...gone(['forget']), ...was(['delete'])], no],
    [
      'updated, and one of its attachments is forgotten',
      [existing({ content: DENY }, ['update']), ...was(['forget']), ELSEWHERE],
      yes,
    ],
    [
      'loosened, and one of its attachments is forgotten',
      [existing({ content: DENY.replace('Deny', 'Allow') }, ['update']), ...was(['forget']), ELSEWHERE],
      no,
    ],
    ['kept, and its attachment is forgotten', [existing({ content: DENY }), ...was(['forget'])], yes],
    ['forgotten where it only allowed', gone(['forget'], { content: DENY.replace('Deny', 'Allow') }), no],
    ['a policy of another type', gone(['forget'], { type: 'TAG_POLICY' }), no],
    [
      'forgotten, and with two effects',
      gone(['forget'], { content: DENY.replace('"Effect":', '"Effect":"Allow","Effect":') }),
      'undetermined',
    ],
    [
      'taken from a target',
      [{ address: there, actions: ['update'], before: own([ME.id]), after: own(['999999999999']) }],
      no,
    ],
  ];
  for (const [name, changes, expected] of cases)
    t.same(await kinds({ changes: [...changes, functionOf(ME.id)] }), [expected], name);
  const forgotten = [...gone(['forget']), ...was(['forget']), functionOf(undefined)];
  t.same(
    await kinds({ changes: forgotten }),
    ['undetermined'],
    'of an account, and which one acts is not known',
  );
  const off = { fullAwsAccess: false };
  const allowing = { scp: [{ path: 'a.json', text: DENY.replace('Deny', 'Allow') }] };
  t.same(
    await kinds(
      { changes: [...gone(['forget'], { content: DENY.replace('lambda:', 's3:') }), functionOf(ME.id)] },
      {},
      { ...off, ...allowing },
    ),
    [no],
    'nothing more has to allow',
  );
});

t.test('a policy for one account', async (t) => {
  const sample = attachedTo('999999999999', functionOf(undefined));
  const [unknown] = await decided(sample);
  t.match(unknown, {
    kind: 'undetermined',
    reasons: [{ settle: '--account ID' }],
    deniedIf: { choices: [{ name: 'the account is 999999999999', text: 'present' }] },
  });
  t.same(await kinds(sample, {}, { fullAwsAccess: false }), ['undetermined'], 'nor what it allows');
  for (const [account, kind] of [
    ['999999999999', 'explicit-deny'],
    ['111122223333', 'allowed'],
  ] as const) {
    t.same(await kinds(sample, { account }), [kind], `--account ${account}`);
    const functions = attachedTo('999999999999', functionOf(account));
    t.same(await kinds(functions), [kind], `functions with roles of ${account}`);
  }
});

t.test('a policy for one account, where the providers of a plan have credentials of their own', async (t) => {
  const role = (arn: object) => ({ assume_role: [{ role_arn: arn }] });
  const [constant, variable] = [
    role({ constant_value: roleOf('999999999999') }),
    role({ references: ['var.role'] }),
  ];
  const me = { 'data.aws_caller_identity.me': { account_id: '111122223333' } };
  const [yes, no, open] = ['explicit-deny', 'allowed', 'undetermined'];
  const cases: readonly (readonly [
    string,
    Partial<Sample> & { readonly other: object },
    string | undefined,
    string[],
  ])[] = [
    ['each function is of the account of its provider', { other: constant, prior: me }, undefined, [no, yes]],
    ['only one provider tells its account', { other: constant }, undefined, [open, yes]],
    ['it is told of the other one', { other: constant }, '111122223333', [no, yes]],
    ['the variable of a role tells nothing', { other: variable, prior: me }, undefined, [no, open]],
    ['that one is told', { other: variable, prior: me }, '999999999999', [no, yes]],
    ['one account is not told for two credentials', { other: variable }, '999999999999', [open, open]],
    [
      'one account is allowed',
      { other: { ...variable, allowed_account_ids: { constant_value: ['111122223333'] } } },
      undefined,
      [open, no],
    ],
  ];
  for (const [name, { other, ...more }, account, expected] of cases) {
    const sample = {
      ...attachedTo('999999999999', functionOf(undefined), functionOf(undefined, 'g')),
      ...more,
      providers: { 'aws.other': other },
      uses: { 'aws_lambda_function.g': 'aws.other' },
    };
    t.same(await kinds(sample, account === undefined ? {} : { account }), expected, name);
    if (name.startsWith('one account is not told'))
      t.match((await decided(sample))[1], { reasons: [{ settle: /^allowed_account_ids = .* aws\.other$/ }] });
  }
});

t.test('a policy for a unit or an account that this apply creates', async (t) => {
  const unit = (name: string, parent: string) => ({
    ...created(`aws_organizations_organizational_unit.${name}`, {}, { id: true }),
    parent,
  });
  const member = (id: string | undefined, parent: string) => ({
    ...created(
      'aws_organizations_account.a',
      id === undefined ? {} : { id },
      id === undefined ? { id: true } : {},
    ),
    parent,
  });
  const parentOf = ({ parent, ...change }: ReturnType<typeof member>) =>
    parent.startsWith('aws_')
      ? { ...change, unknown: { ...change.unknown, parent_id: true } }
      : { ...change, after: { ...change.after, parent_id: parent } };
  const refers = (to: string) => ({ references: [`${to}.id`, to] });
  const [outer, inner] = [
    'aws_organizations_organizational_unit.o',
    'aws_organizations_organizational_unit.i',
  ];
  const cases = [
    ['nobody is in it', outer, [unit('o', 'r-ab12')], undefined, 'allowed'],
    ['nor is an account that is told', outer, [unit('o', 'r-ab12')], '999999999999', 'allowed'],
    [
      'the account is moved there',
      outer,
      [unit('o', 'r-ab12'), member('999999999999', outer)],
      '999999999999',
      'explicit-deny',
    ],
    [
      'another account is moved there',
      outer,
      [unit('o', 'r-ab12'), member('111122223333', outer)],
      '999999999999',
      'allowed',
    ],
    [
      'which account acts is not known',
      outer,
      [unit('o', 'r-ab12'), member('111122223333', outer)],
      undefined,
      'undetermined',
    ],
    [
      'the account is moved below it',
      outer,
      [unit('o', 'r-ab12'), unit('i', outer), member('999999999999', inner)],
      '999999999999',
      'explicit-deny',
    ],
    [
      'it is moved beside it',
      inner,
      [unit('o', 'r-ab12'), unit('i', outer), member('999999999999', outer)],
      '999999999999',
      'allowed',
    ],
    [
      'the account is put elsewhere',
      outer,
      [unit('o', 'r-ab12'), member('999999999999', 'r-ab12')],
      '999999999999',
      'allowed',
    ],
    [
      'where the account is moved is not known',
      outer,
      [unit('o', 'r-ab12'), member('999999999999', 'aws_organizations_organizational_unit.nowhere')],
      '999999999999',
      'undetermined',
    ],
    [
      'the account is moved deeper than units may be',
      outer,
      [
        unit('o', 'r-ab12'),
        ...[1, 2, 3, 4, 5, 6].map((at) =>
          unit(`u${at}`, at === 1 ? outer : `aws_organizations_organizational_unit.u${at - 1}`),
        ),
        member('999999999999', 'aws_organizations_organizational_unit.u6'),
      ],
      '999999999999',
      'undetermined',
    ],
    [
      'an account that is created may act',
      'aws_organizations_account.a',
      [member(undefined, 'r-ab12')],
      undefined,
      'undetermined',
    ],
    [
      'one that exists is none that is created',
      'aws_organizations_account.a',
      [member(undefined, 'r-ab12')],
      '999999999999',
      'allowed',
    ],
  ] as const;
  for (const [name, target, changes, account, kind] of cases) {
    const attachment = created(
      'aws_organizations_policy_attachment.a',
      { policy_id: 'p-1' },
      { target_id: true },
    );
    const parents = changes.filter(({ parent }) => parent.startsWith('aws_'));
    const sample = {
      changes: [existing({ content: DENY }), attachment, functionOf(account), ...changes.map(parentOf)],
      config: {
        'aws_organizations_policy_attachment.a': { target_id: refers(target) },
        ...Object.fromEntries(parents.map(({ address, parent }) => [address, { parent_id: refers(parent) }])),
      },
    };
    t.same(await kinds(sample), [kind], name);
  }
});

const DOCUMENT = 'data.aws_iam_policy_document.d';
const VPC = {
  address: 'aws_vpc.new',
  actions: ['create'],
  after: { cidr_block: '10.0.0.0/16' },
  unknown: { id: true },
};

const deferred = (after: object, unknown: object, address = DOCUMENT) => ({
  address,
  actions: ['read'],
  after,
  unknown: { json: true, minified_json: true, ...unknown },
});
const reading = (address: string) => ({
  [POLICY]: { content: { references: [`${address}.json`, address] } },
});

function requestIn(vpc: string | undefined): Request {
  return {
    action: 'lambda:CreateFunction',
    resource: ['arn:aws:lambda:us-east-1:111122223333:function:f'],
    context: {
      lookup: (key) =>
        key.toLowerCase() === 'lambda:vpcids' && vpc !== undefined
          ? { kind: 'single', presence: { kind: 'present' }, value: { kind: 'known', text: vpc } }
          : { kind: 'absent' },
    },
  };
}

t.test('a document that is read only during the apply is made again from its blocks', async (t) => {
  const statement = (more: object) => ({
    effect: 'Deny',
    actions: ['lambda:CreateFunction'],
    resources: ['*'],
    ...more,
  });
  const notIn = (values: readonly (string | null)[]) => ({
    condition: [{ test: 'StringNotEquals', variable: 'lambda:VpcIds', values }],
  });
  const sample = (after: object, unknown: object, more: Partial<Sample> = {}): Sample => ({
    changes: [VPC, deferred(after, unknown), created(POLICY, {}, { content: true }), ...(more.changes ?? [])],
    config: { ...reading(DOCUMENT), ...more.config },
    ...(more.prior === undefined ? {} : { prior: more.prior }),
  });
  const cases: readonly (readonly [string, Sample, string | undefined, string])[] = [
    [
      'nothing in its blocks is unknown: outside',
      sample({ statement: [statement(notIn(['vpc-1']))] }, {}),
      'vpc-2',
      'explicit-deny',
    ],
    [
      'nothing in its blocks is unknown: inside',
      sample({ statement: [statement(notIn(['vpc-1']))] }, {}),
      'vpc-1',
      'allowed',
    ],
    [
      'of two statements one is known',
      sample(
        { statement: [statement(notIn(['vpc-1'])), statement(notIn([null]))] },
        { statement: [{}, { condition: [{ values: [true] }] }] },
      ),
      'vpc-2',
      'explicit-deny',
    ],
    [
      'the unknown one decides',
      sample({ statement: [statement(notIn([null]))] }, { statement: [{ condition: [{ values: [true] }] }] }),
      'vpc-2',
      'undetermined',
    ],
    [
      'blocks whose number is not known',
      sample({ statement: null }, { statement: true }),
      'vpc-2',
      'undetermined',
    ],
    [
      'the data source has its own sign for policy variables',
      sample(
        {
          statement: [
            statement({
              condition: [{ test: 'StringNotEquals', variable: 'lambda:VpcIds', values: ['&{*}'] }],
            }),
          ],
        },
        {},
      ),
      '*',
      'allowed',
    ],
    [
      'two blocks for one key are one list',
      sample(
        {
          statement: [
            statement({ condition: [...notIn(['vpc-1']).condition, ...notIn(['vpc-2']).condition] }),
          ],
        },
        {},
      ),
      'vpc-2',
      'allowed',
    ],
    [
      'a later statement replaces an earlier one of the same name',
      sample(
        {
          source_policy_documents: [DENY.replace('"Effect"', '"Sid":"a","Effect"')],
          statement: [statement({ sid: 'a', effect: 'Allow' })],
        },
        {},
      ),
      undefined,
      'allowed',
    ],
    [
      'an overriding document replaces a statement',
      sample(
        {
          statement: [statement({ sid: 'a' })],
          override_policy_documents: [DENY.replace('"Effect"', '"Sid":"a","Effect"')],
        },
        {},
      ),
      'vpc-1',
      'allowed',
    ],
    [
      'a source document that is no JSON',
      sample({ source_policy_documents: ['nonsense'] }, {}),
      'vpc-1',
      'undetermined',
    ],
    [
      'a source document that is itself made of blocks',
      sample(
        { source_policy_documents: [null] },
        { source_policy_documents: [true] },
        {
          changes: [deferred({ statement: [statement({})] }, {}, 'data.aws_iam_policy_document.base')],
          config: {
            [DOCUMENT]: {
              source_policy_documents: {
                references: ['data.aws_iam_policy_document.base.json', 'data.aws_iam_policy_document.base'],
              },
            },
          },
        },
      ),
      'vpc-1',
      'explicit-deny',
    ],
  ];
  for (const [name, given, vpc, expected] of cases) {
    t.equal(authorize(compilePolicies(await setOf(given)), [requestIn(vpc)]).kind, expected, name);
  }
});

t.test('a document without a statement block of its own', async (t) => {
  const { list } = await gather({
    changes: [deferred({ source_policy_documents: [DENY] }, {}), created(POLICY, {}, { content: true })],
    config: reading(DOCUMENT),
  });
  t.match(list[0]?.policy, { version: '2012-10-17', statements: [{ effect: 'Deny' }], findings: [] });
});
