import type { Statement } from '../iam/policy.ts';
import { type Context, type ContextValue, PRESENT, type Request } from '../iam/request.ts';
import type { Value } from '../iam/value.ts';

/** A request to the Lambda API as far as the VPC keys go: concrete, so that a policy decides it. */
export interface Probe {
  readonly action: string;
  readonly network: ProbeNetwork;
}

/** The network of a function; undefined is a function without a VPC. */
export type ProbeNetwork = AttachedNetwork | undefined;

export interface AttachedNetwork {
  readonly vpc: ProbeValue;
  readonly subnets: readonly ProbeValue[];
  readonly securityGroups: readonly ProbeValue[];
}

/** An id, or the id that something new will get: equal to nothing that a policy can list. */
export type ProbeValue = string | NewId;

export interface NewId {
  readonly new: IdKind;
  /** The value of a policy that it is, where a policy names it before it exists. */
  readonly name?: string;
}

/** The same for the same id alone. */
export const probeKey = (value: ProbeValue): string =>
  typeof value === 'string' ? value : `new ${value.new} ${value.name ?? ''}`;

export type IdKind = 'vpc' | 'subnet' | 'sg';

/** The keys that an audit varies; all others are as `Surroundings` says. Lower case, as context keys compare. */
export const VPC_KEY = 'lambda:vpcids';
export const SUBNET_KEY = 'lambda:subnetids';
export const SECURITY_GROUP_KEY = 'lambda:securitygroupids';

export interface NetworkKey {
  readonly key: string;
  /** As AWS spells it. */
  readonly name: string;
  readonly kind: IdKind;
  readonly multivalued: boolean;
}

export const NETWORK_KEYS = [
  { key: VPC_KEY, name: 'lambda:VpcIds', kind: 'vpc', multivalued: false },
  { key: SUBNET_KEY, name: 'lambda:SubnetIds', kind: 'subnet', multivalued: true },
  { key: SECURITY_GROUP_KEY, name: 'lambda:SecurityGroupIds', kind: 'sg', multivalued: true },
] as const satisfies readonly NetworkKey[];

/** The key of this name, in any case; undefined for every key that says nothing about the network. */
export function networkKey(name: string): NetworkKey | undefined {
  return NETWORK_KEYS.find(({ key }) => key === name.toLowerCase());
}

/** Whether a statement has a condition on the network. */
export const aboutNetwork = ({ conditions }: Statement): boolean =>
  conditions.some(({ key }) => networkKey(key) !== undefined);

/** Everything about a request that is not its network: the same for all probes of a policy. */
export interface Surroundings {
  readonly resource: string;
  /** What the request carries under every other key; in lower case. */
  readonly other: (key: string) => ContextValue;
}

/** The requests that give a function its network. */
export const FUNCTION_ACTIONS = ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'] as const;

/** Later actions, whose requests carry the array keys without `lambda:VpcIds`. */
export const NEWER_ACTIONS = ['lambda:CreateCapacityProvider', 'lambda:CreateNetworkConnector'] as const;

/** All whose requests carry network keys. */
export const NETWORK_ACTIONS = [...FUNCTION_ACTIONS, ...NEWER_ACTIONS] as const;

/** The same in lower case: IAM compares the names of actions so. */
export const CARRYING: ReadonlySet<string> = new Set(NETWORK_ACTIONS.map((name) => name.toLowerCase()));

const WITHOUT_VPC_KEY: ReadonlySet<string> = new Set(NEWER_ACTIONS.map((name) => name.toLowerCase()));

/**
 * The probe as IAM sees it. Requests of other actions carry none of the VPC keys.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export function requestOf({ action, network }: Probe, { resource, other }: Surroundings): Request {
  return { action, resource: [resource], context: contextOf(action.toLowerCase(), network, other) };
}

function contextOf(action: string, network: ProbeNetwork, other: Surroundings['other']): Context {
  const carries = CARRYING.has(action) ? network : undefined;
  const held = new Map<string, ContextValue>([
    [VPC_KEY, WITHOUT_VPC_KEY.has(action) ? ABSENT : single(carries?.vpc)],
    [SUBNET_KEY, multi(carries?.subnets)],
    [SECURITY_GROUP_KEY, multi(carries?.securityGroups)],
  ]);
  return { lookup: (key) => held.get(key.toLowerCase()) ?? other(key.toLowerCase()) };
}

const ABSENT: ContextValue = { kind: 'absent' };

function single(value: ProbeValue | undefined): ContextValue {
  return value === undefined ? ABSENT : { kind: 'single', presence: PRESENT, value: iamValue(value) };
}

function multi(values: readonly ProbeValue[] | undefined): ContextValue {
  return values === undefined || values.length === 0
    ? ABSENT
    : { kind: 'multi', presence: PRESENT, values: values.map(iamValue) };
}

function iamValue(value: ProbeValue): Value {
  if (typeof value === 'string') return { kind: 'known', text: value };
  const shape = { prefix: `${value.new}-`, alphabet: '0123456789abcdef', lengths: [17] };
  return { kind: 'new', name: value.name ?? `a new ${value.new}`, shape };
}

/** The network keys of a probe as JSON, for a reader or another simulator. A new id is `vpc-(new)`. */
export type ShownContext = Readonly<Record<string, string | readonly string[]>>;

export function shownContext({ action, network }: Probe): ShownContext {
  if (network === undefined || !CARRYING.has(action.toLowerCase())) return {};
  return {
    ...(WITHOUT_VPC_KEY.has(action.toLowerCase()) ? {} : { 'lambda:VpcIds': shownValue(network.vpc) }),
    'lambda:SubnetIds': network.subnets.map(shownValue),
    'lambda:SecurityGroupIds': network.securityGroups.map(shownValue),
  };
}

const shownValue = (value: ProbeValue) =>
  typeof value === 'string' ? value : (value.name ?? `${value.new}-(new)`);
