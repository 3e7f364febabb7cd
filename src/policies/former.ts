import type { Policy } from '../iam/policy.ts';
import { PRESENT, type Presence } from '../iam/request.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import type { Plan, ResourceChange } from '../plan/plan.ts';
import type { Attachment, Target } from './attachments.ts';
import { type PlanPolicy, POLICY_IDS, policyOf } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';

/**
 * What a service control policy denies that is attached before the apply, and not so after it. Terraform changes what
 * does not depend on each other in any order: a request may still meet the policy as it was.
 * https://developer.hashicorp.com/terraform/internals/graph
 */
export interface FormerPolicy {
  readonly policy: Policy;
  /** Undefined: its attachment is not in the plan. */
  readonly target: Target | undefined;
  /** Present for one that Terraform forgets and AWS keeps. */
  readonly attached: Presence;
  readonly attachment: string;
}

/** What becomes of a policy, or of its attachment. */
type Fate = 'kept' | 'changed' | 'forgotten';

interface Former {
  readonly change: ResourceChange;
  readonly before: JsonObject;
}

/** The policies of the plan as they were, where they were another; in the order of the plan. */
export async function formerPolicies(
  plan: Plan,
  documents: Documents,
  current: { readonly policies: readonly PlanPolicy[]; readonly attachments: readonly Attachment[] },
): Promise<readonly FormerPolicy[]> {
  const found: FormerPolicy[] = [];
  const attachments = [...changesOf(plan, (type) => type === 'aws_organizations_policy_attachment')];
  for (const former of changesOf(plan, (type) => Object.hasOwn(POLICY_IDS, type))) {
    if (!isServiceControl(former.before)) continue;
    const fate = fateOf(former, hasSameContent);
    const places = placesOf(former, fate, attachments, current.attachments);
    if (fate === 'kept' && places.every((place) => place.fate === 'kept')) continue;
    const { addressText } = former.change;
    const content = await documents.graph.attributeBefore(addressText, ['content']);
    const policy = denials(await policyOf(documents, content, `${addressText} before this apply`, 'scp'));
    for (const place of places)
      if (fate !== 'kept' || place.fate !== 'kept') found.push(formerAt(place, fate, policy, addressText));
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

/** `skip_destroy`: what is removed from the state stays as it is. */
function fateOf(
  { change, before }: Former,
  isSame: (before: JsonObject, after: Json | undefined) => boolean,
): Fate {
  switch (change.actions) {
    case 'forget':
    case 'create-forget':
    case 'forget-create':
      return 'forgotten';
    case 'delete':
      return before.skip_destroy === true ? 'forgotten' : 'changed';
    default:
      return isSame(before, change.change().after) ? 'kept' : 'changed';
  }
}

const hasSameContent = ({ content }: JsonObject, after: Json | undefined) =>
  isObject(after) && typeof content === 'string' && after.content === content;

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
    ...own.map((one) => ({ id: one.before.target_id, fate: fateOf(one, hasSameTarget) })),
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

const hasSameTarget = ({ policy_id, target_id }: JsonObject, after: Json | undefined) =>
  isObject(after) && after.policy_id === policy_id && after.target_id === target_id;

function formerAt(place: Place, fate: Fate, policy: Policy, addressText: string): FormerPolicy {
  const { target } = place;
  const where = target?.kind === 'known' ? ` to ${target.id}` : '';
  if (fate !== 'changed' && place.fate !== 'changed')
    return { policy, target, attached: PRESENT, attachment: `stays attached${where}: Terraform forgets it` };
  const reason = `${addressText} is changed or detached by this apply, and whether before this request is not known`;
  return {
    policy,
    target,
    attached: {
      kind: 'unknown',
      name: policy.label,
      reason,
      settle: `apply the change of ${addressText} first`,
    },
    attachment: `attached${where} until this apply changes that`,
  };
}

/** Only what it denies: what it allows, or is wrong with it, is a matter of the time before. */
const denials = (policy: Policy): Policy => ({
  ...policy,
  findings: [],
  statements: policy.statements.filter(
    ({ effect, doubted }) => effect === 'Deny' || doubted?.includes('effect') === true,
  ),
});
