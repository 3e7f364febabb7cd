import t from 'tap';
import { buildGraph } from '../../src/graph/build.ts';
import { change, created, planOf, shown, sourceOf } from './small-plan.ts';

const UNDECLARED = 'not declared';

/** What a module's variable holds: `type` (no type where it is empty), what is given, an expression, what that is. */
const CASES: readonly (readonly [type: string, given: string, expression: string, expected: string])[] = [
  ['list(string)', '["b", "a"]', 'var.x[0]', '"b"'],
  ['set(string)', '["b", "a", "b"]', 'tolist(var.x)', '["a", "b"]'],
  ['set(string)', '[aws_subnet.a.id, "a"]', 'tolist(var.x)[0]', 'one of (new aws_subnet.a.id | "a")'],
  ['list(string)', 'toset(["b", "a"])', 'var.x[0]', '"a"'],
  ['list(string)', '[1, true]', 'var.x', '["1", "true"]'],
  ['list(any)', '[1, "a"]', 'var.x', '["1", "a"]'],
  ['map(any)', '{ a = 1, b = "b" }', 'var.x.a', '"1"'],
  ['number', '"5"', 'var.x + 1', '6'],
  ['map(string)', '{ a = 1 }', 'var.x.a', '"1"'],
  ['object({ a = string })', '{ a = "1", b = "2" }', 'keys(var.x)', '["a"]'],
  ['object({ a = optional(string) })', '{}', 'try(var.x.a, "skipped")', 'null'],
  ['object({ a = optional(string, "default") })', '{}', 'var.x.a', '"default"'],
  ['object({ a = optional(string, "default") })', '{ a = null }', 'var.x.a', '"default"'],
  [
    'object({ a = optional(object({ b = optional(string, "default") }), {}) })',
    '{}',
    'var.x.a.b',
    '"default"',
  ],
  ['object({ a = optional(set(string), ["b", "a", "b"]) })', '{}', 'tolist(var.x.a)', '["a", "b"]'],
  ['list(string)', 'null', 'try(var.x[*], ["skipped"])', 'one of ([] | ["skipped"])'],
  ['map(object({ a = optional(list(string), []) }))', '{ k = {} }', 'var.x["k"].a', '[]'],
  [
    'map(object({ a = optional(list(string)) }))',
    '{ k = { a = [aws_subnet.a.id] } }',
    'try(lookup(var.x, "k", {}).a, [])',
    'one of ([new aws_subnet.a.id] | [])',
  ],
  [
    'map(list(string))',
    '{ k = [aws_subnet.a.id] }',
    'try(lookup(var.x, "k", []), ["x"])',
    '[new aws_subnet.a.id]',
  ],
  ['any', '{ a = aws_subnet.a.id }', 'try(var.x.b, var.x.a)', 'new aws_subnet.a.id'],
  ['set', '["b", "a", "b"]', 'tolist(var.x)', '["a", "b"]'],
  ['"list"', 'toset(["b", "a"])', 'var.x[0]', '"a"'],
  ['tuple([string, number])', '[1, "2"]', 'var.x', '["1", 2]'],
  ['string', 'null', 'var.x', 'null'],
  [
    'list(string)\n nullable = false\n default = ["d"]',
    'random_id.coin.hex == "a" ? ["x"] : null',
    'var.x',
    'one of (["x"] | ["d"])',
  ],
  [
    'object({ a = optional(string, "d") })',
    '{ a = random_id.coin.hex == "a" ? "x" : null }',
    'var.x.a',
    'one of ("x" | "d")',
  ],
  [
    'object({ a = optional(string, "d"), b = string })',
    '[for one in [random_id.coin.hex == "a" ? "x" : null] : { a = one, b = one }][0]',
    'var.x.a == var.x.b',
    'one of (true | false)',
  ],
  ['', '["b", "a"]', 'tolist(var.x)[0]', '"b"'],
  ['', '{}', 'try(var.x.a, "skipped")', '"skipped"'],
  ['', 'null', 'var.x', 'null'],
  [UNDECLARED, '["b", "a"]', 'var.x[0]', '"b"'],
  [UNDECLARED, '["b", "a"]', 'tolist(var.x)[0]', 'one of ("b" | "a")'],
  [UNDECLARED, '{}', 'try(var.x.a, "skipped")', 'one of (? | "skipped")'],
  [UNDECLARED, '{ a = aws_subnet.a.id }', 'lookup(var.x, "a", "x")', 'new aws_subnet.a.id'],
  [UNDECLARED, '{ a = "1" }', 'lookup(var.x, "b", "x")', 'one of (? | "x")'],
];

function filesOf(type: string, given: string, expression: string): Readonly<Record<string, string>> {
  const variable = `variable "x" {\n  ${type === '' ? '' : `type = ${type}`}\n}`;
  return {
    'main.tf': `
module "m" {
  source = "./m"
  x      = ${given}
}`,
    'm/main.tf': `
${type === UNDECLARED ? '' : variable}
resource "aws_lambda_function" "f" {
  probe = ${expression}
}`,
  };
}

t.test('what a variable holds', async (t) => {
  const plan = planOf({
    resource_changes: [
      created('aws_subnet.a'),
      created('random_id.coin', ['hex']),
      change('module.m.aws_lambda_function.f', { unknown: { id: true, probe: true } }),
    ],
  });
  for (const [type, given, expression, expected] of CASES) {
    const graph = buildGraph(plan, sourceOf(filesOf(type, given, expression)));
    const value = await graph.configured('module.m.aws_lambda_function.f', ['probe']);
    t.equal(shown(value), expected, `${type} given ${given}: ${expression}`);
  }
});

t.test('what an output holds that has a type, and a variable in JSON', async (t) => {
  const plan = planOf({
    resource_changes: [change('aws_lambda_function.f', { unknown: { id: true, probe: true } })],
  });
  const files = (output: string, variable: object) => ({
    'main.tf': `
module "m" {
  source = "./m"
  x      = ["b", "a", "b"]
}
resource "aws_lambda_function" "f" {
  probe = tolist(module.m.o)[0]
}`,
    'm/main.tf': `output "o" {\n ${output}\n}`,
    'm/x.tf.json': JSON.stringify({ variable: { x: variable } }),
  });
  const cases = [
    ['type = set(string)\n value = ["b", "a"]', {}, '"a"'],
    ['type = list(object({ k = optional(string, "z") }))\n value = [{}]', {}, '{k: "z"}'],
    ['value = ["b", "a"]', {}, '"b"'],
    ['value = var.x', { type: 'set(string)' }, '"a"'],
    ['value = var.x', { type: 'list(string)' }, '"b"'],
  ] as const;
  for (const [output, variable, expected] of cases) {
    const graph = buildGraph(plan, sourceOf(files(output, variable)));
    t.equal(shown(await graph.configured('aws_lambda_function.f', ['probe'])), expected, output);
  }
});

t.test('the default of an ephemeral variable is not what it was given', async (t) => {
  const variable = (source: string, configuration: object) => {
    const plan = planOf({
      variables: { x: { value: 'a' } },
      configuration: { root_module: { variables: { x: { default: 'a', ...configuration } } } },
    });
    return buildGraph(plan, sourceOf({ 'main.tf': `variable "x" {\n ${source}\n}` })).variable([], 'x');
  };
  t.equal(shown(await variable('ephemeral = true', {})), '?');
  t.equal(shown(await variable('', { ephemeral: true })), '?');
  t.equal(shown(await variable('ephemeral = false', {})), '"a"');
});
