import { itemsOf, list } from '../construct.ts';
import { distinctValues, keyOf, same } from '../identity.ts';
import { compareTexts } from '../instances.ts';
import type { ListValue, RestOfValue, Value } from '../value.ts';
import { asText, textOf } from './convert.ts';

/** Of unknown items it is not known whether they repeat each other: then their number and order are open. */
export function distinct(whole: ListValue, isSet: boolean): ListValue {
  const items = distinctValues(itemsOf(whole));
  const isOpen = items.some((item) => keyOf(item) === undefined);
  return list(items, {
    isSet: isSet || whole.isSet || (isOpen && items.length > 1),
    rest: whole.rest === undefined ? undefined : maybeFewer(whole.rest),
  });
}

/** The list as a set. */
export function setOf(whole: ListValue): ListValue {
  return distinct(whole, true);
}

/** A set as a list: in the order of its texts, which is not known where they are not. */
export function orderedList(whole: ListValue): ListValue {
  if (whole.isSet) return sortedList(whole);
  return whole.loose === true ? { ...whole, isSet: true } : whole;
}

export function sortedList(whole: ListValue): ListValue {
  const items = itemsOf(whole).map(asText);
  const isKnown = items.every((item) => item.kind === 'known') && whole.rest === undefined;
  if (!isKnown) return list(items, { isSet: true, rest: whole.rest });
  return list([...items].sort((left, right) => compareTexts(plain(left), plain(right))));
}

function plain(value: Value): string {
  return value.kind === 'known' ? (textOf(value.value) ?? '') : '';
}

export function maybeFewer(rest: RestOfValue): RestOfValue {
  const { atLeast: _, ...more } = rest;
  return more;
}

/** Whether a list holds a value: undefined where that is not known. */
export function holds(whole: ListValue, wanted: Value): boolean | undefined {
  const answers = whole.items.map((item) => same(item, wanted));
  if (answers.includes(true)) return true;
  const others = whole.rest === undefined ? [] : whole.rest.candidates?.map((one) => same(one, wanted));
  if (others === undefined || others.some((answer) => answer !== false)) return undefined;
  return answers.includes(undefined) ? undefined : false;
}
