import { itemsOf, known, list } from '../construct.ts';
import { isShuffled } from '../evaluate/access.ts';
import { isNull, numberOf, textOf, truthOf } from '../evaluate/convert.ts';
import { allValues, failure, isFailure, type Result, undecided } from '../evaluate/result.ts';
import { inNoOrder } from '../evaluate/sets.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';
import type { Call, FunctionFamily } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions/format */
export const FORMAT: FunctionFamily = {
  format: (given, call) => format(given, call),
  formatlist: (given, call) => formatList(given, call),
};

/** `%`, an argument's position, flags, width, precision, a verb. */
const VERB = /%(?:\[(\d+)\])?([ +#0-]*)(\d{1,3})?(?:\.(\d{1,2}))?([a-zA-Z%])|%/gu;

interface Specification {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

function format(given: readonly Value[], call: Call): Result {
  const [pattern, ...values] = given;
  const text = pattern?.kind === 'known' ? textOf(pattern.value) : undefined;
  if (text === undefined) return undecided(call.context, call.name, given);
  const parts: Value[] = [];
  const taken = new Arguments(values);
  let end = 0;
  for (const match of text.matchAll(VERB)) {
    const part = partFor(match, taken);
    if (part === undefined) return undecided(call.context, call.name, given);
    if (isFailure(part)) return part;
    parts.push(known(text.slice(end, match.index)), part);
    end = match.index + match[0].length;
  }
  if (taken.areLeft) return failure('format takes fewer arguments');
  parts.push(known(text.slice(end)));
  const [only, ...others] = parts.filter((part) => part.kind !== 'known' || part.value !== '');
  if (only?.kind === 'new' && others.length === 0) return only;
  return joinParts(parts);
}

/** The arguments as verbs take them: one after the other, or from the position that a verb names. */
class Arguments {
  readonly #values: readonly Value[];
  #next = 0;
  #isPlaced = false;

  constructor(values: readonly Value[]) {
    this.#values = values;
  }

  take(position: string | undefined): Value | undefined {
    this.#isPlaced ||= position !== undefined;
    this.#next = position === undefined ? this.#next + 1 : Number(position);
    return this.#values[this.#next - 1];
  }

  get areLeft(): boolean {
    return !this.#isPlaced && this.#next < this.#values.length;
  }
}

/** What stands for a verb; undefined where it cannot be worked out. */
function partFor(match: RegExpExecArray, taken: Arguments): Result | undefined {
  const specification = readSpecification(match);
  if (specification === undefined) return undefined;
  if (specification.verb === '%') return known('%');
  const value = taken.take(match[1]);
  return value === undefined ? failure('format takes more arguments') : formatted(value, specification);
}

function readSpecification([, , flags = '', width, precision, verb]: RegExpExecArray):
  | Specification
  | undefined {
  if (verb === undefined) return undefined;
  const numeric = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return { flags, width: numeric(width), precision: numeric(precision), verb };
}

/** Undefined where it cannot be worked out, or would be an error. */
function formatted(value: Value, specification: Specification): Value | undefined {
  const { flags, width, precision, verb } = specification;
  if (value.kind === 'list' || value.kind === 'object') return undefined;
  const isPlain = flags === '' && width === undefined && precision === undefined;
  if (value.kind !== 'known') return isPlain && (verb === 's' || verb === 'v') ? value : undefined;
  const text = value.value === null ? undefined : plainText(value, specification);
  return text === undefined ? undefined : known(padded(text, specification), value.trail);
}

function plainText(value: Value & { kind: 'known' }, specification: Specification): string | undefined {
  const { flags, width, precision, verb } = specification;
  const text = textOf(value.value);
  const hasNumberFlags = /[+ #0]/u.test(flags);
  switch (verb) {
    case 's':
      return hasNumberFlags || precision !== undefined ? undefined : text;
    case 'v':
      return hasNumberFlags || precision !== undefined || hasExponent(value.value) ? undefined : text;
    case 'q':
      return hasNumberFlags || text === undefined || !/^[ -!#-[\]-~]*$/u.test(text) ? undefined : `"${text}"`;
    case 't':
      return flags !== '' || width !== undefined || truthOf(value) === undefined ? undefined : text;
    case 'd':
    case 'x':
    case 'X':
      return integerText(value, specification);
    case 'f':
      return decimalText(numberOf(value), precision ?? 6, flags);
    default:
      return undefined;
  }
}

/** `%v` writes large and small numbers with one, as `%g` does. */
function hasExponent(value: (Value & { kind: 'known' })['value']): boolean {
  return typeof value === 'number' && value !== 0 && !(Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6);
}

function integerText(
  value: Value & { kind: 'known' },
  { flags, precision, verb }: Specification,
): string | undefined {
  const number = numberOf(value);
  const isNumber = typeof value.value === 'number' || verb === 'd';
  if (number === undefined || !isNumber || !Number.isSafeInteger(number) || precision !== undefined)
    return undefined;
  if (flags.includes('#')) return undefined;
  const digits = Math.abs(number).toString(verb === 'd' ? 10 : 16);
  return `${signOf(number, flags)}${verb === 'X' ? digits.toUpperCase() : digits}`;
}

function signOf(number: number, flags: string): string {
  if (number < 0) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/** Where rounding is not a matter of how numbers are held. */
function decimalText(number: number | undefined, digits: number, flags: string): string | undefined {
  if (number === undefined || flags.includes('#') || Math.abs(number) > 1e9 || digits > 6) return undefined;
  const scaled = Math.abs(number) * 10 ** digits;
  if (Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-4) return undefined;
  return `${signOf(number, flags)}${Math.abs(number).toFixed(digits)}`;
}

function padded(text: string, { flags, width = 0, verb }: Specification): string {
  const missing = Math.max(0, width - [...text].length);
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || !'dxXf'.includes(verb)) return ' '.repeat(missing) + text;
  const sign = /^[+ -]/u.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function formatList(given: readonly Value[], call: Call): Result {
  const lists = given.filter((value) => value.kind === 'list');
  const size = lists[0]?.items.length;
  if (size === undefined) return undecided(call.context, call.name, given);
  if (lists.some((one) => one.rest !== undefined || one.items.length !== size)) {
    return undecided(call.context, call.name, given);
  }
  const isOpen = lists.some(isShuffled);
  if (isOpen && lists.length > 1) return undecided(call.context, call.name, given);
  const rows = Array.from({ length: size }, (_, at) =>
    format(
      given.map((value) => (value.kind === 'list' ? (itemsOf(value)[at] ?? value) : value)),
      call,
    ),
  );
  if (rows.some(({ kind }) => kind === 'unknown') || given.some((one) => isNull(one) === true))
    call.context.doubt();
  const texts = allValues(rows);
  if ('kind' in texts) return texts;
  return isOpen ? inNoOrder(texts) : list(texts);
}
