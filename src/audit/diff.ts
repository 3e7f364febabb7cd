import type { DecisionKind } from '../iam/decision.ts';
import type { Policy, PolicySource, Statement } from '../iam/policy.ts';
import { actionsToldApart } from './actions-told-apart.ts';
import { deciderOf, needsFullAccess, type VocabularySet, vocabularySet } from './audited.ts';
import { canonical } from './canonical.ts';
import { type ChangedNetwork, classesOf, type Labels, type RequestClass } from './diff-classes.ts';
import { type Domain, domainFor } from './domain.ts';
import {
  NETWORK_ACTIONS,
  NEWER_ACTIONS,
  networkKey,
  type Probe,
  type ProbeNetwork,
  probeKey,
} from './probe.ts';
import { samplesOf } from './samples.ts';
import { type ChosenSurroundings, surroundingsOf } from './surroundings.ts';
import { isTooLarge, policyWeight } from './weight.ts';

/** What a new policy decides otherwise than an old one. */
export interface PolicyDifference {
  readonly changes: readonly PolicyChange[];
  /** Why there may be further differences, in words. Absent: it is proved that there are none. */
  readonly unproved?: string;
  /** What the requests are like apart from their network. */
  readonly assumptions: readonly string[];
}

/** Requests of one class that are decided otherwise, with one of them. */
export interface PolicyChange {
  /** `functions without a VPC`. */
  readonly requests: string;
  readonly witness: Probe;
  /** What else is special about the request: a condition key, or `resource`, and what it holds. */
  readonly where?: { readonly key: string; readonly value: string };
  readonly before: DecisionKind;
  readonly after: DecisionKind;
}

/** Compares two policies over everything that they tell apart. */
export function diffPolicies(old: Policy, now: Policy, kind: PolicySource['kind']): PolicyDifference {
  const both = [old, now];
  if (isSameText(old, now)) return { changes: [], assumptions: [] };
  if (both.some(isTooLarge)) return { changes: [], unproved: TOO_LARGE, assumptions: [] };
  const surroundings = surroundingsOf(both);
  const vocabulary = vocabularySet(both);
  const domain = domainFor(both, vocabulary);
  const labels = labelsOf(vocabulary);
  const compare = comparing(old, now, kind, surroundings);
  const networked = NETWORK_ACTIONS.flatMap((action) => ofAction(action, domain, labels, compare));
  const samples = samplesOf(differing(both), surroundings);
  const few = { networks: someOf(domain, both, samples.length) };
  const sampled = samples.map(({ key, value, surroundings: special }) => {
    const compareThere = comparing(old, now, kind, special);
    return NETWORK_ACTIONS.flatMap((action) => ofAction(action, few, labels, compareThere)).map((change) => ({
      ...change,
      requests: `${change.requests}, ${value === 'absent' ? `without ${key}` : `${key} ${value}`}`,
      where: { key, value },
      plain: change.requests,
    }));
  });
  const others = actionsToldApart(both).actions.map((action) => compare({ action, network: undefined }));
  const strays = others.filter(isChanged).map(({ probe, before, after }) => ({
    requests: `${probe.action} and the like`,
    witness: probe,
    before,
    after,
  }));
  const unproved = whyUnproved(both, domain);
  return {
    changes: [...networked, ...furtherChanges(networked, sampled.flat()), ...strays].toSorted(
      (a, b) => rank(a) - rank(b),
    ),
    ...(unproved === undefined ? {} : { unproved }),
    assumptions: surroundings.assumptions,
  };
}

/** The networks that each of so many samples is asked about: from everywhere in the domain. */
function someOf({ networks }: Domain, policies: readonly Policy[], samples: number): readonly ProbeNetwork[] {
  const weight = policies.reduce((sum, policy) => sum + policyWeight(policy), 0);
  const most = Math.min(MOST_SAMPLED, Math.max(FEWEST_SAMPLED, STEPS / weight / Math.max(1, samples)));
  const every = Math.ceil(networks.length / most);
  return networks.filter((_, index) => index % every === 0);
}

const STEPS = 1_000_000;
const MOST_SAMPLED = 300;
const FEWEST_SAMPLED = 20;

function comparing(old: Policy, now: Policy, kind: PolicySource['kind'], surroundings: ChosenSurroundings) {
  const before = deciderOf(old, kind, surroundings);
  const after = deciderOf(now, kind, surroundings);
  return (probe: Probe): Compared => ({ probe, before: before(probe), after: after(probe) });
}

/** What changes in special requests alone, each once. */
function furtherChanges(
  usual: readonly PolicyChange[],
  special: readonly (PolicyChange & { readonly plain: string })[],
): readonly PolicyChange[] {
  const seen = new Set(usual.map(({ requests, before, after }) => `${requests}|${before}|${after}`));
  const found: PolicyChange[] = [];
  for (const { plain, ...change } of special) {
    const key = `${plain}|${change.before}|${change.after}`;
    if (!seen.has(key)) found.push(change);
    seen.add(key);
  }
  return found;
}

