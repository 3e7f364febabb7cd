import { hop, known } from '../graph/construct.ts';
import type { Graph } from '../graph/graph.ts';
import { partAt } from '../graph/navigate.ts';
import type { Value } from '../graph/value.ts';
import { isObject } from '../plan/json.ts';
import type { Plan } from '../plan/plan.ts';
import type { MemberKind } from './description.ts';
import { evidence, isNothing } from './evidence.ts';
import { HOLDERS, type Holder, MEMBER_TYPES } from './member-types.ts';
import type { VpcEvidence } from './network.ts';

/** Evidence by the id of a member. */
export type EvidenceIndex = ReadonlyMap<string, readonly VpcEvidence[]>;

/** The members that the apply destroys or replaces: where they are until then. */
export function indexDestroyed(plan: Plan, kind: MemberKind): EvidenceIndex {
  const index = new Map<string, VpcEvidence[]>();
  const types = new Set(MEMBER_TYPES[kind].single);
  for (const resourceChange of plan.resourceChanges) {
    if (!types.has(resourceChange.address.type) || !DESTROYS.has(resourceChange.actions)) continue;
    const { before } = resourceChange.change();
    if (!isObject(before) || typeof before.id !== 'string' || typeof before.vpc_id !== 'string') continue;
    const because = `\`${resourceChange.addressText}.vpc_id\` before the apply`;
    push(index, before.id, evidence(known(before.vpc_id), because, resourceChange.addressText));
  }
  return index;
}

const DESTROYS: ReadonlySet<string> = new Set([
  'delete',
  'delete-create',
  'create-delete',
  'forget',
  'create-forget',
]);

/** What the state has side by side: the members of a load balancer, a function, … and their VPC. */
export async function indexHolders(graph: Graph, kind: MemberKind): Promise<EvidenceIndex> {
  const index = new Map<string, VpcEvidence[]>();
  for (const holder of HOLDERS) {
    const path = holder.members[kind];
    if (path === undefined) continue;
    for (const address of graph.instances(holder.type)) {
      const heads = await statedHeads(graph, address, holder, path);
      const vpc = partAt(heads, holder.vpc);
      const members = partAt(heads, path);
      if (vpc === undefined || isNothing(vpc) || members?.kind !== 'list') continue;
      const because = `\`${address}\` has both in the state`;
      for (const member of members.items) {
        if (member.kind === 'known') push(index, String(member.value), evidence(vpc, because, address));
      }
    }
  }
  return index;
}

/** The attributes in which VPC and members are, before the apply, each read once. */
async function statedHeads(
  graph: Graph,
  address: string,
  holder: Holder,
  path: readonly (string | number)[],
): Promise<Value> {
  const attributes = new Map<string, Value>();
  for (const head of new Set([holder.vpc[0], path[0]])) {
    const value = typeof head === 'string' ? await graph.attributeBefore(address, [head]) : undefined;
    if (value !== undefined) attributes.set(String(head), value);
  }
  return { kind: 'object', attributes, trail: [hop(address)] };
}

function push(index: Map<string, VpcEvidence[]>, id: string, found: VpcEvidence): void {
  const there = index.get(id);
  if (there === undefined) index.set(id, [found]);
  else there.push(found);
}
