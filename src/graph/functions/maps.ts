import { inherit, itemsOf, known, list, object } from '../construct.ts';
import { elementAt, isShuffled, membersOf } from '../evaluate/access.ts';
import { asText, isCertainlyText, isEmptyText, isNull, textOf } from '../evaluate/convert.ts';
import { LazyAttributes } from '../evaluate/lazy-attributes.ts';
import { inLostOrder, isClosed, memberOfNew, objectOfMembers, sizeOf } from '../evaluate/new-keys.ts';
import {
  type Failure,
  failure,
  isFailure,
  mergeRests,
  oneOfResults,
  type Result,
  reasonOf,
  undecided,
} from '../evaluate/result.ts';
import { alike, inOrderOf, mapOfOneType } from '../evaluate/sets.ts';
import type { ListValue, ObjectValue, RestOfValue, UnknownValue, Value } from '../value.ts';
import { type Call, type FunctionFamily, listOf } from './function.ts';

/** Functions for maps and objects, and those that choose or count. */
export const MAPS: FunctionFamily = {
  merge: (given, call) => merged(given, call),
  keys: ([value]) => keysOf(value),
  values: (given, call) => valuesOf(given[0], call),
  lookup: (given, call) => lookup(given, call),
  zipmap: (given, call) => zipped(given, call),
  tomap: ([value]) =>
    value === undefined || value.kind === 'list' ? failure('tomap takes a map') : mapped(value),
  coalesce: (given, call) => firstThere(alike(given), call),
  length: (given, call) => length(given[0], call),
};

function mapped(value: Value): Value {
  if (value.kind !== 'object' || value.attributes instanceof LazyAttributes) return value;
  return mapOfOneType(value, (member) => member);
}

/** Later maps win. Behind an unknown one, only what stands later is certain. */
function merged(given: readonly Value[], { context }: Call): Result {
  let members: (readonly [Value, Value])[] = [];
  let rest: RestOfValue | undefined;
  for (const value of given.filter(isNotNull)) {
    if (value.kind === 'unknown') {
      members = [];
      rest = restOf(value);
    } else if (value.kind !== 'object') return failure('an argument of merge is no map');
    else {
      const isOpen = value.rest !== undefined && value.newKeys === undefined;
      if (isOpen) {
        members = [];
        rest = mergeRests([rest, value.rest]);
      }
      members.push(...membersOf(value).members);
    }
  }
  const whole = objectOfMembers(context, members) ?? object(new Map());
  const all = rest === undefined ? whole : openFurther(whole, given.length === 1 ? rest : restOf(rest));
  return given.some(isMap) ? { ...all, isMap: true } : all;
}

/** Keys of one map may be those of another: how many there are, and with which values, is not known of the whole. */
function openFurther({ attributes, rest: known }: ObjectValue, rest: RestOfValue): ObjectValue {
  return object(attributes, { rest: known === undefined ? rest : restOf(rest) });
}

const isMap = (value: Value) => value.kind === 'object' && value.isMap === true;

const isNotNull = (value: Value) => value.kind !== 'known' || value.value !== null;

function restOf({ name, reason, settle }: UnknownValue | RestOfValue): RestOfValue {
  return { name, reason, ...(settle === undefined ? {} : { settle }) };
}

function mapOf(value: Value | undefined): ObjectValue | Failure {
  if (value?.kind === 'object') return value;
  if (value?.kind === 'unknown') return object(new Map(), { rest: restOf(value) });
  return failure('an argument is no map');
}

/** In their order, which is that of a set of them. */
function keysOf(value: Value | undefined): Result {
  const map = mapOf(value);
  if (isFailure(map)) return map;
  const { members, isOrdered } = membersOf(map);
  const items = members.map(([key]) => inherit(map, key));
  if (map.rest === undefined || isClosed(map)) return list(items, { isSet: !isOrdered });
  const { candidates: _, ...rest } = map.rest;
  return list(items, { isSet: true, rest: inOrderOf('keys', rest) });
}

/** In the order of the keys. */
function valuesOf(value: Value | undefined, { context }: Call): Result {
  const map = mapOf(value);
  if (isFailure(map)) return map;
  const { members, isOrdered } = membersOf(map);
  const items = members.map(([, member]) => inherit(map, member));
  if (map.rest === undefined || isClosed(map)) return isOrdered ? list(items) : inLostOrder(context, items);
  return list(items, { isSet: true, rest: inOrderOf('values', map.rest) });
}

function lookup(given: readonly Value[], call: Call): Result {
  const map = mapOf(given[0]);
  if (isFailure(map)) return map;
  const [, key, fallback] = given;
  if (key === undefined) return failure('lookup takes a key');
  if (fallback !== undefined && !isOfMap(fallback, map)) call.context.doubt();
  const name = key.kind === 'known' ? textOf(key.value) : undefined;
  const member = name === undefined ? memberOfNew(map, key) : map.attributes.get(name);
  if (member !== undefined) return inherit(map, member);
  const missing = fallback === undefined ? failure('the map does not hold the key') : asMember(fallback, map);
  if (isClosed(map) && (name !== undefined || key.kind === 'new')) return missing;
  const found = elementAt(call.context, map, key);
  const { reason } = map.rest ?? reasonOf(key) ?? { reason: 'the key is not known before the apply' };
  return oneOfResults(call.context, 'lookup', isFailure(missing) ? [found] : [found, missing], { reason });
}

