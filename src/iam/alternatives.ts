import type { CompiledPolicies } from './compile.ts';
import type { Choice, Completion, Decision, Reason } from './decision.ts';
import type { Request } from './request.ts';

/** What holds for a request of which several forms are possible. One decision for each alternative, in order. */
export function joinDecisions(
  policies: CompiledPolicies,
  alternatives: readonly Request[],
  decisions: readonly [Decision, ...Decision[]],
): Decision {
  const [first] = decisions;
  if (decisions.every(({ kind }) => kind === first.kind)) return sameKind(decisions);
  const denied = decisions.every(({ kind }) => kind === 'explicit-deny' || kind === 'implicit-deny');
  if (denied) return { kind: 'implicit-deny', maybeExplicit: true, explanation: first.explanation };
  return differing(policies, alternatives, decisions);
}

function sameKind(decisions: readonly [Decision, ...Decision[]]): Decision {
  const [first] = decisions;
  if (first.kind === 'implicit-deny') {
    const maybeExplicit = decisions.some((one) => one.kind === 'implicit-deny' && one.maybeExplicit);
    return { ...first, maybeExplicit };
  }
  if (first.kind !== 'undetermined') return first;
  const undetermined = decisions.filter((one) => one.kind === 'undetermined');
  return undetermined.find(({ inexact }) => inexact === undefined) ?? first;
}

function differing(
  policies: CompiledPolicies,
  alternatives: readonly Request[],
  decisions: readonly [Decision, ...Decision[]],
): Decision {
  const allowedIf = completionWhere(decisions, 'allowed');
  const deniedIf = completionWhere(decisions, 'denied');
  const inexact = decisions.find((one) => one.kind === 'undetermined' && one.inexact !== undefined);
  const shown = decisions.find(({ kind }) => kind !== 'allowed') ?? decisions[0];
  return {
    kind: 'undetermined',
    reasons: [whichRequest(policies, alternatives), ...reasonsOf(decisions)],
    ...(allowedIf === undefined ? {} : { allowedIf }),
    ...(deniedIf === undefined ? {} : { deniedIf }),
    ...(allowedIf === undefined || deniedIf === undefined
      ? { inexact: inexact?.kind === 'undetermined' ? (inexact.inexact ?? UNSURE) : UNSURE }
      : {}),
    explanation: shown.explanation,
  };
}

const UNSURE = 'not every completion was looked at';
const REQUEST = 'request';

function completionWhere(
  decisions: readonly Decision[],
  wanted: 'allowed' | 'denied',
): Completion | undefined {
  const total = decisions.length;
  for (const [index, decision] of decisions.entries()) {
    const choice: Choice = { name: REQUEST, text: `form ${index + 1} of ${total}` };
    const completion = completionOf(decision, wanted);
    if (completion !== undefined) return { choices: [...completion.choices, choice].sort(byName) };
  }
  return undefined;
}

function completionOf(decision: Decision, wanted: 'allowed' | 'denied'): Completion | undefined {
  if (decision.kind === 'undetermined') return wanted === 'allowed' ? decision.allowedIf : decision.deniedIf;
  return (decision.kind === 'allowed') === (wanted === 'allowed') ? { choices: [] } : undefined;
}

function byName(a: Choice, b: Choice): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Names the condition keys that the policies compare and in which the alternatives differ. */
function whichRequest(policies: CompiledPolicies, alternatives: readonly Request[]): Reason {
  const keys = new Map<string, string>();
  for (const group of policies.groups) {
    for (const { policy } of group.policies) {
      for (const { conditions } of policy.statements) {
        for (const { key } of conditions) keys.set(key.toLowerCase(), key);
      }
    }
  }
  const differing = [...keys].filter(([key]) => differs(key, alternatives)).map(([, key]) => key);
  const where = differing.length === 0 ? '' : `: they differ in ${differing.sort().join(', ')}`;
  return { text: `which of ${alternatives.length} possible requests is made is not known${where}` };
}

function differs(key: string, alternatives: readonly Request[]): boolean {
  const [first, ...others] = alternatives.map((request) => JSON.stringify(request.context.lookup(key)));
  return others.some((other) => other !== first);
}

function reasonsOf(decisions: readonly Decision[]): readonly Reason[] {
  const reasons = decisions.flatMap((decision) => (decision.kind === 'undetermined' ? decision.reasons : []));
  const seen = new Set<string>();
  return reasons.filter(({ text }) => !seen.has(text) && seen.add(text));
}
