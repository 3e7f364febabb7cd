import { itemsOf, known, list } from '../construct.ts';
import { isShuffled, someItem } from '../evaluate/access.ts';
import { isExactNumber, isNull, numberOf, truthOf } from '../evaluate/convert.ts';
import { failure, isFailure, oneOfResults, type Result, undecided } from '../evaluate/result.ts';
import { holds } from '../evaluate/sets.ts';
import { distinctValues, same } from '../identity.ts';
import type { ListValue, Value } from '../value.ts';
import { type Call, type FunctionFamily, listOf, onKnown } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: functions that look for elements of lists. */
export const ELEMENTS: FunctionFamily = {
  slice: (given, call) => slice(given, call),
  element: (given, call) => element(given, call),
  one: ([value], call) => onlyOne(value, call),
  coalescelist: (given, call) => firstFull(given, call),
  contains: ([value, wanted], call) => contains(value, wanted, call),
  index: ([value, wanted], call) => position(value, wanted, call),
  chunklist: (given, call) => chunks(given, call),
  range: (given, call) =>
    given.every(isReckoned) ? range(given, call) : undecided(call.context, call.name, given),
  alltrue: ([value], call) => truths(value, call, false),
  anytrue: ([value], call) => truths(value, call, true),
};

function contains(value: Value | undefined, wanted: Value | undefined, call: Call): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  if (wanted === undefined) return failure('contains takes two arguments');
  const answer = ofOneType(holds(whole, wanted), wanted);
  return answer === undefined ? undecided(call.context, 'contains', [wanted, whole]) : known(answer);
}

/** Collections that hold the same are equal only where they are of one type, which a value does not tell. */
function ofOneType(isSame: boolean | undefined, { kind }: Value): boolean | undefined {
  return isSame === true && (kind === 'list' || kind === 'object') ? undefined : isSame;
}

function position(value: Value | undefined, wanted: Value | undefined, call: Call): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  if (wanted === undefined) return failure('index takes two arguments');
  for (const [at, item] of whole.items.entries()) {
    const answer =
      isShuffled(whole) || whole.rest !== undefined ? undefined : ofOneType(same(item, wanted), wanted);
    if (answer === true) return known(at);
    if (answer === undefined) return doubtful(call, [wanted, whole]);
  }
  return whole.rest === undefined ? failure('the list does not hold the value') : doubtful(call, [whole]);
}

function doubtful(call: Call, because: readonly Value[]): Value {
  call.context.doubt();
  return undecided(call.context, call.name, because);
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
  // It takes no set, and in older Terraforms no negative index.
  if (index < 0 || whole.isSet) call.context.doubt();
  const size = whole.items.length;
  return itemsOf(whole)[((index % size) + size) % size] ?? failure('there is no such element');
}

function onlyOne(value: Value | undefined, call: Call): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const [only] = itemsOf(whole);
  if (whole.items.length > 1)
    return isShuffled(whole) ? doubtful(call, [whole]) : failure('there is more than one');
  if (only !== undefined) return only;
  if (whole.rest === undefined) return known(null, whole.trail);
  const isThere = (whole.rest.atLeast ?? 0) > 0;
  if ((whole.rest.atMost ?? 2) > 1) call.context.doubt();
  const others = whole.rest.candidates ?? [someItem(call.context, whole, known(0))];
  return oneOfResults(call.context, 'one', [...(isThere ? [] : [known(null)]), ...others], whole.rest);
}

/** `coalescelist`: the first list that is not empty. The null of a list is passed over, another one is an error. */
function firstFull(given: readonly Value[], call: Call): Result {
  const [first, ...others] = given;
  if (first === undefined) return failure('all lists are empty');
  if (isNull(first) === true) return firstFull(others, call);
  const whole = listOf(first);
  if (isFailure(whole)) return whole;
  // It may be a set, which is not taken.
  if (whole.isSet) call.context.doubt();
  if (whole.items.length > 0 || (whole.rest?.atLeast ?? 0) > 0) return first;
  if (whole.rest === undefined) return firstFull(others, call);
  const next = firstFull(others, call);
  if (isFailure(next)) call.context.doubt();
  return oneOfResults(call.context, call.name, isFailure(next) ? [first] : [first, next], whole.rest);
}

function chunks(given: readonly Value[], call: Call): Result {
  const whole = listOf(given[0]);
  const size = numberOf(given[1]);
  if (isFailure(whole)) return whole;
  if (size !== undefined && (size < 0 || !Number.isInteger(size))) return failure('a part has no such size');
  if (size === 0 && whole.rest === undefined) return list(whole.items.length === 0 ? [] : [whole]);
  if (size === undefined || size === 0 || whole.rest !== undefined || isShuffled(whole))
    return undecided(call.context, call.name, given);
  const items = itemsOf(whole);
  const count = Math.ceil(items.length / size);
  return list(Array.from({ length: count }, (_, at) => list(items.slice(at * size, (at + 1) * size))));
}

const isReckoned = (value: Value) => isExactNumber(numberOf(value) ?? 0);

const range = onKnown((given) => rangeOf(given.map(Number)));

/** More than this is an error. */
const LONGEST_RANGE = 1024;

function rangeOf(given: readonly number[]): readonly number[] | undefined {
  const [first = 0, second, third] = given;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  const count = Math.ceil((limit - start) / step);
  if (step === 0 || !Number.isFinite(count) || count < 0 || count > LONGEST_RANGE) return undefined;
  return Array.from({ length: count }, (_, at) => start + at * step);
}

/** `alltrue` (decisive: false) and `anytrue` (decisive: true). */
function truths(value: Value | undefined, call: Call, decisive: boolean): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  const isAll = call.name === 'alltrue';
  const answers = whole.items.map((item) => (isNull(item) === true ? false : truthOf(item)));
  if (answers.includes(decisive)) return known(!isAll);
  if (answers.includes(undefined) || whole.rest !== undefined)
    return undecided(call.context, call.name, [whole]);
  return known(isAll);
}
