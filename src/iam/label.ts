import type { Group } from './machine.ts';
import type { Unknown } from './occurrence.ts';
import { MANY, MANY_IN_SEGMENT, ONE, ONE_IN_SEGMENT, type Pattern } from './pattern.ts';
import { knownText } from './resolve.ts';
import type { NewValue, UnknownValue } from './value.ts';

const MOST_LISTED = 3;

/** The texts that a value is compared with. */
export function listed({ occurrences, uses }: Unknown): readonly string[] {
  const literals = occurrences.flatMap(({ comparisons }) =>
    comparisons.flatMap(({ terms }) => [...terms.literals]),
  );
  const texts = uses.flatMap(({ text }) => knownText(text) ?? []);
  return [...new Set([...literals, ...texts])];
}

/** A class of texts in words: ``matches `vpc-0a*` ``, `none of vpc-1, vpc-2`. */
export function describeClass(
  value: NewValue | UnknownValue,
  accepted: readonly Group[],
  groups: readonly Group[],
  literals: readonly string[],
): string {
  const inside = spelledGroups(accepted);
  if (inside.length > 0) return `matches ${enumerated(inside)}`;
  if (accepted.length > 0) return 'an ARN that matches no pattern';
  const outside = [...literals, ...spelledGroups(groups)];
  if (value.kind === 'new')
    return outside.length === 0 ? 'a new id' : `a new id that is none of ${enumerated(outside)}`;
  return outside.length === 0 ? 'any other text' : `none of ${enumerated(outside)}`;
}

function spelledGroups(groups: readonly Group[]): readonly string[] {
  const patterns = groups.filter(({ arn }) => !arn).flatMap((group) => group.patterns);
  return [...new Set(patterns.map(spelledPattern))].map((text) => `\`${text}\``);
}

function enumerated(texts: readonly string[]): string {
  const shown = texts
    .slice(0, MOST_LISTED)
    .map((text) => text || '""')
    .join(', ');
  const more = texts.length - MOST_LISTED;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function spelledPattern({ steps }: Pattern): string {
  return steps.map(spelledStep).join('');
}

function spelledStep(step: number): string {
  if (step === MANY || step === MANY_IN_SEGMENT) return '*';
  return step === ONE || step === ONE_IN_SEGMENT ? '?' : String.fromCodePoint(step);
}
