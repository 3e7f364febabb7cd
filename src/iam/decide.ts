import type { CompiledPolicies } from './compile.ts';
import type { Decision } from './decision.ts';
import { decisionKind, evaluate, type Outcome } from './evaluate.ts';
import { explain } from './explain.ts';
import type { Request } from './request.ts';
import { blindWorld, type World } from './world.ts';

/** What the policies decide about one request. */
export function decide(policies: CompiledPolicies, request: Request): Decision {
  const world = blindWorld();
  const outcome = evaluate(policies, request, world);
  const reasons = world.doubts.flatMap((doubt) =>
    doubt.kind === 'case' ? [doubt.reason] : [{ text: doubt.name }],
  );
  world.forgetDoubts();
  if (decisionKind(outcome) !== 'undetermined') return decided(policies, request, outcome, world);
  return {
    kind: 'undetermined',
    reasons,
    inexact: 'not every completion was looked at',
    explanation: explain(policies, request, world),
  };
}

/** The decision that an outcome is which holds in every completion. */
export function decided(
  policies: CompiledPolicies,
  request: Request,
  outcome: Outcome,
  world: World,
): Exclude<Decision, { kind: 'undetermined' }> {
  const explanation = explain(policies, request, world);
  if (outcome.denied === 'true') return { kind: 'explicit-deny', explanation };
  if (outcome.allowed === 'true') return { kind: 'allowed', explanation };
  return { kind: 'implicit-deny', maybeExplicit: outcome.denied === 'unknown', explanation };
}
