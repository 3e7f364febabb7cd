/**
 * What the arguments and attributes of AWS resources mean that hold identifiers: which of them name the same kind
 * of thing, and which are drawn at random when the thing is created. Facts of the AWS provider's schema.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export type IdentifierKind =
  | 'vpc'
  | 'subnet'
  | 'security-group'
  | 'policy-document'
  | 'organizations-policy'
  | 'organizations-target'
  | 'managed-policy'
  | 'role'
  | 'user'
  | 'group';

export interface Argument {
  readonly kind: IdentifierKind;
  readonly many: boolean;
}

const one = (kind: IdentifierKind): Argument => ({ kind, many: false });
const many = (kind: IdentifierKind): Argument => ({ kind, many: true });

/** By the last name of an argument's path. */
const ARGUMENTS: ReadonlyMap<string, Argument> = new Map([
  ['vpc_id', one('vpc')],
  ['vpc_ids', many('vpc')],
  ['subnet_id', one('subnet')],
  ['subnet_ids', many('subnet')],
  ['subnets', many('subnet')],
  ['security_group_id', one('security-group')],
  ['security_group_ids', many('security-group')],
  ['vpc_security_group_ids', many('security-group')],
  ['security_groups', many('security-group')],
  ['replacement_security_group_ids', many('security-group')],
  ['content', one('policy-document')],
  ['policy', one('policy-document')],
  ['source_policy_documents', many('policy-document')],
  ['override_policy_documents', many('policy-document')],
  ['policy_id', one('organizations-policy')],
  ['target_id', one('organizations-target')],
  ['target_ids', many('organizations-target')],
  ['parent_id', one('organizations-target')],
  ['parent_ids', many('organizations-target')],
  ['policy_arn', one('managed-policy')],
  ['permissions_boundary', one('managed-policy')],
  ['role', one('role')],
  ['roles', many('role')],
  ['user', one('user')],
  ['users', many('user')],
  ['group', one('group')],
  ['groups', many('group')],
]);

/** What an argument of this name holds; undefined for names that say nothing. */
export function argumentNamed(name: string | number | undefined): Argument | undefined {
  return typeof name === 'string' ? ARGUMENTS.get(name) : undefined;
}

/** Attributes whose own name does not say what they hold, by `type.attribute`; managed and data alike. */
const ATTRIBUTES: ReadonlyMap<string, Argument> = new Map([
  ['aws_vpc.id', one('vpc')],
  ['aws_default_vpc.id', one('vpc')],
  ['aws_vpcs.ids', many('vpc')],
  ['aws_subnet.id', one('subnet')],
  ['aws_default_subnet.id', one('subnet')],
  ['aws_subnets.ids', many('subnet')],
  ['aws_subnet_ids.ids', many('subnet')],
  ['aws_security_group.id', one('security-group')],
  ['aws_default_security_group.id', one('security-group')],
  ['aws_security_groups.ids', many('security-group')],
  ['aws_vpc.default_security_group_id', one('security-group')],
  ['aws_default_vpc.default_security_group_id', one('security-group')],
  ['aws_iam_policy_document.json', one('policy-document')],
  ['aws_iam_policy_document.minified_json', one('policy-document')],
  ['aws_organizations_policy.id', one('organizations-policy')],
  ['aws_organizations_policy.content', one('policy-document')],
  ['aws_organizations_account.id', one('organizations-target')],
  ['aws_organizations_organizational_unit.id', one('organizations-target')],
  ['awscc_organizations_policy.id', one('organizations-policy')],
  ['awscc_organizations_policy.policy_id', one('organizations-policy')],
  ['awscc_organizations_account.id', one('organizations-target')],
  ['awscc_organizations_account.account_id', one('organizations-target')],
  ['awscc_organizations_organizational_unit.id', one('organizations-target')],
  ['awscc_organizations_organizational_unit.organizational_unit_id', one('organizations-target')],
  ['aws_iam_policy.arn', one('managed-policy')],
  ['aws_iam_policy.policy', one('policy-document')],
  ['aws_iam_role.id', one('role')],
  ['aws_iam_role.name', one('role')],
  ['aws_iam_role.arn', one('role')],
  ['aws_iam_user.id', one('user')],
  ['aws_iam_user.name', one('user')],
  ['aws_iam_user.arn', one('user')],
  ['aws_iam_group.id', one('group')],
  ['aws_iam_group.name', one('group')],
  ['aws_iam_group.arn', one('group')],
]);

