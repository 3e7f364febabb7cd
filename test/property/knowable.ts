import { requestOf } from '../check/truth-request.ts';
import type { FunctionNetwork } from '../lab/truth.ts';
import { type ConcreteRequest, type Decision, decideByIdentity, decideByScps } from './evaluate.ts';
import type { Openness } from './functions.ts';
import { GROUPS, MAIN_VPC, OTHER_VPC, SUBNETS } from './world.ts';

/** The policies that judge: one of the test, as SCP or identity policy, and the SCPs of the plan. JSON texts. */
export interface Documents {
  readonly kind: 'scp' | 'identity';
  readonly own: string;
  readonly ofPlan: readonly string[];
}

/** A request that the apply made, and the network it came from. */
export interface Made {
  readonly request: ConcreteRequest;
  readonly network: FunctionNetwork;
}

export function decide({ kind, own, ofPlan }: Documents, request: ConcreteRequest): Decision {
  if (kind === 'scp') return decideByScps([own, ...ofPlan], request);
  const denied = decideByScps(ofPlan, request);
  return denied === 'allowed' ? decideByIdentity([own], request) : denied;
}

/**
 * Whether the decision is the same in every other course that the apply might take, as far as it matters to policies
 * that name what exists: other ids for what is new, other VPCs for what nothing speaks of, other finds and choices.
 */
export function isKnowable(
  documents: Documents,
  made: Made,
  openness: Openness,
  evidence: ReadonlySet<string>,
): boolean {
  const truth = decide(documents, made.request);
  return isSame(documents, truth, [made.request, ...otherRequests(made, openness, evidence)]);
}

/** Whether each of these requests is decided so, whatever ids are given to what is new. */
export function isSame(documents: Documents, truth: Decision, requests: readonly ConcreteRequest[]): boolean {
  const courses = [(text: string) => text, ...PREFIXES.map(renamed)];
  return courses.every((rename) =>
    requests.every((request) => {
      const others = { ...documents, ofPlan: documents.ofPlan.map(rename) };
      return decide(others, JSON.parse(rename(JSON.stringify(request)))) === truth;
    }),
  );
}

function otherRequests(
  { request, network }: Made,
  openness: Openness,
  evidence: ReadonlySet<string>,
): readonly ConcreteRequest[] {
  const { deferred, choice, presence } = openness;
  const networks: FunctionNetwork[] = [
    ...(hasEvidence(network, evidence) ? [] : VPCS.map((vpc) => ({ ...network, vpc }))),
    ...(deferred || choice ? SUBNET_SETS.map((subnets) => ({ ...network, subnets })) : []),
    ...(deferred || presence ? [{ vpc: null, subnets: [], securityGroups: [] }] : []),
  ];
  return networks.map((other) => withNetwork(request, other));
}

export function withNetwork(
  { action, resource }: ConcreteRequest,
  network: FunctionNetwork,
): ConcreteRequest {
  return requestOf(action, resource.split(':').at(-1) ?? '', network);
}

const VPCS = [MAIN_VPC, OTHER_VPC, 'vpc-0eeeeeeeeeeeeeeee'];
const ALL_SUBNETS = [...SUBNETS.main, ...SUBNETS.other, 'subnet-0eeeeeeeeeeeeeeee'];
const SUBNET_SETS = [...ALL_SUBNETS.map((id) => [id]), ALL_SUBNETS];
/** The policies name these, which nothing has. */
const NAMED = ['vpc-0ffffffffffffffff', 'subnet-0ffffffffffffffff', 'sg-0ffffffffffffffff'];
const EXISTING = new Set<string>([...VPCS, ...ALL_SUBNETS, ...GROUPS.main, ...GROUPS.other, ...NAMED]);

/** What is new has its evidence in the plan that creates it. */
export function hasEvidence(
  { vpc, subnets, securityGroups }: FunctionNetwork,
  evidence: ReadonlySet<string>,
): boolean {
  return vpc === null || [...subnets, ...securityGroups].some((id) => evidence.has(id) || !EXISTING.has(id));
}

/** Beginnings of ids that the patterns of the policies tell apart. */
const PREFIXES = ['0a1', '0b10', '0c'];
const ID = /\b(vpc|subnet|sg)-0[0-9a-f]{16}\b/g;

/** Gives everything new another id: the same beginning, and still all different. */
function renamed(prefix: string): (text: string) => string {
  return (text) =>
    text.replaceAll(ID, (id, kind: string) =>
      EXISTING.has(id) ? id : `${kind}-${prefix}${id.slice(kind.length + 1 + prefix.length)}`,
    );
}

/** Ids of subnets and groups of which the plan's prior state tells the VPC. */
export function evidenceIn(plan: string): ReadonlySet<string> {
  const { prior_state }: { prior_state?: { values?: { root_module: Module } } } = JSON.parse(plan);
  const resources = prior_state?.values ? allResources(prior_state.values.root_module) : [];
  return new Set(resources.flatMap(idsWithVpc));
}

interface Module {
  readonly resources?: readonly Resource[];
  readonly child_modules?: readonly Module[];
}

interface Resource {
  readonly type: string;
  readonly values: {
    readonly id?: string;
    readonly ids?: readonly string[];
    readonly vpc_config?: readonly {
      readonly subnet_ids: readonly string[];
      readonly security_group_ids: readonly string[];
    }[];
  };
}

function idsWithVpc({ type, values: { id, ids = [], vpc_config = [] } }: Resource): readonly string[] {
  if (type === 'aws_subnet' || type === 'aws_security_group') return id === undefined ? [] : [id];
  if (type === 'aws_subnets') return ids;
  return vpc_config.flatMap(({ subnet_ids, security_group_ids }) => [...subnet_ids, ...security_group_ids]);
}

function allResources({ resources = [], child_modules = [] }: Module): readonly Resource[] {
  return [...resources, ...child_modules.flatMap(allResources)];
}
