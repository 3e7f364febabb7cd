import type { ContextValue, Presence } from '../iam/request.ts';
import type { Value } from '../iam/value.ts';
import { withHolder } from '../network/holder.ts';
import type { Network } from '../network/network.ts';
import { ID_SHAPES, identityOf } from '../policies/value.ts';
import { type IdSet, idSets, isEmpty, mayBeEmpty, namedSet } from './id-set.ts';
import { arrayKey, type IdKind, presenceOf } from './key-values.ts';
import { placeRequest, restricted } from './place.ts';
import type { RequestNetwork } from './planned-request.ts';
import { placeSet } from './vpc-evidence.ts';
import type { Doubt, GivenVpc, VpcSettings } from './vpc-settings.ts';

/** What one form of a request carries about its network. */
export interface NetworkKeys {
  readonly vpcIds: ContextValue;
  readonly subnetIds: ContextValue;
  readonly securityGroupIds: ContextValue;
}

/** All forms that the network of a request may have: exactly one of them is the case. */
export interface RequestForms {
  readonly forms: readonly [NetworkKeys, ...NetworkKeys[]];
  readonly network: RequestNetwork;
  readonly notes: readonly string[];
}

export const SUBNETS = { plural: 'subnets', shape: ID_SHAPES.subnet, atMost: 16 } as const satisfies IdKind;
export const GROUPS = {
  plural: 'security groups',
  shape: ID_SHAPES['security-group'],
  atMost: 5,
} as const satisfies IdKind;

/** More forms than that are one form of which nothing is known. */
const MOST_FORMS = 16;

const NO_NETWORK: RequestNetwork = { subnets: [], securityGroups: [], contradictions: [] };

/** What a request with these VPC settings carries. Lambda derives the VPC from the subnets and security groups. */
export async function requestForms(
  settings: VpcSettings,
  network: Network,
  owner: string,
): Promise<RequestForms> {
  const options = distinctOptions(settings);
  if (options === undefined) return unknownForms(tooMany(owner), owner);
  const found: RequestForms[] = [];
  for (const option of options) found.push(await formsOf(option, network, owner));
  const [first, ...others] = found.flatMap(({ forms }) => forms);
  if (first === undefined || others.length >= MOST_FORMS) return unknownForms(tooMany(owner), owner);
  return {
    forms: [first, ...others],
    network: mergeNetworks(found.map(({ network }) => network)),
    notes: [...new Set(found.flatMap(({ notes }) => notes))],
  };
}

type PlainSettings = Exclude<VpcSettings, { readonly kind: 'choice' }>;

/** A choice of choices is one choice; undefined where it is too large. */
function distinctOptions(settings: VpcSettings, depth = 0): readonly PlainSettings[] | undefined {
  if (settings.kind !== 'choice') return [settings];
  if (depth > MOST_FORMS || settings.options.length > MOST_FORMS) return undefined;
  const options: PlainSettings[] = [];
  for (const option of settings.options) {
    const flat = distinctOptions(option, depth + 1);
    if (flat === undefined || options.length + flat.length > MOST_FORMS) return undefined;
    options.push(...flat);
  }
  return options;
}

async function formsOf(settings: PlainSettings, network: Network, owner: string): Promise<RequestForms> {
  switch (settings.kind) {
    case 'none':
      return { forms: [absentKeys(settings.reason)], network: NO_NETWORK, notes: [] };
    case 'unknown':
      return unknownForms(settings.doubt, owner);
    case 'given':
      return givenForms(settings, network, owner);
  }
}

function absentKeys(reason: string): NetworkKeys {
  const absent: ContextValue = { kind: 'absent', reason };
  return { vpcIds: absent, subnetIds: absent, securityGroupIds: absent };
}

function tooMany(owner: string): Doubt {
  const reason = 'there are too many possibilities for its subnets and security groups';
  return { kind: 'unknown', name: `vpc_config of ${owner}`, reason };
}

/** Nothing is known: neither whether the keys are there, nor what they hold. */
function unknownForms(doubt: Doubt, owner: string): RequestForms {
  return { forms: [unknownKeys(doubt, owner)], network: NO_NETWORK, notes: [] };
}

function unknownKeys(doubt: Doubt, owner: string): NetworkKeys {
  const { reason, settle } = doubt;
  const why = settle === undefined ? { reason } : { reason, settle };
  const ids = (kind: typeof SUBNETS | typeof GROUPS): ContextValue => ({
    kind: 'multi',
    presence: doubt,
    values: [],
    rest: { name: `${kind.plural} of ${owner}`, ...why, shape: kind.shape, atLeast: 1, atMost: kind.atMost },
  });
  const vpc: Value = { kind: 'unknown', name: `VPC of ${owner}`, ...why, shape: ID_SHAPES.vpc };
  return {
    vpcIds: { kind: 'single', presence: doubt, value: vpc },
    subnetIds: ids(SUBNETS),
    securityGroupIds: ids(GROUPS),
  };
}

