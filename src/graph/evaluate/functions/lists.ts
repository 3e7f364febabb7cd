import { asSensitive, itemsOf, known, list } from '../../construct.ts';
import { distinctValues, same } from '../../identity.ts';
import type { ListValue, RestOfValue, Value } from '../../value.ts';
import { isShuffled, someItem } from '../access.ts';
import { isEmptyText, isNull, numberOf } from '../convert.ts';
import { failure, isFailure, mergeRests, oneOfResults, perhaps, type Result, undecided } from '../result.ts';
import { distinct, maybeFewer, orderedList, sortedList } from '../sets.ts';
import { type Call, type FunctionFamily, listOf, listsOf, onKnown } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: collection functions that take lists. */
export const LISTS: FunctionFamily = {
  concat: (given) => joined(given, false),
  flatten: ([value]) => flattened(value),
  compact: ([value]) => filtered(value, (item) => or(isNull(item), isEmptyText(item))),
  distinct: ([value]) => withoutRepetition(value, false),
  toset: ([value]) => withoutRepetition(value, true),
  tolist: ([value]) => ordered(value),
  setunion: (given) => {
    const all = joined(given, true);
    return isFailure(all) ? all : withoutRepetition(all, true);
  },
  setintersection: ([first, ...others]) =>
    others.reduce<Result>(
      (left, right) => (isFailure(left) ? left : intersection(left, right)),
      first ?? list([]),
    ),
  setsubtract: ([left, right]) => difference(left, right),
  slice: (given, call) => slice(given, call),
  element: (given, call) => element(given, call),
  one: ([value], call) => onlyOne(value, call),
  coalescelist: (given, call) => firstFull(given, call),
  reverse: ([value]) => reversed(value),
  sort: ([value]) => sorted(value),
  contains: ([value, wanted], call) => contains(value, wanted, call),
  index: ([value, wanted], call) => position(value, wanted, call),
  chunklist: (given, call) => chunks(given, call),
  range: onKnown((given) => range(given.map(Number))),
  alltrue: ([value], call) => truths(value, call, false),
  anytrue: ([value], call) => truths(value, call, true),
};

function or(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === true || right === true) return true;
  return left === undefined || right === undefined ? undefined : false;
}

/** The lists behind one another. Where one is of unknown length, positions are lost: it counts as a set. */
function joined(given: readonly Value[], isSet: boolean): Result {
  const lists = listsOf(given);
  if ('kind' in lists) return lists;
  const rest = mergeRests(lists.map((one) => one.rest));
  const isShuffledSomewhere = lists.some(isShuffled);
  return list(lists.flatMap(itemsOf), { isSet: isSet || isShuffledSomewhere, rest });
}

/** Lists within lists, laid flat. What may be a list or not goes to the rest. */
function flattened(value: Value | undefined): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const items: Value[] = [];
  const rests: (RestOfValue | undefined)[] = [whole.rest === undefined ? undefined : flatRest(whole.rest)];
  let isSet = whole.isSet;
  for (const item of itemsOf(whole)) {
    if (item.kind === 'list') {
      const inner = flattened(item);
      if (inner.kind !== 'list') return inner;
      items.push(...itemsOf(inner));
      rests.push(inner.rest);
      isSet ||= isShuffled(inner);
    } else if (isNoList(item)) items.push(item);
    else rests.push(perhapsList(item));
  }
  return list(items, { isSet, rest: mergeRests(rests) });
}

function flatRest(rest: RestOfValue): RestOfValue {
  if (rest.of !== undefined || rest.candidates?.every(isNoList) === true) return rest;
  const { candidates: _, atLeast: __, atMost: ___, ...bare } = rest;
  const lists = rest.candidates?.map((one) => flattened(one));
  const parts = lists?.flatMap((one) => (one.kind === 'list' && one.rest === undefined ? [one.items] : []));
  return parts === undefined || parts.length !== lists?.length ? bare : { ...bare, candidates: parts.flat() };
}

function isNoList(value: Value): boolean {
  if (value.kind === 'unknown') return value.of !== undefined;
  if (value.kind === 'one-of') return value.candidates.every(isNoList);
  return value.kind !== 'list';
}

