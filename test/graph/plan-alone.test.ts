import t from 'tap';
import { nameOf } from '../../src/graph/identity.ts';
import type { Value } from '../../src/graph/value.ts';
import { change, created, graphOf, type PlanJson, shown, stated } from './small-plan.ts';

/** What a plan says of an attribute, without the source of its configuration. */
interface Case {
  readonly name: string;
  readonly plan: PlanJson;
  readonly address?: string;
  readonly path?: readonly (string | number)[];
  readonly expected: string;
}

const refs = (...references: readonly string[]) => ({ references });

function resource(address: string, expressions: object, more: object = {}): object {
  const [type, name] = address.split('.').slice(-2);
  const mode = address.startsWith('data.') ? 'data' : 'managed';
  return { address, mode, type, name, expressions, ...more };
}

function configuration(resources: readonly object[], more: object = {}): object {
  return { root_module: { resources, ...more } };
}

/** A function with a set of subnets that is not known, and what the configuration refers to. */
function subnetsBy(references: readonly string[], others: readonly object[], more: object = {}): PlanJson {
  const block = { subnet_ids: refs(...references) };
  return {
    resource_changes: [
      change('aws_lambda_function.f', {
        after: { vpc_config: [{}] },
        unknown: { id: true, vpc_config: [{ subnet_ids: true, vpc_id: true }] },
      }),
      ...others,
    ],
    configuration: configuration([resource('aws_lambda_function.f', { vpc_config: [block] })], more),
  };
}

const SUBNETS = ['vpc_config', 0, 'subnet_ids'] as const;
const TWO = [created('aws_subnet.s[0]'), created('aws_subnet.s[1]')];

/** A subnet whose vpc_id is not known. */
function vpcBy(references: readonly string[], others: readonly object[], more: object = {}): PlanJson {
  return {
    resource_changes: [change('aws_subnet.s', { unknown: { id: true, vpc_id: true } }), ...others],
    configuration: configuration([resource('aws_subnet.s', { vpc_id: refs(...references) })], more),
  };
}

const VPC_OF_SUBNET = { address: 'aws_subnet.s', path: ['vpc_id'] } as const;

