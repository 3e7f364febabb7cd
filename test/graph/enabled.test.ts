import t from 'tap';
import { buildGraph } from '../../src/graph/build.ts';
import { change, created, planOf, shown, sourceOf } from './small-plan.ts';

/** `enabled` of OpenTofu, of a module and a resource, an expression, and what that is. */
const CASES: readonly (readonly [enabled: string, expression: string, expected: string])[] = [
  ['true', 'try(module.m.ids, ["b"])', '["a"]'],
  ['var.off', 'try(module.m.ids, ["b"])', '["b"]'],
  ['var.off', 'module.m == null ? ["b"] : module.m.ids', '["b"]'],
  ['var.off', 'module.m[*].ids', '[]'],
  ['random_id.r.hex == "x"', 'try(module.m.ids, ["b"])', 'one of (? | ["b"])'],
  ['var.off', 'aws_security_group.s == null ? "b" : aws_security_group.s.id', '"b"'],
  ['var.off', 'try(aws_security_group.s.id, "b")', '"b"'],
  ['random_id.r.hex == "x"', 'try(aws_security_group.s.id, "b")', 'one of (? | "b")'],
  ['true', 'aws_vpc.v.id', 'new aws_vpc.v.id'],
];

t.test('what is not enabled is null', async (t) => {
  const plan = planOf({
    variables: { off: { value: false } },
    resource_changes: [
      created('aws_vpc.v'),
      change('random_id.r', { unknown: { hex: true } }),
      change('aws_lambda_function.f', { unknown: { id: true, probe: true } }),
    ],
  });
  for (const [enabled, expression, expected] of CASES) {
    const lifecycle = `lifecycle {\n enabled = ${enabled}\n }`;
    const files = {
      'main.tf': `
module "m" {
  source = "./m"
  ${lifecycle}
}
resource "aws_security_group" "s" {
  ${lifecycle}
}
resource "aws_vpc" "v" {
  ${lifecycle}
}
resource "random_id" "r" {}
resource "aws_lambda_function" "f" {
  probe = ${expression}
}`,
      'm/main.tf': 'output "ids" {\n value = ["a"]\n}',
    };
    const value = await buildGraph(plan, sourceOf(files)).configured('aws_lambda_function.f', ['probe']);
    t.equal(shown(value), expected, `enabled = ${enabled}: ${expression}`);
  }
});
