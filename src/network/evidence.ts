import { behind, hop, itemsOf, known } from '../graph/construct.ts';
import type { Graph } from '../graph/graph.ts';
import { nameOf, same } from '../graph/identity.ts';
import { partAt } from '../graph/navigate.ts';
import type { ListValue, Value } from '../graph/value.ts';
import type { Plan } from '../plan/plan.ts';
import { describedVpc, type MemberKind, type NetworkDescription } from './description.ts';
import { MEMBER_TYPES, type Search } from './member-types.ts';
import type { VpcEvidence } from './network.ts';

/** Which instances of the plan have an id, or found it: by the name of the value. */
export interface Lookups {
  /** Of resources and data sources of one member, in the order of their types. */
  readonly single: readonly Lookup[];
  /** Of VPCs whose default security group it is. */
  readonly defaults: readonly Lookup[];
  readonly searches: ReadonlyMap<string, readonly string[]>;
}

interface Lookup {
  readonly type: string;
  readonly attribute: string;
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

export async function openLookups(graph: Graph, kind: MemberKind): Promise<Lookups> {
  const { single, searches } = MEMBER_TYPES[kind];
  const lookup = async (type: string, attribute: string): Promise<Lookup> => ({
    type,
    attribute,
    addresses: await graph.instancesBy(type, attribute),
  });
  const vpcs = kind === 'security-group' ? ['aws_vpc', 'aws_default_vpc'] : [];
  return {
    single: await Promise.all(single.map((type) => lookup(type, 'id'))),
    defaults: await Promise.all(vpcs.map((type) => lookup(type, 'default_security_group_id'))),
    searches: await indexSearches(graph, searches),
  };
}

/** The member's own `vpc_id`: of the resource that it is, and of data sources that read it. */
export async function ownVpc(
  graph: Graph,
  { single, defaults }: Lookups,
  member: Value,
): Promise<readonly VpcEvidence[]> {
  const found: (VpcEvidence | undefined)[] = [];
  for (const address of addressesIn(graph, single, member))
    found.push((await vpcAttribute(graph, address)) ?? (await filteredVpc(graph, address)));
  for (const address of addressesIn(graph, defaults, member))
    found.push(await defaultGroupVpc(graph, address));
  return found.filter((one) => one !== undefined);
}

/** The instances that have this value; of a value that is not known the instance that it comes from. */
function addressesIn(graph: Graph, lookups: readonly Lookup[], member: Value): readonly string[] {
  const name = nameOf(member);
  const of = graph.attributeOf(member);
  return lookups.flatMap(({ type, attribute, addresses }) => {
    const found = name === undefined ? [] : (addresses.get(name) ?? []);
    if (of === undefined || of.type !== type || of.attribute !== attribute) return found;
    return [of.instance, ...found.filter((address) => address !== of.instance)];
  });
}

async function vpcAttribute(graph: Graph, address: string): Promise<VpcEvidence | undefined> {
  const vpc = await graph.attribute(address, ['vpc_id']);
  return vpc === undefined || isNothing(vpc) ? undefined : evidence(vpc, `\`${address}.vpc_id\``, address);
}

/** The default security group of a VPC is in that VPC. */
async function defaultGroupVpc(graph: Graph, address: string): Promise<VpcEvidence | undefined> {
  const vpc = await graph.attribute(address, ['id']);
  return vpc && evidence(vpc, `it is the default security group of \`${address}\``, address);
}

/** Data sources that searched in one VPC and found the member, or will find it during the apply. */
export async function searchedVpc(
  graph: Graph,
  kind: MemberKind,
  member: Value,
  { searches }: Lookups,
): Promise<readonly VpcEvidence[]> {
  const of = graph.attributeOf(member);
  const isSearched = MEMBER_TYPES[kind].searches.some(
    (one) => one.type === of?.type && one.ids === of.attribute,
  );
  const key = searchKey(member);
  const addresses = isSearched && of !== undefined ? [of.instance] : (searches.get(key ?? '') ?? []);
  const found: VpcEvidence[] = [];
  for (const address of addresses) {
    const vpc = (await filteredVpc(graph, address)) ?? (await vpcAttribute(graph, address));
    if (vpc !== undefined) found.push(vpc);
  }
  return found;
}

/** Known ids by themselves; the elements of a list that is read during the apply by the list's name. */
function searchKey(member: Value): string | undefined {
  if (member.kind === 'known') return `id ${member.value}`;
  return member.kind === 'unknown' ? `name ${member.name}` : undefined;
}

/** Which data sources found which ids. */
export async function indexSearches(
  graph: Graph,
  searches: readonly Search[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const index = new Map<string, string[]>();
  const note = (key: string, address: string): void => {
    const there = index.get(key);
    if (there === undefined) index.set(key, [address]);
    else there.push(address);
  };
  for (const { type, ids } of searches) {
    for (const address of graph.instances(type)) {
      note(`name ${address}.${ids}`, address);
      const found = await graph.attribute(address, [ids]);
      if (found?.kind !== 'list') continue;
      for (const item of found.items) if (item.kind === 'known') note(`id ${item.value}`, address);
    }
  }
  return index;
}

/** The VPC of `filter { name = "vpc-id" }`, where it is one. */
async function filteredVpc(graph: Graph, address: string): Promise<VpcEvidence | undefined> {
  const filters = await graph.attribute(address, ['filter']);
  if (filters?.kind !== 'list') return undefined;
  for (const filter of filters.items) {
    const name = partAt(filter, ['name']);
    const values = partAt(filter, ['values']);
    if (name?.kind !== 'known' || name.value !== 'vpc-id' || values?.kind !== 'list') continue;
    const vpc = onlyVpc(values);
    if (vpc !== undefined) return evidence(vpc, `\`${address}\` filters vpc-id`, address);
  }
  return undefined;
}

/** A filter may hold several ids, and wildcards. */
function onlyVpc(values: ListValue): Value | undefined {
  const [only] = itemsOf(values);
  if (only === undefined || values.items.length > 1 || values.rest !== undefined) return undefined;
  if (only.kind !== 'known') return only;
  return /^vpc-[0-9a-z-]+$/u.test(String(only.value)) ? only : undefined;
}

/**
 * Whether a security group may stand in several VPCs: those that the plan associates it with, beside its own. An
 * association of which the group is not known may be of any that it can be.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html
 */
export async function isShared(
  graph: Graph,
  associations: readonly string[],
  kind: MemberKind,
  member: Value,
): Promise<boolean> {
  if (kind !== 'security-group') return false;
  const path = ['security_group_id'];
  for (const association of associations) {
    const group =
      (await graph.attribute(association, path)) ?? (await graph.attributeBefore(association, path));
    if (group === undefined || same(group, member) !== false) return true;
  }
  return false;
}

/** The associations of groups with further VPCs: those too that the apply ends, or that Terraform only forgets. */
export function associationsOf(plan: Plan, graph: Graph): readonly string[] {
  const changes = plan.resourceChanges.of(({ type, mode }) => type === ASSOCIATION && mode === 'managed');
  return [...new Set([...graph.instances(ASSOCIATION), ...[...changes].map((one) => one.addressText)])];
}

const ASSOCIATION = 'aws_vpc_security_group_vpc_association';

/** What the files that the user gave say. */
export function describedEvidence(
  given: readonly NetworkDescription[],
  kind: MemberKind,
  member: Value,
): readonly VpcEvidence[] {
  return given.flatMap((description) => {
    const vpc = describedVpc(description, kind, member);
    if (vpc === undefined) return [];
    const trail = [hop(`known: ${vpc}`, { path: description.path })];
    return [{ vpc: known(vpc, trail), because: description.path, trail }];
  });
}

export function evidence(vpc: Value, because: string, address: string): VpcEvidence {
  return { vpc, because, trail: behind([hop(address)], vpc).trail };
}

/** Null and the empty text: EC2-Classic, or nothing at all. */
export function isNothing(value: Value): boolean {
  return value.kind === 'known' && (value.value === null || value.value === '');
}
