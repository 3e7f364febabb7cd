/** A role, user or group by its name. */
export interface Principal {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: string;
}

type ByKind = Readonly<Record<Principal['kind'], string>>;

/** Types of resources that are a policy of a principal: the attribute that names it is called as its kind. */
export const INLINE = {
  role: 'aws_iam_role_policy',
  user: 'aws_iam_user_policy',
  group: 'aws_iam_group_policy',
} as const satisfies ByKind;

/** Types of resources that attach a managed policy to a principal, named in the same way. */
export const MANAGED = {
  role: 'aws_iam_role_policy_attachment',
  user: 'aws_iam_user_policy_attachment',
  group: 'aws_iam_group_policy_attachment',
} as const satisfies ByKind;

/**
 * Types of resources that attach all managed policies that a principal has.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive
 */
export const EXCLUSIVE = {
  role: 'aws_iam_role_policy_attachments_exclusive',
  user: 'aws_iam_user_policy_attachments_exclusive',
  group: 'aws_iam_group_policy_attachments_exclusive',
} as const satisfies ByKind;

/** Attributes of `aws_iam_policy_attachment` that list principals. */
export const LISTS = { role: 'roles', user: 'users', group: 'groups' } as const satisfies ByKind;

/** Types of resources that are a principal. */
export const OWNER = {
  role: 'aws_iam_role',
  user: 'aws_iam_user',
  group: 'aws_iam_group',
} as const satisfies ByKind;

export const OWNERS: ReadonlySet<string> = new Set(Object.values(OWNER));
