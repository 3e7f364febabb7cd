import type { DecisionKind, Truth } from '../iam/decision.ts';
import type { Condition, Policy, Statement } from '../iam/policy.ts';
import { actionTruth, compileStatement, statementTruth } from '../iam/statement.ts';
import { blindWorld } from '../iam/world.ts';
import type { RuleId } from '../rules.ts';
import type { AuditedPolicy } from './audited.ts';
import { type BehaviourCase, caseNetworks } from './behaviour.ts';
import { type Domain, domainFor } from './domain.ts';
import { FUNCTION_ACTIONS, networkKey, type Probe, type ProbeNetwork, requestOf } from './probe.ts';
import { statementWeight } from './weight.ts';

/** All that a rule may look at. */
export interface Room {
  readonly audited: AuditedPolicy;
  readonly policy: Policy;
  readonly domain: Domain;
  readonly cases: Readonly<Record<BehaviourCase, ProbeNetwork>>;
  /** Every kind of network; those that a reader knows by name first. */
  readonly networks: readonly ProbeNetwork[];
  readonly views: readonly StatementView[];
  readonly decide: (probe: Probe) => DecisionKind;
}

/** A statement, and what is asked about it. */
export interface StatementView {
  readonly statement: Statement;
  /** Conditions on the keys of the network. */
  readonly about: readonly Condition[];
  readonly truth: (probe: Probe) => Truth;
  /** Whether it is about this action at all. */
  readonly names: (action: string) => boolean;
  /** The statement in other words, asked about in the same way. */
  readonly changed: (change: Partial<Statement>) => StatementView;
}

/** Something wrong with a policy, as a rule claims: it counts only if the evaluator decides the witness so. */
export interface Candidate {
  readonly ruleId: RuleId;
  readonly message: string;
  readonly at: Pick<Condition, 'position'>;
  readonly statement?: number;
  readonly witness: Probe;
  /** What the evaluator must decide about the witness. */
  readonly claim: readonly DecisionKind[];
  /** Documents without the fault, the best first: the first that proves right is shown. */
  readonly rewrites?: readonly (Policy | undefined)[];
  /** The same as whole texts, for faults that keep the document from being read. */
  readonly texts?: readonly string[];
  /** The probes that a rewrite may newly allow: that is what it is for. None without this. */
  readonly mayOpen?: (probe: Probe) => boolean;
  /** The list is another one under its right name: what that lists must be allowed, not what seemed to be listed. */
  readonly corrects?: true;
  /** The rewrite is right if the meaning stays: there is no hole to close. */
  readonly harmless?: true;
}

export type PolicyRule = (room: Room) => readonly Candidate[];

export const DENIED = ['explicit-deny', 'implicit-deny'] as const satisfies readonly DecisionKind[];
export const ANY = [...DENIED, 'allowed', 'undetermined'] as const satisfies readonly DecisionKind[];

export function roomOf(audited: AuditedPolicy): Room {
  const cases = caseNetworks(audited);
  const domain = domainFor([audited.policy], audited.vocabulary);
  const { 'new ids': _, ...known } = cases;
  return {
    audited,
    policy: audited.policy,
    domain,
    cases,
    networks: [...Object.values(known), ...domain.networks],
    views: audited.policy.statements.map((statement) => viewOf(audited, statement)),
    decide: audited.decide,
  };
}

function viewOf(audited: AuditedPolicy, statement: Statement): StatementView {
  const compiled = compileStatement(audited.policy, statement);
  const weight = statementWeight(statement);
  const asked = (probe: Probe) => requestOf(probe, audited.surroundings);
  return {
    statement,
    about: statement.conditions.filter(({ key }) => networkKey(key) !== undefined),
    truth: (probe) => {
      audited.effort.spend(weight);
      return statementTruth(compiled, asked(probe), blindWorld());
    },
    names: (action) => actionTruth(compiled, asked({ action, network: undefined }), blindWorld()) === 'true',
    changed: (change) => {
      audited.effort.spend(weight * TO_COMPILE);
      return viewOf(audited, { ...statement, ...change });
    },
  };
}

const TO_COMPILE = 10;

/** The first probe of a function's action for which this holds. */
export function findProbe(
  { networks }: Pick<Room, 'networks'>,
  holds: (probe: Probe) => boolean,
  actions: readonly string[] = FUNCTION_ACTIONS,
): Probe | undefined {
  for (const network of networks) {
    for (const action of actions) if (holds({ action, network })) return { action, network };
  }
  return undefined;
}

/** Conditions that compare ids: all but `Null`. */
export const comparing = ({ about }: StatementView): readonly Condition[] =>
  about.filter(({ operator }) => operator.base !== 'Null');

/** `OnlyApprovedVpcs`, or `statement 2`. */
export const nameOf = ({ sid, index }: Statement): string =>
  sid === undefined ? `statement ${index + 1}` : `\`${sid}\``;
