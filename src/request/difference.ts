import { isArray, isObject, type Json } from '../plan/json.ts';
import { COMPUTED_MEMBERS, SET_MEMBERS } from './attributes.ts';

/** Whether a value changes: `maybe` where that depends on what is not known before the apply. */
export type Difference = 'same' | 'changed' | 'maybe';

/**
 * Compares before and after as the provider's SDK does: null, the empty text, zero, false and empty collections are
 * one; computed members of blocks do not count; sets are sets.
 * @param unknown the part of `after_unknown` that mirrors `after`
 */
export function difference(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  return compare(before, after, unknown, false);
}

function compare(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
  isSet: boolean,
): Difference {
  if (unknown === true) return 'maybe';
  if (unknown === undefined && before === after) return 'same';
  if (isSet) return compareSets(before, after, unknown);
  if (isArray(before) && isArray(after)) return compareLists(before, after, unknown);
  if (isObject(before) && isObject(after)) return compareObjects(before, after, unknown);
  if (isZero(before) && isZero(after)) return anyUnknown(unknown) ? 'maybe' : 'same';
  return before === after ? 'same' : 'changed';
}

function compareLists(
  before: readonly Json[],
  after: readonly Json[],
  unknown: Json | undefined,
): Difference {
  if (before.length !== after.length) return 'changed';
  let found: Difference = 'same';
  for (let index = 0; index < after.length; index++) {
    const part = isArray(unknown) ? unknown[index] : undefined;
    found = worse(found, compare(before[index], after[index], part, false));
    if (found === 'changed') return found;
  }
  return found;
}

function compareObjects(
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  unknown: Json | undefined,
): Difference {
  let found: Difference = 'same';
  forEachMember(before, after, isObject(unknown) ? unknown : {}, (name, old, now, open) => {
    if (found === 'changed' || COMPUTED_MEMBERS.has(name)) return;
    found = worse(found, compare(old, now, open, SET_MEMBERS.has(name)));
  });
  return found;
}

type Members = Readonly<Record<string, Json>>;
type Part = Json | undefined;

/**
 * Every member that may differ, once: of before, after and what is unknown. Most objects have the same members in the
 * same order before and after, so that they need not be looked up by name.
 */
export function forEachMember(
  before: Members,
  after: Members,
  unknown: Members,
  visit: (name: string, before: Part, after: Part, unknown: Part) => void,
): void {
  const names = Object.keys(before);
  if (isNone(unknown) && areSame(names, Object.keys(after))) {
    const [olds, nows] = [Object.values(before), Object.values(after)];
    for (const [index, name] of names.entries())
      if (olds[index] !== nows[index]) visit(name, olds[index], nows[index], undefined);
    return;
  }
  for (const name of namesOf(before, after, unknown))
    visit(name, own(before, name), own(after, name), own(unknown, name));
}

function isNone(members: Members): boolean {
  for (const name in members) if (Object.hasOwn(members, name)) return false;
  return true;
}

const areSame = (names: readonly string[], others: readonly string[]) =>
  names.length === others.length && names.every((name, index) => name === others[index]);

/** The names of all members, each once. */
function namesOf(first: Members, ...others: readonly Members[]): readonly string[] {
  const names = Object.keys(first);
  let more: Set<string> | undefined;
  for (const object of others) {
    for (const name of Object.keys(object)) {
      if (own(first, name) !== undefined) continue;
      more ??= new Set(names);
      more.add(name);
    }
  }
  return more === undefined ? names : [...more];
}

/**
 * A member of a JSON object, whatever its name. What every object inherits is functions, which JSON has none of, and
 * `__proto__`: only there is asked whose it is, which takes longer than to read it.
 */
export function own(object: Readonly<Record<string, Json>>, name: string): Json | undefined {
  const member: unknown = object[name];
  if (member === undefined) return undefined;
  if (typeof member !== 'function' && name !== '__proto__') return object[name];
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function compareSets(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  if (anyUnknown(unknown)) return 'maybe';
  if (isSameList(before, after)) return 'same';
  const [old, now] = [setOf(before), setOf(after)];
  return old.size === now.size && [...now].every((item) => old.has(item)) ? 'same' : 'changed';
}

/** Both hold the same scalars in the same order, as most sets do that do not change. */
function isSameList(before: Json | undefined, after: Json | undefined): boolean {
  if (!isArray(before) || !isArray(after) || before.length !== after.length) return false;
  return before.every((item, index) => item === after[index]);
}

const setOf = (json: Json | undefined) =>
  new Set(isArray(json) ? json.filter((item) => !isZero(item)).map((item) => JSON.stringify(item)) : []);

/** Whether a part of `after_unknown` marks anything as unknown: `[false, false]` does not. */
function anyUnknown(unknown: Json | undefined): boolean {
  if (unknown === true) return true;
  if (isArray(unknown)) return unknown.some(anyUnknown);
  if (!isObject(unknown)) return false;
  return Object.entries(unknown).some(([name, member]) => !COMPUTED_MEMBERS.has(name) && anyUnknown(member));
}

function isZero(json: Json | undefined): boolean {
  if (isArray(json)) return json.length === 0;
  if (isObject(json)) return Object.keys(json).length === 0;
  return json === undefined || json === null || json === '' || json === false || json === 0;
}

function worse(left: Difference, right: Difference): Difference {
  if (left === 'changed' || right === 'changed') return 'changed';
  return left === 'maybe' ? left : right;
}
