import type { Graph } from '../graph/graph.ts';
import { nameOf, same } from '../graph/identity.ts';
import type { OneOfValue, Value } from '../graph/value.ts';
import type { Plan } from '../plan/plan.ts';
import type { MemberKind, NetworkDescription } from './description.ts';
import {
  associationsOf,
  describedEvidence,
  isShared,
  type Lookups,
  openLookups,
  ownVpc,
  searchedVpc,
} from './evidence.ts';
import { type FindHolder, openHolders, withHolder } from './holder.ts';
import type { Network, VpcEvidence, VpcFinding } from './network.ts';
import {
  type EvidenceIndex,
  type HolderIndex,
  indexDestroyed,
  indexHolders,
  type Strongly,
} from './state-evidence.ts';

/**
 * In which VPC subnets and security groups are, by the evidence of the plan, the source and the files that were given,
 * the strongest first: the member's own `vpc_id`; a data source that searched one VPC; a given file; where it was
 * before the apply destroys it; what other resources have side by side.
 */
export function buildNetwork(plan: Plan, graph: Graph, given: readonly NetworkDescription[]): Network {
  const holderOf = openHolders(graph);
  const strongly: Strongly = (kind, member) => members[kind].strongVpc(member);
  let index: Promise<HolderIndex> | undefined;
  const holders = () => {
    index ??= indexHolders(graph, strongly);
    return index;
  };
  const members: Readonly<Record<MemberKind, Members>> = {
    subnet: new Members('subnet', plan, graph, given, holders, holderOf),
    'security-group': new Members('security-group', plan, graph, given, holders, holderOf),
  };
  return {
    vpcOfSubnet: (subnet) => members.subnet.vpcOf(subnet),
    vpcOfSecurityGroup: (group) => members['security-group'].vpcOf(group),
    holderOf,
  };
}

/** The members of one kind. Each answer is worked out once. */
class Members {
  readonly #kind: MemberKind;
  readonly #plan: Plan;
  readonly #graph: Graph;
  readonly #given: readonly NetworkDescription[];
  readonly #findings = new Map<string, Promise<VpcFinding>>();
  readonly #strongByName = new Map<string, Promise<readonly VpcEvidence[]>>();
  #lookups: Promise<Lookups> | undefined;
  #destroyed: EvidenceIndex | undefined;
  #associations: readonly string[] | undefined;

  readonly #holders: () => Promise<HolderIndex>;
  readonly #holderOf: FindHolder;

  constructor(
    kind: MemberKind,
    plan: Plan,
    graph: Graph,
    given: readonly NetworkDescription[],
    holders: () => Promise<HolderIndex>,
    holderOf: FindHolder,
  ) {
    this.#holderOf = holderOf;
    this.#holders = holders;
    this.#kind = kind;
    this.#plan = plan;
    this.#graph = graph;
    this.#given = given;
  }

  vpcOf(member: Value): Promise<VpcFinding> {
    const name = nameOf(member);
    if (name === undefined) return this.#find(member);
    // What is found of a sensitive id does not name it.
    const key = member.sensitive === true ? `sensitive ${name}` : name;
    const finding =
      this.#findings.get(key) ?? (member.kind === 'one-of' ? this.#ofCandidates(member) : this.#find(member));
    this.#findings.set(key, finding);
    return finding;
  }

