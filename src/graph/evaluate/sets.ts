import { itemsOf, known, list } from '../construct.ts';
import { distinctValues, keyOf, same } from '../identity.ts';
import { compareTexts } from '../instances.ts';
import type { ListValue, ObjectValue, RestOfValue, Value } from '../value.ts';
import { asText, isCertainlyText, textOf } from './convert.ts';

/** Of unknown items it is not known whether they repeat each other: then their number and order are open. */
export function distinct(whole: ListValue, isSet: boolean): ListValue {
  const found = distinctValues(alike(itemsOf(whole)));
  const items = isSet ? inSetOrder(found) : found;
  const isOpen = items.some((item) => keyOf(item) === undefined);
  return list(items, {
    isSet: isSet || whole.isSet || (isOpen && items.length > 1),
    rest: whole.rest === undefined ? undefined : maybeFewer(whole.rest),
  });
}

/** The elements of a list, set or map are of one type: beside texts, numbers and truth values become texts. */
export function alike(items: readonly Value[]): readonly Value[] {
  if (items.some(isCertainlyText)) return items.map(asText);
  const lists = items.filter((item) => item.kind === 'list');
  return lists.length > 1 && lists.length === items.length ? ofOneType(lists) : items;
}

/** Lists and sets whose elements are of one type: a number beside texts is a text. */
export function ofOneType(given: readonly Value[]): readonly Value[] {
  const isText = given.some((one) => one.kind === 'list' && one.items.some(isCertainlyText));
  if (!isText) return given;
  return given.map((one) => (one.kind === 'list' ? { ...one, items: one.items.map(asText) } : one));
}

/** The map with every member as `each` makes it. */
export function mapOfOneType(value: ObjectValue, each: (member: Value) => Value): ObjectValue {
  const { newKeys = [] } = value;
  const names = [...value.attributes.keys()];
  const members = alike(
    [...[...value.attributes.values()], ...newKeys.map(([, member]) => member)].map(each),
  );
  const ofNew = newKeys.map(([key], at) => [key, members[names.length + at] ?? known(null)] as const);
  return {
    ...value,
    attributes: new Map(names.map((name, at) => [name, members[at] ?? known(null)])),
    isMap: true,
    ...(value.newKeys === undefined ? {} : { newKeys: ofNew }),
  };
}

/** Terraform iterates sets in the order of their elements. Where that is not known, the order is the one given. */
function inSetOrder(items: readonly Value[]): readonly Value[] {
  return isComparable(items) ? [...items].sort(compareItems) : items;
}

/** Whether elements stand in the order in which a set of them is iterated. */
export function isInSetOrder(items: readonly Value[]): boolean {
  return isComparable(items) && items.every((item, at) => at === 0 || compareItems(items[at - 1], item) <= 0);
}

function isComparable(items: readonly Value[]): boolean {
  const types = new Set(items.map((item) => (item.kind === 'known' ? typeof item.value : 'unknown')));
  return types.size <= 1 && (types.has('string') || types.has('number'));
}

function compareItems(left: Value | undefined, right: Value | undefined): number {
  const [one, other] = [left, right].map((item) => (item?.kind === 'known' ? item.value : null));
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareTexts(String(one), String(other));
}

/** Elements whose order is lost. Those that stand as in a set would be taken for a set's: they stand the other way. */
export function inNoOrder(items: readonly Value[], rest?: RestOfValue): ListValue {
  const others = isComparable(items) ? [...inSetOrder(items)].reverse() : items;
  return list(others, { isSet: true, rest });
}

/** The list as a set. */
export function setOf(whole: ListValue): ListValue {
  return distinct(whole, true);
}

/** A set as a list: in the order of its elements, which is not known where they are not. */
export function orderedList(whole: ListValue): ListValue {
  const isOrdered = whole.rest === undefined && isInSetOrder(whole.items);
  if (whole.isSet) return { ...whole, isSet: !isOrdered && whole.items.length > 1 };
  return whole.loose === true ? { ...whole, isSet: true } : whole;
}

export function sortedList(whole: ListValue): ListValue {
  const items = itemsOf(whole).map(asText);
  const isKnown = items.every((item) => item.kind === 'known') && whole.rest === undefined;
  if (!isKnown) return list(items, { isSet: true, rest: inOrderOf('sort', whole.rest) });
  return list([...items].sort((left, right) => compareTexts(plain(left), plain(right))));
}

function plain(value: Value): string {
  return value.kind === 'known' ? (textOf(value.value) ?? '') : '';
}

export function maybeFewer(rest: RestOfValue): RestOfValue {
  const { atLeast: _, ...more } = rest;
  return { ...more, shifted: true };
}

/** The same elements in the order that a function gives them. */
export function inOrderOf(name: string, rest: RestOfValue | undefined): RestOfValue | undefined {
  return rest && { ...rest, name: `${name} ${rest.name}` };
}

/** Whether a list holds a value: undefined where that is not known. */
export function holds(whole: ListValue, wanted: Value): boolean | undefined {
  const answers = whole.items.map((item) => same(item, wanted));
  if (answers.includes(true)) return true;
  const others = whole.rest === undefined ? [] : whole.rest.candidates?.map((one) => same(one, wanted));
  if (others === undefined || others.some((answer) => answer !== false)) return undefined;
  return answers.includes(undefined) ? undefined : false;
}
