import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Policy } from '../iam/policy.ts';
import { type CreatedTarget, createdTarget } from './created-targets.ts';
import { FULL_AWS_ACCESS, isFullAwsAccess } from './full-access.ts';
import { missingDocument } from './organization.ts';
import { type PlanPolicy, POLICY_IDS, undecidablePolicy } from './plan-policies.ts';
import { elementsOf, identityOf, isSomething, originOf, toIamValue } from './value.ts';

/** One policy attached to one target, as the plan says it. */
export interface Attachment {
  readonly addressText: string;
  readonly policy: Policy;
  /** The plan's policy that is attached, where it is one of them. */
  readonly planPolicy?: PlanPolicy;
  readonly target: Target;
}

/** The root, OU or account: its id where that is known, else what names it. */
export type Target =
  | { readonly kind: 'known'; readonly id: string }
  | ({ readonly name: string; readonly label: string } & ({ readonly kind: 'unknown' } | CreatedTarget));

/** What the plan attaches: by attachment resources, and as data sources list it. */
export async function planAttachments(
  graph: Graph,
  policies: readonly PlanPolicy[],
): Promise<readonly Attachment[]> {
  const found: Attachment[] = [];
  for (const addressText of graph.instances('aws_organizations_policy_attachment')) {
    const policyId = await graph.attribute(addressText, ['policy_id']);
    const target = await graph.attribute(addressText, ['target_id']);
    found.push(...(await attachment(graph, addressText, policyId, target, policies)));
  }
  for (const addressText of graph.instances('aws_organizations_policies_for_target')) {
    const target = await graph.attribute(addressText, ['target_id']);
    const ids = await graph.attribute(addressText, ['ids']);
    const filter = await graph.attribute(addressText, ['filter']);
    const isOther = filter?.kind === 'known' && filter.value !== 'SERVICE_CONTROL_POLICY';
    if (isOther || !isSomething(ids)) continue;
    for (const id of elementsOf(ids))
      found.push(...(await attachment(graph, addressText, id, target, policies)));
  }
  for (const policy of policies) found.push(...(await ownAttachments(graph, policy)));
  return found;
}

/** An awscc_organizations_policy names its targets itself. */
async function ownAttachments(graph: Graph, planPolicy: PlanPolicy): Promise<readonly Attachment[]> {
  const { addressText, policy } = planPolicy;
  const targets = await graph.attribute(addressText, ['target_ids']);
  if (!isSomething(targets)) return [];
  const open = targets.kind !== 'list' || targets.rest !== undefined ? [undefined] : [];
  const items = targets.kind === 'list' ? targets.items.filter(isSomething) : [];
  const found = [...items, ...open].map((item) => targetOf(graph, item, addressText));
  return (await Promise.all(found)).map((target) => ({ addressText, policy, planPolicy, target }));
}

async function attachment(
  graph: Graph,
  addressText: string,
  policyId: GraphValue | undefined,
  targetId: GraphValue | undefined,
  policies: readonly PlanPolicy[],
): Promise<readonly Attachment[]> {
  const target = await targetOf(graph, targetId, addressText);
  if (!isSomething(policyId)) return [{ addressText, policy: lost(addressText), target }];
  if (policyId.kind === 'known' && isFullAwsAccess(String(policyId.value)))
    return [{ addressText, policy: FULL_AWS_ACCESS, target }];
  const owners = await ownersOf(graph, policyId);
  const planPolicy = policies.find((policy) => owners.includes(policy.addressText));
  if (planPolicy !== undefined) return [{ addressText, policy: planPolicy.policy, planPolicy, target }];
  // a policy of another type
  if (owners.length > 0) return [];
  const policy = policyId.kind === 'known' ? missingDocument(String(policyId.value)) : lost(addressText);
  return [{ addressText, policy, target }];
}

/** The policies of the plan that have this id, of whatever type. */
async function ownersOf(graph: Graph, policyId: GraphValue): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [type, idName] of Object.entries(POLICY_IDS))
    found.push(...(await graph.instancesWith(type, idName, policyId)));
  return found;
}

function lost(addressText: string): Policy {
  return undecidablePolicy(addressText, `which policy ${addressText} attaches is not known before the apply`);
}

async function targetOf(graph: Graph, value: GraphValue | undefined, addressText: string): Promise<Target> {
  if (!isSomething(value))
    return { kind: 'unknown', name: addressText, label: `the target of ${addressText}` };
  if (value.kind === 'known') return { kind: 'known', id: String(value.value) };
  const created = (await createdTarget(graph, value)) ?? { kind: 'unknown' };
  return { ...created, name: identityOf(toIamValue(value)), label: originOf(value).label };
}
