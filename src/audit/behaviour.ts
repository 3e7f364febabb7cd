import type { DecisionKind } from '../iam/decision.ts';
import type { Condition, PolicyValue, Statement } from '../iam/policy.ts';
import type { AuditedPolicy } from './audited.ts';
import {
  type AttachedNetwork,
  FUNCTION_ACTIONS,
  networkKey,
  type Probe,
  type ProbeNetwork,
  type ProbeValue,
  probeKey,
} from './probe.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a policy decides about a kind of network, for one action. */
export interface BehaviourRow {
  readonly case: BehaviourCase;
  readonly probe: Probe;
  readonly decision: DecisionKind;
}

export const CASES = [
  'no VPC',
  'all listed',
  'none listed',
  'mixed subnets',
  'mixed groups',
  'subnet unlisted',
  'group unlisted',
  'new ids',
] as const;

export type BehaviourCase = (typeof CASES)[number];

/** The behaviour table: every case for CreateFunction, then for UpdateFunctionConfiguration. */
export function behaviourOf(audited: AuditedPolicy): readonly BehaviourRow[] {
  const networks = caseNetworks(audited);
  return FUNCTION_ACTIONS.flatMap((action) =>
    CASES.map((name) => {
      const probe = { action, network: networks[name] };
      return { case: name, probe, decision: audited.decide(probe) };
    }),
  );
}

/** The network of each case, from the policy's own values. */
export function caseNetworks(audited: AuditedPolicy): Readonly<Record<BehaviourCase, ProbeNetwork>> {
  const listed = listedNetwork(audited);
  const none = noneListed(audited);
  const [subnet] = listed.subnets;
  const [otherSubnet] = none.subnets;
  const [otherGroup] = none.securityGroups;
  return {
    'no VPC': undefined,
    'all listed': listed,
    'none listed': none,
    'mixed subnets': { ...listed, subnets: both(subnet, otherSubnet) },
    'mixed groups': { ...listed, securityGroups: both(...listed.securityGroups.slice(0, 4), otherGroup) },
    'subnet unlisted': { ...listed, subnets: none.subnets },
    'group unlisted': { ...listed, securityGroups: both(otherGroup) },
    'new ids': { vpc: { new: 'vpc' }, subnets: [{ new: 'subnet' }], securityGroups: [{ new: 'sg' }] },
  };
}

const both = <T>(...values: readonly (T | undefined)[]): readonly T[] =>
  values.filter((one) => one !== undefined);

/** Lambda takes no more of them. */
const MOST_SUBNETS = 16;
const MOST_GROUPS = 5;

/**
 * A function with listed values alone. Where a policy has several lists, those of one statement belong together;
 * the combination that the policy allows is meant, if there is one.
 */
export function listedNetwork(audited: AuditedPolicy): AttachedNetwork {
  const combinations = [...audited.policy.statements.map((one) => [one]), [...audited.policy.statements]]
    .filter((statements) => statements.some(({ conditions }) => conditions.some(listsIds)))
    .map((statements) => combination(audited, statements));
  const allowed = combinations.find((network) =>
    FUNCTION_ACTIONS.some((action) => audited.decide({ action, network }) === 'allowed'),
  );
  return allowed ?? combinations.at(-1) ?? combination(audited, []);
}

const listsIds = (condition: Condition): boolean =>
  networkKey(condition.key) !== undefined && condition.operator.base !== 'Null';

function combination(audited: AuditedPolicy, statements: readonly Statement[]): AttachedNetwork {
  const { vpc, subnet, sg } = audited.vocabulary;
  return {
    vpc: first(idsOf(vpc, audited, statements)),
    subnets: idsOf(subnet, audited, statements).slice(0, MOST_SUBNETS),
    securityGroups: idsOf(sg, audited, statements).slice(0, MOST_GROUPS),
  };
}

const first = (ids: readonly ProbeValue[]): ProbeValue => ids[0] ?? '';

/** The values of these statements; else of any that lists what is meant; else of any; else an id like any other. */
function idsOf(
  vocabulary: Vocabulary,
  { policy }: AuditedPolicy,
  statements: readonly Statement[],
): readonly ProbeValue[] {
  const listed = inside(vocabulary);
  for (const some of [statements, policy.statements.filter(isAllowList), policy.statements]) {
    const literal = literalsOf(vocabulary, some);
    const own = listed.filter((id) => literal.has(probeKey(id)));
    if (own.length > 0) return own;
    if (literal.size > 0 && listed.length > 0 && some === statements) return listed;
  }
  return listed.length > 0
    ? listed
    : (vocabulary.classes[0]?.ids ?? []).slice(0, SAMPLE[vocabulary.key.kind]);
}

const inside = ({ classes }: Vocabulary): readonly ProbeValue[] =>
  classes.filter(({ listed }) => listed).flatMap(({ ids }) => ids);

/** How many ids a function has of a kind that the policy does not list. */
const SAMPLE = { vpc: 1, subnet: 2, sg: 1 } as const;

/** A statement whose values are those that its author wants. */
const isAllowList = ({ effect, conditions }: Pick<Statement, 'effect' | 'conditions'>): boolean =>
  conditions.some((one) => listsIds(one) && one.operator.negated === (effect === 'Deny'));

/** As `probeKey` has it. */
function textKey({ text }: PolicyValue): string {
  const [part, ...more] = text;
  if (typeof part === 'object' && part.kind === 'new' && more.length === 0)
    return `new ${part.shape.prefix.slice(0, -1)} ${part.name}`;
  return text.filter((one) => typeof one === 'string').join('');
}

function literalsOf({ key }: Vocabulary, statements: readonly Statement[]): ReadonlySet<string> {
  const conditions = statements.flatMap(({ conditions }) => conditions);
  const own = conditions.filter((one) => networkKey(one.key) === key && listsIds(one));
  return new Set(own.flatMap(({ values }) => values.map(textKey)));
}

function noneListed({ vocabulary: { vpc, subnet, sg } }: AuditedPolicy): AttachedNetwork {
  return { vpc: first(outside(vpc)), subnets: outside(subnet), securityGroups: outside(sg) };
}

/** Ids in no list, and none that stand for listed ones; where a pattern matches every id, ids that no value names. */
function outside({ classes, key }: Vocabulary): readonly ProbeValue[] {
  const ids = (classes.find(({ listed }) => !listed) ?? classes.at(-1))?.ids ?? [];
  const from = classes.some(({ listed }) => listed) ? 0 : SAMPLE[key.kind];
  return ids.slice(from, from + SAMPLE[key.kind]);
}
