import t from 'tap';
import { ATTRIBUTE_EFFECTS } from '../../src/request/attributes.ts';
import {
  EXISTING,
  FN,
  network,
  requestOf,
  requestsOf,
  type SampleChange,
  shortly,
  textOf,
} from './sample.ts';

const update = (after: object, unknown: object = {}): SampleChange => ({
  address: FN,
  actions: ['update'],
  before: EXISTING,
  after: { ...EXISTING, ...after },
  unknown,
});
const block = (subnets: unknown, groups: unknown, more: object = {}) => ({
  vpc_config: [
    {
      subnet_ids: subnets,
      security_group_ids: groups,
      ipv6_allowed_for_dual_stack: false,
      vpc_id: 'vpc-1',
      ...more,
    },
  ],
});
const SAME = 'vpc-1; subnet-1; sg-1';
const NONE = 'absent; absent; absent';
const UPDATE = 'lambda:UpdateFunctionConfiguration';

t.test('which change makes which request', async (t) => {
  const cases: readonly (readonly [string, SampleChange, readonly string[]])[] = [
    [
      'a function is created',
      { address: FN, actions: ['create'], after: EXISTING },
      ['will lambda:CreateFunction'],
    ],
    [
      'a function is replaced',
      { address: FN, actions: ['delete', 'create'], before: EXISTING, after: EXISTING },
      ['will lambda:CreateFunction'],
    ],
    [
      'a function is replaced, the new one first',
      { address: FN, actions: ['create', 'delete'], before: EXISTING, after: EXISTING },
      ['will lambda:CreateFunction'],
    ],
    [
      'a function is replaced, the old one only forgotten',
      { address: FN, actions: ['forget', 'create'], before: EXISTING, after: EXISTING },
      ['will lambda:CreateFunction'],
    ],
    [
      'a function is deleted',
      { address: FN, actions: ['delete'], before: EXISTING },
      ['none: a deleted function needs no VPC settings'],
    ],
    [
      'nothing changes',
      { address: FN, actions: ['no-op'], before: EXISTING, after: EXISTING },
      ['none: nothing changes'],
    ],
    [
      'a function is forgotten',
      { address: FN, actions: ['forget'], before: EXISTING },
      ['none: the function itself is not touched'],
    ],
    [
      'an old object of an interrupted replacement is deleted',
      { address: FN, actions: ['delete'], before: EXISTING, deposed: 'abcd1234' },
      ['none: a deleted function needs no VPC settings'],
    ],
    ['the description changes', update({ description: 'new' }), [`will ${UPDATE}`]],
    ['only tags change', update({ tags_all: { team: 'web' } }), ['none: it changes only tags']],
    [
      'only the code changes',
      update({ source_code_hash: 'x', last_modified: 'now' }),
      ['none: it changes only the code'],
    ],
    [
      'reserved concurrency changes',
      update({ reserved_concurrent_executions: 3 }),
      ['none: it changes only reserved concurrency'],
    ],
    [
      'only computed attributes change',
      update({ version: '2' }, { qualified_arn: true }),
      ['none: it changes only computed attributes'],
    ],
    [
      'settings of the provider change',
      update({ skip_destroy: true }),
      ['none: it changes only settings of the provider itself'],
    ],
    ['an attribute of a newer provider changes', update({ brand_new: 1 }), [`may ${UPDATE}`]],
    ['a configuration attribute is not known', update({}, { role: true }), [`may ${UPDATE}`]],
    ['one is not known and another one changes', update({ timeout: 9 }, { role: true }), [`will ${UPDATE}`]],
    ['null is as good as an empty list', update({ layers: [] }), ['none: nothing changes']],
    [
      'a set in another order is the same set',
      update({ ...block(['subnet-1'], ['sg-1'], { vpc_id: 'vpc-2' }) }),
      ['none: nothing changes'],
    ],
    [
      'an unknown vpc_id alone changes nothing',
      update({}, { vpc_config: [{ vpc_id: true, subnet_ids: [false] }] }),
      ['none: nothing changes'],
    ],
    ['the environment changes', update({ environment: [{ variables: { a: 'b' } }] }), [`will ${UPDATE}`]],
    ...['constructor', '__proto__'].map((name): readonly [string, SampleChange, readonly string[]] => [
      `a variable gets the name ${name}`,
      update({ environment: [{ variables: JSON.parse(`{"${name}": "x"}`) }] }),
      [`will ${UPDATE}`],
    ]),
    [
      'an attribute has the name __proto__',
      update(JSON.parse('{"__proto__": {"a": 1}, "description": "new"}')),
      [`will ${UPDATE}`],
    ],
    [
      'an action that nobody knows',
      { address: FN, actions: ['levitate'], before: EXISTING, after: EXISTING },
      ['may lambda:CreateFunction', `may ${UPDATE}`],
    ],
  ];
  for (const [name, change, expected] of cases)
    t.same((await requestsOf({ changes: [change] })).map(shortly), expected, name);
});

