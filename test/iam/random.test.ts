import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies, decideOnly } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { type Answer, referenceDecision } from '../reference/reference.ts';
import { policies, request } from './arbitraries.ts';
import { plainRequest, policySet } from './samples.ts';

const POLICIES = 5_500;
const REQUESTS = 20;

/** What the reference evaluator's answer is as a decision. */
function agrees(decision: Decision, answer: Answer): boolean {
  if (answer === undefined) return decision.kind === 'undetermined' && decision.inexact !== undefined;
  if (answer === 'denied') return decision.kind === 'implicit-deny' && decision.maybeExplicit;
  if (decision.kind === 'implicit-deny' && decision.maybeExplicit) return false;
  return decision.kind === answer;
}

t.test('random known requests are decided as the reference evaluator decides them', (t) => {
  let cases = 0;
  const requests = fc.array(request, { minLength: REQUESTS, maxLength: REQUESTS });
  fc.assert(
    fc.property(policies, requests, (some, asked) => {
      const compiled = compilePolicies(policySet(some));
      for (const one of asked) {
        cases++;
        const answer = referenceDecision(some, one);
        const kind = decideOnly(compiled, plainRequest(one));
        if (kind !== (answer === 'denied' ? 'implicit-deny' : (answer ?? 'undetermined'))) {
          throw new Error(`${kind}, reference ${answer}: ${JSON.stringify(one)}`);
        }
      }
      const [first] = asked;
      return (
        first === undefined ||
        agrees(authorize(compiled, [plainRequest(first)]), referenceDecision(some, first))
      );
    }),
    { numRuns: POLICIES, seed: 20261120 },
  );
  t.ok(cases >= 100_000, `${cases} cases`);
  t.end();
});