const TOO_LARGE = 'one of them has far more statements and values than AWS takes, and was not compared';

const OTHERS = { vpc: 'any other VPC', subnet: 'other subnets', sg: 'other security groups' } as const;
const MOST_NAMED = 3;

/** What stands for each id in the words: all ids of its class, or that it is any other. */
function labelsOf({ vpc, subnet, sg }: VocabularySet): Labels {
  const labels = new Map<string, string>();
  for (const { classes, key } of [vpc, subnet, sg]) {
    for (const { ids, listed } of classes) {
      const named =
        ids.slice(0, MOST_NAMED).map(probeKey).join(' or ') + (ids.length > MOST_NAMED ? ' or …' : '');
      labels.set(ids[0] === undefined ? '' : probeKey(ids[0]), listed ? named : OTHERS[key.kind]);
    }
  }
  return labels;
}

interface Compared {
  readonly probe: Probe;
  readonly before: DecisionKind;
  readonly after: DecisionKind;
}

const isChanged = ({ before, after }: Compared): boolean => before !== after;

const isNewer = (action: string) => NEWER_ACTIONS.some((name) => name === action);

function ofAction(
  action: string,
  { networks }: Pick<Domain, 'networks'>,
  labels: Labels,
  compare: (probe: Probe) => Compared,
): readonly PolicyChange[] {
  const compared = networks
    .filter((network) => network !== undefined || !isNewer(action))
    .map((network) => compare({ action, network }));
  const statuses = compared.map(
    ({ probe, before, after }): ChangedNetwork => ({
      network: probe.network,
      status: before === after ? undefined : `${before} ${after}`,
    }),
  );
  return classesOf(statuses, labels).flatMap((found) => changeOf(action, found, compare));
}

function changeOf(
  action: string,
  { text, network }: RequestClass,
  compare: (probe: Probe) => Compared,
): readonly PolicyChange[] {
  const { probe, before, after } = compare({ action, network });
  const who = isNewer(action) ? ofNewer(text) : text;
  return [{ requests: `${action.replace('lambda:', '')}: ${who}`, witness: probe, before, after }];
}

/** They are no functions. */
const ofNewer = (text: string) =>
  text.replace(/^all functions in a VPC$/, 'in any network').replace(/^functions with /, 'with ');

const RANKS: Readonly<Record<DecisionKind, number>> = {
  allowed: 0,
  undetermined: 1,
  'implicit-deny': 2,
  'explicit-deny': 3,
};

/** What is newly allowed comes first: it is what a reviewer must see. */
const rank = ({ before, after }: PolicyChange) =>
  after === 'allowed' ? 0 : before === 'allowed' ? 1 : 2 + RANKS[after];

const isSameText = (old: Policy, now: Policy): boolean =>
  isWhole(old) && isWhole(now) && canonical(old) === canonical(now);

const isWhole = ({ findings, undecidable }: Policy): boolean =>
  undecidable === undefined && findings.every(({ code }) => code === 'missing-version');

/** What the comparison cannot see, where the two differ in it or because of it. */
function whyUnproved(policies: readonly Policy[], domain: Domain): string | undefined {
  if (policies.some((policy) => !isWhole(policy))) return 'a part of a policy cannot be decided';
  if (domain.incomplete !== undefined) return domain.incomplete;
  if (!actionsToldApart(policies).complete)
    return 'there are too many patterns of actions to look at every kind';
  const [old, now] = policies;
  if (old !== undefined && now !== undefined && needsFullAccess(old) !== needsFullAccess(now))
    return 'one of them allows something and the other only denies: together with other policies they differ';
  const statements = differing(policies);
  const keys = new Set(
    statements
      .flatMap(({ conditions }) => conditions.map(({ key }) => key))
      .filter((key) => networkKey(key) === undefined),
  );
  if (keys.size > 0) return `of ${[...keys].sort().join(', ')} only some values were looked at`;
  return statements.every(isForEveryResource) ? undefined : 'only some resources were looked at';
}

const isForEveryResource = ({ resources: { negated, patterns } }: Statement): boolean =>
  !negated && patterns.some(({ text }) => text.join('') === '*');

/** Statements that only one of the policies has. */
function differing(policies: readonly Policy[]): readonly Statement[] {
  const [old, now] = policies.map(
    ({ statements }) => new Map(statements.map((one) => [canonical({ statements: [one] }), one])),
  );
  return [...(old ?? []), ...(now ?? [])]
    .filter(([text]) => !(old?.has(text) && now?.has(text)))
    .map(([, one]) => one);
}
