import { inherit, list, object } from '../construct.ts';
import type { Context } from '../context.ts';
import { distinctValues, keyOf, same } from '../identity.ts';
import type { ListValue, NewKey, ObjectValue, Value } from '../value.ts';
import { textOf } from './convert.ts';
import { reasonOf } from './result.ts';

/** A map or object with these further members; where there are none, it is as it was. */
export function withNewKeys(context: Context, whole: ObjectValue, newKeys: readonly NewKey[]): ObjectValue {
  const { rest: _, newKeys: __, ...closed } = whole;
  const [first] = newKeys;
  if (first === undefined) return closed;
  const rest = {
    name: context.freshName('{…}'),
    reason: reasonOf(first[0])?.reason ?? 'a key is not known before the apply',
    atLeast: newKeys.length,
    atMost: newKeys.length,
  };
  return { ...closed, rest, newKeys };
}

/** A map or object of these members, of which later ones count. Undefined where a key is neither known nor new. */
export function objectOfMembers(
  context: Context,
  members: readonly (readonly [Value, Value])[],
): ObjectValue | undefined {
  const attributes = new Map<string, Value>();
  const newKeys = new Map<string | undefined, NewKey>();
  for (const [key, value] of members) {
    const name = key.kind === 'known' ? textOf(key.value) : undefined;
    if (name !== undefined) attributes.set(name, value);
    else if (key.kind === 'new') newKeys.set(keyOf(key), [key, value]);
    else return undefined;
  }
  return withNewKeys(context, object(attributes), [...newKeys.values()]);
}

/** Whether it is known which members there are. */
export function isClosed({ rest, newKeys, loose }: ObjectValue): boolean {
  return (rest === undefined || newKeys !== undefined) && loose !== true;
}

export function sizeOf({ attributes, newKeys = [] }: ObjectValue): number {
  return attributes.size + newKeys.length;
}

/** The member of a new key; undefined where there is certainly none. */
export function memberOfNew(whole: ObjectValue, key: Value): Value | undefined {
  const found = whole.newKeys?.find(([name]) => same(name, key) === true);
  return found === undefined ? undefined : inherit(whole, found[1]);
}

/** Elements that are all there, in an order that is not known: in a set that of what is known would be. */
export function inLostOrder(context: Context, items: readonly Value[]): ListValue {
  const keys = new Set(items.map((item, at) => keyOf(item) ?? at));
  if (keys.size < 2 || items.length < 2) return list(items);
  if (items.every((item) => item.kind === 'new') && keys.size === items.length)
    return list(items, { isSet: true });
  const candidates = distinctValues(items);
  const reason = 'the order of the elements is not known before the apply';
  return list([], {
    rest: {
      name: context.freshName('elements'),
      reason,
      candidates,
      atLeast: items.length,
      atMost: items.length,
    },
  });
}