/** What an attribute of a resource type holds, by its type or by its name; undefined where neither says it. */
export function attributeOfType(type: string, attribute: string): Argument | undefined {
  return ATTRIBUTES.get(`${type}.${attribute}`) ?? argumentNamed(attribute);
}

const BY_TYPE = grouped();

function grouped(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of ATTRIBUTES.keys()) {
    const [type = '', attribute = ''] = name.split('.');
    found.set(type, [...(found.get(type) ?? []), attribute]);
  }
  return found;
}

/** The attributes of a type that hold identifiers of this kind: what a bare reference to the resource may mean. */
export function attributesHolding(type: string, kind: IdentifierKind): readonly string[] {
  return (BY_TYPE.get(type) ?? []).filter(
    (attribute) => ATTRIBUTES.get(`${type}.${attribute}`)?.kind === kind,
  );
}

/**
 * Attributes that AWS draws at random when it creates the thing, so that nobody can have written them down before.
 * Names, ARNs made of names, and ids that are names (of functions, roles, buckets) are not among them, nor are the
 * `aws_default_…` types, which take over what exists.
 */
const DRAWN: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'aws_vpc',
    [
      'id',
      'default_security_group_id',
      'default_network_acl_id',
      'default_route_table_id',
      'main_route_table_id',
    ],
  ],
  ['aws_subnet', ['id']],
  ['aws_security_group', ['id']],
  ['aws_vpc_endpoint', ['id']],
  ['aws_route_table', ['id']],
  ['aws_network_acl', ['id']],
  ['aws_internet_gateway', ['id']],
  ['aws_egress_only_internet_gateway', ['id']],
  ['aws_nat_gateway', ['id']],
  ['aws_network_interface', ['id']],
  ['aws_instance', ['id']],
  ['aws_launch_template', ['id']],
  ['aws_ec2_transit_gateway', ['id']],
  ['aws_ec2_managed_prefix_list', ['id']],
  ['aws_efs_file_system', ['id']],
  ['aws_efs_access_point', ['id']],
  ['aws_organizations_policy', ['id']],
  ['aws_organizations_organizational_unit', ['id']],
]);

/** Whether the attribute is drawn at random when an instance of the type is created. */
export function isDrawn(type: string, attribute: string): boolean {
  return DRAWN.get(type)?.includes(attribute) === true;
}

/**
 * What stands before the id in an ARN, by type: `arn:PARTITION:ec2:REGION:ACCOUNT:subnet/ID`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
 */
export const ARN_KINDS: ReadonlyMap<string, string> = new Map([
  ['aws_vpc', 'vpc'],
  ['aws_subnet', 'subnet'],
  ['aws_security_group', 'security-group'],
]);

/** Whether the attribute is a text that is neither null nor empty, as soon as it is known. */
export function isAlwaysText(type: string, attribute: string): boolean {
  return (
    attribute === 'id' ||
    (attribute === 'arn' && ARN_KINDS.has(type)) ||
    (type === 'aws_iam_policy_document' && /^(?:minified_)?json$/u.test(attribute))
  );
}

/** What the ids of AWS begin with. */
export const PREFIXES: Partial<Record<IdentifierKind, string>> = {
  vpc: 'vpc-',
  subnet: 'subnet-',
  'security-group': 'sg-',
};

/**
 * What an id begins with that AWS draws: 8 or more hexadecimal digits follow. Undefined where that is not certain.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export function prefixOfDrawn(type: string, attribute: string): string | undefined {
  const kind = isDrawn(type, attribute) ? attributeOfType(type, attribute)?.kind : undefined;
  return kind === undefined ? undefined : PREFIXES[kind];
}

/** Nested blocks of which there is at most one, wherever they occur. */
const AT_MOST_ONE: ReadonlySet<string> = new Set(['vpc_config']);

export function isSingleBlock(name: string | number | undefined): boolean {
  return typeof name === 'string' && AT_MOST_ONE.has(name);
}
