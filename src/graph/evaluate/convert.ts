import { known } from '../construct.ts';
import { isAlwaysText } from '../identifiers.ts';
import type { KnownValue, Value } from '../value.ts';

/**
 * Terraform's conversions between the primitive types.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function textOf(value: KnownValue['value']): string | undefined {
  if (value === null) return undefined;
  return typeof value === 'number' ? numberText(value) : String(value);
}

/** Without an exponent, and with the sign of zero, as Terraform prints numbers. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  const [digits = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  const zeros = '0'.repeat(Math.abs(Number(exponent)) - 1);
  return `${value < 0 ? '-' : ''}0.${zeros}${digits.replaceAll(/[-.]/gu, '')}`;
}

/** Whether the number, and sums and products of such, are the same for Terraform, which reckons with more digits. */
export function isExactNumber(value: number): boolean {
  return Number.isSafeInteger(value * 1024);
}

export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'known') return undefined;
  if (typeof value.value === 'number') return value.value;
  if (typeof value.value !== 'string' || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(value.value))
    return undefined;
  return Number(value.value);
}

/** True, false, or undefined where it is neither or not known. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind !== 'known') return undefined;
  if (value.value === true || value.value === 'true' || value.value === '1') return true;
  return value.value === false || value.value === 'false' || value.value === '0' ? false : undefined;
}

/** Whether a value is certainly neither true nor false. */
export function isNoTruth(value: Value): boolean {
  if (value.kind === 'known') return truthOf(value) === undefined;
  return value.kind === 'new' || value.kind === 'list' || value.kind === 'object';
}

/** Whether a value is certainly no key of a map. */
export function isNoKey(value: Value): boolean {
  return value.kind === 'list' || value.kind === 'object' || (value.kind === 'known' && value.value === null);
}

/** The value as a text, where it is a known primitive. */
export function asText(value: Value): Value {
  if (value.kind !== 'known' || value.value === null || typeof value.value === 'string') return value;
  return {
    ...known(textOf(value.value) ?? '', value.trail),
    ...(value.sensitive ? { sensitive: true } : {}),
  };
}

/** Whether a value is certainly a text, or another primitive, that is not null. */
export function isCertainlyText(value: Value): boolean {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string';
    case 'new':
    case 'template':
      return true;
    case 'unknown':
      return (
        value.notNull === true && value.of !== undefined && isAlwaysText(value.of.type, value.of.attribute)
      );
    case 'one-of':
      return value.candidates.every(isCertainlyText);
    case 'list':
    case 'object':
      return false;
  }
}

/** Whether a text is empty: undefined where that is not known. Null is no text. */
export function isEmptyText(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'known':
      return value.value === '';
    case 'new':
      return false;
    case 'template':
      return value.parts.some((part) => isEmptyText(part) === false) ? false : undefined;
    case 'unknown':
      return isCertainlyText(value) ? false : undefined;
    case 'one-of': {
      const answers = new Set(value.candidates.map(isEmptyText));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    case 'list':
    case 'object':
      return false;
  }
}

/** Whether a value is null: undefined where that is not known. */
export function isNull(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'known':
      return value.value === null;
    case 'unknown':
      return value.notNull === true ? false : undefined;
    case 'one-of': {
      const answers = new Set(value.candidates.map(isNull));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    case 'new':
    case 'template':
    case 'list':
    case 'object':
      return false;
  }
}
