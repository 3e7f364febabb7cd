import { remainder } from './alias.ts';
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
    let changed = false;
    for (const unknown of unknowns.values()) {
      if (unknown.occurrences.length > MOST_OCCURRENCES) return false;
      for (const [text, other] of partners(unknown, unknowns)) {
        changed = share(unknown, text, other) || changed;
      }
    }
    if (!changed) return true;
  }
  return false;
}

/** The names that this one may be made of, with the whole text. */
function partners(
  unknown: Unknown,
  unknowns: ReadonlyMap<string, Unknown>,
): readonly (readonly [Text, Unknown])[] {
  const texts = unknown.occurrences.flatMap((occurrence) =>
    occurrence.values.map((value) => remainder(value, occurrence) ?? []),
  );
  return texts.flatMap((text) => othersIn(text, unknown, unknowns).map((other) => [text, other] as const));
}

function othersIn(text: Text, unknown: Unknown, unknowns: ReadonlyMap<string, Unknown>): readonly Unknown[] {
  const named = text.map((part) =>
    typeof part === 'string' || part.kind === 'known' ? undefined : unknowns.get(part.name),
  );
  const others = named.filter((other) => other !== undefined).filter((other) => other !== unknown);
  return isNew(unknown) && text.length === 1 ? others.filter((other) => !isNew(other)) : others;
}

/** Two of these are never the same. */
function isNew({ subject }: Unknown): boolean {
  return subject.kind === 'value' && subject.value.kind === 'new';
}

function share(unknown: Unknown, text: Text, other: Unknown): boolean {
  const index = text.findIndex(
    (part) => typeof part !== 'string' && part.kind !== 'known' && part.name === other.name,
  );
  const [before, after] = [text.slice(0, index), text.slice(index + 1)];
  const given = unknown.occurrences.map((one) => within(one, before, after));
  const changed = addTo(other, given);
  if (text.length > 1) return changed;
  const texts = [...unknown.texts, ...other.texts];
  const more = addTexts(unknown, texts) || addTexts(other, texts);
  return (
    addTo(
      unknown,
      other.occurrences.map((one) => within(one, [], [])),
    ) ||
    more ||
    changed
  );
}

function within(occurrence: Occurrence, before: Text, after: Text): Occurrence {
  return {
    ...occurrence,
    before: [...occurrence.before, ...before],
    after: [...after, ...occurrence.after],
    values: [],
  };
}

function addTo({ occurrences }: Unknown, given: readonly Occurrence[]): boolean {
  const before = occurrences.length;
  const places = new Map<Matcher, Set<string>>();
  for (const one of occurrences) isNewPlace(one, places);
  for (const one of given) if (isNewPlace(one, places)) occurrences.push(one);
  return occurrences.length > before;
}

function isNewPlace({ matcher, before, after }: Occurrence, places: Map<Matcher, Set<string>>): boolean {
  const known = places.get(matcher) ?? new Set();
  places.set(matcher, known);
  const size = known.size;
  return known.add(`${textKey(before)} ${textKey(after)}`).size > size;
}

function addTexts({ texts }: Unknown, given: readonly string[]): boolean {
  const before = texts.size;
  for (const text of given) texts.add(text);
  return texts.size > before;
}
