import { asSensitive, itemsOf, list } from '../construct.ts';
import { isShuffled } from '../evaluate/access.ts';
import { asText, isEmptyText, isNull } from '../evaluate/convert.ts';
import { isFailure, mergeRests, perhaps, type Result } from '../evaluate/result.ts';
import {
  alike,
  distinct,
  holds,
  inNoOrder,
  inOrderOf,
  maybeFewer,
  ofOneType,
  orderedList,
  sortedList,
} from '../evaluate/sets.ts';
import { attributeOfType } from '../identifiers.ts';
import { distinctValues } from '../identity.ts';
import type { AttributeOf, RestOfValue, Value } from '../value.ts';
import { type FunctionFamily, listOf, listsOf } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: collection functions that make lists and sets. */
export const LISTS: FunctionFamily = {
  concat: (given, { context }) => {
    // It takes no set.
    if (given.some((one) => one.kind === 'list' && one.isSet)) context.doubt();
    return joined(given, false);
  },
  flatten: ([value]) => flattened(value),
  compact: ([value]) => {
    const texts = value?.kind === 'list' ? { ...value, items: value.items.map(asText) } : value;
    return filtered(texts, (item) => or(isNull(item), isEmptyText(item)));
  },
  distinct: ([value]) => withoutRepetition(value, false),
  toset: ([value]) =>
    value?.kind === 'known' && value.value === null ? value : withoutRepetition(value, true),
  tolist: ([value]) => ordered(value),
  setunion: (given) => {
    const all = joined(ofOneType(given), true);
    return isFailure(all) ? all : withoutRepetition(all, true);
  },
  setintersection: (given) => {
    const [first, ...others] = ofOneType(given);
    return others.reduce<Result>(
      (left, right) => (isFailure(left) ? left : intersection(left, right)),
      first ?? list([]),
    );
  },
  setsubtract: (given) => {
    const [left, right] = ofOneType(given);
    return difference(left, right);
  },
  reverse: ([value]) => reversed(value),
  sort: ([value]) => sorted(value),
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
  let isLost = isShuffled(whole);
  for (const item of itemsOf(whole)) {
    if (item.kind === 'list') {
      const inner = flattened(item);
      if (inner.kind !== 'list') return inner;
      items.push(...itemsOf(inner));
      rests.push(inner.rest);
      isLost ||= isShuffled(inner);
    } else if (isNoList(item)) items.push(item);
    else rests.push(perhapsList(item));
  }
  const rest = mergeRests(rests);
  return isLost ? inNoOrder(items, rest) : list(items, { rest });
}

function flatRest(rest: RestOfValue): RestOfValue {
  if (rest.of !== undefined || rest.candidates?.every(isNoList) === true) return rest;
  const { candidates: _, atLeast: __, atMost: ___, ...whole } = rest;
  const bare: RestOfValue = { ...whole, shifted: true };
  const lists = rest.candidates?.map((one) => flattened(one));
  const parts = lists?.flatMap((one) => (one.kind === 'list' && one.rest === undefined ? [one.items] : []));
  return parts === undefined || parts.length !== lists?.length ? bare : { ...bare, candidates: parts.flat() };
}

function isNoList(value: Value): boolean {
  if (value.kind === 'unknown') return value.of !== undefined && isTextByName(value.of);
  if (value.kind === 'one-of') return value.candidates.every(isNoList);
  return value.kind !== 'list';
}

/** Attributes of such a name hold one text, whatever the resource. */
function isTextByName({ type, attribute }: AttributeOf): boolean {
  return (
    attributeOfType(type, attribute)?.many === false ||
    /(?:^|_)(?:id|arn|name|json|hex|url|key)$/u.test(attribute)
  );
}

function perhapsList(item: Value): RestOfValue {
  const reason =
    item.kind === 'unknown' || item.kind === 'one-of' ? item.reason : 'it is not known what it is';
  const rest = { name: item.kind === 'unknown' || item.kind === 'one-of' ? item.name : 'flatten', reason };
  if (item.kind !== 'one-of' || !item.candidates.every((one) => one.kind === 'list' || isNoList(one)))
    return rest;
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
  if (value?.kind === 'known' && value.value === null) return value;
  const whole = listOf(value);
  return isFailure(whole) ? whole : orderedList({ ...whole, items: alike(whole.items) });
}

function sorted(value: Value | undefined): Result {
  const whole = listOf(value);
  return isFailure(whole) ? whole : sortedList(whole);
}

function reversed(value: Value | undefined): Result {
  const whole = listOf(value);
  if (isFailure(whole)) return whole;
  if (isShuffled(whole)) return inNoOrder(itemsOf(whole), inOrderOf('reverse', whole.rest));
  return list([...itemsOf(whole)].reverse(), {
    isSet: whole.isSet || whole.rest !== undefined,
    rest: inOrderOf('reverse', whole.rest),
  });
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
