import type { CompiledCondition } from './condition.ts';
import type { Comparison } from './decision.ts';
import type { Operator } from './policy.ts';
import type { ContextValue, MultiValue, SingleValue } from './request.ts';

/** Why a condition is true, false or unknown, in words. */
export function whyCondition(
  { operator, wantsAbsent }: CompiledCondition,
  context: ContextValue,
  comparisons: readonly Comparison[],
): string {
  if (operator.base === 'Null' && operator.set !== undefined) {
    return operator.set === 'ForAllValues'
      ? 'ForAllValues:Null is true whatever the request holds'
      : 'ForAnyValue:Null is false whatever the request holds';
  }
  if (context.kind === 'absent') return `${absent(context.reason)}, ${whyAbsent(operator, wantsAbsent)}`;
  if (context.presence.kind === 'unknown') {
    return `whether the key is in the request is not known: ${context.presence.reason}`;
  }
  return whyPresent(operator, context, comparisons);
}

function absent(reason: string | undefined): string {
  return reason === undefined ? 'the key is absent' : `the key is absent (${reason})`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function whyAbsent(operator: Operator, wantsAbsent: boolean): string {
  if (operator.base === 'Null') return wantsAbsent ? 'as Null wants it' : 'and Null wants it present';
  if (operator.set === 'ForAllValues') return 'and ForAllValues is true without any value';
  if (operator.set === 'ForAnyValue') {
    return operator.ifExists
      ? 'and AWS does not document what ForAnyValue with IfExists means then'
      : 'and ForAnyValue is false without any value';
  }
  if (operator.ifExists) return 'and an IfExists operator is true then';
  return operator.negated ? 'and a negated operator is true then' : 'and the operator is false then';
}

function whyPresent(
  operator: Operator,
  value: SingleValue | MultiValue,
  comparisons: readonly Comparison[],
): string {
  if (operator.base === 'Null') return whyNull(value);
  if (value.kind === 'single') return whySingle(operator, comparisons[0]);
  const empty = value.values.length === 0 && (value.rest === undefined || value.rest.atMost === 0);
  if (empty) return `the key is present without a value, ${whyEmpty(operator)}`;
  if (operator.set === undefined)
    return 'AWS does not define this operator on a multivalued key without a set operator';
  return whySet(operator, value, comparisons);
}

function whyNull(value: SingleValue | MultiValue): string {
  const empty = value.kind === 'multi' && value.values.length === 0;
  if (!empty) return 'the key is in the request';
  return value.rest === undefined
    ? 'the key is in the request without a value, and AWS does not document what Null means then'
    : `whether the key has a value is not known: ${value.rest.reason}`;
}

function whyEmpty(operator: Operator): string {
  if (operator.set === 'ForAllValues') return 'and ForAllValues is true then';
  if (operator.set === 'ForAnyValue') {
    return operator.ifExists
      ? 'and AWS does not document what ForAnyValue with IfExists means then'
      : 'and ForAnyValue is false then';
  }
  return operator.negated ? 'and a negated operator is true then' : 'and the operator is false then';
}

function whySingle(operator: Operator, comparison: Comparison | undefined): string {
  if (comparison === undefined || comparison.truth === 'unknown')
    return 'whether the value matches is not known';
  const matched = (comparison.truth === 'true') !== operator.negated;
  return matched ? 'the value matches one of the policy' : 'the value matches none of the policy';
}

function whySet(operator: Operator, { rest }: MultiValue, comparisons: readonly Comparison[]): string {
  const decisive = operator.set === 'ForAllValues' ? 'false' : 'true';
  const count = comparisons.filter(({ truth }) => truth === decisive).length;
  const total = comparisons.length;
  const deed =
    (operator.set === 'ForAllValues') !== operator.negated
      ? 'no value of the policy'
      : 'a value of the policy';
  if (count > 0 && total === 1) return `the value given matches ${deed}`;
  if (count > 0) return `${count} of the ${total} values given ${count === 1 ? 'matches' : 'match'} ${deed}`;
  const unsure = comparisons.some(({ truth }) => truth === 'unknown');
  if (unsure) return 'whether the values that are not known match is not known';
  if (rest !== undefined) return `there may be further values: ${rest.reason}`;
  const opposite =
    (operator.set === 'ForAllValues') !== operator.negated
      ? 'a value of the policy'
      : 'no value of the policy';
  return total === 1
    ? `the value given matches ${opposite}`
    : `each of the ${total} values given matches ${opposite}`;
}
