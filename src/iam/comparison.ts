import { isArn } from './arn.ts';
import { compareDecimals, type Decimal, readDecimal } from './decimal.ts';
import type { Truth } from './decision.ts';
import { readInstant } from './instant.ts';
import { type AddressBlock, isWithin, readBlock } from './ip.ts';
import {
  arnPattern,
  globPattern,
  literalOf,
  matches,
  type Pattern,
  type PatternPart,
  resourcePattern,
} from './pattern.ts';
import type { BaseOperator } from './policy.ts';
import { truthOf } from './truth.ts';

/** What is compared: a condition operator without its modifiers, or the patterns of Action and Resource. */
export type ComparisonKind = Exclude<BaseOperator, 'Null'> | 'Action' | 'Resource';

/** The values of one element or condition, ready to be compared with one text of the request. */
export interface CompiledComparison {
  readonly kind: ComparisonKind;
  readonly family: Family;
  /** Whether the text matches one of the values: unknown where AWS documents no answer (`12abc` as a number). */
  readonly test: (text: string) => Truth;
  /** What the values are made of: whoever must find texts that they tell apart needs to know. */
  readonly terms: Terms;
}

/** What the compared texts are read as. */
export type Family = 'text' | 'number' | 'date' | 'boolean' | 'binary' | 'address';

export interface Terms {
  readonly literals: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
  readonly numbers: readonly Decimal[];
  readonly instants: readonly Decimal[];
  readonly blocks: readonly AddressBlock[];
  /** The request's text must be an ARN. */
  readonly arn: boolean;
}

const NO_TERMS: Terms = {
  literals: new Set(),
  patterns: [],
  numbers: [],
  instants: [],
  blocks: [],
  arn: false,
};

/** A value of a policy: its text, of which some parts are quoted. */
export type ComparedValue = readonly PatternPart[];

/** Compiles the values of one comparison; none of them: nothing matches. */
export function comparisonOf(kind: ComparisonKind, values: readonly ComparedValue[]): CompiledComparison {
  return { kind, family: FAMILIES[kind], ...COMPILERS[kind](values) };
}

type Compiler = (values: readonly ComparedValue[]) => Pick<CompiledComparison, 'test' | 'terms'>;

const EQUAL = (order: number): boolean => order === 0;
const LESS = (order: number): boolean => order < 0;
const LESS_OR_EQUAL = (order: number): boolean => order <= 0;
const GREATER = (order: number): boolean => order > 0;
const GREATER_OR_EQUAL = (order: number): boolean => order >= 0;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const COMPILERS = {
  StringEquals: equality((text) => text),
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: patterns((value) => globPattern(value)),
  NumericEquals: numbers(EQUAL),
  NumericLessThan: numbers(LESS),
  NumericLessThanEquals: numbers(LESS_OR_EQUAL),
  NumericGreaterThan: numbers(GREATER),
  NumericGreaterThanEquals: numbers(GREATER_OR_EQUAL),
  DateEquals: instants(EQUAL),
  DateLessThan: instants(LESS),
  DateLessThanEquals: instants(LESS_OR_EQUAL),
  DateGreaterThan: instants(GREATER),
  DateGreaterThanEquals: instants(GREATER_OR_EQUAL),
  Bool: equality(readBoolean),
  BinaryEquals: equality(readBinary),
  IpAddress: addresses,
  ArnEquals: arns,
  ArnLike: arns,
  Action: patterns((value) => globPattern(value, true)),
  Resource: patterns(resourcePattern),
} as const satisfies Record<ComparisonKind, Compiler>;

const FAMILIES = {
  StringEquals: 'text',
  StringEqualsIgnoreCase: 'text',
  StringLike: 'text',
  NumericEquals: 'number',
  NumericLessThan: 'number',
  NumericLessThanEquals: 'number',
  NumericGreaterThan: 'number',
  NumericGreaterThanEquals: 'number',
  DateEquals: 'date',
  DateLessThan: 'date',
  DateLessThanEquals: 'date',
  DateGreaterThan: 'date',
  DateGreaterThanEquals: 'date',
  Bool: 'boolean',
  BinaryEquals: 'binary',
  IpAddress: 'address',
  ArnEquals: 'text',
  ArnLike: 'text',
  Action: 'text',
  Resource: 'text',
} as const satisfies Record<ComparisonKind, Family>;

/** Whether `*` and `?` in the values are wildcards. */
export function hasWildcards(kind: ComparisonKind): boolean {
  return WITH_WILDCARDS.has(kind);
}

