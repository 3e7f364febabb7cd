/** A decimal number of any size, exact: `digits` scaled by 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;
/** Longer texts are not read. */
export const LONGEST_DECIMAL = 400;

/**
 * The integer or decimal in this text. Undefined: it is none, and what IAM makes of it is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > LONGEST_DECIMAL) return undefined;
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** Negative, zero or positive, as the first is less than, equal to or greater than the second. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = a.digits * 10n ** BigInt(scale - a.scale);
  const right = b.digits * 10n ** BigInt(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As text that `readDecimal` reads back. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale);
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-scale)}`;
}

/** Numbers at these points and next to them: one in each interval they cut, where there are any. */
export function aroundDecimals(points: readonly Decimal[]): readonly Decimal[] {
  return points.flatMap(({ digits, scale }) => [
    { digits, scale },
    { digits: digits - 1n, scale },
    { digits: digits + 1n, scale },
    { digits: digits * 10n - 1n, scale: scale + 1 },
    { digits: digits * 10n + 1n, scale: scale + 1 },
  ]);
}

/** Whole numbers at or next to these points, on either side. */
export function wholeAround(points: readonly Decimal[]): readonly bigint[] {
  return points.flatMap(({ digits, scale }) => {
    const whole = digits / 10n ** BigInt(scale);
    return [whole - 1n, whole, whole + 1n];
  });
}
