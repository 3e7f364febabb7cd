import { hop, known } from '../graph/construct.ts';
import type { AttributePath, Graph } from '../graph/graph.ts';
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
  const destroyed = plan.resourceChanges.of(({ type, actions }) => types.has(type) && DESTROYS.has(actions));
  for (const resourceChange of destroyed) {
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
  'forget-create',
]);

/** In which VPC other members are, by strong evidence. */
export type Strongly = (kind: MemberKind, member: Value) => Promise<VpcEvidence | undefined>;

/** Of both kinds. */
export type HolderIndex = Readonly<Record<MemberKind, EvidenceIndex>>;

/**
 * What the state and the plan have side by side: the members of a load balancer, a function, … with their VPC, or with
 * other members of which the VPC is known. One walk for both kinds: what a holder says is read once.
 */
export async function indexHolders(graph: Graph, strongly: Strongly): Promise<HolderIndex> {
  const index = {
    subnet: new Map<string, VpcEvidence[]>(),
    'security-group': new Map<string, VpcEvidence[]>(),
  };
  const fruitless = new Set<string>();
  for (const holder of HOLDERS)
    for (const address of graph.instances(holder.type))
      for (const moment of MOMENTS)
        for (const kind of MEMBER_KINDS)
          await noteCompany(index[kind], graph, { holder, address, kind, moment, strongly }, fruitless);
  return index;
}

type Moment = 'before' | 'after';
const MOMENTS: readonly Moment[] = ['before', 'after'];

interface HolderQuestion {
  readonly holder: Holder;
  readonly address: string;
  readonly kind: MemberKind;
  readonly moment: Moment;
  readonly strongly: Strongly;
}

/**
 * Who stands together, where that alone decides what a holder tells: the plan holds all the ids, and a VPC beside them
 * would not count. Whoever holds the same tells the same.
 */
function companyOf(graph: Graph, { holder, address, kind, moment }: HolderQuestion): string | undefined {
  if (moment === 'before' || holder.isVpc === 'configured') return undefined;
  const lists = MEMBER_KINDS.map((member) => {
    const path = holder.members[member];
    return path === undefined ? [] : graph.plainTexts(address, path, moment);
  });
  return lists.includes(undefined) ? undefined : JSON.stringify([kind, lists]);
}

/** A holder of whose company it is known already that it tells nothing is passed. */
async function noteCompany(
  index: Map<string, VpcEvidence[]>,
  graph: Graph,
  question: HolderQuestion,
  fruitless: Set<string>,
): Promise<void> {
  const path = question.holder.members[question.kind];
  if (path === undefined) return;
  const texts = graph.plainTexts(question.address, path, question.moment);
  if (texts?.every((id) => index.has(id))) return;
  const company = companyOf(graph, question);
  if (company !== undefined && fruitless.has(company)) return;
  const isFound = await noteHolder(index, graph, question);
  if (!isFound && company !== undefined) fruitless.add(company);
}

/** False: nothing tells in which VPC its members are. */
async function noteHolder(
  index: Map<string, VpcEvidence[]>,
  graph: Graph,
  question: HolderQuestion,
): Promise<boolean> {
  const { holder, address, kind, moment } = question;
  if (await isNoted(index, graph, question)) return true;
  const heads = await headsOf(graph, question);
  const members = membersAt(heads, holder.members[kind]);
  const ids = members.flatMap((member) => (member.kind === 'known' ? [String(member.value)] : []));
  if (ids.every((id) => index.has(id))) return true;
  if (kind === 'security-group' && moment === 'before' && (await isMoved(heads, graph, question)))
    return true;
  const found = statedVpc(heads, question) ?? (await vpcOfOthers(heads, question));
  // What exists before the apply is in no VPC that the apply creates: such company is a mistake, and tells nothing.
  if (found === undefined || found.vpc.kind === 'new') return false;
  const when = moment === 'before' ? 'in the state' : 'in the plan';
  for (const id of ids) push(index, id, { ...found, because: `\`${address}\` ${found.because} ${when}` });
  return true;
}

/**
 * Whether it has no members, or all of them are known and have evidence already: of most functions, those of the first
 * one.
 */
async function isNoted(
  index: ReadonlyMap<string, unknown>,
  graph: Graph,
  { holder, address, kind, moment }: HolderQuestion,
): Promise<boolean> {
  const members = await readAt(graph, address, moment, holder.members[kind] ?? []);
  if (members === undefined && moment === 'before') return true;
  if (members?.kind !== 'list' || members.rest !== undefined) return false;
  return members.items.every((member) => member.kind === 'known' && index.has(String(member.value)));
}

const readAt = (graph: Graph, address: string, moment: Moment, path: AttributePath) =>
  moment === 'before' ? graph.attributeBefore(address, path) : graph.attribute(address, path);

/** The attributes in which VPC and members are, each read once. */
async function headsOf(graph: Graph, { holder, address, moment }: HolderQuestion): Promise<Value> {
  const attributes = new Map<string, Value>();
  const paths = [holder.vpc, ...Object.values(holder.members)];
  for (const head of new Set(paths.map((path) => String(path[0])))) {
    const value = await readAt(graph, address, moment, [head]);
    if (value !== undefined) attributes.set(head, value);
  }
  return { kind: 'object', attributes, trail: [hop(address)] };
}

/**
 * Whether the plan puts other subnets beside the groups. Then the state tells nothing of the groups: whoever moves a
 * function to another VPC often leaves the groups as they were, and the VPC of the state is the one that is left.
 */
async function isMoved(before: Value, graph: Graph, question: HolderQuestion): Promise<boolean> {
  const path = question.holder.members.subnet;
  const after = await headsOf(graph, { ...question, moment: 'after' });
  return idsText(membersAt(before, path)) !== idsText(membersAt(after, path));
}

const idsText = (members: readonly Value[]) =>
  members
    .map((member) => (member.kind === 'known' ? String(member.value) : '?'))
    .sort()
    .join(' ');

function membersAt(heads: Value, path: AttributePath | undefined): readonly Value[] {
  const members = path === undefined ? undefined : partAt(heads, path);
  return members?.kind === 'list' ? members.items : [];
}

function statedVpc(heads: Value, { holder, address, moment }: HolderQuestion): VpcEvidence | undefined {
  if (moment === 'after' && holder.isVpc === 'computed') return undefined;
  const vpc = partAt(heads, holder.vpc);
  if (vpc === undefined || isNothing(vpc) || (vpc.kind !== 'known' && vpc.kind !== 'new')) return undefined;
  return evidence(vpc, 'has it with its VPC', address);
}

/** The first other member of which the VPC is known. */
async function vpcOfOthers(
  heads: Value,
  { holder, address, strongly }: HolderQuestion,
): Promise<VpcEvidence | undefined> {
  for (const kind of MEMBER_KINDS) {
    for (const member of membersAt(heads, holder.members[kind])) {
      const found = await strongly(kind, member);
      if (found !== undefined)
        return { ...evidence(found.vpc, `has it beside others of that VPC (${found.because})`, address) };
    }
  }
  return undefined;
}

const MEMBER_KINDS: readonly MemberKind[] = ['subnet', 'security-group'];

function push(index: Map<string, VpcEvidence[]>, id: string, found: VpcEvidence): void {
  const there = index.get(id);
  if (there === undefined) index.set(id, [found]);
  else there.push(found);
}
