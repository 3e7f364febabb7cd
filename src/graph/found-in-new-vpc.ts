import { behind, hop, list, unknown } from './construct.ts';
import type { Context } from './context.ts';
import { same } from './identity.ts';
import { isCreated } from './instances.ts';
import { partAt } from './navigate.ts';
import type { AttributeOf, NewValue, Value } from './value.ts';

/** What a data source finds: members of which type, and whether many of them. */
interface Finding {
  readonly type: 'aws_subnet' | 'aws_security_group';
  readonly many: boolean;
}

/** By `type.attribute`. */
const FINDINGS: ReadonlyMap<string, Finding> = new Map([
  ['aws_subnet.id', { type: 'aws_subnet', many: false }],
  ['aws_subnets.ids', { type: 'aws_subnet', many: true }],
  ['aws_security_group.id', { type: 'aws_security_group', many: false }],
  ['aws_security_groups.ids', { type: 'aws_security_group', many: true }],
]);

/** What they make in a VPC, the plan does not tell. */
const OTHER_MAKERS = [
  'aws_cloudcontrolapi_resource',
  'aws_cloudformation_stack',
  'aws_cloudformation_stack_instances',
  'aws_cloudformation_stack_set_instance',
  'aws_serverlessapplicationrepository_cloudformation_stack',
  'awscc_ec2_security_group',
  'awscc_ec2_subnet',
];

/**
 * Services that make security groups of their own in the VPC that they are given.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
 */
const GROUP_MAKERS = [
  'aws_directory_service_directory',
  'aws_eks_cluster',
  'aws_elastic_beanstalk_environment',
  'aws_emr_cluster',
  'aws_sagemaker_domain',
  'aws_workspaces_directory',
];

/**
 * What a data source finds that searches a VPC of this very plan during the apply: nothing can be in that VPC but what
 * the apply makes there, and its default security group. Undefined for every other attribute.
 */
export function foundInNewVpc(context: Context, of: AttributeOf, reason: string): Value | undefined {
  const finding = FINDINGS.get(`${of.type}.${of.attribute}`);
  const isData = context.instances.get(of.instance)?.address.mode === 'data';
  if (finding === undefined || !isData) return undefined;
  const vpc = searchedVpc(context, of.instance);
  const makers = finding.type === 'aws_subnet' ? OTHER_MAKERS : [...OTHER_MAKERS, ...GROUP_MAKERS];
  if (vpc === undefined || makers.some((type) => context.instances.ofType(type).length > 0)) return undefined;
  const candidates = membersOf(context, finding.type, vpc);
  if (candidates === undefined) return undefined;
  const name = `${of.instance}.${of.attribute}`;
  const trail = [hop(`found in ${vpc.instance}.id, which is new: only this apply makes anything there`)];
  if (finding.many) return list([], { isSet: true, rest: { name, reason, candidates }, trail });
  const [only, ...others] = candidates;
  if (only === undefined) return unknown(name, reason, { of, notNull: true });
  return others.length === 0 ? behind(trail, only) : { kind: 'one-of', name, candidates, reason, trail };
}

/** The new VPC that alone is searched. */
function searchedVpc(context: Context, addressText: string): NewValue | undefined {
  const filters = context.attribute(addressText, ['filter']);
  const filtered = (filters?.kind === 'list' ? filters.items : []).flatMap((filter) => {
    const [name, values] = [partAt(filter, ['name']), partAt(filter, ['values'])];
    const isWhole = values?.kind === 'list' && values.rest === undefined && values.items.length === 1;
    return name?.kind === 'known' && name.value === 'vpc-id' && isWhole ? values.items : [];
  });
  const vpcs = [context.attribute(addressText, ['vpc_id']), ...filtered];
  return vpcs.find(
    (vpc): vpc is NewValue => vpc?.kind === 'new' && vpc.type === 'aws_vpc' && vpc.attribute === 'id',
  );
}

/** What the apply makes in the VPC, or may make there; undefined where that depends on the answer itself. */
function membersOf(context: Context, type: Finding['type'], vpc: NewValue): readonly Value[] | undefined {
  const find = (): Members => ({ members: findMembers(context, type, vpc) });
  return context.onceOf(`${type} in ${vpc.instance}`, find, () => ({ members: undefined })).members;
}

interface Members {
  readonly members: readonly Value[] | undefined;
}

function findMembers(context: Context, type: Finding['type'], vpc: NewValue): readonly Value[] {
  const made = context.instances.ofType(type).flatMap((addressText) => {
    const instance = context.instances.get(addressText);
    if (instance === undefined || !isCreated(instance)) return [];
    const own = context.attribute(addressText, ['vpc_id']);
    const id = context.attribute(addressText, ['id']);
    return id === undefined || (own !== undefined && same(own, vpc) === false) ? [] : [id];
  });
  const group: NewValue = { ...vpc, attribute: 'default_security_group_id', trail: [] };
  return type === 'aws_security_group' ? [...made, group] : made;
}
