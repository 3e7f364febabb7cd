import type { CompiledGroup, CompiledPolicies } from './compile.ts';
import { type CompiledCondition, conditionTruth, elementTruth } from './condition.ts';
import type { Comparison, ConditionExplanation, Explanation, StatementExplanation } from './decision.ts';
import { groupAllows } from './evaluate.ts';
import type { ContextValue, Request } from './request.ts';
import { actionTruth, type CompiledStatement, resourceTruth, statementTruth } from './statement.ts';
import { whyCondition } from './why.ts';
import type { World } from './world.ts';

/** What the policies make of a request, statement by statement, as far as the world is filled in. */
export function explain(policies: CompiledPolicies, request: Request, world: World): Explanation {
  const groups = policies.forAction(request.action);
  const withoutAllow = groups.filter((group) => groupAllows(group, request, world) === 'false');
  const explanation = {
    statements: groups.flatMap((group) => explainGroup(group, request, world)),
    withoutAllow: withoutAllow.map((group) => group.source),
  };
  world.forgetDoubts();
  return explanation;
}

function explainGroup(group: CompiledGroup, request: Request, world: World): readonly StatementExplanation[] {
  return group.policies.flatMap((policy) => {
    const statements = new Set([...policy.denies, ...policy.allows]);
    const ordered = [...statements].sort((a, b) => a.statement.index - b.statement.index);
    return ordered.flatMap((statement) => explainStatement(statement, group.source, request, world));
  });
}

/** A statement whose action or resource does not match has nothing to do with the request. */
function explainStatement(
  compiled: CompiledStatement,
  source: string,
  request: Request,
  world: World,
): readonly StatementExplanation[] {
  const action = actionTruth(compiled, request, world);
  const resource = resourceTruth(compiled, request, world);
  if (action === 'false' || resource === 'false') return [];
  const { policy, statement, doubt } = compiled;
  return [
    {
      source,
      policy,
      statement,
      truth: statementTruth(compiled, request, world),
      action,
      resource,
      conditions: compiled.conditions.map((condition) => explainCondition(condition, request, world)),
      ...(doubt === undefined ? {} : { undecidable: doubt }),
    },
  ];
}

function explainCondition(compiled: CompiledCondition, request: Request, world: World): ConditionExplanation {
  const context = request.context.lookup(compiled.key);
  const truth = conditionTruth(compiled, request, world);
  const comparisons = comparisonsOf(compiled, context, request, world);
  return {
    condition: compiled.condition,
    base: compiled.operator.base,
    truth,
    context,
    comparisons,
    why: whyCondition(compiled, context, comparisons),
  };
}

function comparisonsOf(
  { operator, matcher }: CompiledCondition,
  context: ContextValue,
  request: Request,
  world: World,
): readonly Comparison[] {
  if (context.kind === 'absent' || matcher === undefined) return [];
  const values = context.kind === 'single' ? [context.value] : context.values;
  return values.map((value) => ({ value, truth: elementTruth(operator, matcher, [value], request, world) }));
}
