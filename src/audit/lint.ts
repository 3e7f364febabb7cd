import type { DecisionKind } from '../iam/decision.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import { isDenied, LEVELS } from '../report/decisions.ts';
import { RULES } from '../rules.ts';
import { type AuditedPolicy, audited as auditedAs, deciderOf, vocabularySet } from './audited.ts';
import { listedNetwork } from './behaviour.ts';
import { domainFor, probesOf } from './domain.ts';
import { documentOf } from './edit.ts';
import { OTHER_ACTIONS } from './lambda-actions.ts';
import { FUNCTION_ACTIONS, NEWER_ACTIONS, type Probe } from './probe.ts';
import type { AuditResult } from './report.ts';
import { type Candidate, type PolicyRule, type Room, roomOf } from './room.ts';
import { SEMANTIC_RULES } from './rules/all.ts';
import { documentResults, holdsVariables, notInTheLanguage } from './rules/parser.ts';
import { quotaResults } from './rules/size.ts';
import { policyWeight, TOO_LARGE } from './weight.ts';

export interface Lint {
  readonly results: readonly AuditResult[];
  /** Why there may be more, in words. Absent: everything was looked at. */
  readonly incomplete?: string;
}

/** What is wrong with a policy: the most severe first, then as it stands in the document. */
export const lint = (audited: AuditedPolicy): Lint =>
  audited.tooLarge ? lintDocument(audited) : lintBy([...SEMANTIC_RULES, notInTheLanguage], audited);

/** The same without faults of the document as such. */
export const semanticLint = (audited: AuditedPolicy): Lint =>
  audited.tooLarge
    ? { results: quotaResults(audited), incomplete: TOO_LARGE }
    : lintBy(SEMANTIC_RULES, audited);

function lintDocument(audited: AuditedPolicy): Lint {
  const results = [...documentResults(audited.policy), ...quotaResults(audited)].toSorted(bySeverity);
  return { results, incomplete: TOO_LARGE };
}

/** Steps for each rule, and for the rewrites of all results together. */
const STEPS = 3_000_000;

/** What these rules say. */
export function lintBy(rules: readonly PolicyRule[], audited: AuditedPolicy, steps = STEPS): Lint {
  const room = roomOf(audited);
  const { effort } = audited;
  const found = rules.map((rule) => effort.within(steps, () => rule(room)));
  const candidates = found.flatMap((some) => some ?? []);
  const results = candidates
    .filter(({ witness, claim }) => claim.includes(room.decide(witness)))
    .map((candidate, _, { length }) => resultOf(candidate, room, steps / length))
    .toSorted(bySeverity);
  const incomplete = found.includes(undefined) ? CUT : room.domain.incomplete;
  return { results, ...(incomplete === undefined ? {} : { incomplete }) };
}

const CUT = 'it has too many statements and values to compare all of them';

function resultOf(candidate: Candidate, room: Room, steps: number): AuditResult {
  const { ruleId, message, at, statement, witness } = candidate;
  const rewrite = room.audited.effort.within(steps, () => rewriteOf(candidate, room));
  return {
    ruleId,
    message,
    ...(at.position === undefined ? {} : { position: at.position }),
    ...(statement === undefined ? {} : { statement }),
    witness: { probe: witness, decision: room.decide(witness) },
    ...(rewrite === undefined ? {} : { rewrite }),
  };
}

function bySeverity(a: AuditResult, b: AuditResult): number {
  return (
    LEVELS[RULES[a.ruleId].level].rank - LEVELS[RULES[b.ruleId].level].rank ||
    (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
    (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
    (a.ruleId < b.ruleId ? -1 : 1)
  );
}

/** The first document that the evaluator finds to close the hole and to open nothing. */
function rewriteOf(candidate: Candidate, room: Room): string | undefined {
  const edited = isWhole(room.policy) ? (candidate.rewrites ?? []).filter((one) => one !== undefined) : [];
  const texts = edited
    .map((one) => documentOf(current(one, room), room.audited.kind))
    .filter((one) => one !== undefined);
  return [...(candidate.texts ?? []), ...texts].find((text) => proves(text, candidate, room));
}

/** Whether the document is in the policy language, but for its version. */
export const isWhole = ({ findings }: Policy): boolean => findings.every(({ code }) => VERSION.has(code));

/** With the version that it should have, where that changes nothing. */
const current = (policy: Policy, room: Room): Policy =>
  holdsVariables(room) ? policy : { ...policy, version: '2012-10-17' };

/** Faults with which the document can be read all the same. */
const VERSION: ReadonlySet<string> = new Set(['missing-version', 'unknown-version']);

function proves(text: string, candidate: Candidate, room: Room): boolean {
  const { audited, policy, decide, cases } = room;
  audited.effort.spend(policyWeight(policy) * TO_READ);
  const rewritten = parsePolicy({ label: policy.label, kind: audited.kind, parts: [text] });
  if (rewritten.findings.length > 0 || rewritten.undecidable !== undefined) return false;
  const after = deciderOf(rewritten, audited.kind, audited.surroundings, audited.effort);
  const listed = candidate.corrects
    ? listedNetwork(auditedAs(rewritten, audited.kind, undefined, audited.effort))
    : cases['all listed'];
  const closes = candidate.harmless || after(candidate.witness) !== decide(candidate.witness);
  return closes && keepsListed(listed, decide, after) && opensNothing(rewritten, candidate, room, after);
}

/** Writing a document anew and reading it. */
const TO_READ = 50;

type Decide = (probe: Probe) => DecisionKind;

/** What the policy is meant to allow stays allowed. */
function keepsListed(listed: Probe['network'], before: Decide, after: Decide): boolean {
  return FUNCTION_ACTIONS.map((action) => ({ action, network: listed })).every(
    (probe) => before(probe) !== 'allowed' || after(probe) === 'allowed',
  );
}

function opensNothing(
  rewritten: Policy,
  candidate: Candidate,
  { policy, decide }: Room,
  after: Decide,
): boolean {
  const both = [policy, rewritten];
  const domain = domainFor(both, vocabularySet(both));
  const others = OTHER_ACTIONS.map((action) => ({ action, network: undefined }));
  const probes = [...probesOf(domain, FUNCTION_ACTIONS), ...probesOf(domain, NEWER_ACTIONS), ...others];
  return probes.every((probe) => {
    const opened = after(probe) === 'allowed' && isDenied(decide(probe));
    if (candidate.harmless && after(probe) !== decide(probe)) return false;
    return !opened || candidate.mayOpen?.(probe) === true;
  });
}
