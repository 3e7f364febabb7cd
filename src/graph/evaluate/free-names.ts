import type { Expression } from '../../source/expression.ts';

/**
 * What an expression refers to, by the first names of each reference: `var.a`, `aws_vpc.v`, `data.aws_vpc.v`,
 * `each.value`. Undefined where a part of it could not be read.
 */
export function freeNames(expression: Expression): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const open: Visit[] = [{ expression, bound: new Set() }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    if (visit.expression.kind === 'unsupported') return undefined;
    const name = referenceIn(visit);
    if (name === undefined) open.push(...inside(visit));
    else if (name !== BOUND) names.add(name);
  }
  return names;
}

interface Visit {
  readonly expression: Expression;
  /** Variables of `for` expressions around it. */
  readonly bound: ReadonlySet<string>;
}

const BOUND = Symbol('a variable of a for expression');
const LONG = new Set(['data', 'ephemeral', 'resource']);

function referenceIn({ expression, bound }: Visit): string | typeof BOUND | undefined {
  if (expression.kind === 'variable') return BOUND;
  if (expression.kind !== 'attribute') return undefined;
  const names: string[] = [expression.name];
  let object: Expression = expression.object;
  while (object.kind === 'attribute') {
    names.unshift(object.name);
    object = object.object;
  }
  if (object.kind !== 'variable') return undefined;
  if (bound.has(object.name) || object.name === 'splat') return BOUND;
  return [object.name, ...names]
    .slice(object.name === 'resource' ? 1 : 0, LONG.has(object.name) ? 3 : 2)
    .join('.');
}

function inside({ expression, bound }: Visit): readonly Visit[] {
  const same = (parts: readonly (Expression | undefined)[]): readonly Visit[] =>
    parts.flatMap((part) => (part === undefined ? [] : [{ expression: part, bound }]));
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'unsupported':
      return [];
    case 'template':
      return same(expression.parts);
    case 'tuple':
      return same(expression.items);
    case 'object':
      return same(expression.entries.flatMap(({ key, value }) => [key, value]));
    case 'attribute':
      return same([expression.object]);
    case 'index':
      return same([expression.collection, expression.key]);
    case 'splat':
      return same([expression.collection, expression.each]);
    case 'conditional':
      return same([expression.condition, expression.yes, expression.no]);
    case 'call':
      return same(expression.arguments);
    case 'binary':
      return same([expression.left, expression.right]);
    case 'unary':
      return same([expression.operand]);
    case 'for': {
      const inner = new Set([...bound, expression.valueVariable, expression.keyVariable ?? '']);
      const parts = [expression.key, expression.value, expression.condition].filter(
        (part) => part !== undefined,
      );
      return [...same([expression.collection]), ...parts.map((part) => ({ expression: part, bound: inner }))];
    }
  }
}
