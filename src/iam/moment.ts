import { aroundDecimals, compareDecimals } from './decimal.ts';
import { instantText } from './instant.ts';
import type { Unknown } from './occurrence.ts';
import type { UnknownValue } from './value.ts';

/**
 * Moments of which one at least stands for each class that dates tell apart, none before the first that the value can
 * be. Undefined for a value that is no moment, or is compared otherwise than with known dates.
 */
export function momentsOf(
  { occurrences, uses }: Unknown,
  { notBefore }: UnknownValue,
): readonly string[] | undefined {
  if (notBefore === undefined || uses.length > 0) return undefined;
  const isDated = occurrences.every(
    ({ before, after, matcher, values }) =>
      matcher.fixed.family === 'date' && before.length + after.length + values.length === 0,
  );
  if (!isDated) return undefined;
  const first = { digits: BigInt(notBefore), scale: 0 };
  const instants = occurrences.flatMap(({ comparisons }) =>
    comparisons.flatMap(({ terms }) => terms.instants),
  );
  return aroundDecimals([first, ...instants])
    .filter((moment) => compareDecimals(moment, first) >= 0)
    .map(instantText);
}
