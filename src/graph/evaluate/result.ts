import { asSensitive, behind, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { keyOf, nameOf } from '../identity.ts';
import type { RestOfValue, Value } from '../value.ts';

/** What an expression evaluates to: a value, or an error that Terraform would certainly report. */
export type Result = Value | Failure;

export interface Failure {
  readonly kind: 'failure';
  readonly reason: string;
}

export function failure(reason: string): Failure {
  return { kind: 'failure', reason };
}

export function isFailure(result: Result): result is Failure {
  return result.kind === 'failure';
}

/** The first failure among results, or their values. */
export function allValues(results: readonly Result[]): readonly Value[] | Failure {
  const failed = results.find(isFailure);
  return failed ?? results.filter((result) => !isFailure(result));
}

/** A value that cannot be worked out: the result of `what`, because one of these is not known. */
export function undecided(context: Context, what: string, because: readonly Value[]): Value {
  const first = because.map(reasonOf).find((reason) => reason !== undefined);
  const value = unknown(
    context.freshName(what),
    first?.reason ?? `the value of \`${what}\` cannot be worked out`,
    { settle: first?.settle, trail: because[0]?.trail ?? [] },
  );
  return because.some((one) => one.sensitive === true) ? asSensitive(value) : value;
}

/** Why a value is not wholly known; undefined where it is. */
export function reasonOf(value: Value): { reason: string; settle?: string } | undefined {
  switch (value.kind) {
    case 'known':
      return undefined;
    case 'new':
      return { reason: `\`${value.instance}.${value.attribute}\` is new in this plan` };
    case 'one-of':
    case 'unknown':
      return { reason: value.reason, ...(value.settle === undefined ? {} : { settle: value.settle }) };
    case 'template':
      return firstReason(value.parts);
    case 'list':
      return firstReason(value.items) ?? value.rest;
    case 'object':
      return (
        value.rest ?? (value.attributes.size > MANY ? undefined : firstReason([...value.attributes.values()]))
      );
  }
}

/** Looking through a large object costs more than the reason is worth. */
const MANY = 20;

function firstReason(values: readonly Value[]): { reason: string; settle?: string } | undefined {
  for (const value of values) {
    const reason = reasonOf(value);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** More alternatives than this are simply unknown. */
const MOST_CANDIDATES = 64;

/** One of several results: what they all are where they agree. A failing alternative is an unknown value, and a doubt. */
export function oneOfResults(
  context: Context,
  what: string,
  results: readonly Result[],
  because: { readonly reason: string; readonly settle?: string | undefined },
): Result {
  if (results.every(isFailure)) return results[0] ?? failure(`\`${what}\` has no value`);
  if (results.some(isFailure)) context.doubt();
  const flat = results.flatMap((one): readonly Value[] => {
    if (one.kind === 'failure') return [unknown(context.freshName(what), one.reason)];
    return one.kind === 'one-of' ? one.candidates.map((candidate) => behind(one.trail, candidate)) : [one];
  });
  const candidates = distinct(flat);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  if (candidates.length > MOST_CANDIDATES) return unknown(context.freshName(what), because.reason);
  return {
    kind: 'one-of',
    name: context.freshName(what),
    candidates,
    reason: because.reason,
    trail: [],
    ...(because.settle === undefined ? {} : { settle: because.settle }),
    ...(flat.some((one) => one.sensitive === true) ? { sensitive: true } : {}),
  };
}

function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const name = keyOf(value) ?? nameOf(value);
    if (name === undefined) return true;
    const fresh = !seen.has(name);
    seen.add(name);
    return fresh;
  });
}

/**
 * Applies a step to values of which some are one-of: to every alternative. The same one-of in two places is the same
 * choice. Where there are too many alternatives, the result is unknown.
 */
export function overCandidates(
  context: Context,
  what: string,
  values: readonly Value[],
  step: (values: readonly Value[]) => Result,
): Result {
  const choice = values.find((value) => value.kind === 'one-of');
  if (choice?.kind !== 'one-of') return step(values);
  if (combinations(values) > MOST_COMBINATIONS) {
    context.doubt();
    return undecided(context, what, values);
  }
  const results = choice.candidates.map((_, index) =>
    overCandidates(
      context,
      what,
      values.map((value) => (isChoice(value, choice.name) ? pick(value, index) : value)),
      step,
    ),
  );
  return oneOfResults(context, what, results, choice);
}

const MOST_COMBINATIONS = 1024;

/** In how many ways all choices together can turn out. */
function combinations(values: readonly Value[]): number {
  const sizes = new Map(
    values.flatMap((value) => (value.kind === 'one-of' ? [[value.name, value.candidates.length]] : [])),
  );
  return [...sizes.values()].reduce((product, size) => product * size, 1);
}

function isChoice(value: Value, name: string): boolean {
  return value.kind === 'one-of' && value.name === name;
}

function pick(value: Value, index: number): Value {
  if (value.kind !== 'one-of') return value;
  const candidate = value.candidates[index];
  return candidate === undefined ? value : behind(value.trail, candidate);
}

/** Several unknown remainders of lists as one. */
export function mergeRests(rests: readonly (RestOfValue | undefined)[]): RestOfValue | undefined {
  const there = rests.filter((rest) => rest !== undefined);
  const [first] = there;
  if (first === undefined || there.length === 1) return first;
  const bounded = there.every((rest) => rest.atMost !== undefined);
  const named = there.every((rest) => rest.candidates !== undefined);
  return {
    name: there.map((rest) => rest.name).join(' + '),
    reason: first.reason,
    atLeast: there.reduce((sum, rest) => sum + (rest.atLeast ?? 0), 0),
    ...(first.settle === undefined ? {} : { settle: first.settle }),
    ...(bounded ? { atMost: there.reduce((sum, rest) => sum + (rest.atMost ?? 0), 0) } : {}),
    shifted: true,
    ...(named ? { candidates: distinct(there.flatMap((rest) => rest.candidates ?? [])) } : {}),
  };
}

/** One element that may be there or not. */
export function perhaps(value: Value): RestOfValue {
  return {
    name: 'element that may be filtered out',
    reason: 'whether the element is there is not known before the apply',
    candidates: [value],
    atMost: 1,
  };
}
