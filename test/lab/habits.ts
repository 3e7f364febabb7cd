import type { Attributes } from './value.ts';

/**
 * What the AWS provider does beyond what its schema says, by resource type, for the types that the tests need.
 * Read in the provider's source: `internal/service/lambda/function.go`, `internal/service/ec2/vpc_*.go`,
 * `internal/service/organizations/policy*.go` (v5.100, v6.66).
 */
type ByType<T> = Readonly<Record<string, T>>;

/** Values that the provider gives to attributes that the configuration leaves out. */
export const DEFAULTS: ByType<Attributes> = {
  aws_iam_policy: { path: '/' },
  aws_iam_role: { path: '/', max_session_duration: 3600, force_detach_policies: false },
  aws_lambda_function: {
    memory_size: 128,
    package_type: 'Zip',
    publish: false,
    reserved_concurrent_executions: -1,
    skip_destroy: false,
    timeout: 3,
  },
  aws_nat_gateway: { connectivity_type: 'public' },
  aws_organizations_policy: { type: 'SERVICE_CONTROL_POLICY' },
  aws_security_group: { description: 'Managed by Terraform', revoke_rules_on_delete: false },
  aws_subnet: {
    assign_ipv6_address_on_creation: false,
    enable_dns64: false,
    enable_resource_name_dns_a_record_on_launch: false,
    enable_resource_name_dns_aaaa_record_on_launch: false,
    ipv6_native: false,
    map_public_ip_on_launch: false,
  },
  aws_vpc: { enable_dns_support: true, instance_tenancy: 'default' },
};

/** Attributes whose change replaces the resource. */
export const REPLACING: ByType<readonly string[]> = {
  aws_iam_policy: ['name', 'path'],
  aws_iam_role: ['name', 'path'],
  aws_lambda_capacity_provider: ['name', 'vpc_config'],
  aws_lambda_function: ['function_name', 'package_type', 'region'],
  aws_organizations_policy: ['type'],
  aws_organizations_policy_attachment: ['policy_id', 'target_id'],
  aws_security_group: ['vpc_id', 'name', 'description'],
  aws_subnet: ['vpc_id', 'cidr_block', 'availability_zone'],
  aws_vpc: ['cidr_block', 'instance_tenancy'],
  null_resource: ['triggers'],
  random_shuffle: ['input', 'result_count', 'keepers', 'seed'],
};

/** Blocks that the provider fills in where the configuration has none: `Computed` in its source. */
export const COMPUTED_BLOCKS: ByType<Readonly<Record<string, Attributes>>> = {
  aws_lambda_function: {
    ephemeral_storage: { size: 512 },
    logging_config: { application_log_level: '', log_format: 'Text', log_group: '', system_log_level: '' },
    tracing_config: { mode: 'PassThrough' },
  },
};

/** Attributes that AWS returns empty where the configuration leaves them out: null before, empty after the apply. */
export const READ_AS_EMPTY: ByType<Attributes> = {
  aws_lambda_function: {
    code_signing_config_arn: '',
    description: '',
    image_uri: '',
    kms_key_arn: '',
    layers: [],
    tags: {},
  },
  aws_security_group: { tags: {} },
  aws_subnet: { tags: {} },
  aws_vpc: { tags: {} },
};

/**
 * Written with the plugin framework, which keeps the known elements of a set beside unknown ones. Everything
 * else is written with the older SDK, which turns a set with one unknown element into a wholly unknown set.
 */
export const FRAMEWORK_TYPES: ReadonlySet<string> = new Set([
  'aws_lambda_capacity_provider',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'awscc_lambda_function',
]);

/** What these resources adopt is there before Terraform: the default one of a type, in a VPC or a zone. */
export const ADOPTING: ByType<string> = {
  aws_default_security_group: 'aws_security_group',
  aws_default_subnet: 'aws_subnet',
  aws_default_vpc: 'aws_vpc',
};
