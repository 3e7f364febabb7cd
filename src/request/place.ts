import type { Value as GraphValue } from '../graph/value.ts';
import type { OneOfValue, Value } from '../iam/value.ts';
import { distinct, ID_SHAPES, identityOf, originOf, toIamValue } from '../policies/value.ts';
import type { IdSet, Scalar } from './id-set.ts';
import { candidatesOf } from './key-values.ts';
import {
  isDecisive,
  type PlacedId,
  type PlacedSet,
  shown,
  type Unit,
  type Vpc,
  vpcOfUnit,
  vpcsOfUnit,
} from './vpc-evidence.ts';
import type { GivenVpc } from './vpc-settings.ts';

/** A VPC that a request may be in. */
export interface PlaceOption {
  readonly vpc: Value;
  /** Given where the choice of the VPC leaves only some ids: those that fit it. */
  readonly ids?: ReadonlySet<GraphValue>;
}

export interface Place {
  readonly options: readonly PlaceOption[];
  readonly shown?: Vpc;
  readonly contradictions: readonly string[];
  /** All that is known of each id agrees, and yet they are in no one VPC. */
  readonly isApart: boolean;
}

/**
 * In which VPC a request's subnets and security groups are. Lambda takes only what is of one VPC, so one id that is
 * certainly used and whose VPC is known decides.
 */
export function placeRequest(
  settings: GivenVpc,
  subnets: PlacedSet,
  groups: PlacedSet,
  owner: string,
): Place {
  const units = [...subnets.units, ...groups.units];
  const fixed = [...statedVpc(settings), ...units.map(vpcOfUnit).filter((vpc) => vpc !== undefined)];
  const decisive = distinctVpcs(fixed.filter(({ value }) => isDecisive(value)));
  const within = [...subnets.contradictions, ...groups.contradictions];
  const contradictions = decisive.length > 1 ? [...within, disagreement(decisive)] : [...within];
  const [only] = decisive;
  if (only !== undefined) contradictions.push(...older(units, only.value));
  const isApart = within.length === 0 && settings.stated === undefined;
  if (contradictions.length > 0) return { ...contested(units, decisive, owner), contradictions, isApart };
  const named = only ?? fixed[0];
  if (named !== undefined)
    return { options: [{ vpc: named.value }], shown: named, contradictions, isApart: false };
  const choices = tied(units);
  if (choices?.length === 0)
    return { ...contested(units, decisive, owner), contradictions: [NO_CHOICE], isApart };
  return { options: choices ?? [{ vpc: openVpc(units, owner) }], contradictions, isApart: false };
}

const NO_CHOICE = 'its subnets and security groups are in different VPCs, whichever of them it gets';

function statedVpc({ stated }: GivenVpc): readonly Vpc[] {
  if (stated === undefined) return [];
  const because = "the function's own vpc_config in state has some of them";
  return [{ value: toIamValue(stated, ID_SHAPES.vpc), because, trail: originOf(stated).trail }];
}

function distinctVpcs(vpcs: readonly Vpc[]): readonly Vpc[] {
  return [...new Map(vpcs.toReversed().map((vpc) => [identityOf(vpc.value), vpc])).values()].toReversed();
}

function disagreement(vpcs: readonly Vpc[]): string {
  const claims = vpcs.map(({ value, because }) => `${shown(value)} (${because})`);
  return `its subnets and security groups are in different VPCs: ${claims.join(', ')}`;
}

/** An id that exists before the apply is in no VPC that the apply creates. */
function older(units: readonly Unit[], vpc: Value): readonly string[] {
  if (vpc.kind !== 'new') return [];
  const alone = units.flatMap(({ ids: [id, ...more] }) => (id === undefined || more.length > 0 ? [] : [id]));
  return alone
    .filter(({ id, vpcs }) => id.kind === 'known' && vpcs.length === 0)
    .map(({ id }) => `${shown(toIamValue(id))} exists already, and cannot be in ${shown(vpc)}, which is new`);
}

