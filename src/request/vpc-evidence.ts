import type { Value as GraphValue } from '../graph/value.ts';
import type { TrailStep, Value } from '../iam/value.ts';
import type { VpcEvidence, VpcFinding } from '../network/network.ts';
import { ID_SHAPES, identityOf, isSomething, toIamValue, trailSteps } from '../policies/value.ts';
import type { IdSet, Scalar } from './id-set.ts';
import type { NetworkMember } from './planned-request.ts';

/** How to ask in which VPC an id is: of subnets, or of security groups. */
export type FindVpc = (id: GraphValue) => Promise<VpcFinding>;

/** The VPC of one id, with the proof. */
export interface Vpc {
  readonly value: Value;
  readonly because: string;
  readonly trail: readonly TrailStep[];
}

/** One id and the VPCs that it may be in: none where nothing is known, several where evidence contradicts itself. */
export interface PlacedId {
  readonly id: GraphValue;
  readonly vpcs: readonly Vpc[];
  readonly reason?: string;
  readonly settle?: string;
}

/**
 * Ids of which one at least is certainly in the set: an element, the candidates of an element, or, of a set
 * without a certain element, all that may be in it.
 */
export interface Unit {
  readonly ids: readonly PlacedId[];
}

/** A set of ids with the VPC of each. */
export interface PlacedSet {
  readonly set: IdSet;
  readonly units: readonly Unit[];
  readonly members: readonly NetworkMember[];
  /** The words for evidence that contradicts itself about one id. */
  readonly contradictions: readonly string[];
}

export async function placeSet(set: IdSet, find: FindVpc): Promise<PlacedSet> {
  const certain = await Promise.all(set.certain.map((scalar) => placeScalar(scalar, find)));
  const optional = await Promise.all(set.optional.map((scalar) => placeScalar(scalar, find)));
  const rest = set.rest === undefined ? [] : [await placeId(set.rest.value, find)];
  const together = [...optional.flat(), ...rest];
  const units = certain.length > 0 || together.length === 0 ? certain : [together];
  const all = [...certain.flat(), ...together];
  const placed = new Map(all.toReversed().map((one) => [one.id, one]));
  const scalars = [...set.certain, ...set.optional, ...(set.rest === undefined ? [] : [set.rest.value])];
  return {
    set,
    units: units.map((ids) => ({ ids })),
    members: scalars.map((scalar) => memberOf(scalar, placed)),
    contradictions: all.filter(({ vpcs }) => vpcs.length > 1).map(contradictionOf),
  };
}

function placeScalar(scalar: Scalar, find: FindVpc): Promise<readonly PlacedId[]> {
  const ids = scalar.kind === 'one-of' ? scalar.candidates.filter(isSomething) : [scalar];
  return Promise.all(ids.map((id) => placeId(id, find)));
}

async function placeId(id: GraphValue, find: FindVpc): Promise<PlacedId> {
  const finding = await find(id);
  switch (finding.kind) {
    case 'found':
      return { id, vpcs: [vpcOf(finding.evidence)] };
    case 'contradiction':
      return { id, vpcs: finding.evidence.map(vpcOf) };
    case 'unknown':
      return {
        id,
        vpcs: [],
        reason: finding.reason,
        ...(finding.settle === undefined ? {} : { settle: finding.settle }),
      };
  }
}

export function vpcOf({ vpc, because, trail }: VpcEvidence): Vpc {
  return { value: toIamValue(vpc, ID_SHAPES.vpc), because, trail: trailSteps(trail) };
}

function memberOf(scalar: Scalar, placed: ReadonlyMap<GraphValue, PlacedId>): NetworkMember {
  const value = toIamValue(scalar);
  const vpcs = placed.get(scalar)?.vpcs ?? [];
  const [vpc] = vpcs;
  const trail = trailSteps(scalar.trail);
  return vpc === undefined || vpcs.length > 1
    ? { value, trail }
    : { value, vpc: vpc.value, because: vpc.because, trail };
}

function contradictionOf({ id, vpcs }: PlacedId): string {
  const claims = vpcs.map(({ value, because }) => `${shown(value)} (${because})`);
  return `${shown(toIamValue(id))} is in ${claims.join(' and in ')}`;
}

/** A value in a message: its text, or the reference that it is; never a sensitive text. */
export function shown(value: Value): string {
  if (value.kind === 'known') return value.origin?.sensitive === true ? '(sensitive)' : value.text;
  return value.origin?.label ?? value.name;
}

/** Known or new: two that differ are certainly two. */
export const isDecisive = (value: Value) => value.kind === 'known' || value.kind === 'new';

/** The VPC that all ids of a unit are in, where it is one. */
export function vpcOfUnit({ ids }: Unit): Vpc | undefined {
  const vpcs = ids.map(({ vpcs }) => (vpcs.length === 1 ? vpcs[0] : undefined));
  const [first] = vpcs;
  if (first === undefined) return undefined;
  return vpcs.every((vpc) => vpc !== undefined && identityOf(vpc.value) === identityOf(first.value))
    ? first
    : undefined;
}

/** The VPCs that the ids of a unit are in, each once, where every one of them is known or new; else undefined. */
export function vpcsOfUnit({ ids }: Unit): readonly Vpc[] | undefined {
  const found = new Map<string, Vpc>();
  for (const { vpcs } of ids) {
    const [vpc] = vpcs;
    if (vpc === undefined || vpcs.length > 1 || !isDecisive(vpc.value)) return undefined;
    found.set(identityOf(vpc.value), vpc);
  }
  return [...found.values()];
}
