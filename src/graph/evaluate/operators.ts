import type { BinaryOperator, Expression } from '../../source/expression.ts';
import { asSensitive, known } from '../construct.ts';
import type { Context } from '../context.ts';
import { asNumber } from '../functions/parameters.ts';
import { same } from '../identity.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { areOfOneType, collectionKind } from './collection-kind.ts';
import { isExactNumber, isNoTruth, isNull, numberOf, truthOf } from './convert.ts';
import { failure, isFailure, overCandidates, type Result, undecided } from './result.ts';

type Inner = (expression: Expression) => Result;

export function unary(context: Context, expression: Expression & { kind: 'unary' }, inScope: Inner): Result {
  const operand = inScope(expression.operand);
  if (isFailure(operand)) return operand;
  return overCandidates(context, expression.operator, [operand], ([value]) => {
    if (value !== undefined && value.kind !== 'known' && isNoTruth(value))
      return wrongType(expression.operator);
    if (value?.kind === 'template') context.doubt();
    if (value === undefined || value.kind !== 'known')
      return notNull(context, undecided(context, expression.operator, [operand]), [operand]);
    const result = expression.operator === '!' ? negated(truthOf(value)) : minus(numberOf(value));
    return result ?? wrongType(expression.operator);
  });
}

const wrongType = (operator: string) => failure(`\`${operator}\` of a value of another type`);

const EQUALITY: ReadonlySet<BinaryOperator> = new Set(['==', '!=']);

/** The result of an operator is never null: where an operand is, it fails. */
function notNull(context: Context, result: Value, operands: readonly Value[]): Value {
  if (operands.some((operand) => isNull(operand) !== false)) context.doubt();
  return result.kind === 'unknown' ? { ...result, notNull: true } : result;
}

function negated(truth: boolean | undefined): Value | undefined {
  return truth === undefined ? undefined : known(!truth);
}

function minus(number: number | undefined): Value | undefined {
  return number === undefined ? undefined : known(-number);
}

export function binary(context: Context, expression: Expression & { kind: 'binary' }, scope: Scope): Result {
  const { operator } = expression;
  const inScope = (inner: Expression): Result => context.evaluateIn(inner, scope);
  const isOneType = (value: Value): boolean | undefined =>
    areOfOneType(
      [collectionKind(context, expression.left, scope), collectionKind(context, expression.right, scope)],
      value,
    );
  const left = inScope(expression.left);
  const right = inScope(expression.right);
  if (isFailure(left)) return left;
  if (isFailure(right)) return shortCircuit(context, operator, left) ?? right;
  const result = overCandidates(context, operator, [left, right], ([one, other]) => {
    if (one === undefined || other === undefined) return failure('an operand is missing');
    const answer = EQUALITY.has(operator)
      ? equality(operator, one, other, isOneType)
      : apply(context, operator, one, other);
    if (answer !== undefined) return answer;
    const operands = EQUALITY.has(operator) ? [] : [one, other];
    return notNull(context, undecided(context, operator, [one, other]), operands);
  });
  const isSensitive = left.sensitive === true || right.sensitive === true;
  return isSensitive && !isFailure(result) ? asSensitive(result) : result;
}

/** Newer Terraforms do not look at the right side when the left one decides; in older ones it may fail. */
function shortCircuit(context: Context, operator: BinaryOperator, left: Value): Value | undefined {
  const decisive = operator === '&&' ? false : operator === '||' ? true : undefined;
  if (decisive === undefined || truthOf(left) !== decisive) return undefined;
  context.doubt();
  return known(decisive);
}

/** `==` and `!=`: collections are equal only where they are of one type, which a value does not tell. */
function equality(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  isOneType: (value: Value) => boolean | undefined,
): Value | undefined {
  const areCollections = [left, right].every(({ kind }) => kind === 'list' || kind === 'object');
  const types = areCollections ? isOneType(left) : true;
  const equals = types === false ? false : equal(left, right);
  const answer = equals === true ? types : equals;
  return truthValue(operator === '==' ? answer : not(answer));
}