function perhapsList(item: Value): RestOfValue {
  const reason =
    item.kind === 'unknown' || item.kind === 'one-of' ? item.reason : 'it is not known what it is';
  const rest = { name: item.kind === 'unknown' || item.kind === 'one-of' ? item.name : 'flatten', reason };
  if (item.kind !== 'one-of') return rest;
  const lists = item.candidates.map((one) => (one.kind === 'list' ? flattened(one) : list([one])));
  const inner = lists.filter((one) => one.kind === 'list');
  if (inner.length < lists.length || inner.some((one) => one.rest !== undefined)) return rest;
  const sizes = inner.map((one) => one.items.length);
  return {
    ...rest,
    candidates: distinctValues(inner.flatMap((one) => one.items)),
    atLeast: Math.min(...sizes),
    atMost: Math.max(...sizes),
  };
}

/** Without the items that `drops` says yes to; those of which it does not know are there perhaps. */
function filtered(value: Value | undefined, drops: (item: Value) => boolean | undefined): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const items: Value[] = [];
  const rests: (RestOfValue | undefined)[] = [whole.rest === undefined ? undefined : maybeFewer(whole.rest)];
  for (const item of itemsOf(whole)) {
    const dropped = drops(item);
    if (dropped === undefined) rests.push(perhaps(item));
    else if (!dropped) items.push(item);
  }
  return list(items, { isSet: whole.isSet, rest: mergeRests(rests) });
}

function withoutRepetition(value: Value | undefined, isSet: boolean): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const result = distinct(whole, isSet);
  return whole.sensitive === true ? asSensitive(result) : result;
}

function ordered(value: Value | undefined): Result {
  const whole = listOf(value);
  return isFailure(whole) ? whole : orderedList(whole);
}

function sorted(value: Value | undefined): Result {
  const whole = listOf(value);
  return isFailure(whole) ? whole : sortedList(whole);
}

function reversed(value: Value | undefined): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  return list([...itemsOf(whole)].reverse(), {
    isSet: whole.isSet || whole.rest !== undefined,
    rest: whole.rest,
  });
}

/** Whether a list holds a value: undefined where that is not known. */
function holds(whole: ListValue, wanted: Value): boolean | undefined {
  const answers = whole.items.map((item) => same(item, wanted));
  if (answers.includes(true)) return true;
  const others = whole.rest === undefined ? [] : whole.rest.candidates?.map((one) => same(one, wanted));
  if (others === undefined || others.some((answer) => answer !== false)) return undefined;
  return answers.includes(undefined) ? undefined : false;
}

function contains(value: Value | undefined, wanted: Value | undefined, call: Call): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  if (wanted === undefined) return failure('contains takes two arguments');
  const answer = holds(whole, wanted);
  return answer === undefined ? undecided(call.context, 'contains', [wanted, whole]) : known(answer);
}

function position(value: Value | undefined, wanted: Value | undefined, call: Call): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  if (wanted === undefined) return failure('index takes two arguments');
  for (const [at, item] of whole.items.entries()) {
    const answer = isShuffled(whole) || whole.rest !== undefined ? undefined : same(item, wanted);
    if (answer === true) return known(at);
    if (answer === undefined) return doubtful(call, [wanted, whole]);
  }
  return whole.rest === undefined ? failure('the list does not hold the value') : doubtful(call, [whole]);
}

function doubtful(call: Call, because: readonly Value[]): Value {
  call.context.doubt();
  return undecided(call.context, call.name, because);
}

function intersection(left: Value, right: Value | undefined): Result {
  const other = listOf(right);
  if (isFailure(other)) return other;
  const kept = filtered(left, (item) => not(holds(other, item)));
  return isFailure(kept) ? kept : withoutRepetition(kept, true);
}