async function givenForms(settings: GivenVpc, network: Network, owner: string): Promise<RequestForms> {
  const subnetSets = idSets(settings.subnets);
  const groupSets = idSets(settings.securityGroups);
  if (subnetSets.length * groupSets.length > MOST_FORMS) return unknownForms(tooMany(owner), owner);
  const pairs: PairForms[] = [];
  for (const subnets of subnetSets)
    for (const groups of groupSets) pairs.push(await pairForms(settings, subnets, groups, network, owner));
  const taken = pairs.filter(({ isRefused }) => !isRefused);
  const found = taken.length > 0 ? taken : pairs;
  const [first, ...others] = found.flatMap(({ forms }) => forms);
  if (first === undefined) return unknownForms(tooMany(owner), owner);
  return {
    forms: [first, ...others],
    network: mergeNetworks(found.map((form) => form.network)),
    notes: [
      ...new Set([...found.flatMap(({ notes }) => notes), ...(found.length > 1 ? choosers(settings) : [])]),
    ],
  };
}

/** Why it is not known which of several lists it gets. */
function choosers({ subnets, securityGroups }: GivenVpc): readonly string[] {
  const why = (kind: string, ids: GivenVpc['subnets']) =>
    ids?.kind === 'one-of' ? [`which ${kind} it gets is not known: ${ids.reason}`] : [];
  return [...why('subnets', subnets), ...why('security groups', securityGroups)];
}

/** What a request has with one of the forms of its subnets, and one of its groups. */
interface PairForms extends RequestForms {
  /** Lambda takes no such pair: where another is possible, this is not the one. */
  readonly isRefused: boolean;
}

async function pairForms(
  settings: GivenVpc,
  subnetsGiven: IdSet,
  groupsGiven: IdSet,
  network: Network,
  owner: string,
): Promise<PairForms> {
  const subnetSet = await namedSet(subnetsGiven, (id) => withHolder(network.holderOf, 'subnet', id, owner));
  const groupSet = await namedSet(groupsGiven, (id) =>
    withHolder(network.holderOf, 'security-group', id, owner),
  );
  if (isEmpty(subnetSet) && isEmpty(groupSet))
    return {
      forms: [absentKeys('it has neither subnets nor security groups')],
      network: NO_NETWORK,
      notes: [],
      isRefused: false,
    };
  const subnets = await placeSet(subnetSet, network.vpcOfSubnet);
  const groups = await placeSet(groupSet, network.vpcOfSecurityGroup);
  const place = placeRequest(settings, subnets, groups, owner);
  const keys = place.options.map(({ vpc, ids }) =>
    keysOf(restricted(subnetSet, ids), restricted(groupSet, ids), vpc, settings.doubt, owner),
  );
  const [first, ...others] = keys;
  if (first === undefined) return { ...unknownForms(tooMany(owner), owner), isRefused: false };
  const isHalf = isEmpty(subnetSet) || isEmpty(groupSet);
  return {
    forms: [first, ...others],
    isRefused: isHalf || place.isApart,
    network: {
      subnets: subnets.members,
      securityGroups: groups.members,
      contradictions: place.contradictions,
      ...(place.shown === undefined ? {} : { vpc: place.shown }),
    },
    notes: isHalf ? [HALF] : [],
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const HALF = 'Lambda refuses a VPC configuration with only subnets or only security groups';

function keysOf(
  subnets: IdSet,
  groups: IdSet,
  vpc: Value,
  doubt: Doubt | undefined,
  owner: string,
): NetworkKeys {
  const presence = keyPresence(subnets, groups, doubt, owner);
  return {
    vpcIds: { kind: 'single', presence, value: vpc },
    subnetIds: arrayKey(subnets, SUBNETS, presence, owner),
    securityGroupIds: arrayKey(groups, GROUPS, presence, owner),
  };
}

/**
 * Which context a request gets that has only one of the two lists is not documented. Lambda refuses it: where there are
 * subnets, there are groups as well, and the other way round.
 */
function keyPresence(subnets: IdSet, groups: IdSet, doubt: Doubt | undefined, owner: string): Presence {
  if (isEmpty(subnets) || isEmpty(groups))
    return { kind: 'unknown', name: `vpc_config of ${owner}`, reason: HALF };
  const sets = [subnets, groups];
  return presenceOf(sets.every(mayBeEmpty) ? sets : [], doubt, owner);
}

function mergeNetworks(networks: readonly RequestNetwork[]): RequestNetwork {
  const [first, ...others] = networks;
  if (first === undefined) return NO_NETWORK;
  if (others.length === 0) return first;
  return {
    subnets: distinctMembers(networks.flatMap(({ subnets }) => subnets)),
    securityGroups: distinctMembers(networks.flatMap(({ securityGroups }) => securityGroups)),
    contradictions: [...new Set(networks.flatMap(({ contradictions }) => contradictions))],
  };
}

function distinctMembers(members: RequestNetwork['subnets']): RequestNetwork['subnets'] {
  return [...new Map(members.map((member) => [identityOf(member.value), member])).values()];
}
