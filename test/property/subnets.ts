import type { Collection, Expression } from './description.ts';
import { type Home, isExisting, SUBNETS } from './world.ts';

/** HCL of the configuration: blocks of the root module, and what its locals hold. */
export interface Hcl {
  readonly blocks: string[];
  readonly locals: string[];
}

/** The id of the VPC of a home, as an expression. */
export function vpcId(home: Home): string {
  return isExisting(home) ? `data.aws_vpc.${home}.id` : 'aws_vpc.new.id';
}

/** The blocks of a collection, and the expression that gives its ids as a list. */
export function renderCollection(
  { home, kind }: Collection,
  index: number,
): { readonly blocks: string; readonly ids: string } {
  const name = `c${index}`;
  const known = isExisting(home) ? SUBNETS[home].slice(index % 2) : [];
  const literal = JSON.stringify(known);
  // What does not exist yet cannot be written down or looked up while planning.
  const possible = isExisting(home) || MADE.includes(kind) ? kind : 'count';
  switch (possible) {
    case 'literal':
      return { blocks: '', ids: literal };
    case 'variable':
      return {
        blocks: `variable "${name}" {\n  type    = list(string)\n  default = ${literal}\n}\n`,
        ids: `var.${name}`,
      };
    case 'data-list':
      return { blocks: dataSubnets(name, home, ''), ids: `data.aws_subnets.${name}.ids` };
    case 'deferred':
      return {
        blocks: dataSubnets(name, home, '  depends_on = [random_id.coin]\n\n'),
        ids: `data.aws_subnets.${name}.ids`,
      };
    case 'data-each':
      return {
        blocks: `data "aws_subnet" "${name}" {\n  for_each = toset(${literal})\n  id       = each.value\n}\n`,
        ids: `[for s in data.aws_subnet.${name} : s.id]`,
      };
    case 'count':
      return {
        blocks: subnets(name, home, '  count      = var.phase + 1', `"10.${index}.\${count.index}.0/24"`),
        ids: `aws_subnet.${name}[*].id`,
      };
    case 'for-each':
      return {
        blocks: subnets(
          name,
          home,
          `  for_each   = { "a.b" = 1, "c[\\"d\\"]" = 2 }`,
          `"10.${index}.\${each.value}.0/24"`,
        ),
        ids: `values(aws_subnet.${name})[*].id`,
      };
    case 'replaced':
      return {
        blocks: subnets(name, home, '  count      = 2', `"10.${index}.\${var.phase}\${count.index}.0/24"`),
        ids: `[for s in aws_subnet.${name} : s.id]`,
      };
    case 'module':
      return {
        blocks: `module "${name}" {\n  source = "./modules/net"\n  vpc_id = ${vpcId(home)}\n  cidrs  = ["10.${index}.1.0/24", "10.${index}.2.0/24"]\n}\n`,
        ids: `module.${name}.subnet_ids`,
      };
    case 'modules':
      return {
        blocks: `module "${name}" {\n  source   = "./modules/net"\n  for_each = toset(["x.1", "y"])\n  vpc_id   = ${vpcId(home)}\n  cidrs    = ["10.${index}.1.0/24", "\${each.key}/24"]\n}\n`,
        ids: `flatten([for m in module.${name} : m.subnet_ids])`,
      };
  }
}

/** Kinds that create their subnets. */
const MADE: readonly Collection['kind'][] = ['count', 'for-each', 'replaced', 'module', 'modules'];

function subnets(name: string, home: Home, repetition: string, cidr: string): string {
  return `resource "aws_subnet" "${name}" {\n${repetition}\n  vpc_id     = ${vpcId(home)}\n  cidr_block = ${cidr}\n}\n`;
}

function dataSubnets(name: string, home: Home, more: string): string {
  return `data "aws_subnets" "${name}" {\n${more}  filter {\n    name   = "vpc-id"\n    values = [${vpcId(home)}]\n  }\n}\n`;
}

/** The expression as HCL. `leaves` are the ids of the collections of the function's VPC. */
export function renderExpression(expression: Expression, leaves: readonly string[], hcl: Hcl): string {
  const render = (part: Expression) => renderExpression(part, leaves, hcl);
  switch (expression.kind) {
    case 'leaf':
      return leaves[expression.index % leaves.length] ?? '[]';
    case 'for':
      return `[for s in ${render(expression.of)} : s]`;
    case 'filter':
      return `[for i, s in ${render(expression.of)} : s if i < var.phase]`;
    case 'slice':
      return `slice(${render(expression.of)}, 0, 1)`;
    case 'first':
      return `[(${render(expression.of)})[0]]`;
    case 'distinct':
      return `distinct(${render(expression.of)})`;
    case 'set':
      return `tolist(toset(${render(expression.of)}))`;
    case 'try':
      return `try(${render(expression.of)}, [])`;
    case 'compact':
      return `compact(${render(expression.of)})`;
    case 'reverse':
      return `reverse(${render(expression.of)})`;
    case 'local':
      return local(hcl, render(expression.of));
    case 'local-object':
      return `${local(hcl, `{ network = { subnets = ${render(expression.of)} } }`)}.network["subnets"]`;
    case 'json':
      return `jsondecode(jsonencode({ ids = ${render(expression.of)} })).ids`;
    case 'concat':
      return `concat(${render(expression.left)}, ${render(expression.right)})`;
    case 'flatten':
      return `flatten([${render(expression.left)}, [${render(expression.right)}]])`;
    case 'union':
      return `tolist(setunion(${render(expression.left)}, ${render(expression.right)}))`;
    case 'coalesce':
      return `coalescelist(${render(expression.left)}, ${render(expression.right)})`;
    case 'if-flag':
      return `(var.flag ? tolist(${render(expression.left)}) : tolist(${render(expression.right)}))`;
    case 'if-open':
      return `(random_id.coin.hex == "zz" ? tolist(${render(expression.left)}) : tolist(${render(expression.right)}))`;
    case 'tuple':
      return `[element(${render(expression.left)}, 1), (${render(expression.right)})[0]]`;
    case 'lookup':
      return `lookup({ true = tolist(${render(expression.left)}), false = tolist(${render(expression.right)}) }, tostring(var.flag), [])`;
  }
}

function local(hcl: Hcl, value: string): string {
  const name = `l${hcl.locals.length}`;
  hcl.locals.push(`  ${name} = ${value}`);
  return `local.${name}`;
}

/** Whether only the apply decides a part of it. */
export function isOpen(expression: Expression): boolean {
  if (expression.kind === 'leaf') return false;
  if ('of' in expression) return isOpen(expression.of);
  return expression.kind === 'if-open' || isOpen(expression.left) || isOpen(expression.right);
}

/** Numbers of the leaves. */
export function leavesOf(expression: Expression): readonly number[] {
  if (expression.kind === 'leaf') return [expression.index];
  return 'of' in expression
    ? leavesOf(expression.of)
    : [...leavesOf(expression.left), ...leavesOf(expression.right)];
}

/** What the expression is made of. */
export function kindsOf(expression: Expression): readonly Expression['kind'][] {
  if (expression.kind === 'leaf') return ['leaf'];
  const parts = 'of' in expression ? [expression.of] : [expression.left, expression.right];
  return [expression.kind, ...parts.flatMap(kindsOf)];
}
