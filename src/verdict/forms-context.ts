import type { ContextKey, Value } from '../generated/report.ts';

/** What a request carries under a key of which several forms are possible: what is true of each of them. */
export function mergedKey(forms: readonly [ContextKey, ...ContextKey[]]): ContextKey {
  const [first, ...others] = forms;
  if (others.length === 0) return first;
  const distinct = [...new Map(forms.map((form) => [JSON.stringify(form), form])).values()];
  if (distinct.length === 1) return first;
  const held = distinct.filter(({ presence }) => presence !== 'absent');
  const isPresent = distinct.every(({ presence }) => presence === 'present');
  return {
    ...(isPresent ? { presence: 'present' } : { presence: 'unknown', reason: reasonOf(distinct) }),
    ...mergedValues(held),
  };
}

function reasonOf(forms: readonly ContextKey[]): string {
  const absent = forms.find(({ presence }) => presence !== 'present');
  return `it is open which request is made${absent?.reason === undefined ? '' : `, and in one case ${absent.reason}`}`;
}

function mergedValues(held: readonly ContextKey[]): Pick<ContextKey, 'values' | 'complete'> {
  const lists = [...new Map(held.map(({ values = [] }) => [JSON.stringify(values), values])).values()];
  const complete = held.every((one) => one.complete === true);
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0) return { values: only, complete };
  if (lists.every(({ length }) => length === 1) && complete)
    return { values: [{ oneOf: lists.flat() }], complete };
  const texts = others.map((list) => new Set(list.map(textOf)));
  const shared = (only ?? []).filter((value) => texts.every((list) => list.has(textOf(value))));
  return { values: shared, complete: false };
}

const textOf = (value: Value) => JSON.stringify(value);