/**
 * Whether a default can be of the type of a map's members: else lookup fails, whatever the key. `{}` is no object that
 * has attributes.
 */
function isOfMap(fallback: Value, { isMap, attributes, newKeys = [] }: ObjectValue): boolean {
  if (isMap !== true || isNull(fallback) === true) return true;
  if (attributes instanceof LazyAttributes) return false;
  const members = [...attributes.values(), ...newKeys.map(([, member]) => member)];
  return members.every((member) => isLike(fallback, member));
}

/** A number beside the texts of a map is a text. */
function asMember(fallback: Value, { isMap, attributes, newKeys = [] }: ObjectValue): Value {
  if (isMap !== true || attributes instanceof LazyAttributes) return fallback;
  return [...attributes.values(), ...newKeys.map(([, member]) => member)].some(isCertainlyText)
    ? asText(fallback)
    : fallback;
}

function isLike(one: Value, other: Value): boolean {
  if (one.kind === 'list' && other.kind === 'list')
    return one.items.every((item) => other.items.every((theirs) => isLike(item, theirs)));
  return isCertainlyText(one) && isCertainlyText(other);
}

function zipped(given: readonly Value[], call: Call): Result {
  const [keys, values] = [listOf(given[0]), listOf(given[1])];
  if (isFailure(keys)) return keys;
  if (isFailure(values)) return values;
  const isOpen = [keys, values].some((one) => one.rest !== undefined || isShuffled(one));
  if (isOpen) return undecided(call.context, call.name, given);
  if (keys.items.length !== values.items.length) return failure('zipmap takes lists of one length');
  const items = itemsOf(values);
  const members = keys.items.map((key, at) => [key, items[at] ?? key] as const);
  return objectOfMembers(call.context, members) ?? undecided(call.context, call.name, given);
}

/** `coalesce`: the first that is neither null nor an empty text. */
function firstThere(given: readonly Value[], call: Call): Result {
  const [first, ...others] = given;
  if (first === undefined) return failure('all arguments are null or empty');
  const [nothing, empty] = [isNull(first), isEmptyText(first)];
  if (nothing === true || empty === true) return firstThere(others, call);
  if (nothing === false && empty === false) return first;
  const next = firstThere(others, call);
  if (isFailure(next)) call.context.doubt();
  return oneOfResults(call.context, 'coalesce', isFailure(next) ? [first] : [first, next], {
    reason: 'whether an argument of coalesce is null is not known before the apply',
  });
}

/** The number of elements, attributes or characters; its bounds where it is not known. Only of a text it never fails. */
function length(value: Value | undefined, call: Call): Result {
  const isSure = value?.kind === 'new' || value?.kind === 'template';
  const result = lengthOf(value, call);
  if (!isFailure(result) && result.kind === 'unknown' && !isSure) call.context.doubt();
  return result;
}

function lengthOf(value: Value | undefined, call: Call): Result {
  switch (value?.kind) {
    case 'known':
      return typeof value.value === 'string' ? known(graphemes(value.value)) : failure('null has no length');
    case 'list':
      return lengthOfList(value, call);
    case 'object':
      return lengthOfObject(value, call);
    case 'new':
    case 'template':
      return bounded(value, call, isEmptyText(value) === false ? 1 : 0, undefined);
    case 'one-of':
    case 'unknown':
      return undecided(call.context, call.name, [value]);
    default:
      return failure('length takes one argument');
  }
}

function lengthOfList(value: ListValue, call: Call): Value {
  const { items, rest } = value;
  if (rest === undefined && areCertainlyApart(value)) return known(items.length);
  const fewest = value.isSet || value.loose === true ? Math.min(items.length, 1) : items.length;
  return bounded(value, call, fewest + (rest?.atLeast ?? 0), most(items.length, rest));
}

/** Whether no two elements may become one. A list whose type is not known may be a set by now. */
function areCertainlyApart({ items, isSet, loose }: ListValue): boolean {
  if (loose === true) return items.length < 2;
  return !isSet || items.every((item) => item.kind === 'known' || item.kind === 'new');
}

function lengthOfObject(value: ObjectValue, call: Call): Value {
  const { size } = value.attributes;
  const isLoose = value.loose === true;
  if (isClosed(value)) return known(sizeOf(value));
  return bounded(value, call, size, isLoose ? undefined : most(size, value.rest));
}

function most(certain: number, rest: RestOfValue | undefined): number | undefined {
  if (rest === undefined) return certain;
  return rest.atMost === undefined ? undefined : certain + rest.atMost;
}

function bounded(value: Value, call: Call, atLeast: number, atMost: number | undefined): Value {
  const number = undecided(call.context, call.name, [value]);
  if (number.kind !== 'unknown') return number;
  return { ...number, notNull: true, range: { atLeast, ...(atMost === undefined ? {} : { atMost }) } };
}

function graphemes(text: string): number {
  return [...new Intl.Segmenter('en').segment(text)].length;
}
