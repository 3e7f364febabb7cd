import type { Json } from '../../plan/json.ts';
import { known } from '../construct.ts';
import { isExactNumber, numberOf } from '../evaluate/convert.ts';
import { undecided } from '../evaluate/result.ts';
import type { Value } from '../value.ts';
import { type FunctionFamily, onKnown, type TerraformFunction } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: numeric functions. */
export const NUMBERS: FunctionFamily = {
  abs: onNumbers((numbers) => Math.abs(first(numbers))),
  ceil: onNumbers((numbers) => Math.ceil(first(numbers)) + 0),
  floor: onNumbers((numbers) => Math.floor(first(numbers))),
  signum: onNumbers((numbers) => (Number.isInteger(first(numbers)) ? Math.sign(first(numbers)) : Number.NaN)),
  max: onNumbers((numbers) => Math.max(...numbers)),
  min: onNumbers((numbers) => Math.min(...numbers)),
  /** Also of whole powers as Terraform divides: that of 1000 to the base 10 is less than 3. */
  log: onNumbers(([number = 0, base = 0]) => Math.log(number) / Math.log(base)),
  pow: onNumbers(([base = 0, exponent = 0]) => base ** exponent),
  sum: (given, call) => {
    const [list] = given;
    const isExact = list?.kind === 'list' && list.items.every((item) => isExactNumber(numberOf(item) ?? 0));
    return isExact ? sumOfKnown(given, call) : undecided(call.context, call.name, given);
  },
  parseint: (given, call) =>
    mayBeLarge(given) ? undecided(call.context, call.name, given) : parsedKnown(given, call),
};

function first(numbers: readonly number[]): number {
  return numbers[0] ?? Number.NaN;
}

/** What is infinite is left open; NaN stands for an error. */
function onNumbers(compute: (numbers: readonly number[]) => number): TerraformFunction {
  const finite = onKnown((given) => {
    const numbers = numbersOf(given);
    const result = numbers === undefined ? Number.NaN : compute(numbers);
    return Number.isNaN(result) ? undefined : result;
  });
  return (given, call) => {
    const isInfinite = Math.abs(compute(given.map((one) => numberOf(one) ?? 0))) === Number.POSITIVE_INFINITY;
    return isInfinite ? undecided(call.context, call.name, given) : finite(given, call);
  };
}

function numbersOf(given: readonly Json[]): readonly number[] | undefined {
  const numbers = given.map((one) =>
    typeof one === 'number' || typeof one === 'string' ? numberOf(known(one)) : undefined,
  );
  return numbers.every((one) => one !== undefined) ? numbers : undefined;
}

const sumOfKnown = onKnown(([list]) => sumOf(list));

function sumOf(list: Json | undefined): number | undefined {
  const numbers = Array.isArray(list) ? numbersOf(list) : undefined;
  return numbers === undefined || numbers.length === 0
    ? undefined
    : numbers.reduce((sum, one) => sum + one, 0);
}

/** A number of more digits, or to a base that has capital letters beside small ones. */
function mayBeLarge([text, base]: readonly Value[]): boolean {
  return (text?.kind === 'known' && String(text.value).length > 10) || (numberOf(base) ?? 0) > 36;
}

const parsedKnown = onKnown(([text, base]) => parsed(String(text), Number(base)));

function parsed(text: string, base: number): number | undefined {
  const [, digits] = /^[+-]?([0-9a-z]+)$/iu.exec(text) ?? [];
  if (digits === undefined || !Number.isInteger(base) || base < 2) return undefined;
  return [...digits].every((digit) => Number.parseInt(digit, 36) < base)
    ? Number.parseInt(text, base)
    : undefined;
}
