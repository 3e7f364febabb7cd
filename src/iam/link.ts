import { type NamedText, remainder } from './alias.ts';
import type { Matcher } from './matcher.ts';
import type { Occurrence, Unknown } from './occurrence.ts';
import { textKey } from './resolve.ts';
import type { Text } from './value.ts';

const MOST_ROUNDS = 8;
const MOST_OCCURRENCES = 400;

/**
 * Where one name may turn out to be the same as another, or a part of it, whatever tells texts apart for the one tells
 * them apart for the other: shares the places among such names. False: there were too many of them.
 */
export function linkUnknowns(unknowns: ReadonlyMap<string, Unknown>): boolean {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = sizeOf(unknowns);
    for (const unknown of unknowns.values()) {
      if (unknown.occurrences.length > MOST_OCCURRENCES) return false;
      for (const [text, other] of partners(unknown, unknowns)) share(unknown, text, other);
    }
    if (sizeOf(unknowns) === before) return true;
  }
  return false;
}

function sizeOf(unknowns: ReadonlyMap<string, Unknown>): number {
  return [...unknowns.values()].reduce((size, one) => size + one.occurrences.length + one.texts.size, 0);
}

/** The names that this one may be made of, with the whole text. */
function partners(
  unknown: Unknown,
  unknowns: ReadonlyMap<string, Unknown>,
): readonly (readonly [NamedText, Unknown])[] {
  const texts = unknown.occurrences.flatMap((occurrence) =>
    occurrence.values.map((value) => remainder(value, occurrence) ?? []),
  );
  return texts.flatMap((text) => othersIn(text, unknown, unknowns).map((other) => [text, other] as const));
}

/** Of two names that stand for something new none is the other, or a part of it. */
function othersIn(
  text: NamedText,
  unknown: Unknown,
  unknowns: ReadonlyMap<string, Unknown>,
): readonly Unknown[] {
  const others = text.flatMap((part) => (typeof part === 'string' ? [] : (unknowns.get(part.name) ?? [])));
  return others.filter((other) => other !== unknown && !(isNew(unknown) && isNew(other)));
}

function isNew({ subject }: Unknown): boolean {
  return subject.kind === 'value' && subject.value.kind === 'new';
}

function share(unknown: Unknown, text: NamedText, other: Unknown): void {
  const index = text.findIndex((part) => typeof part !== 'string' && part.name === other.name);
  addPlaces(other, unknown.occurrences, text.slice(0, index), text.slice(index + 1));
  if (text.length > 1) return;
  addPlaces(unknown, other.occurrences, [], []);
  for (const one of unknown.texts) other.texts.add(one);
  for (const one of other.texts) unknown.texts.add(one);
}

/** Adds the places of another name, in which this one stands between such texts. */
function addPlaces({ occurrences }: Unknown, given: readonly Occurrence[], before: Text, after: Text): void {
  const places = new Map<Matcher, Set<string>>();
  for (const one of occurrences) isNewPlace(one, places);
  const moved = given.map((one) => ({
    ...one,
    before: [...one.before, ...before],
    after: [...after, ...one.after],
    values: [],
  }));
  for (const one of moved) if (isNewPlace(one, places)) occurrences.push(one);
}

function isNewPlace({ matcher, before, after }: Occurrence, places: Map<Matcher, Set<string>>): boolean {
  const known = places.get(matcher) ?? new Set();
  places.set(matcher, known);
  const size = known.size;
  return known.add(`${textKey(before)} ${textKey(after)}`).size > size;
}
