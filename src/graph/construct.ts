import type {
  AttributeOf,
  Hop,
  KnownValue,
  ListValue,
  ObjectValue,
  RestOfValue,
  Trail,
  UnknownValue,
  Value,
} from './value.ts';

/** Longer trails are cut in the middle of nothing: a person reads a few hops, and a hostile plan has millions. */
const LONGEST_TRAIL = 64;

export function known(value: KnownValue['value'], trail: Trail = []): KnownValue {
  return { kind: 'known', value, trail };
}

export function unknown(
  name: string,
  reason: string,
  more: {
    readonly trail?: Trail;
    readonly settle?: string | undefined;
    readonly of?: AttributeOf;
    readonly notNull?: boolean;
  } = {},
): UnknownValue {
  return {
    kind: 'unknown',
    name,
    reason,
    trail: more.trail ?? [],
    ...(more.settle === undefined ? {} : { settle: more.settle }),
    ...(more.of === undefined ? {} : { of: more.of }),
    ...(more.notNull === true ? { notNull: true } : {}),
  };
}

export function list(
  items: readonly Value[],
  more: { readonly isSet?: boolean; readonly rest?: RestOfValue | undefined; readonly trail?: Trail } = {},
): ListValue {
  return {
    kind: 'list',
    items,
    isSet: more.isSet ?? false,
    trail: more.trail ?? [],
    ...(more.rest === undefined ? {} : { rest: more.rest }),
  };
}

export function object(
  attributes: ReadonlyMap<string, Value>,
  more: { readonly rest?: RestOfValue | undefined; readonly trail?: Trail } = {},
): ObjectValue {
  return {
    kind: 'object',
    attributes,
    trail: more.trail ?? [],
    ...(more.rest === undefined ? {} : { rest: more.rest }),
  };
}

/** The value with these hops before its own. */
export function behind<V extends Value>(hops: Trail, value: V): V {
  if (hops.length === 0) return value;
  const trail = [...hops, ...value.trail];
  return { ...value, trail: trail.length > LONGEST_TRAIL ? trail.slice(0, LONGEST_TRAIL) : trail };
}

export function hop(
  text: string,
  place?: { readonly path: string; readonly line?: number | undefined },
): Hop {
  if (place === undefined) return { text };
  return { text, path: place.path, ...(place.line === undefined ? {} : { line: place.line }) };
}

export function asSensitive<V extends Value>(value: V): V {
  return value.sensitive === true ? value : { ...value, sensitive: true };
}

/** The items of a list, each with the list's own trail before it. */
export function itemsOf(value: ListValue): readonly Value[] {
  return value.items.map((item) => inherit(value, item));
}

/** A part of a collection keeps the way the collection came and its sensitivity. */
export function inherit<V extends Value>(from: Value, part: V): V {
  const placed = behind(from.trail, part);
  return from.sensitive === true ? asSensitive(placed) : placed;
}