  /** By strong evidence alone; undefined where there is none, or it contradicts itself. */
  async strongVpc(member: Value): Promise<VpcEvidence | undefined> {
    if (await this.#isShared(member)) return undefined;
    const decisive = (await this.#strong(member)).filter((one) => isDecisive(one.vpc));
    const [first] = decisive;
    return first !== undefined && judged(first, decisive).kind === 'found' ? first : undefined;
  }

  #isShared(member: Value): Promise<boolean> {
    this.#associations ??= associationsOf(this.#plan, this.#graph);
    return isShared(this.#graph, this.#associations, this.#kind, member);
  }

  async #ofCandidates(member: OneOfValue): Promise<VpcFinding> {
    const findings = await Promise.all(member.candidates.map((candidate) => this.vpcOf(candidate)));
    const [first] = findings;
    if (first === undefined || first.kind !== 'found') return first ?? nothing(this.#kind, member);
    const agrees = (one: VpcFinding) =>
      one.kind === 'found' && same(one.evidence.vpc, first.evidence.vpc) === true;
    if (findings.every(agrees)) return first;
    return {
      kind: 'unknown',
      reason: member.reason,
      ...(member.settle === undefined ? {} : { settle: member.settle }),
    };
  }

  async #find(member: Value): Promise<VpcFinding> {
    if (await this.#isShared(member)) return { kind: 'unknown', reason: SHARED };
    const strong = await this.#strong(member);
    const isDecided = strong.some((one) => isDecisive(one.vpc));
    const found = isDecided ? strong : [...strong, ...(await this.#weak(member))];
    const decisive = found.filter((one) => isDecisive(one.vpc));
    const [first] = decisive;
    if (first !== undefined) return this.#named(judged(first, decisive));
    const [open] = found;
    return open === undefined ? nothing(this.#kind, member) : ofOpen(this.#graph, open, this.#kind, member);
  }

  /** By the VPC's own resource or data source, where the plan holds it. */
  async #named(finding: VpcFinding): Promise<VpcFinding> {
    if (finding.kind !== 'found') return finding;
    const { evidence } = finding;
    return {
      kind: 'found',
      evidence: { ...evidence, vpc: await withHolder(this.#holderOf, 'vpc', evidence.vpc, '') },
    };
  }

  /**
   * Of known ids and of ids of new instances worked out once: what tells their VPC is looked up by the id, or by the
   * instance, which are all of their name; not by the way on which they came here.
   */
  #strong(member: Value): Promise<readonly VpcEvidence[]> {
    const name = member.kind === 'known' || member.kind === 'new' ? nameOf(member) : undefined;
    if (name === undefined) return this.#strongest(member);
    const known = this.#strongByName.get(name) ?? this.#strongest(member);
    this.#strongByName.set(name, known);
    return known;
  }

  async #strongest(member: Value): Promise<readonly VpcEvidence[]> {
    this.#lookups ??= openLookups(this.#graph, this.#kind);
    const lookups = await this.#lookups;
    const own = await ownVpc(this.#graph, lookups, member);
    const searched = await searchedVpc(this.#graph, this.#kind, member, lookups);
    const described = describedEvidence(this.#given, this.#kind, member);
    return [...own, ...searched, ...described];
  }

  async #weak(member: Value): Promise<readonly VpcEvidence[]> {
    if (member.kind !== 'known') return [];
    this.#destroyed ??= indexDestroyed(this.#plan, this.#kind);
    const id = String(member.value);
    const held = (await this.#holders())[this.#kind].get(id);
    return [...(this.#destroyed.get(id) ?? []), ...(held ?? [])];
  }
}

const SHARED = 'the security group is associated with further VPCs';

function isDecisive(vpc: Value): boolean {
  return vpc.kind === 'known' || vpc.kind === 'new';
}

/** The strongest evidence, or it and the first that contradicts it. */
function judged(first: VpcEvidence, all: readonly VpcEvidence[]): VpcFinding {
  const other = all.find((one) => same(one.vpc, first.vpc) === false);
  return other === undefined
    ? { kind: 'found', evidence: first }
    : { kind: 'contradiction', evidence: [first, other] };
}

/** A VPC that is not known, but is the same wherever it stands; or not even that. */
function ofOpen(graph: Graph, open: VpcEvidence, kind: MemberKind, member: Value): VpcFinding {
  const { vpc } = open;
  if (vpc.kind === 'one-of' || graph.attributeOf(vpc) !== undefined) return { kind: 'found', evidence: open };
  const { reason } = vpc.kind === 'unknown' ? vpc : nothing(kind, member);
  const settle = (vpc.kind === 'unknown' ? vpc.settle : undefined) ?? settleBy(kind, member);
  return { kind: 'unknown', reason, ...(settle === undefined ? {} : { settle }) };
}

const WORDS: Readonly<Record<MemberKind, string>> = { subnet: 'subnet', 'security-group': 'security group' };

function nothing(kind: MemberKind, member: Value): VpcFinding & { kind: 'unknown' } {
  const shown =
    member.kind === 'known' && member.sensitive !== true ? `\`${member.value}\`` : `the ${WORDS[kind]}`;
  const settle = settleBy(kind, member);
  const reason = `nothing in the plan tells in which VPC ${shown} is`;
  return { kind: 'unknown', reason, ...(settle === undefined ? {} : { settle }) };
}

const COMMANDS: Readonly<Record<MemberKind, string>> = {
  subnet: 'aws ec2 describe-subnets --subnet-ids',
  'security-group': 'aws ec2 describe-security-groups --group-ids',
};

/** A command for ids that can stand in one. */
function settleBy(kind: MemberKind, member: Value): string | undefined {
  if (
    member.kind !== 'known' ||
    member.sensitive === true ||
    !/^[a-z]+-[0-9a-zA-Z-]+$/u.test(String(member.value))
  ) {
    return undefined;
  }
  return `--network <(${COMMANDS[kind]} ${member.value})`;
}
