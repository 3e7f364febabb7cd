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
  return worst(
    after.map((item, index) =>
      compare(before[index], item, isArray(unknown) ? unknown[index] : undefined, false),
    ),
  );
}

function compareObjects(
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  unknown: Json | undefined,
): Difference {
  const unknownMembers = isObject(unknown) ? unknown : {};
  const names = new Set([before, after, unknownMembers].flatMap((object) => Object.keys(object)));
  return worst(
    [...names]
      .filter((name) => !COMPUTED_MEMBERS.has(name))
      .map((name) =>
        compare(own(before, name), own(after, name), own(unknownMembers, name), SET_MEMBERS.has(name)),
      ),
  );
}

/** A member of a JSON object, whatever its name. */
export function own(object: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function compareSets(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  if (anyUnknown(unknown)) return 'maybe';
  const [old, now] = [setOf(before), setOf(after)];
  return old.size === now.size && [...now].every((item) => old.has(item)) ? 'same' : 'changed';
}

const setOf = (json: Json | undefined) =>
  new Set(isArray(json) ? json.filter((item) => !isZero(item)).map((item) => JSON.stringify(item)) : []);

/** Whether a part of `after_unknown` marks anything as unknown: `[false, false]` does not. */
export function anyUnknown(unknown: Json | undefined): boolean {
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

function worst(differences: readonly Difference[]): Difference {
  if (differences.includes('changed')) return 'changed';
  return differences.includes('maybe') ? 'maybe' : 'same';
}
