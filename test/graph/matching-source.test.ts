// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform templates
import t from 'tap';
import { buildGraph } from '../../src/graph/build.ts';
import { matchingSource } from '../../src/graph/matching-source.ts';
import { change, created, planOf, shown, sourceOf } from './small-plan.ts';

const resource = (type: string, name: string, expressions: object) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  expressions,
});

const MODULE = {
  variables: { subnets: {}, more: { default: null } },
  resources: [
    resource('aws_subnet', 'n', {}),
    resource('aws_lambda_function', 'f', {
      vpc_config: [{ subnet_ids: { references: ['var.subnets', 'aws_subnet.n.id', 'aws_subnet.n'] } }],
    }),
  ],
};

const FILES = {
  'm/main.tf': `
variable "subnets" {}
variable "more" { default = null }
resource "aws_subnet" "n" {}
resource "aws_lambda_function" "f" {
  vpc_config {
    subnet_ids = concat(flatten([var.subnets]), [aws_subnet.n.id])
  }
}
`,
};

/** What the source says of the function's subnets, and what is told to differ, where the module is called so. */
async function ask(planned: object, written: string) {
  const plan = planOf({
    resource_changes: [
      created('module.m.aws_subnet.n'),
      change('module.m.aws_lambda_function.f', {
        after: { vpc_config: [{}] },
        unknown: { vpc_config: [{ subnet_ids: true }] },
      }),
    ],
    configuration: { root_module: { module_calls: { m: { source: './m', module: MODULE, ...planned } } } },
  });
  const files = { ...FILES, 'main.tf': `module "m" {\n  source = "./m"\n  ${written}\n}\n` };
  const told: string[] = [];
  const source = matchingSource(sourceOf(files), plan.configuration(), (_, what) => told.push(what));
  const value = await buildGraph(plan, source).attribute('module.m.aws_lambda_function.f', [
    'vpc_config',
    0,
    'subnet_ids',
  ]);
  return [...told, shown(value)];
}

const subnets = (constant_value: unknown) => ({ expressions: { subnets: { constant_value } } });
const ONE = subnets(['subnet-1']);
const OTHER = 'module.m: `subnets` is another in the plan';

const SAME: readonly (readonly [planned: object, written: string, value: string])[] = [
  [ONE, 'subnets = ["subnet-1"]', '["subnet-1", new module.m.aws_subnet.n.id]'],
  [ONE, 'subnets = ["subnet-${1}"]', '["subnet-1", new module.m.aws_subnet.n.id]'],
  [subnets('subnet-1'), 'subnets = "subnet-1"', '["subnet-1", new module.m.aws_subnet.n.id]'],
  [subnets([5]), 'subnets = ["5"]', '["5", new module.m.aws_subnet.n.id]'],
  [subnets(['é']), 'subnets = ["e\u0301"]', '["e\u0301", new module.m.aws_subnet.n.id]'],
  [
    subnets({ a: [1, null] }),
    'subnets = { a = [1, null] }',
    '[{a: [1, null]}, new module.m.aws_subnet.n.id]',
  ],
  [subnets({ a1: 1 }), 'subnets = { "a${1}" = 1 }', '[{a1: 1}, new module.m.aws_subnet.n.id]'],
];

const APART: readonly (readonly [planned: object, written: string, told: string])[] = [
  [ONE, 'subnets = ["subnet-2"]', OTHER],
  [ONE, 'subnets = ["subnet-1", "subnet-2"]', OTHER],
  [ONE, 'subnets = "subnet-1"', OTHER],
  [ONE, 'subnets = { a = "subnet-1" }', OTHER],
  [subnets('subnet-1'), 'subnets = ["subnet-1"]', OTHER],
  [subnets({ a: 'subnet-1' }), 'subnets = { a = "subnet-2" }', OTHER],
  [subnets({ a: 'subnet-1' }), 'subnets = { b = "subnet-1" }', OTHER],
  [subnets({ a: 'subnet-1' }), 'subnets = {}', OTHER],
  [ONE, 'subnets = ["subnet-1"]\n  more = 1', 'module.m: `more` is not in the plan'],
  [
    { ...ONE, count_expression: { constant_value: 1 } },
    'subnets = ["subnet-1"]\n  count = 2',
    'module.m: `count` is another in the plan',
  ],
  [
    { ...ONE, for_each_expression: { constant_value: { a: 1 } } },
    'subnets = ["subnet-1"]\n  for_each = { b = 1 }',
    'module.m: `for_each` is another in the plan',
  ],
];

t.test('a source with the constants of the plan is its source', async (t) => {
  for (const [planned, written, value] of SAME)
    t.strictSame(await ask(planned, written), [`set ${value}`], written);
});

t.test('a source with other constants is not', async (t) => {
  for (const [planned, written, told] of APART) {
    const [found, value] = await ask(planned, written);
    t.equal(found, told, written);
    t.notMatch(value, /subnet-2/u, 'what it says is not taken');
  }
});
