import type { Description, Expression, FunctionDescription, GroupKind, Placement } from './description.ts';
import { ARGUMENTS } from './modules.ts';
import { type Hcl, isOpen, kindsOf, leavesOf, renderCollection, renderExpression } from './subnets.ts';
import { GROUPS, type Home, isExisting } from './world.ts';

/** What about a function's network is open before the apply, as it is written. */
export interface Openness {
  /** A data source that only the apply reads: what it finds, and whether it finds anything. */
  readonly deferred: boolean;
  /** A choice between subnets that only the apply makes. */
  readonly choice: boolean;
  /** Whether the function has a VPC at all. */
  readonly presence: boolean;
  /** The plan's configuration shows nothing of it: a dynamic block, or a local value. */
  readonly traceless: boolean;
}

export interface RenderedFunction {
  readonly blocks: string;
  /** What all addresses of its instances have in common. */
  readonly name: string;
  readonly openness: Openness;
}

/** One function (or some instances of it) in the VPC of one of the collections. */
export function renderFunction(
  description: Description,
  given: FunctionDescription,
  index: number,
  hcl: Hcl,
): RenderedFunction {
  const { collections } = description;
  const home = collections[given.home % collections.length]?.home ?? 'new';
  const inHome = [...collections.entries()].filter(([, collection]) => collection.home === home);
  const leaves = inHome.map(([number, collection]) => renderCollection(collection, number).ids);
  const subnets = renderExpression(given.subnets, leaves, hcl);
  const kinds = leavesOf(given.subnets).map((leaf) => inHome[leaf % inHome.length]?.[1].kind ?? 'count');
  return {
    name: `f${index}`,
    blocks: PLACE[given.placement](`f${index}`, subnets, renderGroups(given.groups, home)),
    openness: {
      presence: given.placement === 'dynamic-open',
      choice: isOpen(given.subnets) || dependsOnOrder(given.subnets, given.placement),
      deferred: isExisting(home) && kinds.includes('deferred'),
      traceless: TRACELESS.includes(given.placement) || /\blocal\./.test(subnets),
    },
  };
}

function renderGroups(kind: GroupKind, home: Home): string {
  const fresh = `aws_security_group.${home}.id`;
  const known = isExisting(home) ? JSON.stringify(GROUPS[home][0]) : fresh;
  switch (kind) {
    case 'literal':
      return `[${known}]`;
    case 'data':
      return isExisting(home) ? `[data.aws_security_group.${home}.id]` : `[${fresh}]`;
    case 'new':
      return `[${fresh}]`;
    case 'mixed':
      return `[${known}, ${fresh}]`;
    case 'default':
      return isExisting(home) ? `[${known}]` : '[aws_vpc.new.default_security_group_id]';
  }
}

/** A set of new ids has an order only when they are there: which of them is first, the apply shows. */
function dependsOnOrder(expression: Expression, placement: Placement): boolean {
  const kinds = kindsOf(expression);
  const makesSet = kinds.includes('set') || kinds.includes('union');
  return makesSet && (placement === 'count' || kinds.some((kind) => PICKING.includes(kind)));
}

const PICKING: readonly Expression['kind'][] = ['first', 'slice', 'tuple', 'filter'];

const TRACELESS: readonly Placement[] = [
  'dynamic',
  'dynamic-flag',
  'dynamic-object',
  'dynamic-open',
  'module',
  'module-count',
  'module-each',
  'wrapper',
];

const DESCRIPTION = '  description = "phase \u0024{var.phase}"\n';

function resource(name: string, body: string, more = '', functionName = `"${name}"`): string {
  return `resource "aws_lambda_function" "${name}" {\n${more}  function_name = ${functionName}\n${DESCRIPTION}${ARGUMENTS}${body}}\n`;
}

const vpcConfig = (subnets: string, groups: string) =>
  `\n  vpc_config {\n    subnet_ids         = ${subnets}\n    security_group_ids = ${groups}\n  }\n`;

const dynamicBlock = (forEach: string, subnets: string, groups: string) =>
  `\n  dynamic "vpc_config" {\n    for_each = ${forEach}\n\n    content {\n      subnet_ids         = ${subnets}\n      security_group_ids = ${groups}\n    }\n  }\n`;

const moduleCall = (name: string, source: string, body: string) =>
  `module "${name}" {\n  source = "./modules/${source}"\n  phase  = var.phase\n${body}}\n`;

const network = (subnets: string, groups: string) =>
  `  subnet_ids         = ${subnets}\n  security_group_ids = ${groups}\n`;

/** The ways to write a function down. */
const PLACE: Readonly<Record<Placement, (name: string, subnets: string, groups: string) => string>> = {
  plain: (name, subnets, groups) => resource(name, vpcConfig(subnets, groups)),
  none: (name) => resource(name, ''),
  empty: (name) => resource(name, vpcConfig('[]', '[]')),
  renamed: (name, subnets, groups) =>
    resource(name, vpcConfig(subnets, groups), '', `"${name}-\${var.phase}"`),
  dynamic: (name, subnets, groups) => resource(name, dynamicBlock('[1]', subnets, groups)),
  'dynamic-flag': (name, subnets, groups) =>
    resource(name, dynamicBlock('var.flag ? [1] : []', subnets, groups)),
  'dynamic-open': (name, subnets, groups) =>
    resource(name, dynamicBlock('random_id.coin.hex == "zz" ? [] : [1]', subnets, groups)),
  'dynamic-object': (name, subnets, groups) =>
    resource(
      name,
      dynamicBlock(
        `[{ subnets = ${subnets}, groups = ${groups} }]`,
        'vpc_config.value.subnets',
        'vpc_config.value["groups"]',
      ),
    ),
  each: (name, subnets, groups) =>
    resource(
      name,
      vpcConfig(subnets, groups),
      '  for_each = toset(["a", "b.c"])\n',
      `"${name}-\${each.key}"`,
    ),
  count: (name, subnets, groups) =>
    resource(
      name,
      vpcConfig(`[element(${subnets}, count.index)]`, groups),
      '  count = 2\n',
      `"${name}-\${count.index}"`,
    ),
  module: (name, subnets, groups) =>
    moduleCall(name, 'function', `  name = "${name}"\n${network(subnets, groups)}`),
  'module-static': (name, subnets, groups) =>
    moduleCall(name, 'static', `  name = "${name}"\n${network(subnets, groups)}`),
  'module-count': (name, subnets, groups) =>
    moduleCall(
      name,
      'function',
      `  count  = 2\n  name   = "${name}-\${count.index}"\n${network(subnets, groups)}`,
    ),
  'module-each': (name, subnets, groups) =>
    moduleCall(
      name,
      'function',
      `  for_each = { "in.side" = { subnets = ${subnets} }, outside = {} }\n  name     = "${name}-\${each.key}"\n${network('try(each.value.subnets, null)', groups)}`,
    ),
  wrapper: (name, subnets, groups) =>
    moduleCall(
      name,
      'wrapper',
      `  defaults = { subnet_ids = ${subnets}, security_group_ids = ${groups} }\n  items    = { "x.y" = { name = "${name}-x" }, none = { name = "${name}-n", subnet_ids = null } }\n`,
    ),
};
