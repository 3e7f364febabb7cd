import { inherit, itemsOf, known, list, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { compareTexts } from '../instances.ts';
import type { ListValue, ObjectValue, RestOfValue, Value } from '../value.ts';
import { numberOf, textOf } from './convert.ts';
import { isClosed, memberOfNew, sizeOf } from './new-keys.ts';
import {
  failure,
  isFailure,
  oneOfResults,
  overCandidates,
  type Result,
  reasonOf,
  undecided,
} from './result.ts';
import { inNoOrder, isInSetOrder } from './sets.ts';

/** `object.name` */
export function attributeOfValue(context: Context, object: Value, name: string): Result {
  return overCandidates(context, `.${name}`, [object], ([value]) => {
    if (value === undefined) return failure('there is no object');
    if (value.kind === 'object') return memberOf(context, value, name);
    if (value.kind === 'unknown') return doubtful(context, value, `.${name}`);
    return failure(`there is no attribute \`${name}\``);
  });
}

/** What may be there or not: where it is not, the expression fails. */
function doubtful(context: Context, value: Value, what: string): Value {
  context.doubt();
  return undecided(context, what, [value]);
}

function memberOf(context: Context, value: ObjectValue, name: string): Result {
  const member = value.attributes.get(name);
  if (member !== undefined) return inherit(value, member);
  if (value.loose === true) return looseMember(context, name);
  if (isClosed(value) || value.rest === undefined) return failure(`there is no attribute \`${name}\``);
  context.doubt();
  return unknown(`${value.rest.name}.${name}`, value.rest.reason, { settle: value.rest.settle });
}

function looseMember(context: Context, name: string): Value {
  context.doubt();
  const reason = `the type of the variable, which is not known, may have an attribute \`${name}\``;
  return unknown(context.freshName(name), reason);
}

/** `collection[key]` */
export function elementAt(context: Context, collection: Value, key: Value): Result {
  return overCandidates(context, '[…]', [collection, key], ([from, at]) => {
    if (from === undefined || at === undefined) return failure('there is no collection');
    if (from.kind === 'list') return itemAt(context, from, at);
    if (from.kind === 'object') return keyedMember(context, from, at);
    if (from.kind === 'unknown') return doubtful(context, from, '[…]');
    return failure('only lists and maps have elements');
  });
}

function keyedMember(context: Context, from: ObjectValue, at: Value): Result {
  if (at.kind === 'known') {
    const key = textOf(at.value);
    return key === undefined ? failure('the key is null') : memberOf(context, from, key);
  }
  if (at.kind === 'new' && isClosed(from)) return memberOfNew(from, at) ?? failure('there is no such key');
  context.doubt();
  if (from.rest !== undefined || from.attributes.size > MANY) return undecided(context, '[…]', [at, from]);
  const why = reasonOf(at) ?? { reason: 'the key is not known before the apply' };
  return oneOfResults(context, '[…]', itemsOfObject(from), why);
}

const MANY = 64;

function itemsOfObject(value: ObjectValue): readonly Value[] {
  return sortedEntries(value).map(([, member]) => inherit(value, member));
}

/** By key, as Terraform iterates maps and objects. */
export function sortedEntries(value: ObjectValue): readonly (readonly [string, Value])[] {
  return [...value.attributes].sort(([left], [right]) => compareTexts(left, right));
}

function itemAt(context: Context, from: ListValue, at: Value): Result {
  const index = numberOf(at);
  if (at.kind === 'known' && (index === undefined || !Number.isInteger(index)))
    return failure('the index is no number');
  // A set has no index.
  if (from.isSet) context.doubt();
  if (index !== undefined && from.rest === undefined && !isShuffled(from)) {
    const item = itemsOf(from)[index];
    return item ?? failure(`there is no element ${index}`);
  }
  if (index !== undefined && index < 0) return failure('the index is negative');
  if (from.rest === undefined && index !== undefined && index >= from.items.length) {
    return failure(`there is no element ${index}`);
  }
  return someItem(context, from, at);
}

/** By key, as far as it is known which there are: of new keys beside others the order is not. */
export function membersOf(value: ObjectValue): {
  readonly members: readonly (readonly [Value, Value])[];
  readonly isOrdered: boolean;
} {
  const { newKeys = [] } = value;
  const named = sortedEntries(value).map(([key, member]) => [known(key), inherit(value, member)] as const);
  const others = newKeys.map(([key, member]) => [key, inherit(value, member)] as const);
  return { members: [...named, ...others], isOrdered: others.length === 0 || sizeOf(value) === 1 };
}

/** More than one element whose order is not known. */
export function isShuffled(value: ListValue): boolean {
  return value.isSet && value.items.length > 1 && !isInSetOrder(value.items);
}

/** An element, and which one is not known. */
export function someItem(context: Context, from: ListValue, at: Value): Result {
  const others = from.rest === undefined ? [] : from.rest.candidates;
  if (from.rest !== undefined || at.kind !== 'known') context.doubt();
  const choices = others === undefined ? [] : [...itemsOf(from), ...others];
  if (from.rest !== undefined && others === undefined) return furtherItem(context, from, from.rest, at);
  if (others === undefined || choices.length > MANY) return undecided(context, '[…]', [from]);
  if (choices.length === 0) return failure('the list is empty');
  if (others.some((one) => one.kind === 'unknown')) return undecided(context, '[…]', others);
  return oneOfResults(context, '[…]', choices, {
    reason: from.rest?.reason ?? 'the order of the elements is not known',
    settle: from.rest?.settle,
  });
}

/** An element of a list of unknown length, of which it may be known which attribute it comes from. */
function furtherItem(context: Context, from: ListValue, rest: RestOfValue, at: Value): Value {
  if (from.items.length > 0) return undecided(context, '[…]', [from]);
  const isInPlace = at.kind === 'known' && rest.shifted !== true;
  const place = isInPlace ? String(at.value) : context.freshName('…');
  const more = { settle: rest.settle, trail: from.trail, ...(rest.of === undefined ? {} : { of: rest.of }) };
  return unknown(`${rest.name}[${place}]`, rest.reason, more);
}

/** `collection[*].…`: a list of what `each` makes of every element; null is no element, another value is one. */
export function splat(context: Context, collection: Value, each: (element: Value) => Result): Result {
  return overCandidates(context, '[*]', [collection], ([from]) => {
    if (from === undefined) return failure('there is no collection');
    if (from.kind === 'known' && from.value === null) {
      // Of a null whose type is a list it fails.
      context.doubt();
      return list([], { trail: from.trail });
    }
    if (from.kind === 'unknown') {
      context.doubt();
      return undecided(context, '[*]', [from]);
    }
    const whole = from.kind === 'list' ? from : list([from]);
    return mapList(context, whole, each);
  });
}

/** The list with every element replaced. */
function mapList(context: Context, from: ListValue, each: (element: Value) => Result): Result {
  const items: Value[] = [];
  for (const item of itemsOf(from)) {
    const result = each(item);
    if (isFailure(result)) return result;
    items.push(result);
  }
  const rest = from.rest === undefined ? undefined : mapRest(context, from.rest, each);
  return isShuffled(from) ? inNoOrder(items, rest) : list(items, { isSet: from.isSet, rest });
}

/** The further elements replaced, where it is known what they are. */
function mapRest(context: Context, rest: RestOfValue, each: (element: Value) => Result): RestOfValue {
  const { candidates, of: _, ...bare } = rest;
  const mapped = candidates?.map(each);
  const isSure = mapped?.some(isFailure) === false;
  // Of elements that may be anything, any attribute may be missing.
  if (!isSure) context.doubt();
  const usable = isSure ? mapped?.filter((one) => !isFailure(one)) : undefined;
  return {
    ...bare,
    name: context.freshName(rest.name),
    ...(usable === undefined ? {} : { candidates: usable }),
  };
}
