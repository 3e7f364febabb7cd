import type { Policy } from '../iam/policy.ts';
import { isArray, isObject, type JsonObject } from '../plan/json.ts';
import type { Plan, ResourceChange } from '../plan/plan.ts';
import type { Attachment, Target } from './attachments.ts';
import { type PlanPolicy, POLICY_IDS, policyOf } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';

/**
 * What a service control policy denies that Terraform forgets, or of which it forgets the attachment: AWS keeps both.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export interface ForgottenPolicy {
  readonly policy: Policy;
  /** Undefined: its attachment is not in the plan. */
  readonly target: Target | undefined;
  readonly attachment: string;
}

/** What becomes of a policy, or of its attachment. */
type Fate = 'kept' | 'changed' | 'forgotten';

interface Former {
  readonly change: ResourceChange;
  readonly before: JsonObject;
}

/** In the order of the plan. */
export async function forgottenPolicies(
  plan: Plan,
  documents: Documents,
  current: { readonly policies: readonly PlanPolicy[]; readonly attachments: readonly Attachment[] },
): Promise<readonly ForgottenPolicy[]> {
  const found: ForgottenPolicy[] = [];
  const attachments = [...changesOf(plan, (type) => type === 'aws_organizations_policy_attachment')];
  for (const former of changesOf(plan, (type) => Object.hasOwn(POLICY_IDS, type))) {
    const fate = isServiceControl(former.before) ? fateOf(former) : 'changed';
    if (fate === 'changed') continue;
    const places = placesOf(former, fate, attachments, current.attachments);
    const left = places.filter((place) =>
      fate === 'kept' ? place.fate === 'forgotten' : place.fate !== 'changed',
    );
    if (left.length === 0) continue;
    const { addressText } = former.change;
    const { graph } = documents;
    const content = await (fate === 'kept' ? graph.attribute : graph.attributeBefore)(addressText, [
      'content',
    ]);
    const policy = denials(await policyOf(documents, content, addressText, 'scp'));
    for (const { target } of left) found.push({ policy, target, attachment: attachmentText(target) });
  }
  return found;
}

function* changesOf(plan: Plan, isWanted: (type: string) => boolean): Iterable<Former> {
  for (const change of plan.resourceChanges.of(({ mode, type }) => mode === 'managed' && isWanted(type))) {
    const { before } = change.change();
    if (isObject(before)) yield { change, before };
  }
}

const isServiceControl = ({ type }: JsonObject) =>
  type === undefined || type === null || type === 'SERVICE_CONTROL_POLICY';

/** `skip_destroy`: what is removed from the state stays as it is. What is updated in place is kept. */
function fateOf({ change, before }: Former): Fate {
  switch (change.actions) {
    case 'forget':
    case 'create-forget':
    case 'forget-create':
      return 'forgotten';
    case 'delete':
      return before.skip_destroy === true ? 'forgotten' : 'changed';
    case 'delete-create':
    case 'create-delete':
      return 'changed';
    default:
      return 'kept';
  }
}

/** Where a policy was attached, and what becomes of that. */
interface Place {
  readonly target: Target | undefined;
  readonly fate: Fate;
}

function placesOf(
  { change, before }: Former,
  fate: Fate,
  attachments: readonly Former[],
  after: readonly Attachment[],
): readonly Place[] {
  const ids = [before.id, before.policy_id].filter((id) => typeof id === 'string');
  const removed = fate === 'kept' ? 'changed' : fate;
  const own = attachments.filter((one) => ids.some((id) => id === one.before.policy_id));
  const places = [
    ...own.map((one) => ({ id: one.before.target_id, fate: fateOf(one) })),
    ...(isArray(before.target_ids) ? before.target_ids : []).map((id) => ({ id, fate: removed })),
  ];
  if (places.length === 0) return [{ target: undefined, fate: 'kept' }];
  const stays = (target: string) =>
    after.some(
      ({ planPolicy, target: other }) =>
        planPolicy?.addressText === change.addressText && other.kind === 'known' && other.id === target,
    );
  return places.flatMap(({ id, fate: ends }): Place[] => {
    if (typeof id !== 'string') return [];
    return [{ target: { kind: 'known', id }, fate: stays(id) ? 'kept' : ends }];
  });
}

function attachmentText(target: Target | undefined): string {
  const where = target?.kind === 'known' ? ` to ${target.id}` : '';
  return `stays attached${where}: Terraform forgets it`;
}

/** Only what it denies: no level lacks an Allow because Terraform forgets one. */
const denials = (policy: Policy): Policy => ({
  ...policy,
  findings: [],
  statements: policy.statements.filter(
    ({ effect, doubted }) => effect === 'Deny' || doubted?.includes('effect') === true,
  ),
});
