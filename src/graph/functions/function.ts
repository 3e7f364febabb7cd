import type { Json } from '../../plan/json.ts';
import { list } from '../construct.ts';
import type { Context } from '../context.ts';
import { type Failure, failure, type Result, undecided } from '../evaluate/result.ts';
import { fromJson, toJson } from '../known-json.ts';
import type { ListValue, Value } from '../value.ts';

/** What a function may need beside its arguments. */
export interface Call {
  readonly context: Context;
  readonly name: string;
}

/**
 * A function of the Terraform language. No argument is one-of: those are taken apart before. Arguments, and what is
 * in them, may be unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export type TerraformFunction = (given: readonly Value[], call: Call) => Result;

/** One family of functions, by name. */
export type FunctionFamily = Readonly<Record<string, TerraformFunction>>;

/** A function that needs all of its arguments known. `compute` answers undefined for an error. */
export function onKnown(compute: (given: readonly Json[]) => Json | undefined): TerraformFunction {
  return (given, call) => {
    const known: Json[] = [];
    for (const value of given) {
      const json = toJson(value);
      if (json === undefined) return undecided(call.context, call.name, given);
      known.push(json);
    }
    const result = compute(known);
    if (result === undefined) return failure(`\`${call.name}\` does not take these arguments`);
    return fromJson(result, given[0]?.trail ?? []);
  };
}

/**
 * The argument as a list: an unknown one is a list of which nothing is known, a map is none. A text or a number is
 * an error.
 */
export function listOf(value: Value | undefined): ListValue | Failure {
  switch (value?.kind) {
    case 'list':
      return value;
    case 'unknown': {
      const { name, reason, settle } = value;
      return list([], {
        rest: { name, reason, ...(settle === undefined ? {} : { settle }) },
        trail: value.trail,
      });
    }
    default:
      return failure('an argument is no list');
  }
}

/** The lists of all arguments. */
export function listsOf(given: readonly Value[]): readonly ListValue[] | Failure {
  const lists: ListValue[] = [];
  for (const value of given) {
    const one = listOf(value);
    if (one.kind === 'failure') return one;
    lists.push(one);
  }
  return lists;
}