const CASES: readonly Case[] = [
  {
    name: 'the default group of a new VPC is the one that it comes with',
    plan: {
      resource_changes: [
        change('aws_default_security_group.d', { unknown: { id: true, vpc_id: true } }),
        created('aws_vpc.v', ['default_security_group_id']),
      ],
      configuration: configuration([
        resource('aws_default_security_group.d', { vpc_id: refs('aws_vpc.v.id', 'aws_vpc.v') }),
      ]),
    },
    address: 'aws_default_security_group.d',
    path: ['id'],
    expected: 'new aws_vpc.v.default_security_group_id',
  },
  {
    name: 'what terraform_data gives out is what it was given',
    plan: {
      resource_changes: [
        change('terraform_data.d', {
          after: { input: { a: 'x' } },
          unknown: { id: true, input: {}, output: true },
        }),
      ],
    },
    address: 'terraform_data.d',
    path: ['output', 'a'],
    expected: '"x"',
  },
  {
    name: 'the group of a membership is the one that is referred to',
    plan: {
      resource_changes: [
        change('aws_iam_user_group_membership.m', { unknown: { id: true, groups: true } }),
        change('aws_iam_group.g', { after: { name: 'g' }, unknown: { id: true, arn: true } }),
      ],
      configuration: configuration([
        resource('aws_iam_user_group_membership.m', {
          groups: refs('aws_iam_group.g.id', 'aws_iam_group.g'),
        }),
      ]),
    },
    address: 'aws_iam_user_group_membership.m',
    path: ['groups'],
    expected: '[? aws_iam_group.g.id, 0.. of (?)]',
  },
  {
    name: 'the group of a policy is the one that is referred to',
    plan: {
      resource_changes: [
        change('aws_iam_group_policy.p', { unknown: { id: true, group: true } }),
        change('aws_iam_group.g', { after: { name: 'g' }, unknown: { id: true, arn: true } }),
      ],
      configuration: configuration([
        resource('aws_iam_group_policy.p', { group: refs('aws_iam_group.g.id', 'aws_iam_group.g') }),
      ]),
    },
    address: 'aws_iam_group_policy.p',
    path: ['group'],
    expected: '? aws_iam_group.g.id',
  },
  {
    name: 'an id of something created is new',
    plan: { resource_changes: [created('aws_vpc.v')] },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: 'new aws_vpc.v.id',
  },
  {
    name: 'an id of something replaced is new',
    plan: {
      resource_changes: [
        change('aws_vpc.v', {
          actions: 'replace',
          before: { id: 'vpc-1' },
          after: {},
          unknown: { id: true },
        }),
      ],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: 'new aws_vpc.v.id',
  },
  {
    name: 'an update keeps the id, even where it is marked unknown',
    plan: {
      resource_changes: [
        change('aws_vpc.v', { actions: 'update', before: { id: 'vpc-1' }, after: {}, unknown: { id: true } }),
      ],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: '"vpc-1"',
  },
  {
    name: 'what is made in place of something that is only forgotten is new',
    plan: {
      resource_changes: [
        change('aws_vpc.v', {
          actions: 'forget,create',
          before: { id: 'vpc-1' },
          after: {},
          unknown: { id: true },
        }),
      ],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: 'new aws_vpc.v.id',
  },
  {
    name: 'an imported id is known',
    plan: {
      resource_changes: [
        change('aws_vpc.v', {
          actions: 'no-op',
          before: { id: 'vpc-1' },
          after: { id: 'vpc-1' },
          more: { importing: { id: 'vpc-1' } },
        }),
      ],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: '"vpc-1"',
  },
  {
    name: 'an ARN that is made of names is unknown, not new',
    plan: { resource_changes: [created('aws_iam_role.r')] },
    address: 'aws_iam_role.r',
    path: ['arn'],
    expected: '? aws_iam_role.r.arn',
  },
  {
    name: 'what takes over an existing thing is not new',
    plan: { resource_changes: [created('aws_default_vpc.v')] },
    address: 'aws_default_vpc.v',
    path: ['id'],
    expected: '? aws_default_vpc.v.id',
  },
  {
    name: 'what is destroyed has no attributes after the apply',
    plan: {
      resource_changes: [change('aws_vpc.v', { actions: 'delete', before: { id: 'vpc-1' }, after: null })],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: 'absent',
  },
  {
    name: 'a deposed object is not the instance',
    plan: {
      resource_changes: [
        created('aws_vpc.v'),
        {
          ...change('aws_vpc.v', { actions: 'delete', before: { id: 'vpc-1' }, after: null }),
          deposed: 'ab12',
        },
      ],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: 'new aws_vpc.v.id',
  },
  {
    name: 'a change that is put off to a later plan makes nothing new',
    plan: {
      deferred_changes: [{ reason: 'resource_config_unknown', resource_change: created('aws_vpc.v') }],
    },
    address: 'aws_vpc.v',
    path: ['id'],
    expected: '?',
  },
  {
    name: 'a data source that was read while planning is in the prior state',
    plan: {
      prior_state: {
        values: { root_module: { resources: [stated('data.aws_vpc.v', { id: 'vpc-1', tags: { a: 'b' } })] } },
      },
    },
    address: 'data.aws_vpc.v',
    path: ['tags', 'a'],
    expected: '"b"',
  },
  {
    name: 'a data source that is read during the apply may be anything',
    plan: { resource_changes: [change('data.aws_vpc.v', { actions: 'read', unknown: { id: true } })] },
    address: 'data.aws_vpc.v',
    path: ['id'],
    expected: '? data.aws_vpc.v.id',
  },
  {
    name: 'what the filters of such a data source are is known',
    plan: {
      resource_changes: [
        change('data.aws_subnets.s', {
          actions: 'read',
          after: { filter: [{ name: 'vpc-id', values: ['vpc-1'] }] },
          unknown: { filter: [{ values: [false] }], ids: true },
        }),
      ],
    },
    address: 'data.aws_subnets.s',
    path: ['filter'],
    expected: '[{name: "vpc-id", values: ["vpc-1"]}]',
  },
  {
    name: 'unknown attributes that are not mentioned at all are unknown where the plan has no unknowns',
    plan: {
      planned_values: { root_module: { resources: [stated('aws_vpc.v', { cidr_block: '10.0.0.0/16' })] } },
    },
    address: 'aws_vpc.v',
    path: ['arn'],
    expected: '? aws_vpc.v.arn',
  },
  {
    name: 'null is a value, and what is not there is not',
    plan: { resource_changes: [change('aws_vpc.v', { after: { a: null } })] },
    address: 'aws_vpc.v',
    path: ['b'],
    expected: 'absent',
  },
  {
    name: 'names such as __proto__ are ordinary',
    plan: { resource_changes: [change('aws_vpc.v', { after: { tags: {} } })] },
    address: 'aws_vpc.v',
    path: ['tags', '__proto__'],
    expected: 'absent',
  },
  {
    name: 'a set that refers to one new subnet holds it, and perhaps literals',
    plan: subnetsBy(['aws_subnet.a.id', 'aws_subnet.a'], [created('aws_subnet.a')]),
    expected: '[new aws_subnet.a.id, 0.. of (?)]',
  },
  {
    name: 'a set that refers to a counted resource holds one of its instances',
    plan: subnetsBy(['aws_subnet.s'], TWO),
    expected: '[one of (new aws_subnet.s[0].id | new aws_subnet.s[1].id), 0.. of (?)]',
  },
  {
    name: 'an instance key with dots, quotes and brackets is one key',
    plan: subnetsBy(
      ['aws_subnet.k["a.b[\\"c\\"]"].id', 'aws_subnet.k["a.b[\\"c\\"]"]', 'aws_subnet.k'],
      [created('aws_subnet.k["a.b[\\"c\\"]"]'), created('aws_subnet.k["a"]')],
    ),
    expected: '[new aws_subnet.k["a.b[\\"c\\"]"].id, 0.. of (?)]',
  },
  {
    name: 'a known id may be all that is left of a list',
    plan: {
      ...subnetsBy(['var.known', 'aws_subnet.a.id', 'aws_subnet.a'], [created('aws_subnet.a')]),
      variables: { known: { value: ['subnet-1'] } },
    },
    expected: '[one of (new aws_subnet.a.id | "subnet-1"), 0.. of (?)]',
  },
  {
    name: 'a known ingredient that is no id is not claimed: it may decide a condition',
    plan: {
      ...subnetsBy(['var.known', 'aws_subnet.a.id', 'aws_subnet.a'], [created('aws_subnet.a')]),
      variables: { known: { value: ['production'] } },
    },
    expected: '[new aws_subnet.a.id, 0.. of (?)]',
  },
  {
    name: 'a local may be anything',
    plan: subnetsBy(['local.subnets'], TWO),
    expected: '[0.. of (?)]',
  },
  {
    name: 'an unknown condition may choose literals',
    plan: subnetsBy(
      ['random_id.coin.hex', 'random_id.coin', 'aws_subnet.a.id', 'aws_subnet.a'],
      [created('aws_subnet.a'), created('random_id.coin', ['hex'])],
    ),
    expected: '[0.. of (?)]',
  },
  {
    name: 'an instance that does not exist is not among the candidates',
    plan: subnetsBy(
      ['aws_subnet.gone[0].id', 'aws_subnet.gone[0]', 'aws_subnet.gone', 'aws_subnet.a.id', 'aws_subnet.a'],
      [created('aws_subnet.a')],
    ),
    expected: '[new aws_subnet.a.id, 0.. of (?)]',
  },
  {
    name: 'a dynamic block leaves no trace in the configuration',
    plan: {
      resource_changes: [change('aws_lambda_function.f', { after: {}, unknown: { vpc_config: true } })],
      configuration: configuration([resource('aws_lambda_function.f', {})]),
    },
    path: ['vpc_config'],
    expected: '[0..1 of (?)]',
  },
  {
    name: 'an unknown VPC id that refers to one VPC is that VPC',
    plan: vpcBy(['aws_vpc.v.id', 'aws_vpc.v'], [created('aws_vpc.v')]),
    ...VPC_OF_SUBNET,
    expected: 'new aws_vpc.v.id',
  },
  {
    name: 'beside a known condition too',
    plan: {
      ...vpcBy(['var.create', 'aws_vpc.v[0].id', 'aws_vpc.v[0]', 'aws_vpc.v'], [created('aws_vpc.v[0]')]),
      variables: { create: { value: true } },
    },
    ...VPC_OF_SUBNET,
    expected: 'new aws_vpc.v[0].id',
  },
  {
    name: 'or, beside a known VPC, that one',
    plan: {
      ...vpcBy(['var.existing', 'aws_vpc.v.id', 'aws_vpc.v'], [created('aws_vpc.v')]),
      variables: { existing: { value: 'vpc-1' } },
    },
    ...VPC_OF_SUBNET,
    expected: 'one of (new aws_vpc.v.id | "vpc-1")',
  },
  {
    name: 'of two new VPCs it is one',
    plan: vpcBy(
      ['aws_vpc.a.id', 'aws_vpc.a', 'aws_vpc.b.id', 'aws_vpc.b'],
      [created('aws_vpc.a'), created('aws_vpc.b')],
    ),
    ...VPC_OF_SUBNET,
    expected: 'one of (new aws_vpc.a.id | new aws_vpc.b.id)',
  },
  {
    name: 'an id of another kind tells nothing',
    plan: vpcBy(['aws_security_group.g.id', 'aws_security_group.g'], [created('aws_security_group.g')]),
    ...VPC_OF_SUBNET,
    expected: '? aws_subnet.s.vpc_id',
  },
  {
    name: 'through the output of a module with for_each, and its variable',
    plan: {
      resource_changes: [
        change('aws_subnet.s', { unknown: { id: true, vpc_id: true } }),
        created('module.net["a"].aws_vpc.this[0]'),
      ],
      configuration: configuration(
        [
          resource('aws_subnet.s', {
            vpc_id: refs('module.net["a"].vpc_id', 'module.net["a"]', 'module.net'),
          }),
        ],
        {
          module_calls: {
            net: {
              expressions: {},
              for_each_expression: { constant_value: { a: 1 } },
              module: {
                outputs: {
                  vpc_id: { expression: refs('aws_vpc.this[0].id', 'aws_vpc.this[0]', 'aws_vpc.this') },
                },
                resources: [resource('aws_vpc.this', {}, { count_expression: { constant_value: 1 } })],
              },
            },
          },
        },
      ),
    },
    ...VPC_OF_SUBNET,
    expected: 'new module.net["a"].aws_vpc.this[0].id',
  },
  {
    name: 'each.value of a module call may be whatever its for_each refers to',
    plan: {
      resource_changes: [
        created('aws_vpc.v'),
        change('module.m["x"].aws_subnet.s', { unknown: { id: true, vpc_id: true } }),
      ],
      configuration: configuration([], {
        module_calls: {
          m: {
            expressions: { vpc: refs('each.value') },
            for_each_expression: refs('aws_vpc.v.id', 'aws_vpc.v'),
            module: {
              variables: { vpc: {} },
              resources: [resource('aws_subnet.s', { vpc_id: refs('var.vpc') })],
            },
          },
        },
      }),
    },
    address: 'module.m["x"].aws_subnet.s',
    path: ['vpc_id'],
    expected: 'new aws_vpc.v.id',
  },
];

t.test('a plan alone', async (t) => {
  for (const { name, plan, address = 'aws_lambda_function.f', path = SUBNETS, expected } of CASES) {
    const graph = graphOf(plan);
    t.equal(shown(await graph.attribute(address, path)), expected, name);
    const shared = await graph.sharedList(address, path);
    if (shared !== undefined) t.equal(shown(shared), expected, `${name}, shared`);
  }
});

t.test('before the apply', async (t) => {
  const graph = graphOf({
    resource_changes: [
      change('aws_vpc.v', { actions: 'replace', before: { id: 'vpc-1', tags: null }, unknown: { id: true } }),
      created('aws_vpc.w'),
    ],
  });
  t.equal(shown(await graph.attributeBefore('aws_vpc.v', ['id'])), '"vpc-1"');
  t.equal(shown(await graph.attributeBefore('aws_vpc.w', ['id'])), 'absent', 'what is created was not there');
});

t.test('what functions that refer to the same things share', async (t) => {
  const subnets = ['a', 'b', 'c'].map((name) => created(`aws_subnet.${name}`));
  const refersTo = (name: string, ...references: readonly string[]) =>
    resource(`aws_lambda_function.${name}`, { vpc_config: [{ subnet_ids: refs(...references) }] });
  const unknown = { vpc_config: [{ subnet_ids: true }] };
  const functions = ['one', 'two', 'other', 'each', 'known', 'hidden'].map((name) =>
    change(`aws_lambda_function.${name}`, {
      after: { vpc_config: [name === 'known' ? { subnet_ids: ['subnet-1'] } : {}] },
      unknown: name === 'known' ? {} : unknown,
      sensitive: name === 'hidden' ? { vpc_config: true } : {},
    }),
  );
  const graph = graphOf({
    resource_changes: [...functions, ...subnets],
    configuration: configuration([
      ...['one', 'two', 'hidden'].map((name) => refersTo(name, 'aws_subnet.a', 'aws_subnet.b')),
      refersTo('other', 'aws_subnet.b', 'aws_subnet.c'),
      refersTo('each', 'aws_subnet.b', 'each.value'),
    ]),
  });
  const shared = (name: string) => graph.sharedList(`aws_lambda_function.${name}`, SUBNETS);
  const [one, other] = [await shared('one'), await shared('other')];
  t.equal(shown(one), '[one of (new aws_subnet.a.id | new aws_subnet.b.id), 0.. of (?)]');
  t.equal(await shared('two'), one, 'is one object');
  t.not(nameOfFirst(other), nameOfFirst(one), 'not by the same name where it is something else');
  for (const name of ['each', 'known', 'hidden', 'gone']) t.equal(await shared(name), undefined, name);
});

t.test('what is in a sensitive variable is sensitive', async (t) => {
  const plan = subnetsBy(['var.o', 'aws_subnet.s'], TWO, { variables: { o: { sensitive: true } } });
  const value = await graphOf({ ...plan, variables: { o: { value: { a: ['subnet-1'] } } } }).attribute(
    'aws_lambda_function.f',
    SUBNETS,
  );
  t.equal(
    shown(value),
    '[one of (new aws_subnet.s[0].id | new aws_subnet.s[1].id | "subnet-1"), 0.. of (?)]',
  );
  t.match(value, { items: [{ candidates: [{}, {}, { value: 'subnet-1', sensitive: true }] }] });
});

const nameOfFirst = (value: Value | undefined) =>
  value?.kind === 'list' && value.items[0] !== undefined ? nameOf(value.items[0]) : undefined;

t.test('instances', async (t) => {
  const graph = graphOf({
    resource_changes: [
      ...[10, 9, 0].map((key) => created(`aws_subnet.s[${key}]`)),
      change('aws_subnet.gone', { actions: 'delete', before: { id: 'subnet-9' }, after: null }),
      change('aws_subnet.kept', { actions: 'no-op', before: { id: 'subnet-1' }, after: { id: 'subnet-1' } }),
    ],
    prior_state: {
      values: { root_module: { resources: [stated('data.aws_subnet.same', { id: 'subnet-1' })] } },
    },
  });
  t.strictSame(graph.instances('aws_subnet'), [
    'aws_subnet.kept',
    'aws_subnet.s[0]',
    'aws_subnet.s[10]',
    'aws_subnet.s[9]',
    'data.aws_subnet.same',
  ]);
  const id = await graph.attribute('aws_subnet.kept', ['id']);
  const created10 = await graph.attribute('aws_subnet.s[10]', ['id']);
  if (id === undefined || created10 === undefined) throw new Error('no id');
  t.strictSame(await graph.instancesWith('aws_subnet', 'id', id), [
    'aws_subnet.kept',
    'data.aws_subnet.same',
  ]);
  t.equal(await graph.instanceWith('aws_subnet', 'id', created10), 'aws_subnet.s[10]');
  t.equal(await graph.instanceWith('aws_vpc', 'id', id), undefined);
});

t.test('the provider configuration of a resource', async (t) => {
  const use = (name: string, key: string) => resource(`aws_vpc.${name}`, {}, { provider_config_key: key });
  const graph = graphOf({
    resource_changes: ['here', 'there', 'given', 'old'].map((name) => created(`aws_vpc.${name}`)),
    variables: { region: { value: 'eu-west-1' }, env: { value: 'prod' } },
    configuration: {
      provider_config: {
        aws: {
          name: 'aws',
          expressions: { region: { constant_value: 'us-east-1' }, profile: refs('var.env') },
        },
        'aws.west': {
          name: 'aws',
          alias: 'west',
          expressions: {
            region: refs('var.region'),
            assume_role: [{ role_arn: { constant_value: 'arn:aws:iam::1:role/r' } }],
          },
        },
      },
      root_module: {
        resources: [
          use('here', 'aws'),
          use('there', 'aws.west'),
          use('given', 'module.m:aws'),
          use('old', 'aws'),
        ],
      },
    },
  });
  t.equal(shown(await graph.providerAttribute('aws_vpc.here', 'region')), '"us-east-1"');
  t.equal(
    shown(await graph.providerAttribute('aws_vpc.there', 'region')),
    '"eu-west-1"',
    'an alias, by a variable',
  );
  t.equal(
    shown(await graph.providerAttribute('aws_vpc.there', ['assume_role', 0, 'role_arn'])),
    '"arn:aws:iam::1:role/r"',
  );
  t.equal(
    shown(await graph.providerAttribute('aws_vpc.here', 'profile')),
    '?',
    'what may be only an ingredient',
  );
  t.equal(shown(await graph.providerAttribute('aws_vpc.here', 'assume_role')), 'absent');
  t.equal(
    shown(await graph.providerAttribute('aws_vpc.given', 'region')),
    'absent',
    'one of two, and which is lost',
  );
});

t.test('hostile plans end with a reason', async (t) => {
  await t.test('a circle of outputs', async (t) => {
    const plan = vpcBy(['module.a.vpc_id', 'module.a'], [created('module.a.aws_subnet.x')], {
      module_calls: {
        a: {
          expressions: { vpc_id: refs('module.a.vpc_id', 'module.a') },
          module: { variables: { vpc_id: {} }, outputs: { vpc_id: { expression: refs('var.vpc_id') } } },
        },
      },
    });
    t.equal(shown(await graphOf(plan).attribute('aws_subnet.s', ['vpc_id'])), '? aws_subnet.s.vpc_id');
  });

  await t.test('a chain of a hundred thousand resources', async (t) => {
    const length = 100_000;
    const changes = Array.from({ length }, (_, at) =>
      change(`aws_subnet.s${at}`, { unknown: { id: true, vpc_id: true } }),
    );
    const resources = Array.from({ length }, (_, at) =>
      resource(`aws_subnet.s${at}`, {
        vpc_id: refs(`aws_subnet.s${at + 1}.vpc_id`, `aws_subnet.s${at + 1}`),
      }),
    );
    const graph = graphOf({ resource_changes: changes, configuration: configuration(resources) });
    const value = await graph.attribute('aws_subnet.s0', ['vpc_id']);
    t.equal(value?.kind, 'unknown');
  });

  await t.test('references that double at each step', async (t) => {
    const calls = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `m${at}`,
        {
          expressions: {
            a: refs(`module.m${at + 1}.a`, `module.m${at + 1}`, `module.m${at + 1}.b`, `module.m${at + 1}`),
            b: refs(`module.m${at + 1}.b`, `module.m${at + 1}`, `module.m${at + 1}.a`, `module.m${at + 1}`),
          },
          module: {
            variables: { a: {}, b: {} },
            outputs: { a: { expression: refs('var.a', 'var.b') }, b: { expression: refs('var.b', 'var.a') } },
          },
        },
      ]),
    );
    const inModules = Array.from({ length: 60 }, (_, at) => created(`module.m${at}.aws_subnet.x`));
    const plan = vpcBy(['module.m0.a', 'module.m0'], inModules, { module_calls: calls });
    t.equal(shown(await graphOf(plan).attribute('aws_subnet.s', ['vpc_id'])), '? aws_subnet.s.vpc_id');
  });
});

t.test('the source settles what the plan leaves open', async (t) => {
  const plan = {
    resource_changes: [
      created('aws_subnet.a'),
      created('random_id.coin', ['hex']),
      change('aws_lambda_function.f', { after: {}, unknown: { vpc_config: true } }),
      change('aws_lambda_function.g["x"]', {
        after: { vpc_config: [{}] },
        unknown: { vpc_config: [{ subnet_ids: true }] },
      }),
    ],
  };
  const main = `
resource "aws_lambda_function" "f" {
  dynamic "vpc_config" {
    for_each = random_id.coin.hex == "a" ? [true] : []
    content {
      subnet_ids = [aws_subnet.a.id, "subnet-1"]
    }
  }
}
resource "aws_lambda_function" "g" {
  for_each = { x = "subnet-x" }
  vpc_config {
    subnet_ids = [aws_subnet.a.id, each.value, each.key]
  }
}
`;
  const graph = graphOf(plan, { 'main.tf': main });
  t.equal(
    shown(await graph.attribute('aws_lambda_function.f', ['vpc_config'])),
    '[0..1 of ({subnet_ids: [new aws_subnet.a.id, "subnet-1"]})]',
    'a dynamic block that may be there',
  );
  const subnets = await graph.attribute('aws_lambda_function.g["x"]', ['vpc_config', 0, 'subnet_ids']);
  t.equal(shown(subnets), 'set [new aws_subnet.a.id, "subnet-x", "x"]');
  t.match(
    subnets?.trail.map(({ text, path, line }) => [text, path, line]),
    [
      ['aws_lambda_function.g["x"].vpc_config[0].subnet_ids', undefined, undefined],
      ['block vpc_config', 'main.tf', 12],
      ['subnet_ids', 'main.tf', 13],
    ],
  );
});

t.test('a source that is not the one of the plan settles nothing', async (t) => {
  const plan = subnetsBy(
    ['aws_subnet.a.id', 'aws_subnet.a'],
    [created('aws_subnet.a'), created('aws_subnet.b')],
  );
  const main = (subnets: string) => ({
    'main.tf': `resource "aws_lambda_function" "f" {
  vpc_config {
    subnet_ids = ${subnets}
  }
}`,
  });
  const ask = async (subnets: string) =>
    shown(await graphOf(plan, main(subnets)).attribute('aws_lambda_function.f', SUBNETS));
  t.equal(
    await ask('[aws_subnet.a.id, "subnet-1"]'),
    'set [new aws_subnet.a.id, "subnet-1"]',
    'the same references',
  );
  t.equal(await ask('[aws_subnet.b.id]'), '[new aws_subnet.a.id, 0.. of (?)]', 'another reference');
  t.equal(await ask('["subnet-1"]'), '[new aws_subnet.a.id, 0.. of (?)]', 'no reference');
});

t.test('the provider configuration by the source', async (t) => {
  const use = (name: string, key: string) => resource(`aws_vpc.${name}`, {}, { provider_config_key: key });
  const files = `
    provider "aws" {
      region = local.region
    }
    provider "aws" {
      alias  = "spare"
      region = var.region == "eu-west-1" ? "eu-central-1" : "eu-west-1"
    }
    locals {
      region = "us-east-1"
    }`;
  const json = {
    resource_changes: ['here', 'there'].map((name) => created(`aws_vpc.${name}`)),
    variables: { region: { value: 'eu-west-1' } },
    configuration: {
      provider_config: {
        aws: { name: 'aws', expressions: { region: refs('local.region') } },
        'aws.spare': { name: 'aws', alias: 'spare', expressions: { region: refs('var.region') } },
      },
      root_module: { resources: [use('here', 'aws'), use('there', 'aws.spare')] },
    },
  };
  const graph = graphOf(json, { 'main.tf': files });
  t.equal(shown(await graph.providerAttribute('aws_vpc.here', 'region')), '"us-east-1"');
  t.equal(shown(await graph.providerAttribute('aws_vpc.there', 'region')), '"eu-central-1"');
});

t.test('a provider configuration that module calls hand down, by the source', async (t) => {
  const inner = { resources: [resource('aws_vpc.v', {}, { provider_config_key: 'module.a.module.b:aws' })] };
  const json = {
    resource_changes: [created('module.a.module.b.aws_vpc.v')],
    configuration: {
      provider_config: {
        aws: { name: 'aws', expressions: { region: { constant_value: 'us-east-1' } } },
        'aws.west': { name: 'aws', alias: 'west', expressions: { region: { constant_value: 'us-west-2' } } },
        'module.a.module.b:aws': { name: 'aws', module_address: 'module.a.module.b' },
      },
      root_module: { module_calls: { a: { module: { module_calls: { b: { module: inner } } } } } },
    },
  };
  const regionWith = async (given: string, own: string) => {
    const files = {
      'main.tf': `module "a" {\n source = "./a"\n ${given}\n}`,
      'a/main.tf': 'module "b" {\n source = "./b"\n}',
      'a/b/main.tf': `${own}\nresource "aws_vpc" "v" {}`,
    };
    return shown(await graphOf(json, files).providerAttribute('module.a.module.b.aws_vpc.v', 'region'));
  };
  t.equal(await regionWith('', ''), '"us-east-1"');
  t.equal(await regionWith('providers = { aws = aws.west }', ''), 'absent', 'perhaps under another name');
  t.equal(await regionWith('', 'provider "aws" {}'), 'absent', 'one of its own');
});

t.test('an unknown element of a set by the source, where it has another place', async (t) => {
  const json = {
    resource_changes: [
      created('aws_subnet.s'),
      change('aws_lambda_capacity_provider.c', {
        after: { vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2', null] }] },
        unknown: { id: true, vpc_config: [{ subnet_ids: [false, false, true] }] },
      }),
    ],
  };
  const written = `
    resource "aws_lambda_capacity_provider" "c" {
      vpc_config {
        subnet_ids = ["subnet-2", aws_subnet.s.id, "subnet-1"]
      }
    }`;
  const value = await graphOf(json, { 'main.tf': written }).attribute('aws_lambda_capacity_provider.c', [
    ...SUBNETS,
  ]);
  t.equal(shown(value), '["subnet-1", "subnet-2", new aws_subnet.s.id]');
});

t.test('the arguments of a block are worked out with the block, whatever modules they lead to', async (t) => {
  const json = {
    resource_changes: [
      created('module.net.aws_subnet.s'),
      change('aws_lambda_function.f', { unknown: { id: true, vpc_config: true } }),
    ],
  };
  const files = {
    'main.tf': `
      module "net" {
        source = "./net"
      }
      resource "aws_lambda_function" "f" {
        dynamic "vpc_config" {
          for_each = [1]
          content {
            subnet_ids = [module.net.id]
          }
        }
      }`,
    'net/main.tf': 'output "id" {\n  value = aws_subnet.s.id\n}',
  };
  const blocks = await graphOf(json, files).attribute('aws_lambda_function.f', ['vpc_config']);
  const [block] = blocks?.kind === 'list' ? blocks.items : [];
  const subnets = block?.kind === 'object' ? block.attributes.get('subnet_ids') : undefined;
  t.equal(shown(subnets), '[new module.net.aws_subnet.s.id]');
});
