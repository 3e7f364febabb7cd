import type { ConditionReport, ContextKey, Location, StatementReport } from '../generated/report.ts';
import type { ConditionExplanation, StatementExplanation } from '../iam/decision.ts';
import type { Policy, Statement } from '../iam/policy.ts';
import type { ContextValue } from '../iam/request.ts';
import { HIDDEN, isWellKnown } from './secrets.ts';
import { reportText, reportValue } from './value.ts';

/** Where a statement of a policy stands; undefined where that is not known. */
export type LocateStatement = (policy: Policy, statement: Statement) => Location | undefined;

/** One statement that mattered, as a reader sees it. */
export function reportStatement(
  explained: StatementExplanation,
  locate: LocateStatement,
  contextKey: (held: ContextValue) => ContextKey,
): StatementReport {
  const { policy, statement } = explained;
  const location = locate(policy, statement);
  return {
    policy: policy.label,
    source: explained.source,
    index: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    effect: statement.effect,
    truth: explained.truth,
    action: explained.action,
    resource: explained.resource,
    conditions: explained.conditions
      .map((condition) => reportCondition(condition, contextKey))
      .map((condition) => (policy.sensitive ? withoutPolicy(condition) : condition)),
    ...(explained.undecidable === undefined ? {} : { undecidable: { ...explained.undecidable } }),
    ...(location === undefined ? {} : { location }),
  };
}

/** Which of the keys that everybody knows it asks for may be told; what it wants, and whose tag, not. */
function withoutPolicy(condition: ConditionReport): ConditionReport {
  return {
    ...condition,
    key: isWellKnown(condition.key) ? condition.key : HIDDEN,
    policyValues: condition.policyValues.map(() => HIDDEN),
  };
}

function reportCondition(
  explained: ConditionExplanation,
  contextKey: (held: ContextValue) => ContextKey,
): ConditionReport {
  const { condition } = explained;
  return {
    operator: condition.operator.name,
    key: condition.key,
    policyValues: condition.values.map(({ text }) => reportText(text)),
    truth: explained.truth,
    context: contextKey(explained.context),
    comparisons: explained.comparisons.map(({ value, truth }) => ({ value: reportValue(value), truth })),
    why: explained.why,
  };
}
