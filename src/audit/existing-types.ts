import {
  type ExistingFunction,
  type ExistingNetwork,
  items,
  member,
  type StateResource,
  textOf,
} from './existing.ts';

/** What a resource of a state is: a function (or what functions run on), something that may hold some, or neither. */
export type Found = ExistingFunction | 'not-judged' | undefined;

/** Resource types that set the network of functions, and how a state describes them. */
export const EXISTING_TYPES: Readonly<Record<string, (resource: StateResource) => Found>> = {
  aws_lambda_function: (resource) =>
    described(resource, 'function', 'function_name', networkOfBlock(resource.attributes)),
  // https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/lambda_function
  awscc_lambda_function: (resource) =>
    described(resource, 'function', 'function_name', networkOfObject(resource.attributes)),
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_capacity_provider
  aws_lambda_capacity_provider: (resource) =>
    described(resource, 'capacity-provider', 'name', networkOfBlock(resource.attributes)),
  aws_cloudcontrolapi_resource: cloudControl,
  aws_cloudformation_stack: () => 'not-judged',
  aws_cloudformation_stack_set: () => 'not-judged',
  awscc_lambda_capacity_provider: () => 'not-judged',
  aws_lambda_network_connector: () => 'not-judged',
  awscc_lambda_network_connector: () => 'not-judged',
  awscc_cloudformation_stack: () => 'not-judged',
  awscc_cloudformation_stack_set: () => 'not-judged',
  aws_cloudformation_stack_instances: () => 'not-judged',
  aws_cloudformation_stack_set_instance: () => 'not-judged',
  aws_serverlessapplicationrepository_cloudformation_stack: () => 'not-judged',
  aws_servicecatalog_provisioned_product: () => 'not-judged',
  awscc_servicecatalog_cloudformation_provisioned_product: () => 'not-judged',
  aws_synthetics_canary: () => 'not-judged',
  awscc_synthetics_canary: () => 'not-judged',
};

/** What the resource is to an audit of functions. */
export const existing = (resource: StateResource): Found =>
  Object.hasOwn(EXISTING_TYPES, resource.type) ? EXISTING_TYPES[resource.type]?.(resource) : undefined;

/** All that is looked at: who marks one of these sensitive wants none of it shown. */
const LOOKED_AT = [
  'arn',
  'function_name',
  'name',
  'vpc_config',
  'capacity_provider_config',
  'tags',
  'tags_all',
  'desired_state',
  'properties',
];

function described(
  { type, address, attributes, sensitive }: StateResource,
  kind: ExistingFunction['kind'],
  name: string,
  network: ExistingNetwork | undefined,
): ExistingFunction {
  const arn = textOf(member(attributes, 'arn'));
  return {
    kind,
    address,
    name: textOf(member(attributes, name)) ?? address,
    ...(arn === undefined ? {} : { arn }),
    network: usesCapacity(attributes) ? ON_CAPACITY : network,
    // What only the apply decides is not among the values: `tags` alone lacks the provider's default tags.
    tags: tagsOf(member(attributes, type === 'awscc_lambda_function' ? 'tags' : 'tags_all')),
    sensitive: sensitive === true || LOOKED_AT.some((one) => holdsTrue(member(sensitive, one))),
  };
}

/** They may be nested as deeply as anybody likes. */
function holdsTrue(marks: unknown): boolean {
  const left = [marks];
  for (let mark = left.pop(); mark !== undefined; mark = left.pop()) {
    if (mark === true) return true;
    if (typeof mark === 'object' && mark !== null) for (const inner of Object.values(mark)) left.push(inner);
  }
  return false;
}

const UNKNOWN = { vpc: undefined, subnets: undefined, securityGroups: undefined };

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html */
const ON_CAPACITY: ExistingNetwork = {
  ...UNKNOWN,
  doubt: 'AWS does not say whether requests about a function on a capacity provider carry the VPC keys',
};

function usesCapacity(attributes: unknown): boolean {
  const config =
    member(attributes, 'capacity_provider_config') ?? member(attributes, 'CapacityProviderConfig');
  return Array.isArray(config) ? config.length > 0 : config !== undefined && config !== null;
}

/** A block that is there without ids is no VPC: so the provider writes it after a function has left one. */
function networkOfBlock(attributes: unknown): ExistingNetwork | undefined {
  const blocks = member(attributes, 'vpc_config');
  if (blocks === undefined) return UNKNOWN;
  const [block] = items(blocks);
  if (block === undefined || block === null) return undefined;
  const vpc = textOf(member(block, 'vpc_id'));
  return networkOf(block, 'subnet_ids', 'security_group_ids', vpc === '' ? undefined : vpc);
}

/** Without the attribute there is no VPC. */
function networkOfObject(attributes: unknown): ExistingNetwork | undefined {
  if (attributes === undefined || attributes === null) return UNKNOWN;
  const config = member(attributes, 'vpc_config');
  return config === undefined || config === null
    ? undefined
    : networkOf(config, 'subnet_ids', 'security_group_ids', undefined);
}

function networkOf(
  config: unknown,
  subnetName: string,
  groupName: string,
  vpc: string | undefined,
): ExistingNetwork | undefined {
  const subnets = idsOf(member(config, subnetName));
  const securityGroups = idsOf(member(config, groupName));
  if (subnets?.length === 0 && securityGroups?.length === 0) return undefined;
  return { vpc, subnets, securityGroups };
}

/** Null is an empty list. */
function idsOf(value: unknown): readonly string[] | undefined {
  if (value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const ids = value.map(textOf).filter((id) => id !== undefined);
  return ids.length === value.length ? ids : undefined;
}

/** A map, or a list of `key` and `value`; null is no tags. */
function tagsOf(value: unknown): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return undefined;
  const pairs = Array.isArray(value)
    ? value.map(
        (one) =>
          [
            textOf(member(one, 'key') ?? member(one, 'Key')),
            textOf(member(one, 'value') ?? member(one, 'Value')),
          ] as const,
      )
    : Object.entries(typeof value === 'object' && value !== null ? value : {}).map(
        ([key, one]) => [key, textOf(one)] as const,
      );
  const known = pairs.filter((pair): pair is [string, string] => !pair.includes(undefined));
  return known.length === pairs.length ? new Map(known) : undefined;
}

/** https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations.html */
function cloudControl(resource: StateResource): Found {
  const { attributes } = resource;
  if (textOf(member(attributes, 'type_name')) !== 'AWS::Lambda::Function') return undefined;
  const state = parsed(member(attributes, 'properties')) ?? parsed(member(attributes, 'desired_state'));
  if (state === undefined) return 'not-judged';
  const config = member(state, 'VpcConfig');
  const network =
    config === undefined || config === null
      ? undefined
      : networkOf(config, 'SubnetIds', 'SecurityGroupIds', undefined);
  const arn = textOf(member(state, 'Arn'));
  return {
    kind: 'function',
    address: resource.address,
    name: textOf(member(state, 'FunctionName')) ?? resource.address,
    ...(arn === undefined ? {} : { arn }),
    network: usesCapacity(state) ? ON_CAPACITY : network,
    tags: tagsOf(member(state, 'Tags') ?? null),
    sensitive: LOOKED_AT.some((one) => holdsTrue(member(resource.sensitive, one))),
  };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
