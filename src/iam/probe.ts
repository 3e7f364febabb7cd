import type { Comparison, Family, Terms } from './comparison.ts';
import { aroundDecimals, decimalText } from './decimal.ts';
import { instantText } from './instant.ts';
import { aroundBlocks } from './ip.ts';
import { fits } from './resolve.ts';
import type { Shape } from './value.ts';

/** Neither number nor date, address, truth value or base64. */
const ILL_TYPED = 'ill-typed';

/**
 * Texts that a typed comparison tells apart, at least one of each class, an ill-typed one among them. None for
 * comparisons of text.
 */
export function probes({ family, terms }: Comparison): readonly string[] {
  return PROBES[family](terms);
}

/**
 * Whether the probes of this shape stand for all texts of it that the comparison tells apart. A shape may leave out the
 * probe of a class and have other texts of it: `6` lies between 5.5 and 7.5, where every probe has a fraction.
 */
export function suffice(comparison: Comparison, shape: Shape | undefined): boolean {
  if (shape === undefined || probes(comparison).every((text) => fits(text, shape))) return true;
  return (
    comparison.family === 'number' &&
    isCount(shape) &&
    comparison.terms.numbers.every(({ scale }) => scale === 0)
  );
}

/** Whether the texts of a shape are the whole numbers up to some length: next to a whole number lies another one. */
function isCount({ prefix, alphabet, lengths }: Shape): boolean {
  const contiguous = Array.from(lengths, (_, index) => index + 1).every((length) => lengths.includes(length));
  return prefix === '' && [...alphabet].sort().join('') === '0123456789' && contiguous;
}

const PROBES = {
  text: () => [],
  number: ({ numbers }) => [...aroundDecimals(numbers).map(decimalText), ILL_TYPED],
  date: ({ instants }) => [...aroundDecimals(instants).map(instantText), ILL_TYPED],
  boolean: () => ['true', 'false', ILL_TYPED],
  binary: ({ literals }) => [...encodedBytes(literals.size + 1), ILL_TYPED],
  address: ({ blocks }) => [...aroundBlocks(blocks), ILL_TYPED],
} as const satisfies Record<Family, (terms: Terms) => readonly string[]>;

function encodedBytes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`${index}`).toString('base64'));
}