t.test('each attribute of the table makes the request that its effect says', async (t) => {
  for (const [name, effect] of ATTRIBUTE_EFFECTS) {
    if (name === 'vpc_config' || effect === 'replacement') continue;
    const [planned] = await requestsOf({ changes: [update({ [name]: ['changed'] })] });
    t.equal(planned?.kind, effect === 'configuration' ? 'request' : 'no-request', name);
  }
});

t.test('the VPC settings that a request carries', async (t) => {
  const created = (after: object, unknown: object = {}): SampleChange => ({
    address: FN,
    actions: ['create'],
    after: { function_name: 'f', ...after },
    unknown,
  });
  const cases: readonly (readonly [string, SampleChange, readonly string[]])[] = [
    ['created without vpc_config', created({ vpc_config: [] }), [NONE]],
    [
      'created with an empty block',
      created(
        { vpc_config: [{ subnet_ids: null, security_group_ids: null }] },
        { vpc_config: [{ vpc_id: true }] },
      ),
      [NONE],
    ],
    ['an update of something else carries the existing settings', update({ description: 'new' }), [SAME]],
    [
      'another security group: the subnets stay where they are',
      update(block(['subnet-1'], ['sg-2'])),
      ['vpc-1; subnet-1; sg-2'],
    ],
    [
      'one more subnet: it must be in the same VPC',
      update(block(['subnet-1', 'subnet-2'], ['sg-1'])),
      ['vpc-1; subnet-1, subnet-2; sg-1'],
    ],
    [
      'moved to other subnets: the vpc_id of the plan is the old one',
      update(block(['subnet-9'], ['sg-9'])),
      ['?; subnet-9; sg-9'],
    ],
    ['the block is removed', update({ vpc_config: [] }), [NONE]],
    ['the block is emptied', update(block([], [])), [NONE]],
    ['a group and no subnet', update(block(null, ['sg-1'])), ['? (or absent); absent; sg-1 (or absent)']],
    [
      'the subnets move and the group stays: the VPC in the plan is the old one',
      update(block(['subnet-9'], ['sg-1'])),
      ['?; subnet-9; sg-1'],
    ],
    [
      'IPv6 is allowed: the same subnets',
      update(block(['subnet-1'], ['sg-1'], { ipv6_allowed_for_dual_stack: true })),
      [SAME],
    ],
    [
      'a dynamic block that may have an element',
      update({ vpc_config: null }, { vpc_config: true }),
      ['? (or absent); … (or absent); … (or absent)'],
    ],
    [
      'a block of a capacity provider that may have an element',
      update({ description: 'new', capacity_provider_config: null }, { capacity_provider_config: true }),
      ['? (or absent); … (or absent); … (or absent)'],
    ],
    [
      'on a capacity provider',
      created({
        vpc_config: [],
        capacity_provider_config: [
          { lambda_managed_instances_capacity_provider_config: [{ capacity_provider_arn: 'a' }] },
        ],
      }),
      ['? (or absent); … (or absent); … (or absent)'],
    ],
  ];
  for (const [name, change, expected] of cases)
    t.same(network(await requestOf({ changes: [change] })), expected, name);
});

t.test('deleting a function whose security groups are replaced first', async (t) => {
  const replacing = { ...EXISTING, replace_security_groups_on_destroy: true };
  const destroy = (before: object): SampleChange => ({ address: FN, actions: ['delete'], before });
  const cases: readonly (readonly [string, object, readonly string[] | 'none'])[] = [
    [
      'by given ones',
      { ...replacing, replacement_security_group_ids: ['sg-r'] },
      ['vpc-1 (or absent); subnet-1 (or absent); sg-r'],
    ],
    [
      'by the default group, which the plan does not know',
      replacing,
      ['vpc-1 (or absent); subnet-1 (or absent); ?'],
    ],
    ['not when it is kept', { ...replacing, skip_destroy: true }, 'none'],
    ['not when it has none', { ...replacing, vpc_config: [] }, 'none'],
  ];
  for (const [name, before, expected] of cases) {
    const [planned] = await requestsOf({ changes: [destroy(before)] });
    t.same(planned?.kind === 'request' ? network(planned) : 'none', expected, name);
  }
  const replaced: SampleChange = {
    address: FN,
    actions: ['delete', 'create'],
    before: replacing,
    after: EXISTING,
  };
  t.same(
    (await requestsOf({ changes: [replaced] })).map(shortly),
    [`will ${UPDATE}`, 'will lambda:CreateFunction'],
    'a replacement deletes too',
  );
  const later = { ...replaced, actions: ['create', 'delete'] };
  t.same(
    (await requestsOf({ changes: [later] })).map(shortly),
    ['will lambda:CreateFunction', `will ${UPDATE}`],
    'in the other order',
  );
});

