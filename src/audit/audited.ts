import type { PolicySet } from '../iam/authorization.ts';
import { type CompiledPolicies, compilePolicies, decideOnly } from '../iam/authorize.ts';
import type { DecisionKind } from '../iam/decision.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';
import { PRESENT } from '../iam/request.ts';
import { FULL_AWS_ACCESS } from '../policies/full-access.ts';
import { Effort } from './effort.ts';
import { NETWORK_KEYS, type Probe, requestOf } from './probe.ts';
import { type ChosenSurroundings, surroundingsOf } from './surroundings.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { isTooLarge, policyWeight } from './weight.ts';

/** A policy that is looked into, with what it can tell apart. */
export interface AuditedPolicy {
  readonly policy: Policy;
  readonly kind: PolicySource['kind'];
  /** The document as it would be sent, where all of it is known. */
  readonly text?: string;
  /** It holds no Allow: it is judged beside a policy that allows everything. */
  readonly besideFullAccess: boolean;
  readonly vocabulary: VocabularySet;
  readonly surroundings: ChosenSurroundings;
  readonly decide: (probe: Probe) => DecisionKind;
  /** What all that is asked about it is counted against. */
  readonly effort: Effort;
  /** Nothing but the document itself is looked at. */
  readonly tooLarge: boolean;
}

export interface VocabularySet {
  readonly vpc: Vocabulary;
  readonly subnet: Vocabulary;
  readonly sg: Vocabulary;
}

/** Reads and prepares the text of a policy. */
export function auditedText(label: string, text: string, kind: PolicySource['kind']): AuditedPolicy {
  return audited(parsePolicy({ label, kind, parts: [text] }), kind, text);
}

export function audited(
  policy: Policy,
  kind: PolicySource['kind'],
  text?: string,
  effort = new Effort(),
): AuditedPolicy {
  const tooLarge = isTooLarge(policy);
  const looked = tooLarge ? [] : [policy];
  const surroundings = surroundingsOf(looked);
  return {
    policy,
    kind,
    ...(text === undefined ? {} : { text }),
    besideFullAccess: needsFullAccess(policy),
    vocabulary: vocabularySet(looked),
    surroundings,
    decide: deciderOf(policy, kind, surroundings, effort),
    effort,
    tooLarge,
  };
}

/** The classes of ids that these policies together tell apart. */
export function vocabularySet(policies: readonly Policy[]): VocabularySet {
  const [vpc, subnet, sg] = NETWORK_KEYS;
  return {
    vpc: vocabularyOf(vpc, policies),
    subnet: vocabularyOf(subnet, policies),
    sg: vocabularyOf(sg, policies),
  };
}

/** What the policy decides about each probe. Without any Allow it is asked whether it denies. */
export function deciderOf(
  policy: Policy,
  kind: PolicySource['kind'],
  surroundings: ChosenSurroundings,
  effort = new Effort(),
): (probe: Probe) => DecisionKind {
  const weight = policyWeight(policy);
  let compiled: CompiledPolicies | undefined;
  return (probe) => {
    effort.spend(weight);
    compiled ??= compiledAlone(policy, kind);
    return decideOnly(compiled, requestOf(probe, surroundings));
  };
}

function compiledAlone(policy: Policy, kind: PolicySource['kind']): CompiledPolicies {
  return compilePolicies(policySet(policy, kind));
}

/** A policy that allows nothing by itself restricts what others allow. */
export const needsFullAccess = ({ statements, undecidable }: Policy): boolean =>
  undecidable === undefined && statements.every(({ effect }) => effect === 'Deny');

function policySet(policy: Policy, kind: PolicySource['kind']): PolicySet {
  const own = { policy, attached: PRESENT };
  const full = { policy: FULL_AWS_ACCESS, attached: PRESENT };
  const policies = needsFullAccess(policy) ? [full, own] : [own];
  switch (kind) {
    case 'scp':
      return { serviceControl: [{ name: 'the target', policies }] };
    case 'identity':
      return { identity: policies };
    case 'boundary':
      return { permissionsBoundary: policies };
    case 'session':
      return { session: policies };
  }
}
