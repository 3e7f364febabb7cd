/** A role, user or group by its name. */
export interface Principal {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: string;
}

type ByKind = Readonly<Record<Principal['kind'], string>>;

/** Resources that are a policy of principals: the attributes that name these, and that hold the document. */
export const policyTypes = (kind: Principal['kind']) => [
  { type: `aws_iam_${kind}_policy`, names: kind, document: 'policy' },
  { type: `awscc_iam_${kind}_policy`, names: `${kind}_name`, document: 'policy_document' },
  { type: 'awscc_iam_managed_policy', names: `${kind}s`, document: 'policy_document' },
];

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

/** Resources that are a principal: the attributes with its name and with its own policies, and what holds a document. */
export const ownerTypes = (kind: Principal['kind']) => [
  { type: `aws_iam_${kind}`, names: 'name', inline: 'inline_policy', document: 'policy' },
  { type: `awscc_iam_${kind}`, names: `${kind}_name`, inline: 'policies', document: 'policy_document' },
];

/** Types whose id is their name, which is the attribute `name`. */
export const OWNERS: ReadonlySet<string> = new Set(['aws_iam_role', 'aws_iam_user', 'aws_iam_group']);

/** Resources that make users members of groups. `isComputed`: AWS tells the groups where the configuration does not. */
export const MEMBERSHIPS = [
  { type: 'aws_iam_group_membership', users: 'users', groups: 'group', isComputed: false },
  { type: 'aws_iam_user_group_membership', users: 'user', groups: 'groups', isComputed: false },
  { type: 'awscc_iam_user', users: 'user_name', groups: 'groups', isComputed: true },
] as const;