t.test('what is applied before a refused call is said', async (t) => {
  const both = await requestOf({
    changes: [update({ tags_all: {}, code_signing_config_arn: 'a', description: 'new' })],
  });
  t.match(both.notes, [
    'tags and code signing are applied before the configuration: they stay changed if this call is refused',
  ]);
  t.equal(both.because, 'description changes');
});

t.test('a vpc_config that the provider leaves out of the plan is said', async (t) => {
  const without = { ...EXISTING, vpc_config: [] };
  const subnet: SampleChange = {
    address: 'aws_subnet.s',
    actions: ['create'],
    after: {},
    unknown: { id: true },
  };
  const group: SampleChange = {
    address: 'aws_security_group.g',
    actions: ['create'],
    after: {},
    unknown: { id: true },
  };
  const change: SampleChange = { address: FN, actions: ['no-op'], before: without, after: without };
  const vpc_config = [
    {
      subnet_ids: { references: ['aws_subnet.s.id', 'aws_subnet.s'] },
      security_group_ids: { references: ['aws_security_group.g.id', 'aws_security_group.g'] },
    },
  ];
  const [left] = await requestsOf({ changes: [change, subnet, group], config: { [FN]: { vpc_config } } });
  t.match(left, { kind: 'no-request', notice: /leaves out of this plan/ });
  const empty = [{ subnet_ids: { constant_value: [] }, security_group_ids: { constant_value: [] } }];
  const [none] = await requestsOf({ changes: [change], config: { [FN]: { vpc_config: empty } } });
  t.notOk(none?.kind === 'no-request' && none.notice, 'an empty block is no loss');
});

t.test('a change that is put off makes no request now, and is said', async (t) => {
  const [planned] = await requestsOf({ deferred: [{ address: FN, actions: ['create'], after: EXISTING }] });
  t.match(planned, { kind: 'no-request', notice: /deferred_prereq/ });
});

t.test('resources of other types, and data sources, are nothing to say', async (t) => {
  const other: SampleChange = { address: 'aws_lambda_alias.a', actions: ['create'], after: {} };
  t.same(await requestsOf({ changes: [other], prior: { 'data.aws_lambda_function.f': EXISTING } }), []);
});

t.test('a function may be named by an ARN, or by a part of one', async (t) => {
  const named = async (name: string) => {
    const changes = [{ address: FN, actions: ['create'], after: { function_name: name, vpc_config: [] } }];
    const { alternatives } = await requestOf({ changes }, { region: 'eu-west-1', account: '123456789012' });
    return textOf(alternatives[0].resource);
  };
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:f';
  t.equal(await named('f'), arn);
  t.equal(await named(arn), arn);
  t.equal(await named('210987654321:function:f'), '?');
});

t.test('what the plan marks as sensitive is marked in the request', async (t) => {
  const sensitive = { vpc_config: [{ subnet_ids: true }], arn: true };
  const { alternatives } = await requestOf({ changes: [{ ...update({ description: 'new' }), sensitive }] });
  const subnets = alternatives[0].context.lookup('lambda:SubnetIds');
  t.match(subnets, { values: [{ text: 'subnet-1', origin: { sensitive: true } }] });
  t.match(alternatives[0].resource, [{ text: EXISTING.arn, origin: { sensitive: true } }]);
  const named = await requestOf({
    changes: [{ ...update({ description: 'new' }), sensitive: { function_name: true } }],
  });
  t.match(named.alternatives[0].resource, [{ text: EXISTING.arn, origin: { sensitive: true } }]);
  const released = await requestOf({
    changes: [
      {
        address: FN,
        actions: ['delete'],
        before: {
          ...EXISTING,
          layers: ['arn:layer'],
          tags: { team: 'shop' },
          replace_security_groups_on_destroy: true,
          replacement_security_group_ids: ['sg-r'],
        },
        sensitive: { layers: true, replacement_security_group_ids: true, tags: { team: true } },
      },
    ],
  });
  const hidden = (text: string) => ({ values: [{ text, origin: { sensitive: true } }] });
  t.match(released.alternatives[0].context.lookup('lambda:SecurityGroupIds'), hidden('sg-r'));
  t.match(released.alternatives[0].context.lookup('lambda:Layer'), hidden('arn:layer'));
  t.match(released.alternatives[0].context.lookup('aws:ResourceTag/team'), {
    value: { text: 'shop', origin: { sensitive: true } },
  });
});