/** Evidence that contradicts itself proves nothing: any of the VPCs that are named, or another one. */
function contested(units: readonly Unit[], decisive: readonly Vpc[], owner: string): Pick<Place, 'options'> {
  const named = [...decisive, ...units.flatMap(({ ids }) => ids.flatMap(({ vpcs }) => vpcs))];
  const reason = 'the evidence names different VPCs';
  const other: Value = { kind: 'unknown', name: `another VPC of ${owner}`, reason, shape: ID_SHAPES.vpc };
  const candidates = distinct([...named.map(({ value }) => value).flatMap(candidatesOf), other]);
  const vpc: OneOfValue = { kind: 'one-of', name: `contested VPC of ${owner}`, candidates, reason };
  return { options: [{ vpc }] };
}

const MOST_TIED = 8;

/** One option for each VPC that the candidates of a unit are in, with the candidates that are in it. */
function tied(units: readonly Unit[]): readonly PlaceOption[] | undefined {
  const [vpcs] = units
    .map(vpcsOfUnit)
    .filter((found) => found !== undefined)
    .sort((left, right) => left.length - right.length);
  if (vpcs === undefined || vpcs.length > MOST_TIED) return undefined;
  return vpcs
    .map(({ value }) => ({ vpc: value, ids: idsIn(units, value) }))
    .filter((option) => units.every(({ ids }) => ids.some(({ id }) => option.ids.has(id))));
}

/** The ids that are in this VPC, or of which that is not known. */
function idsIn(units: readonly Unit[], vpc: Value): ReadonlySet<GraphValue> {
  const fitting = units
    .flatMap(({ ids }) => ids)
    .filter(({ vpcs }) => vpcs.length !== 1 || vpcs.some(({ value }) => !differ(value, vpc)));
  return new Set(fitting.map(({ id }) => id));
}

const differ = (left: Value, right: Value) =>
  isDecisive(left) && isDecisive(right) && identityOf(left) !== identityOf(right);

/** A set in which only these candidates are left. */
export function restricted(set: IdSet, left: ReadonlySet<GraphValue> | undefined): IdSet {
  if (left === undefined) return set;
  const keep = (scalar: Scalar): readonly Scalar[] => {
    if (scalar.kind !== 'one-of') return left.has(scalar) ? [scalar] : [];
    const candidates = scalar.candidates.filter((candidate) => left.has(candidate));
    return candidates.length === 0 ? [] : [{ ...scalar, candidates }];
  };
  const certain = set.certain.flatMap(keep);
  const optional = set.certain.length > 0 ? set.optional : set.optional.flatMap(keep);
  return { ...set, certain, optional };
}

function labelOf(ids: readonly PlacedId[], owner: string): string {
  const [only, ...others] = ids.map(({ id }) => shown(toIamValue(id)));
  return only === undefined || others.length > 0 ? owner : only;
}

/**
 * The VPC when nothing decides it: it is the same for whoever uses the same subnets. Beside those that are found it has
 * a name of its own: it may be another one.
 */
function openVpc(units: readonly Unit[], owner: string): Value {
  const [unit] = units;
  const ids = unit?.ids ?? [];
  const doubtful = ids.find(({ vpcs }) => vpcs.length === 0);
  const found = ids.flatMap(({ vpcs }) => vpcs.map(({ value }) => value));
  const name = ids.length === 1 && ids[0] !== undefined ? identityOf(toIamValue(ids[0].id)) : owner;
  const unknown: Value = {
    kind: 'unknown',
    name: found.length === 0 ? `VPC of ${name}` : `another VPC of ${name}`,
    origin: { label: `the VPC of ${labelOf(ids, owner)}`, trail: [] },
    reason: doubtful?.reason ?? 'the VPC of its subnets is not known',
    ...(doubtful?.settle === undefined ? {} : { settle: doubtful.settle }),
    shape: ID_SHAPES.vpc,
  };
  if (found.length === 0) return unknown;
  const candidates = distinct([...found.flatMap(candidatesOf), unknown]);
  return { kind: 'one-of', name: `VPC of ${owner}`, candidates, reason: unknown.reason };
}
