import { inherit, itemsOf, list, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { compareTexts } from '../instances.ts';
import type { ListValue, ObjectValue, Value } from '../value.ts';
import { numberOf, textOf } from './convert.ts';
import { failure, isFailure, oneOfResults, overCandidates, type Result, undecided } from './result.ts';

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
  if (value.rest === undefined) return failure(`there is no attribute \`${name}\``);
  context.doubt();
  return unknown(`${value.rest.name}.${name}`, value.rest.reason, { settle: value.rest.settle });
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
  context.doubt();
  if (from.rest !== undefined || from.attributes.size > MANY) return undecided(context, '[…]', [at, from]);
  return oneOfResults(context, '[…]', itemsOfObject(from), {
    reason: `the key is not known before the apply`,
  });
}

const MANY = 64;

export function itemsOfObject(value: ObjectValue): readonly Value[] {
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

/** More than one element whose order is not known. */
export function isShuffled(value: ListValue): boolean {
  return value.isSet && value.items.length > 1;
}

/** An element, and which one is not known. */
export function someItem(context: Context, from: ListValue, at: Value): Result {
  const others = from.rest === undefined ? [] : from.rest.candidates;
  if (from.rest !== undefined || at.kind !== 'known') context.doubt();
  const choices = others === undefined ? [] : [...itemsOf(from), ...others];
  if (others === undefined || choices.length > MANY) return undecided(context, '[…]', [from]);
  if (choices.length === 0) return failure('the list is empty');
  const [element] = others;
  if (element?.kind === 'unknown' && choices.length === 1) {
    const place = at.kind === 'known' ? String(at.value) : context.freshName('…');
    return { ...element, name: `${from.rest?.name}[${place}]` };
  }
  if (others.some((one) => one.kind === 'unknown')) return undecided(context, '[…]', others);
  return oneOfResults(context, '[…]', choices, {
    reason: from.rest?.reason ?? 'the order of the elements is not known',
    settle: from.rest?.settle,
  });
}

/** `collection[*].…`: a list of what `each` makes of every element; null is no element, another value is one. */
export function splat(context: Context, collection: Value, each: (element: Value) => Result): Result {
  return overCandidates(context, '[*]', [collection], ([from]) => {
    if (from === undefined) return failure('there is no collection');
    if (from.kind === 'known' && from.value === null) return list([], { trail: from.trail });
    if (from.kind === 'unknown') {
      context.doubt();
      return undecided(context, '[*]', [from]);
    }
    const whole = from.kind === 'list' ? from : list([from]);
    return mapList(whole, each);
  });
}

/** The list with every element replaced. */
export function mapList(from: ListValue, each: (element: Value) => Result): Result {
  const items: Value[] = [];
  for (const item of itemsOf(from)) {
    const result = each(item);
    if (isFailure(result)) return result;
    items.push(result);
  }
  if (from.rest === undefined) return list(items, { isSet: from.isSet });
  const candidates = from.rest.candidates?.map(each);
  const usable =
    candidates?.some(isFailure) === true ? undefined : candidates?.filter((one) => !isFailure(one));
  const { candidates: _, ...rest } = from.rest;
  return list(items, {
    isSet: from.isSet,
    rest: usable === undefined ? rest : { ...rest, candidates: usable },
  });
}
