import type { Expression } from '../../source/expression.ts';
import type { Context } from '../context.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';

/**
 * What `[…]` and `{…}` make, and what for expressions do; or what a type constraint or a conversion makes of it.
 * Values of two kinds are never equal: `var.subnet_ids == []` is false, also for an empty list.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
export type CollectionKind = 'tuple' | 'object' | 'list' | 'set' | 'map';

/** The kind of collection that an expression is; undefined where that does not show. */
export function collectionKind(
  context: Context,
  expression: Expression,
  scope: Scope,
  depth = 0,
): CollectionKind | undefined {
  switch (expression.kind) {
    case 'tuple':
      return 'tuple';
    case 'object':
      return 'object';
    case 'for':
      return expression.key === undefined ? 'tuple' : 'object';
    case 'call':
      return CONVERSIONS.get(expression.name);
    case 'attribute':
      return ofNamed(context, expression, scope, depth);
    default:
      return undefined;
  }
}

const CONVERSIONS: ReadonlyMap<string, CollectionKind> = new Map([
  ['compact', 'list'],
  ['setintersection', 'set'],
  ['setsubtract', 'set'],
  ['setunion', 'set'],
  ['sort', 'list'],
  ['split', 'list'],
  ['tolist', 'list'],
  ['tomap', 'map'],
  ['toset', 'set'],
]);

const CONSTRAINTS: ReadonlyMap<string, CollectionKind> = new Map([
  ['list', 'list'],
  ['map', 'map'],
  ['object', 'object'],
  ['set', 'set'],
  ['tuple', 'tuple'],
]);

/** Locals of locals, that far. */
const DEEPEST = 8;

function ofNamed(
  context: Context,
  { object, name }: Expression & { kind: 'attribute' },
  scope: Scope,
  depth: number,
): CollectionKind | undefined {
  const root = object.kind === 'variable' && scope.variables?.has(object.name) !== true ? object.name : '';
  const module = context.sourceModule(scope.module);
  if (root === 'local' && depth < DEEPEST) {
    const written = module?.locals.get(name)?.expression;
    return written && collectionKind(context, written, { module: scope.module }, depth + 1);
  }
  const type = root === 'var' ? module?.variables.get(name)?.type?.expression : undefined;
  return type?.kind === 'call' ? CONSTRAINTS.get(type.name) : undefined;
}

/**
 * Whether collections that hold the same are equal: undefined where their types, or those of what is in them, do not
 * show.
 */
export function areOfOneType(
  kinds: readonly [CollectionKind | undefined, CollectionKind | undefined],
  value: Value,
): boolean | undefined {
  const [one, other] = kinds;
  if (one === undefined || other === undefined) return undefined;
  if (one !== other) return false;
  const members = membersOf(value);
  const isEmptyTyped = members.length === 0 && !STRUCTURAL.has(one);
  return isEmptyTyped || !members.every(isPlain) ? undefined : true;
}

const STRUCTURAL: ReadonlySet<CollectionKind> = new Set(['tuple', 'object']);

function membersOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind !== 'object') return [];
  return [...value.attributes.values(), ...(value.newKeys ?? []).map(([, member]) => member)];
}

/** A text is of one type; what else looks the same may be of another. */
function isPlain(value: Value): boolean {
  return value.kind === 'new' || (value.kind === 'known' && typeof value.value === 'string');
}
