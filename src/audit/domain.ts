import type { Policy } from '../iam/policy.ts';
import type { VocabularySet } from './audited.ts';
import type { AttachedNetwork, Probe, ProbeNetwork, ProbeValue } from './probe.ts';
import type { Vocabulary } from './vocabulary.ts';
import { policyWeight } from './weight.ts';

/** Every kind of network that policies can tell apart. */
export interface Domain {
  readonly networks: readonly ProbeNetwork[];
  /** Why there may be kinds that are not here, in words. Absent: there are none. */
  readonly incomplete?: string;
}

/** More of them would take too long to ask about. */
const MOST_NETWORKS = 6_000;
const FEWEST_NETWORKS = 100;
const STEPS = 1_000_000;

/** The same for policies that are asked about each: the longer they take to decide, the fewer networks. */
export function domainFor(policies: readonly Policy[], vocabulary: VocabularySet): Domain {
  const weight = policies.reduce((sum, policy) => sum + policyWeight(policy), 0);
  const most = Math.floor(STEPS / Math.max(1, weight));
  return domainOf(vocabulary, Math.min(MOST_NETWORKS, Math.max(FEWEST_NETWORKS, most)));
}

/**
 * All networks, one of each kind: none; and each class of VPC with each set of classes of subnets and of security
 * groups. A condition on a multivalued key sees only which classes are among its values, so that this is exhaustive
 * for the three keys, as long as the vocabulary is.
 */
export function domainOf(vocabulary: VocabularySet, most = MOST_NETWORKS): Domain {
  const { vpc, subnet, sg } = vocabulary;
  const [vpcs, subnets, groups] = [classIds(vpc), classIds(subnet), classIds(sg)];
  if (vpcs.length * setCount(subnets) * setCount(groups) > most)
    return { networks: [undefined, ...spread(vpcs, subnets, groups, most)], incomplete: CUT };
  const incomplete = [vpc, subnet, sg].map((one) => one.incomplete).find((one) => one !== undefined);
  return {
    networks: [undefined, ...attached(vpcs, allSubsets(subnets), allSubsets(groups))],
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

const CUT =
  'there are too many kinds of networks to look at each: of lists, only those with one or two kinds of ids, and with all';

const setCount = (ids: readonly ProbeValue[]) => 2 ** ids.length - 1;

/** At most so many networks, from everywhere among those with few kinds of ids. */
function spread(
  vpcs: readonly ProbeValue[],
  subnets: readonly ProbeValue[],
  groups: readonly ProbeValue[],
  most: number,
): readonly AttachedNetwork[] {
  const [subnetSets, groupSets] = [fewSubsets(subnets), fewSubsets(groups)];
  const count = vpcs.length * subnetSets.length * groupSets.length;
  const every = Math.ceil(count / most);
  return Array.from({ length: Math.ceil(count / every) }, (_, step) => {
    const index = step * every;
    const rest = Math.floor(index / groupSets.length);
    return {
      vpc: vpcs[Math.floor(rest / subnetSets.length)] ?? '',
      subnets: subnetSets[rest % subnetSets.length] ?? [],
      securityGroups: groupSets[index % groupSets.length] ?? [],
    };
  });
}

/** Each network with each action. */
export function probesOf({ networks }: Domain, actions: readonly string[]): readonly Probe[] {
  return actions.flatMap((action) => networks.map((network) => ({ action, network })));
}

const classIds = ({ classes }: Vocabulary): readonly ProbeValue[] =>
  classes.map(({ ids }) => ids[0]).filter((id) => id !== undefined);

function attached(
  vpcs: readonly ProbeValue[],
  subnetSets: readonly (readonly ProbeValue[])[],
  groupSets: readonly (readonly ProbeValue[])[],
): readonly AttachedNetwork[] {
  return vpcs.flatMap((vpc) =>
    subnetSets.flatMap((subnets) => groupSets.map((securityGroups) => ({ vpc, subnets, securityGroups }))),
  );
}

/** All sets with at least one element; the smaller ones first. */
function allSubsets(ids: readonly ProbeValue[]): readonly (readonly ProbeValue[])[] {
  let all: readonly (readonly ProbeValue[])[] = [[]];
  for (const id of ids) all = [...all, ...all.map((set) => [...set, id])];
  return all.slice(1).sort((a, b) => a.length - b.length);
}

/** Of more than these no pairs are made. */
const MOST_PAIRED = 10;

/** One each, two each as far as there are not too many, and all together. */
function fewSubsets(ids: readonly ProbeValue[]): readonly (readonly ProbeValue[])[] {
  const few = ids.slice(0, MOST_PAIRED);
  const pairs = few.flatMap((one, index) => few.slice(index + 1).map((other) => [one, other]));
  return [...ids.map((id) => [id]), ...pairs, ...(ids.length > 2 ? [ids] : [])];
}
