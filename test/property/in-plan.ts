import type { FunctionNetwork } from '../lab/truth.ts';
import { type Documents, decide, hasEvidence, isSame, type Made, withNetwork } from './knowable.ts';
import { GROUPS, MAIN_VPC, OTHER_VPC, SUBNETS } from './world.ts';

/** What a plan leaves out of a function's network: of what is unknown it keeps the references, if that. */
export interface Hidden {
  /** There is a block, or there is none. */
  readonly presence: boolean;
  readonly subnets: boolean;
  readonly groups: boolean;
  /** Not even the references: a dynamic block, or a local value. */
  readonly traceless: boolean;
}

/**
 * Whether the decision is the same in every configuration that this plan could be of, as far as it matters: further
 * literals in the lists, or, where there is no trace, other lists, another VPC and no VPC.
 */
export function isKnowableFromPlan(
  documents: Documents,
  { request, network }: Made,
  hidden: Hidden,
  evidence: ReadonlySet<string>,
): boolean {
  const { presence, subnets, groups, traceless } = hidden;
  const truth = decide(documents, request);
  const tellsVpc = !groups && hasEvidence({ ...network, subnets: [] }, evidence);
  const isOpenVpc = traceless && (subnets || presence) && !tellsVpc;
  const others = [network.vpc, ...(isOpenVpc ? VPC_IDS : [])].flatMap((vpc) => {
    const isPossible = (id: string) => !evidence.has(id) || isIn(id, vpc);
    const listsOf = (isHidden: boolean, own: readonly string[], ids: readonly string[]) =>
      isHidden || presence ? listsFor(own, ids.filter(isPossible), traceless) : [own];
    return listsOf(subnets, network.subnets, SUBNET_IDS).flatMap((some) =>
      listsOf(groups, network.securityGroups, GROUP_IDS).map((more) => ({
        vpc,
        subnets: some,
        securityGroups: more,
      })),
    );
  });
  const absent: FunctionNetwork = { vpc: null, subnets: [], securityGroups: [] };
  const requests = [...others, ...(presence ? [absent] : [])].map((other) => withNetwork(request, other));
  return isSame(documents, truth, requests);
}

/** AWS refuses parts of another VPC. */
function isIn(id: string, vpc: string | null): boolean {
  const home = HOMES.find((one) => [...SUBNETS[one], ...GROUPS[one]].some((member) => member === id));
  return home === undefined || VPC_OF[home] === vpc;
}

const HOMES = ['main', 'other'] as const;
const VPC_OF = { main: MAIN_VPC, other: OTHER_VPC } as const;

/** With a trace the list holds what it holds, and perhaps more. */
function listsFor(
  truth: readonly string[],
  ids: readonly string[],
  traceless: boolean,
): readonly (readonly string[])[] {
  const own = traceless ? [] : truth;
  const pairs = ids.flatMap((one, at) => ids.slice(at).map((other) => [...new Set([...own, one, other])]));
  return [truth, ...pairs];
}
/** What a literal may be: what exists, what nobody has heard of, and what the policies name and nothing has. */
const VPC_IDS = [MAIN_VPC, OTHER_VPC, 'vpc-0eeeeeeeeeeeeeeee', 'vpc-0ffffffffffffffff'];
const SUBNET_IDS = [
  ...SUBNETS.main,
  ...SUBNETS.other,
  'subnet-0eeeeeeeeeeeeeeee',
  'subnet-0ffffffffffffffff',
];
const GROUP_IDS = [...GROUPS.main, ...GROUPS.other, 'sg-0eeeeeeeeeeeeeeee', 'sg-0ffffffffffffffff'];
