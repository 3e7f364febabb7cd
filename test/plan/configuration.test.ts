import t from 'tap';
import type { Configuration, ConfigurationBlock } from '../../src/plan/plan.ts';
import { programOf } from '../../src/plan/program.ts';
import { read } from './sample.ts';

function configurationOf(configuration: unknown): Configuration {
  const result = read(JSON.stringify({ format_version: '1.2', configuration })).configuration();
  if (result === undefined) throw new Error('no configuration');
  return result;
}

/** Expressions of one resource, as data without Maps. */
function blockOf(expressions: unknown): unknown {
  const resource = { mode: 'managed', type: 't', name: 'n', expressions };
  const [first] = configurationOf({ root_module: { resources: [resource] } }).root.resources;
  return first && plain(first.expressions);
}

function plain(block: ConfigurationBlock): unknown {
  return [...block].map(([name, member]) => [
    name,
    member.kind === 'expression' ? member.expression : member.blocks.map(plain),
  ]);
}

// The JSON syntax gives the text of a template for a constant (i, j).
t.test('arguments are constants, references, or nothing that is known', async (t) => {
  const block = blockOf({
    a: { constant_value: null },
    b: { constant_value: { x: [1] } },
    c: { references: ['aws_x.y.id', 'aws_x.y'] },
    d: {},
    e: { references: null },
    __proto__x: { constant_value: 1 },
    f: 'odd',
    g: [1, 2],
    h: null,
    i: { constant_value: ['\u0024{aws_x.y.id}'], references: ['aws_x.y.id', 'aws_x.y'] },
    j: { constant_value: { a: 'n-\u0024{1 + 1}' } },
  });
  t.strictSame(block, [
    ['a', { constantValue: null, references: [] }],
    ['b', { constantValue: { x: [1] }, references: [] }],
    ['c', { references: ['aws_x.y.id', 'aws_x.y'] }],
    ['d', { references: [] }],
    ['e', { references: [] }],
    ['__proto__x', { constantValue: 1, references: [] }],
    ['f', { references: [] }],
    ['g', { references: [] }],
    ['h', { references: [] }],
    ['i', { references: ['aws_x.y.id', 'aws_x.y'] }],
    ['j', { references: [] }],
  ]);
});

t.test('blocks are nested as lists, singles and by label', async (t) => {
  const leaf = { constant_value: 1 };
  const one = { constantValue: 1, references: [] };
  t.strictSame(blockOf({ list: [{ a: leaf }, { inner: [{ b: leaf }] }] }), [
    ['list', [[['a', one]], [['inner', [[['b', one]]]]]]],
  ]);
  t.strictSame(blockOf({ timeouts: { create: leaf } }), [['timeouts', [[['create', one]]]]]);
  t.strictSame(blockOf({ by: { label: { a: leaf } } }), [['by', [[['label', [[['a', one]]]]]]]]);
  t.strictSame(blockOf({ empty: [] }), [['empty', []]]);
  t.strictSame(
    blockOf({ references: [{ a: leaf }] }),
    [['references', [[['a', one]]]]],
    'a block called references',
  );
  t.strictSame(blockOf({ b: { references: { references: ['x'] } } }), [
    ['b', [[['references', { references: ['x'] }]]]],
  ]);
  t.strictSame(blockOf(undefined), []);
});

t.test('modules hold resources, calls, variables and outputs', async (t) => {
  const call = {
    source: './m',
    expressions: { subnets: { references: ['aws_subnet.a'] } },
    for_each_expression: { references: ['var.all'] },
    module: { resources: [{ mode: 'data', type: 't', name: 'n', count_expression: { constant_value: 2 } }] },
    version_constraint: '~> 1',
  };
  const { root } = configurationOf({
    root_module: {
      variables: { a: { default: null }, b: { sensitive: true, ephemeral: true }, __proto__: {} },
      outputs: { o: { sensitive: true, expression: { references: ['module.m.id'] } }, p: {} },
      module_calls: { m: call, constructor: {} },
      resources: [{ mode: 'unheard-of', type: 't', name: 'n' }],
    },
  });
  t.strictSame(root.variables.get('a'), { default: null, sensitive: false });
  t.strictSame(root.variables.get('b'), { sensitive: true, ephemeral: true });
  t.strictSame(root.outputs.get('o'), { expression: { references: ['module.m.id'] }, sensitive: true });
  t.strictSame(root.outputs.get('p'), { expression: { references: [] }, sensitive: false });
  t.strictSame([...root.moduleCalls.keys()], ['m', 'constructor']);
  const m = root.moduleCalls.get('m');
  t.equal(m?.source, './m');
  t.strictSame(m && plain(m.expressions), [['subnets', { references: ['aws_subnet.a'] }]]);
  t.strictSame(m?.forEach, { references: ['var.all'] });
  t.strictSame([...(m?.module.resources ?? [])][0]?.count, { constantValue: 2, references: [] });
  t.equal(root.moduleCalls.get('constructor')?.module.resources.size, 0);
  t.equal(root.resources.size, 0, 'a mode that is not known is left out');
});

t.test('provider configurations are kept by key', async (t) => {
  const { providers } = configurationOf({
    provider_config: {
      aws: {
        name: 'aws',
        full_name: 'registry.terraform.io/hashicorp/aws',
        expressions: { region: { constant_value: 'eu-west-1' } },
      },
      'module.net:aws.west': { name: 'aws', alias: 'west', module_address: 'module.net' },
    },
  });
  t.strictSame([...providers.keys()], ['aws', 'module.net:aws.west']);
  t.equal(providers.get('aws')?.fullName, 'registry.terraform.io/hashicorp/aws');
  t.strictSame(plain(providers.get('aws')?.expressions ?? new Map()), [
    ['region', { constantValue: 'eu-west-1', references: [] }],
  ]);
  t.equal(providers.get('module.net:aws.west')?.alias, 'west');
  t.equal(providers.get('module.net:aws.west')?.moduleAddress, 'module.net');
});

t.test('a configuration of another shape is refused when it is asked for', async (t) => {
  t.throws(() => configurationOf({ root_module: { resources: {} } }), {
    code: 'not-a-plan',
    message: /`configuration\.root_module\.resources`: expected an array, found an object$/,
  });
  t.throws(() => configurationOf({ root_module: { resources: [{ type: 't' }] } }), { code: 'not-a-plan' });
});

t.test('the registry of the providers tells the program', async (t) => {
  for (const [names, expected] of [
    [['registry.terraform.io/hashicorp/aws', 'terraform.io/builtin/terraform'], 'terraform'],
    [['registry.terraform.io/a/b', 'registry.opentofu.org/hashicorp/aws'], 'opentofu'],
    [['mirror.example.com/hashicorp/aws'], undefined],
    [[], undefined],
  ] as const) {
    const providers = names.map((full_name, at) => [`p${at}`, { name: `p${at}`, full_name }]);
    const configuration = configurationOf({ provider_config: Object.fromEntries(providers) });
    t.equal(programOf(configuration), expected, names.join());
  }
});
