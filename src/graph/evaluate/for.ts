import type { Expression } from '../../source/expression.ts';
import { asSensitive, itemsOf, known, list, object, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { type Scope, withVariables } from '../scope.ts';
import type { ListValue, RestOfValue, Value } from '../value.ts';
import { membersOf } from './access.ts';
import { isNoKey, isNoTruth, isNull, truthOf } from './convert.ts';
import { type Entry, gatherObject } from './for-object.ts';
import { inLostOrder, isClosed } from './new-keys.ts';
import {
  type Failure,
  failure,
  isFailure,
  mergeRests,
  overCandidates,
  perhaps,
  type Result,
  undecided,
} from './result.ts';
import { isInSetOrder } from './sets.ts';

type ForExpression = Expression & { kind: 'for' };

/** `[for …]` and `{for …}`. What is filtered by something unknown may be there or not: it goes to the rest. */
export function forEach(context: Context, expression: ForExpression, scope: Scope): Result {
  const collection = context.evaluateIn(expression.collection, scope);
  if (isFailure(collection)) return collection;
  return overCandidates(context, 'for', [collection], ([from]) => overOne(context, expression, scope, from));
}

function overOne(context: Context, expression: ForExpression, scope: Scope, from: Value | undefined): Result {
  if (from?.kind === 'unknown') return overUnknown(context, expression, from, scope);
  if (from?.kind !== 'list' && from?.kind !== 'object') return failure('for needs a list or map');
  const passes = elementsOf(context, from).map(([key, value]) =>
    pass(context, expression, scope, key, value),
  );
  const rest = restOf(context, expression, scope, from);
  const result =
    expression.key === undefined ? gatherList(passes, rest) : gatherPasses(context, expression, passes, rest);
  if (isFailure(result)) return result;
  const ordered = orderedAs(context, from, result, expression.grouped);
  return from.sensitive === true ? asSensitive(ordered) : ordered;
}

/** A list that is made of a set whose order is not known has no known order either, nor have groups of its elements. */
function orderedAs(context: Context, from: Value, result: Value, isGrouped: boolean): Value {
  if (isOrdered(from)) return result;
  if (!isGrouped || result.kind !== 'object') return unordered(context, result);
  const groups = [...result.attributes].map(([name, group]) => [name, unordered(context, group)] as const);
  const newGroups = result.newKeys?.map(([key, group]) => [key, unordered(context, group)] as const);
  return {
    ...result,
    attributes: new Map(groups),
    ...(newGroups === undefined ? {} : { newKeys: newGroups }),
  };
}

function isOrdered(from: Value): boolean {
  if (from.kind === 'object') return membersOf(from).isOrdered;
  return from.kind !== 'list' || !from.isSet || isInSetOrder(from.items);
}

/** What is known stands in no order of its own then, though it may look so. */
function unordered(context: Context, value: Value): Value {
  if (value.kind !== 'list' || value.items.length < 2) return value;
  if (value.rest === undefined && value.items.every(({ kind }) => kind === 'known'))
    return inLostOrder(context, value.items);
  return { ...value, isSet: true };
}

function overUnknown(context: Context, expression: ForExpression, from: Value, scope: Scope): Value {
  context.doubt();
  const nothing = undecided(context, 'for', [from]);
  if (nothing.kind !== 'unknown') return nothing;
  const { name, reason, settle } = nothing;
  const whole = list([], { rest: { name, reason, ...(settle === undefined ? {} : { settle }) } });
  if (expression.key !== undefined) return object(new Map(), { rest: { name, reason } });
  const rest = restOf(context, expression, scope, whole);
  return list([], { rest: rest ?? { name, reason } });
}

/** Pairs of what the key variable and the value variable hold, in Terraform's order. */
function elementsOf(context: Context, from: Value): readonly (readonly [Value, Value])[] {
  if (from.kind === 'object') return membersOf(from).members;
  if (from.kind !== 'list') return [];
  return itemsOf(from).map((item, position) => [positionIn(context, from, position), item]);
}

/**
 * The position of an element of a list. It is not known where there may be further elements, which may be anywhere,
 * and where the order is lost: whether that is a set, whose elements are their own keys, or a list made of one, is
 * not known either.
 */
function positionIn(context: Context, from: ListValue, position: number): Value {
  if (from.isSet) return unknown(context.freshName('index'), 'the order of the elements is not known');
  if (from.rest !== undefined) return unknown(context.freshName('index'), from.rest.reason);
  return known(position);
}

function pass(
  context: Context,
  expression: ForExpression,
  scope: Scope,
  key: Value,
  value: Value,
): Entry | Failure {
  const variables: [string, Value][] = [[expression.valueVariable, value]];
  if (expression.keyVariable !== undefined) variables.push([expression.keyVariable, key]);
  const inner = withVariables(scope, variables);
  const kept = isKept(context, expression, inner);
  if (typeof kept === 'object') return kept;
  if (kept === false) return { kept, value };
  const result = context.evaluateIn(expression.value, inner);
  const newKey = expression.key === undefined ? undefined : context.evaluateIn(expression.key, inner);
  if (isFailure(result)) {
    if (kept === true) return result;
    context.doubt();
    return { kept, value: unknown(context.freshName('for'), result.reason) };
  }
  if (newKey !== undefined && isFailure(newKey)) return newKey;
  if (newKey !== undefined && isNoKey(newKey) && kept === true) return failure('a key of a for is no text');
  return { kept, value: result, ...(newKey === undefined ? {} : { key: newKey }) };
}

/** Whether an element passes the filter; undefined where that is not known. */
function isKept(context: Context, { condition }: ForExpression, scope: Scope): boolean | undefined | Failure {
  if (condition === undefined) return true;
  const value = context.evaluateIn(condition, scope);
  if (isFailure(value)) return value;
  if (isNoTruth(value) && truthOf(value) === undefined)
    return failure('the condition of a for is neither true nor false');
  if (isNull(value) !== false) context.doubt();
  return truthOf(value);
}

/** What the elements of which the number is not known become. */
function restOf(
  context: Context,
  expression: ForExpression,
  scope: Scope,
  from: Value,
): RestOfValue | undefined {
  if ((from.kind !== 'list' && from.kind !== 'object') || from.rest === undefined) return undefined;
  if (from.kind === 'object' && isClosed(from)) return undefined;
  const { candidates, of, atLeast, ...bare } = from.rest;
  const elements = candidates ?? [
    unknown(context.freshName(`${bare.name}[]`), bare.reason, of === undefined ? {} : { of }),
  ];
  const passes = elements.map((element) =>
    pass(context, expression, scope, unknown(context.freshName('key'), bare.reason), element),
  );
  if (passes.some((one) => 'kind' in one)) context.doubt();
  const kept = passes.filter((one): one is Entry => !('kind' in one) && one.kept !== false);
  const rest = { ...bare, name: context.freshName(bare.name) };
  if (candidates !== undefined) return { ...rest, candidates: kept.map((one) => one.value) };
  const [only] = kept;
  const isSame = only?.value.kind === 'unknown' && only.value.of !== undefined && only.value.of === of;
  const certain = expression.condition === undefined && atLeast !== undefined ? { atLeast } : {};
  return { ...rest, ...certain, ...(isSame && of !== undefined ? { of } : {}) };
}

function gatherList(passes: readonly (Entry | Failure)[], rest: RestOfValue | undefined): Result {
  const items: Value[] = [];
  const maybe: RestOfValue[] = [];
  for (const one of passes) {
    if ('kind' in one) return one;
    if (one.kept === true) items.push(one.value);
    else if (one.kept === undefined) maybe.push(perhaps(one.value));
  }
  return list(items, { rest: mergeRests([...maybe, rest]) });
}

function gatherPasses(
  context: Context,
  { grouped }: ForExpression,
  passes: readonly (Entry | Failure)[],
  rest: RestOfValue | undefined,
): Result {
  const entries: Entry[] = [];
  for (const one of passes) {
    if ('kind' in one) return one;
    entries.push(one);
  }
  return gatherObject(context, entries, grouped, rest);
}
