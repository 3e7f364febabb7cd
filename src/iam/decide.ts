import type { CompiledPolicies } from './compile.ts';
import type { Choice, Completion, Decision, Reason, Undetermined } from './decision.ts';
import { Domains } from './domain.ts';
import { decisionKind, evaluate, type Outcome } from './evaluate.ts';
import { explain } from './explain.ts';
import { collectUnknowns, type Unknown } from './occurrence.ts';
import { peersOf } from './peer.ts';
import type { Request } from './request.ts';
import { type Filling, type SearchResult, searchCompletions, searchExplicit } from './search.ts';
import { blindWorld, World } from './world.ts';

/**
 * What the policies decide about one request. First in Kleene's logic with nothing filled in; where that does not
 * decide, over the completions of what is not known.
 */
export function decide(policies: CompiledPolicies, request: Request): Decision {
  const outcome = evaluate(policies, request, blindWorld());
  const collected = collectUnknowns(policies, request);
  const { unknowns } = collected;
  const domains = new Domains(collected);
  const world = new World((name) => domains.of(name));
  const peers = peersOf(unknowns);
  if (decisionKind(outcome) === 'implicit-deny' && outcome.denied === 'unknown') {
    return decided(policies, request, denial(searchExplicit(policies, request, world, peers)), world);
  }
  if (decisionKind(outcome) !== 'undetermined') return decided(policies, request, outcome, world);
  const result = searchCompletions(policies, request, world, peers);
  const found = outcomeOf(result);
  if (found !== undefined) return decided(policies, request, found, world);
  return undetermined(policies, request, world, result, unknowns);
}

function decided(policies: CompiledPolicies, request: Request, outcome: Outcome, world: World): Decision {
  world.forgetDoubts();
  const explanation = explain(policies, request, world);
  if (outcome.denied === 'true') return { kind: 'explicit-deny', explanation };
  if (outcome.allowed === 'true') return { kind: 'allowed', explanation };
  return { kind: 'implicit-deny', maybeExplicit: outcome.denied === 'unknown', explanation };
}

/** The outcome that all completions have in common; undefined: there is none, or it is not known. */
function outcomeOf(result: SearchResult): Outcome | undefined {
  const { allowedIf, deniedIf, cases, unfinished } = result;
  if (cases.length > 0 || unfinished !== undefined) return undefined;
  if (allowedIf === undefined) return deniedIf === undefined ? undefined : denial(result);
  return deniedIf === undefined ? { denied: 'false', allowed: 'true' } : undefined;
}

function denial({ explicit, implicit }: Pick<SearchResult, 'explicit' | 'implicit'>): Outcome {
  if (explicit && implicit) return { denied: 'unknown', allowed: 'false' };
  return { denied: explicit ? 'true' : 'false', allowed: 'false' };
}

function undetermined(
  policies: CompiledPolicies,
  request: Request,
  world: World,
  result: SearchResult,
  unknowns: ReadonlyMap<string, Unknown>,
): Undetermined {
  const { allowedIf, deniedIf } = result;
  const exact = allowedIf !== undefined && deniedIf !== undefined;
  world.forgetDoubts();
  return {
    kind: 'undetermined',
    reasons: reasonsOf(result, unknowns),
    ...(allowedIf === undefined ? {} : { allowedIf: completionOf(allowedIf) }),
    ...(deniedIf === undefined ? {} : { deniedIf: completionOf(deniedIf) }),
    ...(exact ? {} : { inexact: whyInexact(result) }),
    explanation: explain(policies, request, world),
  };
}

function whyInexact({ cases, unfinished }: SearchResult): string {
  return cases[0]?.text ?? unfinished ?? 'what is not known contradicts itself';
}

/** What the outcome depends on, in the order in which the policies look at it. */
function reasonsOf(
  { allowedIf, deniedIf, cases }: SearchResult,
  unknowns: ReadonlyMap<string, Unknown>,
): readonly Reason[] {
  const exact = allowedIf !== undefined && deniedIf !== undefined;
  const names = new Set([...(allowedIf?.keys() ?? []), ...(deniedIf?.keys() ?? [])]);
  const open = [...unknowns.values()].filter(({ name }) => names.has(name)).map(({ reason }) => reason);
  return distinct(exact ? open : [...cases, ...open]);
}

function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ text, settle }) => {
    const key = `${text}|${settle}`;
    return !seen.has(key) && seen.add(key);
  });
}

function completionOf(filling: Filling): Completion {
  const choices = [...filling].map(([name, { label }]): Choice => ({ name, text: label }));
  return { choices: choices.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
