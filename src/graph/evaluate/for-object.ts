import { known, list, object } from '../construct.ts';
import type { Context } from '../context.ts';
import { keyOf } from '../identity.ts';
import type { ListValue, RestOfValue, Value } from '../value.ts';
import { textOf } from './convert.ts';
import { objectOfMembers } from './new-keys.ts';
import { failure, mergeRests, perhaps, type Result } from './result.ts';
import { maybeFewer } from './sets.ts';

/** What one element of a collection becomes in `{for …}`; `kept` is undefined where that is not known. */
export interface Entry {
  readonly kept: boolean | undefined;
  readonly key?: Value;
  readonly value: Value;
}

type Member = readonly [key: Value, value: Value];

/** What `{for …}` makes of entries, and of further ones. */
export function gatherObject(
  context: Context,
  entries: readonly Entry[],
  isGrouped: boolean,
  rest: RestOfValue | undefined,
): Result {
  const members = entries.map(certainMember).filter((member) => member !== undefined);
  const others = entries.filter((entry) => entry.kept !== false && certainMember(entry) === undefined);
  const repeated = isGrouped ? undefined : firstRepeated(members.map(([key]) => key));
  if (repeated !== undefined) return failure('a key is there twice');
  const strays = mergeRests([
    ...(rest === undefined ? [] : [maybeFewer(rest)]),
    ...others.map(({ value }) => perhaps(value)),
  ]);
  const further = strays === undefined ? undefined : { ...strays, name: context.freshName('for') };
  const whole = objectOfMembers(context, isGrouped ? grouped(members, further) : members);
  const reason = 'a key is not known before the apply';
  const open = others.map(() => ({ name: context.freshName('for'), reason }));
  const isClosed = rest === undefined && open.length === 0;
  // A key may be null, or there twice.
  if (!isClosed) context.doubt();
  if (isClosed || whole === undefined) return whole ?? object(new Map());
  const outer = isGrouped ? ofGroups(rest) : rest;
  return object(whole.attributes, { rest: mergeRests([outer, ...open, unbounded(whole.rest)]) });
}

/** Members that are lists of these: how many groups there are, and what is in each, is not known. */
function ofGroups(rest: RestOfValue | undefined): RestOfValue | undefined {
  return rest === undefined ? undefined : { name: rest.name, reason: rest.reason };
}

/** An element that is certainly there, with a key that is known or new. */
function certainMember({ kept, key, value }: Entry): Member | undefined {
  if (kept !== true || key === undefined) return undefined;
  const name = key.kind === 'known' ? textOf(key.value) : undefined;
  if (name !== undefined) return [known(name), value];
  return key.kind === 'new' ? [key, value] : undefined;
}

function firstRepeated(keys: readonly Value[]): Value | undefined {
  const seen = new Set<string | undefined>();
  return keys.find((key) => {
    const name = keyOf(key);
    const isThere = seen.has(name);
    seen.add(name);
    return isThere;
  });
}

/** The values of one key as a list; `further` is what else may be in each. */
function grouped(members: readonly Member[], further: RestOfValue | undefined): readonly Member[] {
  const groups = new Map<string | undefined, readonly [Value, ListValue]>();
  for (const [key, value] of members) {
    const items = groups.get(keyOf(key))?.[1].items ?? [];
    groups.set(keyOf(key), [key, list([...items, value], { rest: further })]);
  }
  return [...groups.values()];
}

function unbounded(rest: RestOfValue | undefined): RestOfValue | undefined {
  if (rest === undefined) return undefined;
  const { atLeast: _, atMost: __, ...open } = rest;
  return open;
}
