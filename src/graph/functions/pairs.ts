import { itemsOf, list } from '../construct.ts';
import { isShuffled, membersOf } from '../evaluate/access.ts';
import { asText } from '../evaluate/convert.ts';
import { isClosed, objectOfMembers } from '../evaluate/new-keys.ts';
import { failure, mergeRests, perhaps, type Result, undecided } from '../evaluate/result.ts';
import { alike, holds, ofOneType } from '../evaluate/sets.ts';
import { keyOf } from '../identity.ts';
import type { ListValue, RestOfValue, Value } from '../value.ts';
import { type Call, type FunctionFamily, listsOf } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: functions that bring several lists together. */
export const PAIRS: FunctionFamily = {
  setproduct: (given, call) => product(given, call),
  matchkeys: (given, call) => matching(given, call),
  transpose: ([value], call) => transposed(value, call),
};

const MOST_ROWS = 10_000;

function product(given: readonly Value[], call: Call): Result {
  const lists = listsOf(given);
  if ('kind' in lists) return lists;
  if (lists.length < 2) return failure('setproduct takes two lists');
  const size = lists.reduce((product, one) => product * one.items.length, 1);
  if (lists.some((one) => one.rest !== undefined) || size > MOST_ROWS)
    return undecided(call.context, call.name, given);
  let rows: readonly (readonly Value[])[] = [[]];
  for (const one of lists) rows = rows.flatMap((row) => alike(itemsOf(one)).map((item) => [...row, item]));
  const isSet = lists.some((one) => one.isSet);
  return list(
    rows.map((row) => list(row)),
    { isSet },
  );
}

/** `matchkeys(values, keys, wanted)`: where it is not known whether a key is wanted, its value is there perhaps. */
function matching(given: readonly Value[], call: Call): Result {
  const [first, ...others] = given;
  const lists = listsOf(first === undefined ? [] : [first, ...ofOneType(others)]);
  if ('kind' in lists) return lists;
  const [values, keys, wanted] = lists;
  if (values === undefined || keys === undefined || wanted === undefined)
    return failure('matchkeys takes three lists');
  if (values.rest !== undefined || keys.rest !== undefined || isShuffled(values) || isShuffled(keys))
    return undecided(call.context, call.name, given);
  if (values.items.length !== keys.items.length) return failure('matchkeys takes as many keys as values');
  return matched(values, keys, wanted);
}

function matched(values: ListValue, keys: ListValue, wanted: ListValue): Value {
  const items: Value[] = [];
  const rests: RestOfValue[] = [];
  for (const [at, item] of itemsOf(values).entries()) {
    const key = keys.items[at];
    const isWanted = key === undefined ? undefined : holds(wanted, key);
    if (isWanted === true) items.push(item);
    if (isWanted === undefined) rests.push(perhaps(item));
  }
  return list(items, { rest: mergeRests(rests) });
}

/** A map of lists the other way round: texts to lists of keys. */
function transposed(value: Value | undefined, call: Call): Result {
  if (value === undefined) return failure('transpose takes a map');
  if (value.kind !== 'object' || !isClosed(value)) return undecided(call.context, call.name, [value]);
  const { members, isOrdered } = membersOf(value);
  const found = new Map<string, { readonly text: Value; readonly keys: Value[] }>();
  for (const [key, member] of members) {
    const texts = textsIn(member);
    if (texts === undefined) return undecided(call.context, call.name, [value]);
    for (const text of texts) {
      const name = keyOf(text) ?? '';
      found.set(name, { text, keys: [...(found.get(name)?.keys ?? []), key] });
    }
  }
  const lists = [...found.values()].map(
    ({ text, keys }) => [text, list(keys, { isSet: !isOrdered && keys.length > 1 })] as const,
  );
  return objectOfMembers(call.context, lists) ?? undecided(call.context, call.name, [value]);
}

/** Undefined where not all of them are known or new. */
function textsIn(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'list' || value.rest !== undefined) return undefined;
  const texts = value.items.map(asText);
  return texts.every((text) => keyOf(text) !== undefined) ? texts : undefined;
}
