import type { ConditionReport, StatementReport, Truth, Value } from '../generated/report.ts';
import { shortList, valueText, type WriteName, written } from './values.ts';

export type Comparison = ConditionReport['comparisons'][number];

/** What stands between a value that satisfies the comparison, or does not, and what it is compared with. */
interface Phrases {
  readonly holds: string;
  readonly fails: string;
  /** Behind `may or may not`: never negated. */
  readonly may: string;
}

const phrases = (holds: string, fails: string, may: string): Phrases => ({ holds, fails, may });
const not = ({ holds, fails, may }: Phrases): Phrases => ({ holds: fails, fails: holds, may });

const EQUAL = phrases('is', 'is not', 'be');
const ALIKE = phrases('matches', 'does not match', 'match');
const INSIDE = phrases('lies in', 'does not lie in', 'lie in');
const LESS = phrases('is less than', 'is not less than', 'be less than');
const AT_MOST = phrases('is at most', 'is more than', 'be at most');
const MORE = phrases('is more than', 'is not more than', 'be more than');
const AT_LEAST = phrases('is at least', 'is less than', 'be at least');
const BEFORE = phrases('is before', 'is not before', 'be before');
const UNTIL = phrases('is not after', 'is after', 'be no later than');
const AFTER = phrases('is after', 'is not after', 'be after');
const SINCE = phrases('is not before', 'is before', 'be no earlier than');

/** By the operator's name in lower case, without set operator and IfExists. */
const PHRASES = new Map<string, Phrases>([
  ['stringequals', EQUAL],
  ['stringnotequals', not(EQUAL)],
  ['stringequalsignorecase', EQUAL],
  ['stringnotequalsignorecase', not(EQUAL)],
  ['stringlike', ALIKE],
  ['stringnotlike', not(ALIKE)],
  ['numericequals', EQUAL],
  ['numericnotequals', not(EQUAL)],
  ['numericlessthan', LESS],
  ['numericlessthanequals', AT_MOST],
  ['numericgreaterthan', MORE],
  ['numericgreaterthanequals', AT_LEAST],
  ['dateequals', EQUAL],
  ['datenotequals', not(EQUAL)],
  ['datelessthan', BEFORE],
  ['datelessthanequals', UNTIL],
  ['dategreaterthan', AFTER],
  ['dategreaterthanequals', SINCE],
  ['bool', EQUAL],
  ['binaryequals', EQUAL],
  ['ipaddress', INSIDE],
  ['notipaddress', not(INSIDE)],
  ['arnequals', ALIKE],
  ['arnlike', ALIKE],
  ['arnnotequals', not(ALIKE)],
  ['arnnotlike', not(ALIKE)],
]);

const UNKNOWN_OPERATOR = phrases('satisfies', 'does not satisfy', 'satisfy');

/**
 * How one value of the request compares with the policy's: `is not one of subnet-1, subnet-2`.
 * @param again the policy's values were named just before
 */
export function comparisonText(
  condition: ConditionReport,
  { value, truth }: Comparison,
  again: boolean,
  write: WriteName = (name) => name,
): string {
  const { holds, fails, may } = phrasesOf(condition.operator);
  const values = condition.policyValues.map((text) => written(text, write));
  const against = (word: 'one of' | 'or') => listText(values, word, again);
  if (truth === 'unknown') return `may or may not ${may} ${against('one of')}`;
  const phrase = truth === 'true' ? holds : fails;
  if (value.new !== undefined && phrase === EQUAL.fails) {
    return `is new in this plan, so it cannot be ${against('or')}`;
  }
  if (value.new !== undefined && phrase === EQUAL.holds) return sameText(values, again);
  return `${phrase} ${against('one of')}`;
}

/** What does not exist yet is what a policy of the same plan refers to. */
function sameText(values: readonly string[], again: boolean): string {
  if (values.length === 1) return 'is the very one that the policy refers to';
  const all = again ? '' : `: ${shortList(values, MANY)}`;
  return `is one of those that the policy refers to${all}`;
}

const MANY = 6;

function listText(values: readonly string[], word: 'one of' | 'or', again: boolean): string {
  const [first] = values;
  if (first === undefined) return 'an empty list';
  if (values.length === 1) return first;
  if (again) return 'one of them';
  if (word === 'one of') return `one of ${shortList(values, MANY)}`;
  return values.length > MANY ? `any of ${shortList(values, MANY)}` : values.join(' or ');
}

function phrasesOf(operator: string): Phrases {
  const base = operator.slice(operator.lastIndexOf(':') + 1).replace(/IfExists$/iu, '');
  return PHRASES.get(base.toLowerCase()) ?? UNKNOWN_OPERATOR;
}

/** The value that is compared; that it is new is part of the comparison. */
export function comparedText(value: Value, write: WriteName = (name) => name): string {
  return value.new === undefined ? valueText(value, write) : write(value.new);
}

/**
 * The truth of a comparison that makes it the cause: of a Deny that matches, of an Allow that does not, of doubt.
 * Undefined where the statement is at fault for nothing.
 */
export function faultyTruth({ effect, truth }: StatementReport): Truth | undefined {
  if (truth === 'unknown') return 'unknown';
  const faulty = effect === 'Deny' ? 'true' : 'false';
  return truth === faulty ? faulty : undefined;
}

/** Those at fault first, else in the order of the request. */
export function faultFirst(statement: StatementReport, comparisons: readonly Comparison[]): Comparison[] {
  const faulty = faultyTruth(statement);
  const at = comparisons.filter(({ truth }) => truth === faulty);
  return [...at, ...comparisons.filter(({ truth }) => truth !== faulty)];
}
