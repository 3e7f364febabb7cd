import { behind, hop, list, unknown } from './construct.ts';
import type { Context } from './context.ts';
import { same } from './identity.ts';
import { isCreated } from './instances.ts';
import { partAt } from './navigate.ts';
import type { AttributeOf, NewValue, Value } from './value.ts';

/** Data sources by `type.attribute`, and whether they find many subnets. */
const FIND_SUBNETS: ReadonlyMap<string, { readonly many: boolean }> = new Map([
  ['aws_subnet.id', { many: false }],
  ['aws_subnets.ids', { many: true }],
]);

/** What they make in a VPC, the plan does not tell. */
const OTHER_MAKERS = [
  'aws_cloudcontrolapi_resource',
  'aws_cloudformation_stack',
  'aws_cloudformation_stack_instances',
  'aws_cloudformation_stack_set_instance',
  'aws_serverlessapplicationrepository_cloudformation_stack',
  'aws_servicecatalog_provisioned_product',
  'awscc_cloudformation_stack',
  'awscc_cloudformation_stack_set',
  'awscc_ec2_subnet',
  'awscc_servicecatalog_cloudformation_provisioned_product',
];

/**
 * What a data source finds that searches a VPC of this very plan during the apply: no subnet can be in that VPC but those
 * that the apply makes there, and its default security group is the one of that name. Other groups are left open: many
 * services make some of their own. Undefined for every other attribute.
 */
export function foundInNewVpc(context: Context, of: AttributeOf, reason: string): Value | undefined {
  if (context.instances.get(of.instance)?.address.mode !== 'data') return undefined;
  const subnets = FIND_SUBNETS.get(`${of.type}.${of.attribute}`);
  if (subnets !== undefined) return subnetsFound(context, of, subnets.many, reason);
  return `${of.type}.${of.attribute}` === 'aws_security_group.id' ? defaultGroup(context, of) : undefined;
}

function subnetsFound(context: Context, of: AttributeOf, many: boolean, reason: string): Value | undefined {
  const vpc = searchedVpc(context, of.instance);
  const isTold = OTHER_MAKERS.every((type) => context.instances.ofType(type).length === 0);
  const candidates = vpc === undefined || !isTold ? undefined : subnetsIn(context, vpc);
  if (vpc === undefined || candidates === undefined) return undefined;
  const name = `${of.instance}.${of.attribute}`;
  const trail = [hop(`found in ${vpc.instance}.id, which is new: only this apply makes subnets there`)];
  if (many) return list([], { isSet: true, rest: { name, reason, candidates }, trail });
  const [only, ...others] = candidates;
  if (only === undefined) return unknown(name, reason, { of, notNull: true });
  return others.length === 0 ? behind(trail, only) : { kind: 'one-of', name, candidates, reason, trail };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
function defaultGroup(context: Context, { instance }: AttributeOf): Value | undefined {
  const vpc = searchedVpc(context, instance);
  const name = context.attribute(instance, ['name']);
  if (vpc === undefined || name?.kind !== 'known' || name.value !== 'default') return undefined;
  const group = context.attribute(vpc.instance, ['default_security_group_id']);
  return group && behind([hop(`the default security group of ${vpc.instance}`)], group);
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

/** Those that the apply makes in the VPC, or may make there; undefined where that depends on the answer itself. */
function subnetsIn(context: Context, vpc: NewValue): readonly Value[] | undefined {
  const find = (): Members => ({ members: findSubnets(context, vpc) });
  return context.onceOf(`subnets in ${vpc.instance}`, find, () => ({ members: undefined })).members;
}

interface Members {
  readonly members: readonly Value[] | undefined;
}

const findSubnets = (context: Context, vpc: NewValue): readonly Value[] =>
  context.instances.ofType('aws_subnet').flatMap((addressText) => {
    const instance = context.instances.get(addressText);
    if (instance === undefined || !isCreated(instance)) return [];
    const own = context.attribute(addressText, ['vpc_id']);
    const id = context.attribute(addressText, ['id']);
    return id === undefined || (own !== undefined && same(own, vpc) === false) ? [] : [id];
  });
