import { type CompiledComparison, comparisonOf, type Family, type Terms } from './comparison.ts';
import { aroundDecimals, decimalText, LONGEST_DECIMAL, wholeAround } from './decimal.ts';
import { instantText } from './instant.ts';
import { aroundBlocks } from './ip.ts';
import type { TemplateUse, Unknown } from './occurrence.ts';
import { knownText } from './resolve.ts';
import type { Shape } from './value.ts';

/** Neither number nor date, address, truth value or base64. */
const ILL_TYPED = 'ill-typed';

/**
 * Texts that a typed comparison tells apart, at least one of each class, an ill-typed one among them; of digits alone
 * where the shape has nothing else. None for comparisons of text.
 */
export function probes({ family, terms }: CompiledComparison, shape: Shape | undefined): readonly string[] {
  return family === 'number' && isWhole(shape) ? digitsAround(terms, shape) : PROBES[family](terms);
}

/**
 * Whether the texts stand for all that typed comparisons tell apart: an ill-typed one is among those of each class of text.
 * What is decided whatever typed comparisons say of that one is decided for all of its class.
 */
export function areTypesTold(
  unknown: Unknown,
  { named, fresh }: { readonly named: readonly string[]; readonly fresh: readonly string[] },
): boolean {
  const { occurrences, uses } = unknown;
  if ([...occurrences, ...uses].every(({ matcher }) => matcher.fixed.family === 'text')) return true;
  const candidates = uses.length > 0 ? fresh : [...named, ...fresh];
  const illTyped = candidates.filter((text) => isIllTyped(unknown, text));
  const classes = new Set(illTyped.map((text) => textClass(unknown, text)));
  return fresh.every((text) => classes.has(textClass(unknown, text)));
}

/** Whether a value is a whole number and compared with known numbers alone, so that their probes stand for all it may be. */
export function isCount({ occurrences, uses }: Unknown, shape: Shape | undefined): boolean {
  return (
    isWhole(shape) &&
    uses.length === 0 &&
    occurrences.every(
      ({ before, after, matcher, values }) =>
        matcher.fixed.family === 'number' && before.length + after.length + values.length === 0,
    )
  );
}

/** What the comparisons of text say of it; with parts beside it that are not known it is a class of its own. */
function textClass({ occurrences }: Unknown, text: string): string {
  const textual = occurrences.filter(({ matcher }) => matcher.fixed.family === 'text');
  const results = textual.flatMap(({ before, after, comparisons }) => {
    const whole = knownText([...before, text, ...after]);
    return whole === undefined ? [`=${text}`] : comparisons.map(({ test }) => test(whole));
  });
  return results.join(' ');
}

/** Whether no typed comparison can read it. */
function isIllTyped({ occurrences, uses }: Unknown, text: string): boolean {
  return (
    occurrences.every(({ before, after, matcher }) => {
      const whole = knownText([...before, text, ...after]);
      return matcher.fixed.family === 'text' || (whole !== undefined && !isRead(matcher.fixed, whole));
    }) && uses.every((use) => use.matcher.fixed.family === 'text' || !isReadIn(use, text))
  );
}

function isRead({ kind }: CompiledComparison, text: string): boolean {
  return comparisonOf(kind, []).test(text) !== 'unknown';
}

/** Whether the policy's value can be read with this text in the place of its name; with other names in it, it may. */
function isReadIn({ value, matcher }: TemplateUse, text: string): boolean {
  if (value.filter((part) => 'value' in part).length > 1) return true;
  const whole = value.map((part) => ('value' in part ? text : part.text)).join('');
  const compared = comparisonOf(matcher.kind, [[{ text: whole, wild: false }]]);
  return isRead(compared, whole) || compared.terms.blocks.length > 0;
}

/** Whether the texts of a shape are the whole numbers up to some length. */
function isWhole(shape: Shape | undefined): shape is Shape {
  if (shape === undefined || shape.prefix !== '') return false;
  return (
    [...shape.alphabet].sort().join('') === '0123456789' && Math.max(...shape.lengths) <= LONGEST_DECIMAL
  );
}

/** Next to a whole number lies another one; written with so many zeros before it as its shape wants. */
function digitsAround({ numbers }: Terms, { lengths }: Shape): readonly string[] {
  const texts = wholeAround(numbers)
    .filter((number) => number >= 0n)
    .map(String);
  return texts.flatMap((text) => {
    const length = Math.min(...lengths.filter((one) => one >= text.length));
    return Number.isFinite(length) ? [text.padStart(length, '0')] : [];
  });
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
