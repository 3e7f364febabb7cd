import type { Comparison, Family, Terms } from './comparison.ts';
import { aroundDecimals, decimalText } from './decimal.ts';
import { instantText } from './instant.ts';
import { aroundBlocks } from './ip.ts';

/** Neither number nor date, address, truth value or base64. */
const ILL_TYPED = 'ill-typed';

/**
 * Texts that a typed comparison tells apart, at least one of each class, an ill-typed one among them. None for
 * comparisons of text.
 */
export function probes({ family, terms }: Comparison): readonly string[] {
  return PROBES[family](terms);
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