const WITH_WILDCARDS: ReadonlySet<ComparisonKind> = new Set([
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'Action',
  'Resource',
]);

/** `true` and `false` in any case. */
function readBoolean(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes, as the base64 that spells them; the request's value is given in base64 too. */
function readBinary(text: string): string | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64').toString('base64') : undefined;
}

/** Equality of what the texts mean; a text that means nothing of the kind is undocumented. */
function equality(read: (text: string) => string | undefined): Compiler {
  return (values) => {
    const texts = values.map(plainText);
    const wanted = texts.map(read);
    const literals = new Set(wanted.filter((one) => one !== undefined));
    const otherwise: Truth = wanted.includes(undefined) ? 'unknown' : 'false';
    return {
      test: (text) => {
        const given = read(text);
        if (given === undefined) return 'unknown';
        return literals.has(given) ? 'true' : otherwise;
      },
      terms: { ...NO_TERMS, literals: new Set(texts) },
    };
  };
}

function ignoringCase(values: readonly ComparedValue[]): Pick<CompiledComparison, 'test' | 'terms'> {
  const texts = values.map(plainText);
  const lower = new Set(texts.map((text) => text.toLowerCase()));
  return {
    test: (text) => truthOf(lower.has(text.toLowerCase())),
    terms: { ...NO_TERMS, patterns: texts.map((text) => globPattern([{ text, wild: false }], true)) },
  };
}

function patterns(compile: (value: ComparedValue) => Pattern): Compiler {
  return (values) => {
    const { literals, wild } = sorted(values.map(compile));
    return {
      test: (text) => truthOf(literals.has(text) || wild.some((pattern) => matches(pattern, text))),
      terms: { ...NO_TERMS, literals, patterns: wild },
    };
  };
}

function sorted(all: readonly Pattern[]): { literals: ReadonlySet<string>; wild: readonly Pattern[] } {
  const literals = new Set<string>();
  const wild: Pattern[] = [];
  for (const pattern of all) {
    const literal = literalOf(pattern);
    if (literal === undefined) wild.push(pattern);
    else literals.add(literal);
  }
  return { literals, wild };
}

function arns(values: readonly ComparedValue[]): Pick<CompiledComparison, 'test' | 'terms'> {
  const compiled = values.map(arnPattern);
  const { literals, wild } = sorted(compiled.filter((pattern) => pattern !== undefined));
  const otherwise: Truth = compiled.includes(undefined) ? 'unknown' : 'false';
  return {
    test: (text) => {
      if (!isArn(text)) return 'unknown';
      return literals.has(text) || wild.some((pattern) => matches(pattern, text)) ? 'true' : otherwise;
    },
    terms: { ...NO_TERMS, literals, patterns: wild, arn: true },
  };
}

function numbers(accepts: (order: number) => boolean): Compiler {
  return (values) => ordered(values, readDecimal, accepts, (points) => ({ ...NO_TERMS, numbers: points }));
}

function instants(accepts: (order: number) => boolean): Compiler {
  return (values) => ordered(values, readInstant, accepts, (points) => ({ ...NO_TERMS, instants: points }));
}

function ordered(
  values: readonly ComparedValue[],
  read: (text: string) => Decimal | undefined,
  accepts: (order: number) => boolean,
  terms: (points: readonly Decimal[]) => Terms,
): Pick<CompiledComparison, 'test' | 'terms'> {
  const wanted = values.map((value) => read(plainText(value)));
  const points = wanted.filter((one) => one !== undefined);
  const otherwise: Truth = wanted.includes(undefined) ? 'unknown' : 'false';
  return {
    test: (text) => {
      const given = read(text);
      if (given === undefined) return 'unknown';
      return points.some((point) => accepts(compareDecimals(given, point))) ? 'true' : otherwise;
    },
    terms: terms(points),
  };
}

function addresses(values: readonly ComparedValue[]): Pick<CompiledComparison, 'test' | 'terms'> {
  const wanted = values.map((value) => readBlock(plainText(value)));
  const blocks = wanted.filter((one) => one !== undefined);
  const otherwise: Truth = wanted.includes(undefined) ? 'unknown' : 'false';
  return {
    test: (text) => {
      const given = text.includes('/') ? undefined : readBlock(text);
      if (given === undefined) return 'unknown';
      return blocks.some((block) => isWithin(given, block)) ? 'true' : otherwise;
    },
    terms: { ...NO_TERMS, blocks },
  };
}

function plainText(value: ComparedValue): string {
  return value.map((part) => part.text).join('');
}
