import type { Condition, Statement } from '../iam/policy.ts';
import type { ContextValue } from '../iam/request.ts';
import { namedFunctions } from './named-function.ts';
import { ABSENT, FUNCTION_ARN, mayBePresent, ordinary, shown, single } from './ordinary-request.ts';
import { networkKey } from './probe.ts';
import { type ChosenSurroundings, valuesOf } from './surroundings.ts';

/** Other surroundings of a request, and what is special about them. */
export interface Sample {
  readonly surroundings: ChosenSurroundings;
  /** The condition key, or `resource`. */
  readonly key: string;
  readonly value: string;
}

/** More of them would take too long. */
const MOST_SAMPLES = 30;

/**
 * Requests that these statements may tell apart by something else than the network: another value of one key, or another
 * function. A sample, not all.
 */
export function samplesOf(statements: readonly Statement[], base: ChosenSurroundings): readonly Sample[] {
  return [...otherResources(statements, base), ...otherValues(statements, base)].slice(0, MOST_SAMPLES);
}

function otherResources(statements: readonly Statement[], base: ChosenSurroundings): readonly Sample[] {
  const all = new Set([FUNCTION_ARN, ...statements.flatMap(namedFunctions)]);
  return [...all]
    .filter((resource) => resource !== base.resource)
    .map((resource) => ({ surroundings: { ...base, resource }, key: 'resource', value: resource }));
}

function otherValues(statements: readonly Statement[], base: ChosenSurroundings): readonly Sample[] {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const names = new Map(conditions.map(({ key }) => [key.toLowerCase(), key]));
  return [...names]
    .filter(([key]) => networkKey(key) === undefined && mayBePresent(key))
    .flatMap(([key, name]) => {
      const own = conditions.filter((one) => one.key.toLowerCase() === key);
      const held = shown(base.other(key));
      return [...candidates(own, key)]
        .filter(([words]) => words !== held)
        .map(([words, value]) => sampleOf(base, key, name, words, value));
    });
}

function candidates(conditions: readonly Condition[], key: string): ReadonlyMap<string, ContextValue> {
  const values = [...valuesOf(conditions, key), ...conditions.flatMap(beside), ordinary(key), ABSENT];
  return new Map(values.map((value) => [shown(value), value]));
}

/** The numbers around a number, and both truth values. */
function beside({ operator: { base }, values }: Condition): readonly ContextValue[] {
  if (base === 'Bool') return ['true', 'false'].map(single);
  if (!base.startsWith('Numeric')) return [];
  const numbers = values.map(({ text }) => Number(text.join(''))).filter(Number.isInteger);
  return numbers.flatMap((number) => [number - 1, number + 1]).map((number) => single(String(number)));
}

function sampleOf(
  base: ChosenSurroundings,
  key: string,
  name: string,
  words: string,
  value: ContextValue,
): Sample {
  const other = (asked: string) => (asked === key ? value : base.other(asked));
  return { surroundings: { ...base, other }, key: name, value: words.replace(/^is /, '') };
}
