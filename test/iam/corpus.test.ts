import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import type { PlainContext, PlainPolicies, PlainRequest } from '../reference/reference.ts';
import { referenceDecision } from '../reference/reference.ts';
import type { Given, GivenValue } from './given.ts';
import { plainRequest, policySet, requestOf, scpOf } from './samples.ts';

interface OperatorGroup {
  readonly operator: string;
  readonly values: readonly string[];
  readonly page: string;
  readonly cases: readonly { readonly name: string; readonly given: Given; readonly holds: Holds }[];
}
type Holds = 'true' | 'false' | 'depends' | 'undocumented';

interface RequestCase {
  readonly name: string;
  readonly page: string;
  readonly policies: PlainPolicies;
  readonly request: PlainRequest;
  readonly decision: Decision['kind'];
}

const ROOT = new URL('../../testdata/iam/', import.meta.url);
const KEY = 'test:Key';

/** What a Deny under this condition decides beside an Allow of everything. */
const DECISIONS = {
  true: 'explicit-deny',
  false: 'allowed',
  depends: 'undetermined',
  undocumented: 'undetermined',
} as const satisfies Record<Holds, Decision['kind']>;

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
}

function files(folder: string): readonly string[] {
  return readdirSync(new URL(folder, ROOT))
    .sort()
    .map((name) => `${folder}${name}`);
}

t.test('every condition operator in every state of its key', (t) => {
  let count = 0;
  for (const file of files('operators/')) {
    for (const { operator, values, cases, page } of read<readonly OperatorGroup[]>(file)) {
      t.match(page, /^https:\/\/docs\.aws\.amazon\.com\//);
      const policies = scpOf({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { [operator]: { [KEY]: values } },
      });
      for (const { name, given, holds } of cases) {
        count++;
        const decision = authorize(policies, [requestOf({ [KEY]: given })]);
        const problem = problemOf(decision, holds) ?? disagreement(operator, values, given, holds);
        if (problem !== undefined) t.fail(`${operator}: ${name}: ${problem}`);
      }
    }
  }
  t.ok(count >= 400, `${count} cases`);
  t.end();
});

function problemOf(decision: Decision, holds: Holds): string | undefined {
  if (decision.kind !== DECISIONS[holds]) return `${decision.kind}, expected ${DECISIONS[holds]}`;
  if (decision.kind !== 'undetermined') return undefined;
  const exact = decision.allowedIf !== undefined && decision.deniedIf !== undefined;
  if (exact !== (holds === 'depends')) return `both completions: ${exact}`;
  return exact === (decision.inexact === undefined) ? undefined : 'inexact is missing';
}

/** The reference evaluator on the cases in which everything is known. */
function disagreement(
  operator: string,
  values: readonly string[],
  given: Given,
  holds: Holds,
): string | undefined {
  const context = plainContext(given);
  if (context === undefined) return undefined;
  const deny = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { [KEY]: values } },
  } as const;
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, deny],
  } as const;
  const answer = referenceDecision({ scp: [[policy]] }, { action: 'a:b', resource: '*', context });
  const expected = holds === 'undocumented' ? undefined : DECISIONS[holds];
  return answer === expected ? undefined : `the reference evaluator says ${answer}`;
}

function plainContext(given: Given): PlainContext | undefined {
  if (given === 'absent') return {};
  if ('one' in given) return typeof given.one === 'string' ? { [KEY]: given.one } : undefined;
  if ('maybe' in given || given.rest !== undefined || !given.many.every(isText)) return undefined;
  return { [KEY]: given.many };
}

function isText(value: GivenValue): value is string {
  return typeof value === 'string';
}

for (const file of files('requests/')) {
  t.test(file, (t) => {
    for (const { name, page, policies, request, decision } of read<readonly RequestCase[]>(file)) {
      t.match(page, /^https:\/\//, `${name}: has a page`);
      const found = authorize(compilePolicies(policySet(policies)), [plainRequest(request)]);
      t.equal(found.kind, decision, name);
      t.equal(referenceDecision(policies, request) ?? 'undetermined', decision, `${name}: reference`);
    }
    t.end();
  });
}
