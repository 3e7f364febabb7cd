import type { Expression } from '../../source/expression.ts';
import { asSensitive, itemsOf, known, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { fitOf } from '../functions/parameters.ts';
import { FUNCTIONS } from '../functions/table.ts';
import { keyOf } from '../identity.ts';
import type { Scope } from '../scope.ts';
import type { ListValue, Value } from '../value.ts';
import { converted } from '../variable-type.ts';
import { holdsSensitive } from '../watched.ts';
import { isShuffled, membersOf } from './access.ts';
import { isNull } from './convert.ts';
import { isClosed } from './new-keys.ts';
import {
  allValues,
  failure,
  isFailure,
  oneOfResults,
  overCandidates,
  type Result,
  undecided,
} from './result.ts';
import { templateFile, templateString } from './template-file.ts';

type Call = Expression & { kind: 'call' };

/** A function call. A function that is not built is unknown, and says so. */
export function call(context: Context, expression: Call, scope: Scope): Result {
  const name = expression.name.replace(/^core::/u, '');
  if (name === 'try') return firstThatWorks(context, expression.arguments, scope);
  if (name === 'can') return canWork(context, expression, scope);
  if (name === 'convert') return toType(context, expression, scope);
  const given = argumentsOf(context, expression, scope);
  if ('kind' in given) return given;
  if (name === 'templatefile') return templateFile(context, given, scope);
  if (name === 'templatestring') return templateString(context, given, scope);
  const known = FUNCTIONS.get(name);
  if (known === undefined) return notBuilt(context, expression.name, given);
  const result = overCandidates(context, name, given, (values) => {
    const fit = fitOf(name, values);
    if (fit === 'fails') return failure(`\`${name}\` does not take these arguments`);
    if (fit === 'open') context.doubt();
    return withDoubt(context, name, values, known(values, { context, name }));
  });
  if (isFailure(result) || KEEPS_PARTS.has(name)) return result;
  // a text made of sensitive parts is sensitive as a whole; of a collection each part says so itself
  const isCollection = result.kind === 'list' || result.kind === 'object';
  const isMarked = isCollection
    ? given.some((value) => value.sensitive === true)
    : given.some(holdsSensitive);
  return isMarked ? asSensitive(result) : result;
}

/** Where it is not known what a function is given, or what it gives, it may fail. */
function withDoubt(context: Context, name: string, given: readonly Value[], result: Result): Result {
  if (isFailure(result)) return result;
  const isCertain = NEVER_FAILS.has(name) || (result.kind !== 'unknown' && !given.some(mayBeNull));
  if (!isCertain) context.doubt();
  return result.kind === 'unknown' && NEVER_NULL.has(name) ? { ...result, notNull: true } : result;
}

const mayBeNull = (value: Value) => isNull(value) === undefined;

/** Whatever they are given, or they note their doubts themselves. */
const NEVER_FAILS: ReadonlySet<string> = new Set([
  'coalesce',
  'issensitive',
  'jsonencode',
  'length',
  'nonsensitive',
  'regex',
  'sensitive',
  'tolist',
  'tomap',
  'toset',
  'tostring',
]);

const NEVER_NULL: ReadonlySet<string> = new Set([
  'alltrue',
  'anytrue',
  'contains',
  'endswith',
  'format',
  'index',
  'join',
  'jsonencode',
  'lower',
  'replace',
  'startswith',
  'strcontains',
  'substr',
  'trim',
  'trimprefix',
  'trimspace',
  'trimsuffix',
  'upper',
]);

/** These say themselves whether their result is sensitive. */
const KEEPS_PARTS: ReadonlySet<string> = new Set(['nonsensitive', 'sensitive', 'length', 'issensitive']);

function notBuilt(context: Context, name: string, given: readonly Value[]): Value {
  context.doubt();
  return unknown(context.freshName(name), `the function \`${name}\` is not evaluated`, {
    trail: given.flatMap((value) => value.trail).slice(0, 8),
  });
}

/** The arguments' values; an unknown value where the last one is expanded and it is not known how many they are. */
function argumentsOf(context: Context, expression: Call, scope: Scope): readonly Value[] | Result {
  const values = allValues(expression.arguments.map((argument) => context.evaluateIn(argument, scope)));
  if ('kind' in values || !expression.expandLast) return values;
  const last = values.at(-1);
  if (last?.kind === 'list' && last.rest === undefined && isInOrder(expression.name, last))
    return [...values.slice(0, -1), ...itemsOf(last)];
  if (last === undefined || (last.kind === 'known' && last.value === null))
    return failure('there is nothing to expand');
  context.doubt();
  return undecided(context, expression.name, [last]);
}

/** Whether it is known in which order a function is given these, or that does not matter. */
function isInOrder(name: string, last: ListValue): boolean {
  if (!isShuffled(last)) return true;
  return name === 'merge' ? areApart(last.items) : ANY_ORDER.has(name);
}

const ANY_ORDER: ReadonlySet<string> = new Set(['max', 'min', 'setintersection', 'setunion']);

/** Whether no two of these maps have a key in common. */
function areApart(maps: readonly Value[]): boolean {
  const keys = maps.flatMap((map) =>
    map.kind === 'object' && isClosed(map) ? membersOf(map).members.map(([key]) => keyOf(key)) : [undefined],
  );
  return !keys.includes(undefined) && new Set(keys).size === keys.length;
}

/** `try`: passes over an argument only when it certainly fails. */
function firstThatWorks(context: Context, expressions: readonly Expression[], scope: Scope): Result {
  const [first, ...others] = expressions;
  if (first === undefined) return failure('no argument of try works');
  const before = context.doubts();
  const result = context.evaluateIn(first, scope);
  if (isFailure(result)) return firstThatWorks(context, others, scope);
  if (context.doubts() === before || others.length === 0) return result;
  const next = firstThatWorks(context, others, scope);
  return oneOfResults(context, 'try', isFailure(next) ? [result] : [result, next], {
    reason: 'whether an argument of try works is not known before the apply',
  });
}

/**
 * `convert(value, set(string))`: the second argument is a type. Whether the value can be one is not asked.
 * https://developer.hashicorp.com/terraform/language/functions/convert
 */
function toType(context: Context, { arguments: [given, type] }: Call, scope: Scope): Result {
  if (given === undefined || type === undefined) return failure('convert takes a value and a type');
  const value = context.evaluateIn(given, scope);
  context.doubt();
  if (isFailure(value)) return value;
  return converted(value, type, {
    defaultOf: (expression) => {
      const found = context.evaluateIn(expression, scope);
      return isFailure(found) ? undecided(context, 'convert', [value]) : found;
    },
  });
}

function canWork(context: Context, expression: Call, scope: Scope): Result {
  const [first] = expression.arguments;
  if (first === undefined) return failure('can takes one argument');
  const before = context.doubts();
  const result = context.evaluateIn(first, scope);
  if (isFailure(result)) return known(false);
  if (context.doubts() === before) return known(true);
  const answer = undecided(context, 'can', [result]);
  return answer.kind === 'unknown' ? { ...answer, notNull: true } : answer;
}
