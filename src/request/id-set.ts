import { inherit } from '../graph/construct.ts';
import type { Value as GraphValue, RestOfValue } from '../graph/value.ts';
import { isSomething, structuralName } from '../policies/value.ts';

/**
 * One form that a set of ids may have. `certain`: ids that are in it, each a scalar, perhaps one of several.
 * `optional`: scalars each of which may be in it. `rest`: there may be further ids.
 */
export interface IdSet {
  readonly certain: readonly Scalar[];
  readonly optional: readonly Scalar[];
  readonly rest?: RestOfIds;
}

export type Scalar = Exclude<GraphValue, { readonly kind: 'list' | 'object' }>;

export interface RestOfIds {
  /** The further ids as one value: what may be known about all of them (which VPC they are in) is asked with it. */
  readonly value: GraphValue & { readonly kind: 'unknown' };
  readonly atLeast: number;
  readonly atMost?: number;
}

export const EMPTY: IdSet = { certain: [], optional: [] };

/** Deeper nesting than anything that is a set of ids. */
const DEEPEST = 8;

/**
 * The forms that a set may have: exactly one of them is the case. Several where a condition that is not known
 * chooses between lists.
 */
export function idSets(value: GraphValue | undefined, depth = 0): readonly IdSet[] {
  if (!isSomething(value) || depth > DEEPEST)
    return [value === undefined || !isSomething(value) ? EMPTY : openSet(value)];
  switch (value.kind) {
    case 'list':
      return [listSet(value)];
    case 'one-of':
      return value.candidates.some(isCollection)
        ? value.candidates.flatMap((candidate) => idSets(inherit(value, candidate), depth + 1))
        : [scalars([value])];
    case 'unknown':
    case 'object':
      return [openSet(value)];
    case 'known':
    case 'new':
    case 'template':
      return [scalars([value])];
  }
}

const isCollection = (value: GraphValue) =>
  value.kind === 'list' || (value.kind === 'known' && value.value === null);

/** The same set, with each id as `named` gives it. */
export async function namedSet(set: IdSet, named: (id: GraphValue) => Promise<GraphValue>): Promise<IdSet> {
  const one = async (id: Scalar): Promise<Scalar> => {
    const value = await named(id);
    return isScalar(value) ? value : id;
  };
  const all = (ids: readonly Scalar[]) => Promise.all(ids.map(one));
  return { ...set, certain: await all(set.certain), optional: await all(set.optional) };
}

function openSet(value: GraphValue): IdSet {
  const open =
    value.kind === 'unknown'
      ? value
      : ({
          kind: 'unknown',
          name: structuralName(value),
          reason: 'it is no list of ids',
          trail: value.trail,
        } as const);
  return { ...EMPTY, rest: { value: open, atLeast: 0 } };
}

function listSet(list: GraphValue & { kind: 'list' }): IdSet {
  const items = scalars(list.items.map((item) => inherit(list, item)));
  if (list.rest === undefined) return items;
  const { candidates } = list.rest;
  if (candidates === undefined) return merged(items, { ...EMPTY, rest: restOf(list.rest, list) });
  const further = candidates.map((candidate) => inherit(list, candidate)).filter(isSomething);
  const flat = further.flatMap(scalarsIn);
  const optional = flat.filter(isScalar);
  return optional.length === flat.length && (list.rest.atLeast ?? 0) === 0
    ? merged(items, { certain: [], optional })
    : merged(items, boundedRest(list.rest, list, optional, optional.length === flat.length));
}

/** At least so many of the candidates, or, where a candidate is no id by itself, anything. */
function boundedRest(
  rest: RestOfValue,
  list: GraphValue,
  optional: readonly Scalar[],
  exact: boolean,
): IdSet {
  if (!exact) return { ...EMPTY, rest: restOf(rest, list) };
  const [first] = optional;
  if (first === undefined) return EMPTY;
  const certain: Scalar =
    optional.length === 1
      ? first
      : {
          kind: 'one-of',
          name: `${rest.name} first`,
          candidates: optional,
          reason: rest.reason,
          trail: list.trail,
        };
  return { certain: [certain], optional };
}

function restOf(rest: RestOfValue, list: GraphValue): RestOfIds {
  const { name, reason, settle } = rest;
  return {
    value: { kind: 'unknown', name, reason, trail: list.trail, ...(settle === undefined ? {} : { settle }) },
    atLeast: rest.atLeast ?? 0,
    ...(rest.atMost === undefined ? {} : { atMost: rest.atMost }),
  };
}

/** Null and empty ids are left out, as the provider does; a choice that may be null may be missing. */
function scalars(values: readonly GraphValue[]): IdSet {
  const sets = values.flatMap(scalarsIn).map(scalarSet);
  const rests = sets.map(({ rest }) => rest).filter((rest) => rest !== undefined);
  const [first, ...others] = rests;
  return {
    certain: sets.flatMap(({ certain }) => certain),
    optional: sets.flatMap(({ optional }) => optional),
    ...(first === undefined ? {} : { rest: others.reduce(both, first) }),
  };
}

function scalarsIn(value: GraphValue): readonly GraphValue[] {
  if (value.kind !== 'list') return [value];
  const items = value.items.map((item) => inherit(value, item));
  return value.rest === undefined
    ? items
    : [...items, { ...restOf(value.rest, value).value, kind: 'unknown' }];
}

function scalarSet(value: GraphValue): IdSet {
  if (!isSomething(value)) return EMPTY;
  if (!isScalar(value)) return openSet(value);
  if (value.kind !== 'one-of') return { certain: [value], optional: [] };
  const candidates = value.candidates.filter(isSomething);
  if (candidates.length === value.candidates.length) return { certain: [value], optional: [] };
  return candidates.length === 0 ? EMPTY : { certain: [], optional: [{ ...value, candidates }] };
}

function isScalar(value: GraphValue): value is Scalar {
  if (value.kind === 'list' || value.kind === 'object') return false;
  return value.kind !== 'one-of' || value.candidates.every((candidate) => isScalar(candidate));
}

function merged(left: IdSet, right: IdSet): IdSet {
  const rest =
    left.rest === undefined || right.rest === undefined
      ? (left.rest ?? right.rest)
      : both(left.rest, right.rest);
  return {
    certain: [...left.certain, ...right.certain],
    optional: [...left.optional, ...right.optional],
    ...(rest === undefined ? {} : { rest }),
  };
}

function both(left: RestOfIds, right: RestOfIds): RestOfIds {
  const name = `${left.value.name} and ${right.value.name}`;
  const atMost = (left.atMost ?? Number.NaN) + (right.atMost ?? Number.NaN);
  return {
    value: { ...left.value, name },
    atLeast: Math.max(left.atLeast, right.atLeast),
    ...(Number.isNaN(atMost) ? {} : { atMost }),
  };
}

/** Whether there may be no id at all in the set. */
export function mayBeEmpty(set: IdSet): boolean {
  return set.certain.length === 0 && (set.rest === undefined || set.rest.atLeast === 0);
}

export function isEmpty(set: IdSet): boolean {
  return set.certain.length === 0 && set.optional.length === 0 && set.rest === undefined;
}
