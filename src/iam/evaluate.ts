import type { CompiledGroup, CompiledPolicies, CompiledPolicy } from './compile.ts';
import type { DecisionKind, Truth } from './decision.ts';
import type { Request } from './request.ts';
import { type CompiledStatement, statementTruth } from './statement.ts';
import { and, or, truthOf } from './truth.ts';
import type { World } from './world.ts';

/** What policies make of one request: whether one denies it, and whether all that must allow it do. */
export interface Outcome {
  readonly denied: Truth;
  readonly allowed: Truth;
}

/**
 * AWS's evaluation logic: an explicit deny in any policy first; then every level of SCPs, the permissions boundary,
 * the session policies and the identity policies must each allow; else the request is implicitly denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(policies: CompiledPolicies, request: Request, world: World): Outcome {
  const groups = policies.forAction(request.action);
  const denied = world.ask(() => deniedByAny(groups, request, world));
  if (denied === 'true') return { denied, allowed: 'false' };
  const allowed = world.ask(() => allowedByAll(groups, request, world));
  return { denied, allowed };
}

/** The decision that an outcome is: `undetermined` where more than one is possible. */
export function decisionKind({ denied, allowed }: Outcome): DecisionKind {
  if (denied === 'true') return 'explicit-deny';
  if (allowed === 'false') return 'implicit-deny';
  return denied === 'false' && allowed === 'true' ? 'allowed' : 'undetermined';
}

function deniedByAny(groups: readonly CompiledGroup[], request: Request, world: World): Truth {
  let denied: Truth = 'false';
  for (const group of groups) {
    denied = or(denied, groupDenies(group, request, world));
    if (denied === 'true') return denied;
  }
  return denied;
}

function allowedByAll(groups: readonly CompiledGroup[], request: Request, world: World): Truth {
  let allowed: Truth = 'true';
  for (const group of groups) {
    allowed = and(allowed, groupAllows(group, request, world));
    if (allowed === 'false') return allowed;
  }
  return allowed;
}

function groupDenies(group: CompiledGroup, request: Request, world: World): Truth {
  let denied = gapTruth(group, 'deny', world);
  for (const policy of group.policies) {
    denied = or(denied, policyTruth(policy, policy.denies, request, world));
    if (denied === 'true') return denied;
  }
  return denied;
}

/** Whether a policy of the group allows the request. */
export function groupAllows(group: CompiledGroup, request: Request, world: World): Truth {
  return world.ask(() => {
    let allowed = gapTruth(group, 'allow', world);
    let attached: Truth = 'false';
    for (const policy of group.policies) {
      allowed = or(allowed, policyTruth(policy, policy.allows, request, world));
      if (allowed === 'true') return allowed;
      attached = or(attached, attachedTruth(policy, world));
    }
    return group.emptyAllows && attached !== 'true' ? unlessAttached(allowed, attached) : allowed;
  });
}

/** A boundary or session policy that is not there restricts nothing. */
function unlessAttached(allowed: Truth, attached: Truth): Truth {
  return attached === 'false' ? 'true' : or(allowed, 'unknown');
}

function policyTruth(
  policy: CompiledPolicy,
  statements: readonly CompiledStatement[],
  request: Request,
  world: World,
): Truth {
  if (statements.length === 0 && policy.undecidable === undefined) return 'false';
  return world.ask(() => {
    const applies =
      policy.undecidable === undefined
        ? anyApplies(statements, request, world)
        : world.doubtCase(policy.undecidable);
    return applies === 'false' ? applies : and(attachedTruth(policy, world), applies);
  });
}

function anyApplies(statements: readonly CompiledStatement[], request: Request, world: World): Truth {
  let applies: Truth = 'false';
  for (const statement of statements) {
    applies = or(applies, statementTruth(statement, request, world));
    if (applies === 'true') return applies;
  }
  return applies;
}

/** Whether the policy is attached at all. */
function attachedTruth({ attached }: CompiledPolicy, world: World): Truth {
  if (attached.kind === 'present') return 'true';
  const option = world.option(attached.name);
  return option?.kind === 'presence' ? truthOf(option.present) : world.doubtName(attached.name);
}

/** Whether further policies, of which nothing is known, decide so. */
function gapTruth({ gap }: CompiledGroup, decision: 'allow' | 'deny', world: World): Truth {
  if (gap === undefined) return 'false';
  const option = world.option(gap.name);
  return option?.kind === 'gap' ? truthOf(option.decides === decision) : world.doubtName(gap.name);
}
