import { joinDecisions } from './alternatives.ts';
import type { CompiledPolicies } from './compile.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionKind } from './decision.ts';
import { decisionKind, evaluate } from './evaluate.ts';
import type { Request } from './request.ts';
import { blindWorld } from './world.ts';

export { type CompiledPolicies, compilePolicies } from './compile.ts';

/**
 * What the policies decide about a request. Of the alternatives exactly one is the real request, and which is not
 * known: the decision holds for all of them.
 */
export function authorize(
  policies: CompiledPolicies,
  alternatives: readonly [Request, ...Request[]],
): Decision {
  const [first, ...others] = alternatives;
  if (others.length === 0) return policies.recall.decide(first, (request) => decide(policies, request));
  const decision = decide(policies, first);
  return joinDecisions(policies, alternatives, [
    decision,
    ...others.map((request) => decide(policies, request)),
  ]);
}

/** The kind of decision alone, as fast as can be where all of the request is known. */
export function decideOnly(policies: CompiledPolicies, request: Request): DecisionKind {
  const outcome = evaluate(policies, request, BLIND);
  BLIND.forgetDoubts();
  const settled =
    outcome.denied !== 'unknown' && (outcome.denied === 'true' || outcome.allowed !== 'unknown');
  return settled ? decisionKind(outcome) : decide(policies, request).kind;
}

const BLIND = blindWorld();
