import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies, decideOnly } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { type Answer, referenceDecision } from '../reference/reference.ts';
import { SEED } from '../seed.ts';
import { type Assignment, assignments, completedContext, completedText } from './completions.ts';
import { givenValue } from './given.ts';
import { completedPolicies, type Mixture, mixedDomains, mixture, policySetOf } from './mixtures.ts';
import { requestOf } from './samples.ts';

const RUNS = Number(process.env.TFVPC_RUNS ?? 1_000);
const MOST = Number(process.env.TFVPC_COMPLETIONS ?? 100);

/** What the reference evaluator says of every completion; undefined: there are too many. */
function answers(one: Mixture): ReadonlySet<Answer> | undefined {
  const domains = mixedDomains(one);
  if (domains.reduce((count, { ways }) => count * ways.length, 1) > MOST) return undefined;
  const found = new Set<Answer>();
  for (const assignment of assignments(domains, new Set(['n1', 'n2']))) {
    if (!isPossible(assignment)) continue;
    const context = completedContext(one.given, assignment);
    const resource = one.resource.map((part) => completedText(part, assignment)).join('');
    found.add(referenceDecision(completedPolicies(one, assignment), { action: 'a:b', resource, context }));
  }
  return found;
}

/** What existed before holds nothing that is made only now. */
function isPossible(assignment: Assignment): boolean {
  const made = ['n1', 'n2'].map((name) => assignment.get(name)).filter((text) => typeof text === 'string');
  return [...assignment].every(
    ([name, text]) => !name.startsWith('z') || made.every((one) => !String(text).includes(one)),
  );
}

/** Which answers of the reference evaluator a decision leaves possible. */
function holds(decision: Decision, answer: Answer): boolean {
  if (decision.kind === 'implicit-deny' && decision.maybeExplicit)
    return answer === 'implicit-deny' || answer === 'explicit-deny' || answer === 'denied';
  return decision.kind === 'undetermined' || decision.kind === answer;
}

const counted = { cases: 0, decided: 0, both: 0, inexact: 0, needless: 0 };

function problemOf(one: Mixture, decision: Decision, found: ReadonlySet<Answer>): string | undefined {
  if (![...found].every((answer) => holds(decision, answer))) return `wrong: ${decision.kind}`;
  if (decision.kind !== 'undetermined') {
    counted.decided++;
    return undefined;
  }
  const both =
    found.has('allowed') && [...found].some((answer) => answer !== undefined && answer !== 'allowed');
  if (decision.inexact === undefined && !both && !isWithoutShape(one))
    return 'claims both completions, and there are not';
  if (both) counted.both++;
  else if (found.has(undefined)) counted.inexact++;
  else counted.needless++;
  return undefined;
}

/** Whether a value may be more texts than are looked at. */
function isWithoutShape(one: Mixture): boolean {
  return JSON.stringify(one).includes('"any');
}

function check(one: Mixture): boolean {
  const found = answers(one);
  if (found === undefined || found.size === 0) return true;
  counted.cases++;
  const policies = compilePolicies(policySetOf(one));
  const request = requestOf(one.given, one.resource.map(givenValue), 'a:b');
  const decision = authorize(policies, [request]);
  const problem = problemOf(one, decision, found);
  if (problem !== undefined) throw new Error(`${problem}; the completions: ${[...found]}`);
  return decideOnly(policies, request) === decision.kind;
}

t.test('what is decided of any mixture of what is not known holds in every completion', (t) => {
  fc.assert(fc.property(mixture, check), { numRuns: RUNS, seed: SEED });
  t.comment(JSON.stringify(counted));
  t.ok(counted.decided > RUNS / 40 && counted.both > RUNS / 40, 'both outcomes are met');
  t.end();
});
