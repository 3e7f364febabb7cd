import { InputError } from '../error.ts';
import type { Presence } from '../iam/request.ts';
import type { Plan } from '../plan/plan.ts';
import { withForgotten } from './forgotten-instances.ts';
import { IamAttachments } from './iam-attachments.ts';
import type { Principal } from './iam-types.ts';
import type { AttachedListedPolicy } from './listed.ts';
import { undecidablePolicy } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';

/** Identity policies and permissions boundary that a plan attaches to who applies. */
export interface PrincipalPolicies {
  readonly identity: readonly AttachedListedPolicy[];
  /** Empty where it has none. */
  readonly boundary: readonly AttachedListedPolicy[];
  readonly notes: readonly string[];
}

/**
 * The policies of a role, user or group, and of the groups of a user.
 * @param arn of the role, user, group, or of a role's session
 * @throws InputError `usage` for what is no ARN of one of these
 */
export async function principalPolicies(
  plan: Plan,
  documents: Documents,
  arn: string,
): Promise<PrincipalPolicies> {
  const principal = parsePrincipal(arn);
  const graph = withForgotten(plan, documents.graph);
  const attachments = new IamAttachments(plan, { ...documents, graph });
  const own = await attachments.of(principal);
  const groups = principal.kind === 'user' ? await attachments.groupsOf(principal.name) : [];
  const fromGroups: AttachedListedPolicy[] = [];
  for (const group of groups) {
    const policies =
      group.name === undefined
        ? [groupNotKnown(principal)]
        : await attachments.of({ kind: 'group', name: group.name });
    fromGroups.push(
      ...policies.map((policy) => ({ ...policy, ...perhaps(group.attached ?? policy.attached) })),
    );
  }
  const isManaged = await attachments.isManaged(principal);
  const missing = isManaged || own.length + fromGroups.length > 0 ? [] : [notInPlan(principal)];
  return {
    identity: [...own, ...fromGroups, ...missing],
    boundary: await attachments.boundaryOf(principal),
    notes: [`policies attached to ${principal.kind} ${principal.name} outside of this plan are not judged`],
  };
}

const perhaps = (attached: Presence | undefined) => (attached === undefined ? {} : { attached });

function parsePrincipal(arn: string): Principal {
  const [, service, resource] = /^arn:[^:]+:(iam|sts):[^:]*:\d{12}:(.+)$/.exec(arn) ?? [];
  const steps = resource?.split('/') ?? [];
  const [kind, session] = steps;
  const name = steps.at(-1);
  if (service === 'sts' && kind === 'assumed-role' && session !== undefined && steps.length > 2)
    return { kind: 'role', name: session };
  if (
    service === 'iam' &&
    (kind === 'role' || kind === 'user' || kind === 'group') &&
    name !== undefined &&
    steps.length > 1
  )
    return { kind, name };
  throw new InputError('usage', `--principal \`${arn}\`: expected the ARN of a role, a user or a group`, {
    hint: 'for example arn:aws:iam::123456789012:role/deployer',
  });
}

/** A group of which any policy may come. */
function groupNotKnown({ name }: Principal): AttachedListedPolicy {
  const reason = `it is not known before the apply which groups user ${name} is in`;
  return {
    policy: undecidablePolicy(`policies of a group of user ${name}`, reason),
    kind: 'identity',
    from: 'plan',
  };
}

function notInPlan({ kind, name }: Principal): AttachedListedPolicy {
  const reason = `the policies of ${kind} ${name} are not in the plan`;
  const settle = `aws iam list-attached-${kind}-policies --${kind}-name ${name}, then --identity-policy FILE`;
  return {
    policy: undecidablePolicy(`policies of ${kind} ${name}`, reason, settle),
    kind: 'identity',
    from: 'plan',
  };
}
