import type { Expression } from '../source/expression.ts';
import { itemsOf, known, list, object, unknown } from './construct.ts';
import { isNull, numberOf, textOf, truthOf } from './evaluate/convert.ts';
import { LazyAttributes } from './evaluate/lazy-attributes.ts';
import { alike, mapOfOneType, orderedList, setOf } from './evaluate/sets.ts';
import type { ListValue, ObjectValue, RestOfValue, Value } from './value.ts';

/** Deeper than any type that a person writes. */
const DEEPEST = 20;

/** What a conversion needs: a way to evaluate the default of an optional attribute. */
export interface Conversion {
  readonly defaultOf: (expression: Expression) => Value;
}

/**
 * The value as a variable of this type holds it: lists become sets, attributes that the type does not have are dropped,
 * optional ones are filled in.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function converted(value: Value, type: Expression, how: Conversion, depth = 0): Value {
  if (depth > DEEPEST) return value;
  if (value.kind === 'known' && value.value === null) return value;
  if (value.kind === 'one-of') {
    return { ...value, candidates: value.candidates.map((one) => converted(one, type, how, depth + 1)) };
  }
  const named = collectionNamed(type);
  if (named !== undefined) return toCollection(value, named, how, depth);
  if (type.kind === 'variable') return toPrimitive(value, type.name);
  return type.kind === 'call' ? toCollection(value, type, how, depth) : value;
}

/** `list`, and `"list"` of old, stand for `list(any)`. */
function collectionNamed(type: Expression): (Expression & { kind: 'call' }) | undefined {
  const name = type.kind === 'variable' ? type.name : type.kind === 'literal' ? type.value : undefined;
  return name === 'list' || name === 'set' || name === 'map'
    ? { kind: 'call', name, arguments: [{ kind: 'variable', name: 'any' }], expandLast: false }
    : undefined;
}

function toCollection(
  value: Value,
  type: Expression & { kind: 'call' },
  how: Conversion,
  depth: number,
): Value {
  const [inner] = type.arguments;
  if (inner === undefined) return value;
  const each = (item: Value): Value => converted(item, inner, how, depth + 1);
  switch (type.name) {
    case 'list':
      return value.kind === 'list' ? toList(value, each) : value;
    case 'set':
      return value.kind === 'list' ? toSet(value, each) : value;
    case 'map':
      return value.kind === 'object' ? toMap(value, each) : value;
    case 'object':
      return value.kind === 'object' && inner.kind === 'object' ? toObject(value, inner, how, depth) : value;
    case 'tuple':
      return value.kind === 'list' && inner.kind === 'tuple'
        ? toTuple(value, inner.items, how, depth)
        : value;
    default:
      return value;
  }
}

function toPrimitive(value: Value, type: string): Value {
  if (value.kind !== 'known') return value;
  const result = primitive(value, type);
  return result === undefined ? value : { ...value, value: result };
}

function primitive(value: Value & { kind: 'known' }, type: string): string | number | boolean | undefined {
  switch (type) {
    case 'string':
      return textOf(value.value);
    case 'number':
      return numberOf(value);
    case 'bool':
      return truthOf(value);
    default:
      return undefined;
  }
}

type Each = (item: Value) => Value;

function withItems(value: ListValue, each: Each): ListValue {
  const { rest } = value;
  const mapped: RestOfValue | undefined =
    rest?.candidates === undefined ? rest : { ...rest, candidates: rest.candidates.map(each) };
  const { rest: _, ...bare } = value;
  return { ...bare, items: alike(value.items.map(each)), ...(mapped === undefined ? {} : { rest: mapped }) };
}

/** A set becomes a list in the order of its texts. */
function toList(value: ListValue, each: Each): Value {
  const items = withItems(value, each);
  return value.isSet ? orderedList(items) : items;
}

function toSet(value: ListValue, each: Each): Value {
  return setOf(withItems(value, each));
}

function toMap(value: ObjectValue, each: Each): Value {
  if (value.attributes instanceof LazyAttributes) return { ...value, isMap: true };
  return mapOfOneType(value, each);
}

function toObject(
  value: ObjectValue,
  type: Expression & { kind: 'object' },
  how: Conversion,
  depth: number,
): Value {
  const types = new Map(type.entries.map(({ key, value: of }) => [keyOf(key), of]));
  const names = [...types.keys()].filter((name) => name !== undefined);
  const attributes = new LazyAttributes(names, (name) => {
    const wanted = types.get(name);
    return wanted === undefined ? undefined : attributeAs(value, name, wanted, how, depth);
  });
  return object(attributes, { trail: value.trail });
}

function attributeAs(
  { attributes, rest }: ObjectValue,
  name: string,
  wanted: Expression,
  how: Conversion,
  depth: number,
): Value | undefined {
  const isOptional = wanted.kind === 'call' && wanted.name === 'optional';
  const [inner = wanted, fallback] = isOptional ? wanted.arguments : [wanted];
  const given = attributes.get(name);
  if (given === undefined && rest !== undefined) return unknown(`${rest.name}.${name}`, rest.reason);
  if (given === undefined && !isOptional) return undefined;
  const whole = given ?? known(null);
  const filled = isOptional && fallback !== undefined ? filledIn(whole, fallback, how) : whole;
  return converted(filled, inner, how, depth + 1);
}

/** The default for null, also where null is one of several that it may be: that is another choice then. */
function filledIn(value: Value, fallback: Expression, how: Conversion): Value {
  if (value.kind === 'known') return value.value === null ? how.defaultOf(fallback) : value;
  if (value.kind !== 'one-of' || !value.candidates.some(isNull)) return value;
  const candidates = value.candidates.flatMap((one) => {
    const filled = filledIn(one, fallback, how);
    return filled.kind === 'one-of' ? filled.candidates : [filled];
  });
  return { ...value, name: `${value.name} or ${JSON.stringify(fallback)}`, candidates };
}

function keyOf(key: Expression): string | undefined {
  if (key.kind === 'literal' && typeof key.value === 'string') return key.value;
  return key.kind === 'variable' ? key.name : undefined;
}

function toTuple(value: ListValue, types: readonly Expression[], how: Conversion, depth: number): Value {
  const items = itemsOf(value).map((item, at) => {
    const type = types[at];
    return type === undefined ? item : converted(item, type, how, depth + 1);
  });
  return list(items, { rest: value.rest });
}
