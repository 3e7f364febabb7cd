import type { Result } from '../generated/report.ts';
import { formatModulePath, type ResourceAddress } from '../plan/address.ts';
import type { ModuleConfiguration, Plan, ResourceKind } from '../plan/plan.ts';
import { member } from './existing.ts';
import { resultOf } from './results.ts';

const isAttachment = ({ mode, type }: ResourceKind) =>
  mode === 'managed' && type === 'aws_organizations_policy_attachment';
const isPolicy = ({ mode, type }: ResourceKind) => mode === 'managed' && type === 'aws_organizations_policy';

const SCP = 'SERVICE_CONTROL_POLICY';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MOST_POLICIES = 5;

/** Targets to which the plan attaches more service control policies than AWS allows. */
export function tooManyPolicies(plan: Plan, path: string): readonly Result[] {
  const attached = new Map<string, string[]>();
  for (const { address, addressText, values } of plan.plannedValues.of(isAttachment)) {
    const target = member(values(), 'target_id');
    if (typeof target !== 'string' || isOfOtherType(plan, address, member(values(), 'policy_id'))) continue;
    attached.set(target, [...(attached.get(target) ?? []), addressText]);
  }
  return [...attached]
    .filter(([, addresses]) => addresses.length > MOST_POLICIES)
    .map(([target, addresses]) => ({
      ...resultOf(
        'TFVPC225',
        `${addresses.length} policies are attached to ${target}, and AWS allows ${MOST_POLICIES} service control policies there`,
      ),
      plan: path,
      address: [...addresses].sort().at(-1) ?? '',
    }));
}

/** Whether it attaches a policy of the plan that is none of these: of tags, of backups. */
function isOfOtherType(plan: Plan, attachment: ResourceAddress, policyId: unknown): boolean {
  const names = policyId === undefined ? referredPolicies(plan, attachment) : new Set<string>();
  const types = new Set<unknown>();
  for (const { address, values } of plan.plannedValues.of(isPolicy)) {
    const isSame = typeof policyId === 'string' && member(values(), 'id') === policyId;
    const isReferred = isBeside(address, attachment) && names.has(address.name);
    if (isSame || isReferred) types.add(member(values(), 'type') ?? SCP);
  }
  return types.size > 0 && !types.has(SCP);
}

const isBeside = (one: ResourceAddress, other: ResourceAddress) =>
  formatModulePath(one.module) === formatModulePath(other.module);

/** The names of the policies that the attachment refers to, in its own module. */
function referredPolicies(plan: Plan, { module, mode, type, name }: ResourceAddress): ReadonlySet<string> {
  let configuration: ModuleConfiguration | undefined = plan.configuration()?.root;
  for (const call of module) configuration = configuration?.moduleCalls.get(call.name)?.module;
  const policy = configuration?.resources.get({ mode, type, name })?.expressions.get('policy_id');
  const references = policy?.kind === 'expression' ? policy.expression.references : [];
  return new Set(references.flatMap((text) => /^aws_organizations_policy\.([\w-]+)/.exec(text)?.[1] ?? []));
}
