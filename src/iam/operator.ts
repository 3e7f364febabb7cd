import type { BaseOperator, Operator } from './policy.ts';
import { nearest } from './spelling.ts';

/**
 * Condition operators by the names AWS gives them, without set operator and `IfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS = {
  StringEquals: { base: 'StringEquals', negated: false },
  StringNotEquals: { base: 'StringEquals', negated: true },
  StringEqualsIgnoreCase: { base: 'StringEqualsIgnoreCase', negated: false },
  StringNotEqualsIgnoreCase: { base: 'StringEqualsIgnoreCase', negated: true },
  StringLike: { base: 'StringLike', negated: false },
  StringNotLike: { base: 'StringLike', negated: true },
  NumericEquals: { base: 'NumericEquals', negated: false },
  NumericNotEquals: { base: 'NumericEquals', negated: true },
  NumericLessThan: { base: 'NumericLessThan', negated: false },
  NumericLessThanEquals: { base: 'NumericLessThanEquals', negated: false },
  NumericGreaterThan: { base: 'NumericGreaterThan', negated: false },
  NumericGreaterThanEquals: { base: 'NumericGreaterThanEquals', negated: false },
  DateEquals: { base: 'DateEquals', negated: false },
  DateNotEquals: { base: 'DateEquals', negated: true },
  DateLessThan: { base: 'DateLessThan', negated: false },
  DateLessThanEquals: { base: 'DateLessThanEquals', negated: false },
  DateGreaterThan: { base: 'DateGreaterThan', negated: false },
  DateGreaterThanEquals: { base: 'DateGreaterThanEquals', negated: false },
  Bool: { base: 'Bool', negated: false },
  BinaryEquals: { base: 'BinaryEquals', negated: false },
  IpAddress: { base: 'IpAddress', negated: false },
  NotIpAddress: { base: 'IpAddress', negated: true },
  ArnEquals: { base: 'ArnEquals', negated: false },
  ArnNotEquals: { base: 'ArnEquals', negated: true },
  ArnLike: { base: 'ArnLike', negated: false },
  ArnNotLike: { base: 'ArnLike', negated: true },
  Null: { base: 'Null', negated: false },
} as const satisfies Record<string, { base: BaseOperator; negated: boolean }>;

type OperatorName = keyof typeof OPERATORS;

const SET_OPERATORS = ['ForAllValues', 'ForAnyValue'] as const;
const IF_EXISTS = 'IfExists';

/** Every operator that the language has, as AWS spells it. `Null` has no `IfExists`. */
export const OPERATOR_LIST: readonly Operator[] = operatorNames().flatMap((name) =>
  ([undefined, ...SET_OPERATORS] as const).flatMap((set) => formsOf(name, set)),
);

const BY_NAME: ReadonlyMap<string, Operator> = new Map(
  OPERATOR_LIST.map((operator) => [operator.name.toLowerCase(), operator]),
);

/** The operator of this name, in any case. Undefined: AWS has no such operator. */
export function operatorNamed(name: string): Operator | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Policy variables belong to String and ARN operators only; elsewhere `${…}` is text. */
export function takesVariables(base: BaseOperator): boolean {
  return WITH_VARIABLES.has(base);
}

const WITH_VARIABLES: ReadonlySet<BaseOperator> = new Set([
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ArnEquals',
  'ArnLike',
]);

/** What was probably meant. Undefined where nothing is near. */
export function nearestOperator(name: string): string | undefined {
  const bare = operatorNamed(name.replace(/ifexists$/i, ''));
  if (bare !== undefined) return bare.name;
  return nearest(
    name,
    OPERATOR_LIST.map((operator) => operator.name),
  );
}

function operatorNames(): readonly OperatorName[] {
  return Object.keys(OPERATORS).filter((name): name is OperatorName => Object.hasOwn(OPERATORS, name));
}

function formsOf(name: OperatorName, set: Operator['set']): readonly Operator[] {
  const plain = form(name, set, false);
  return name === 'Null' ? [plain] : [plain, form(name, set, true)];
}

function form(name: OperatorName, set: Operator['set'], ifExists: boolean): Operator {
  const spelled = `${set === undefined ? '' : `${set}:`}${name}${ifExists ? IF_EXISTS : ''}`;
  return { name: spelled, ...(set === undefined ? {} : { set }), ...OPERATORS[name], ifExists };
}
