import type { AttachedPolicy } from '../iam/authorization.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';

/** A file that is a policy document. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** A policy that decides, as it is listed to a reader. */
export interface ListedPolicy {
  readonly policy: Policy;
  readonly kind: PolicySource['kind'];
  readonly from: 'file' | 'plan' | 'flag' | 'organization' | 'assumed';
  /** Absent where the document is a part of something else. */
  readonly file?: PolicyFile;
  /** The level it is attached at, where that is known. */
  readonly level?: string;
  /** How its attachment is known: `attached to ou-1 in the plan`, `attachment not in the plan: counts as attached`. */
  readonly attachment?: string;
  /** The resource address, for policies from the plan. */
  readonly addressText?: string;
}

/** A listed policy, and whether it is attached at all. */
export interface AttachedListedPolicy extends ListedPolicy {
  readonly attached?: AttachedPolicy['attached'];
}

/** A policy of the plan that a resource attaches to who acts. */
export function attachedBy(
  policy: Policy,
  kind: 'identity' | 'boundary',
  addressText: string,
  attached: AttachedPolicy['attached'],
): AttachedListedPolicy {
  return { policy, kind, from: 'plan', addressText, attached, attachment: `attached by ${addressText}` };
}

/** Without those that another one of the list attaches for certain. */
export function attachedOnce(list: readonly AttachedListedPolicy[]): readonly AttachedListedPolicy[] {
  const certain = new Map<string, AttachedListedPolicy>();
  for (const one of list)
    if (one.attached?.kind === 'present' && !certain.has(one.policy.label))
      certain.set(one.policy.label, one);
  return list.filter((one) => (certain.get(one.policy.label) ?? one) === one);
}