function difference(left: Value | undefined, right: Value | undefined): Result {
  const other = listOf(right);
  if (isFailure(other)) return other;
  const kept = filtered(left, (item) => holds(other, item));
  return isFailure(kept) ? kept : withoutRepetition(kept, true);
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function slice(given: readonly Value[], call: Call): Result {
  const whole = listOf(given[0]);
  if (isFailure(whole)) return whole;
  const [from, to] = [numberOf(given[1]), numberOf(given[2])];
  if (whole.rest !== undefined || isShuffled(whole) || from === undefined || to === undefined) {
    return someOf(whole, call, from === undefined || to === undefined ? undefined : to - from);
  }
  if (from < 0 || to > whole.items.length || from > to) return failure('the slice is not within the list');
  return list(itemsOf(whole).slice(from, to));
}

/** Some of the elements, and which ones is not known. */
function someOf(whole: ListValue, call: Call, size: number | undefined): Value {
  call.context.doubt();
  const others = whole.rest === undefined ? [] : whole.rest.candidates;
  const reason = whole.rest?.reason ?? 'the order of the elements is not known';
  return list([], {
    isSet: true,
    rest: {
      name: call.context.freshName(call.name),
      reason,
      ...(others === undefined ? {} : { candidates: distinctValues([...itemsOf(whole), ...others]) }),
      ...(size === undefined ? {} : { atLeast: size, atMost: size }),
    },
  });
}

/** `element(list, i)`: wraps around. */
function element(given: readonly Value[], call: Call): Result {
  const whole = listOf(given[0]);
  const at = given[1];
  if (isFailure(whole)) return whole;
  if (at === undefined) return failure('element takes two arguments');
  if (whole.rest === undefined && whole.items.length === 0) return failure('the list is empty');
  const index = numberOf(at);
  if (whole.rest !== undefined || index === undefined || isShuffled(whole)) {
    return someItem(call.context, whole, at);
  }
  const size = whole.items.length;
  return itemsOf(whole)[((index % size) + size) % size] ?? failure('there is no such element');
}

function onlyOne(value: Value | undefined, call: Call): Result {
  if (value?.kind === 'known' && value.value === null) return value;
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const [only] = itemsOf(whole);
  if (whole.items.length > 1)
    return isShuffled(whole) ? doubtful(call, [whole]) : failure('there is more than one');
  if (only !== undefined) return only;
  if (whole.rest === undefined) return known(null, whole.trail);
  const isThere = (whole.rest.atLeast ?? 0) > 0;
  const others = whole.rest.candidates ?? [someItem(call.context, whole, known(0))];
  return oneOfResults(call.context, 'one', [...(isThere ? [] : [known(null)]), ...others], whole.rest);
}

/** `coalescelist`: the first list that is not empty. */
function firstFull(given: readonly Value[], call: Call): Result {
  const [first, ...others] = given;
  if (first === undefined) return failure('all lists are empty');
  if (first.kind === 'known' && first.value === null) return firstFull(others, call);
  const whole = listOf(first);
  if (isFailure(whole)) return whole;
  if (whole.items.length > 0 || (whole.rest?.atLeast ?? 0) > 0) return first;
  if (whole.rest === undefined) return firstFull(others, call);
  const next = firstFull(others, call);
  return oneOfResults(call.context, call.name, isFailure(next) ? [first] : [first, next], whole.rest);
}

function chunks(given: readonly Value[], call: Call): Result {
  const whole = listOf(given[0]);
  const size = numberOf(given[1]);
  if (isFailure(whole)) return whole;
  if (size === undefined || size < 1 || whole.rest !== undefined)
    return undecided(call.context, call.name, given);
  const items = itemsOf(whole);
  const count = Math.ceil(items.length / size);
  return list(Array.from({ length: count }, (_, at) => list(items.slice(at * size, (at + 1) * size))));
}

const LONGEST_RANGE = 100_000;

function range(given: readonly number[]): readonly number[] | undefined {
  const [first = 0, second, third] = given;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  const count = Math.ceil((limit - start) / step);
  if (step === 0 || !Number.isFinite(count) || count > LONGEST_RANGE) return undefined;
  return Array.from({ length: Math.max(count, 0) }, (_, at) => start + at * step);
}

/** `alltrue` (decisive: false) and `anytrue` (decisive: true). */
function truths(value: Value | undefined, call: Call, decisive: boolean): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const isAll = call.name === 'alltrue';
  const answers = whole.items.map((item) =>
    item.kind === 'known' ? String(item.value) === 'true' : undefined,
  );
  if (answers.includes(decisive)) return known(!isAll);
  if (answers.includes(undefined) || whole.rest !== undefined)
    return undecided(call.context, call.name, [whole]);
  return known(isAll);
}