/** Undefined where it is not known. */
function apply(context: Context, operator: BinaryOperator, left: Value, right: Value): Result | undefined {
  switch (operator) {
    case '==':
    case '!=':
      return undefined;
    case '&&':
      return logic(context, left, right, false);
    case '||':
      return logic(context, left, right, true);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ofNumbers(context, operator, left, right) ?? truthValue(compare(operator, left, right));
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return ofNumbers(context, operator, left, right) ?? arithmetic(context, operator, left, right);
  }
}

function truthValue(truth: boolean | undefined): Value | undefined {
  return truth === undefined ? undefined : known(truth);
}

function equal(left: Value, right: Value): boolean | undefined {
  const isEitherNull = [left, right].some((value) => value.kind === 'known' && value.value === null);
  if (isEitherNull) {
    const nulls = [isNull(left), isNull(right)];
    return nulls.includes(undefined) ? undefined : nulls[0] === nulls[1];
  }
  const bounded = equalByRange(left, right);
  return bounded === false ? false : same(left, right);
}

function equalByRange(left: Value, right: Value): boolean | undefined {
  const [one, other] = [boundsOf(left), boundsOf(right)];
  if (one === undefined || other === undefined) return undefined;
  return one.atLeast > other.atMost || one.atMost < other.atLeast ? false : undefined;
}

/** A failure where an operand is certainly no number. */
function ofNumbers(
  context: Context,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Result | undefined {
  const fits = [asNumber(left), asNumber(right)];
  if (fits.includes('fails')) return wrongType(operator);
  if (fits.includes('open')) context.doubt();
  return undefined;
}

/** Kleene's: `decisive` on one side decides. A left side that decides keeps newer Terraforms from looking at the right. */
function logic(context: Context, left: Value, right: Value, decisive: boolean): Result | undefined {
  const truths = [truthOf(left), truthOf(right)];
  if (!truths.includes(undefined)) return known(truths.includes(decisive) ? decisive : !decisive);
  if (left.kind === 'template' || right.kind === 'template') context.doubt();
  const isDecided = truths[0] === decisive;
  const areWrong = [left, right].map(isNoTruth);
  if (areWrong[0] === true || (areWrong[1] === true && !isDecided))
    return failure('an operand is neither true nor false');
  if (!truths.includes(decisive)) return undefined;
  if ([left, right].some((value) => truthOf(value) === undefined && isNull(value) !== false)) context.doubt();
  if (areWrong[1] === true) context.doubt();
  return known(decisive);
}

interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

function boundsOf(value: Value): Bounds | undefined {
  const number = numberOf(value);
  if (number !== undefined) return { atLeast: number, atMost: number };
  if (value.kind !== 'unknown' || value.range === undefined) return undefined;
  return { atLeast: value.range.atLeast, atMost: value.range.atMost ?? Number.POSITIVE_INFINITY };
}

type Ordering = Extract<BinaryOperator, '<' | '<=' | '>' | '>='>;

function compare(operator: Ordering, left: Value, right: Value): boolean | undefined {
  const [one, other] = [boundsOf(left), boundsOf(right)];
  if (one === undefined || other === undefined) return undefined;
  switch (operator) {
    case '<':
      return isBelow(one, other);
    case '>':
      return isBelow(other, one);
    case '<=':
      return not(isBelow(other, one));
    case '>=':
      return not(isBelow(one, other));
  }
}

function isBelow(one: Bounds, other: Bounds): boolean | undefined {
  if (one.atMost < other.atLeast) return true;
  return one.atLeast >= other.atMost ? false : undefined;
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

type Arithmetic = Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%'>;

const ARITHMETIC: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

function arithmetic(context: Context, operator: Arithmetic, left: Value, right: Value): Result | undefined {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one === undefined || other === undefined) return undefined;
  const result = ARITHMETIC[operator](one, other);
  const isExact = isExactNumber(result) || (operator === '/' && Number.isFinite(result));
  if (isExact && isExactNumber(one) && isExactNumber(other)) return known(result);
  if (Number.isFinite(result)) return undefined;
  // Some divisions by zero fail, others are infinite.
  context.doubt();
  return undecided(context, operator, [left, right]);
}
