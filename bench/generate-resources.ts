/** Attributes of one resource as the provider gives them, and what a plan says about them beside. */
export interface GeneratedResource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The attribute that an update changes. */
  readonly changed: string;
  /** What is unknown when the resource is created. */
  readonly computed: readonly string[];
  readonly expressions: Readonly<Record<string, unknown>>;
}

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const hex = (i: number) => (i + 0x1000).toString(16).padStart(17, '0');
const constant = (value: unknown) => ({ constant_value: value });

/** How many functions share a VPC, and with it its subnets and its group. */
const PER_VPC = 50;

export function lambdaFunction(i: number): GeneratedResource {
  const name = `service-${i}-handler`;
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
  const vpc = Math.floor(i / PER_VPC);
  const invoke = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  return {
    type: 'aws_lambda_function',
    name: `service_${i}`,
    changed: 'description',
    computed: [
      'arn',
      'id',
      'invoke_arn',
      'last_modified',
      'qualified_arn',
      'qualified_invoke_arn',
      'version',
    ],
    expressions: {
      function_name: constant(name),
      handler: constant('index.handler'),
      role: { references: [`aws_iam_role.role_${i}.arn`, `aws_iam_role.role_${i}`] },
      runtime: constant('python3.12'),
      vpc_config: [
        { subnet_ids: { references: ['var.subnet_ids'] }, security_group_ids: constant([`sg-${hex(vpc)}`]) },
      ],
    },
    values: {
      architectures: ['x86_64'],
      arn,
      code_sha256: `${hex(i)}=`,
      code_signing_config_arn: '',
      dead_letter_config: [],
      description: `Handles the events of service ${i}, "quoted" and in two\nlines`,
      environment: [
        {
          variables: {
            LOG_LEVEL: 'info',
            TABLE: `table-${i}`,
            QUEUE: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/q-${i}`,
          },
        },
      ],
      ephemeral_storage: [{ size: 512 }],
      file_system_config: [],
      filename: `build/${name}.zip`,
      function_name: name,
      handler: 'index.handler',
      id: name,
      image_config: [],
      image_uri: '',
      invoke_arn: invoke,
      kms_key_arn: '',
      last_modified: '2026-01-01T00:00:00.000+0000',
      layers: [],
      logging_config: [
        {
          application_log_level: '',
          log_format: 'Text',
          log_group: `/aws/lambda/${name}`,
          system_log_level: '',
        },
      ],
      memory_size: 128,
      package_type: 'Zip',
      publish: false,
      qualified_arn: `${arn}:1`,
      qualified_invoke_arn: invoke.replace(arn, `${arn}:1`),
      replace_security_groups_on_destroy: null,
      replacement_security_group_ids: null,
      reserved_concurrent_executions: -1,
      role: `arn:aws:iam::${ACCOUNT}:role/role-${i}`,
      runtime: 'python3.12',
      s3_bucket: null,
      s3_key: null,
      skip_destroy: false,
      snap_start: [],
      source_code_hash: hex(i),
      source_code_size: 123_456,
      tags: { Team: `team-${i % 20}`, CostCenter: '4711' },
      tags_all: { Team: `team-${i % 20}`, CostCenter: '4711' },
      timeout: 30,
      timeouts: null,
      tracing_config: [{ mode: 'PassThrough' }],
      version: '1',
      vpc_config: [
        {
          ipv6_allowed_for_dual_stack: false,
          security_group_ids: [`sg-${hex(vpc)}`],
          subnet_ids: [`subnet-${hex(2 * vpc)}`, `subnet-${hex(2 * vpc + 1)}`],
          vpc_id: `vpc-${hex(vpc)}`,
        },
      ],
    },
  };
}

export function subnet(i: number): GeneratedResource {
  return {
    type: 'aws_subnet',
    name: `private_${i}`,
    changed: 'map_public_ip_on_launch',
    computed: ['arn', 'id', 'owner_id'],
    expressions: {
      cidr_block: constant('10.0.0.0/24'),
      vpc_id: { references: [`aws_vpc.main_${i >> 1}.id`, `aws_vpc.main_${i >> 1}`] },
    },
    values: {
      arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:subnet/subnet-${hex(i)}`,
      assign_ipv6_address_on_creation: false,
      availability_zone: `${REGION}a`,
      availability_zone_id: 'use1-az1',
      cidr_block: '10.0.0.0/24',
      customer_owned_ipv4_pool: '',
      enable_dns64: false,
      id: `subnet-${hex(i)}`,
      ipv6_cidr_block: '',
      map_public_ip_on_launch: false,
      outpost_arn: '',
      owner_id: ACCOUNT,
      private_dns_hostname_type_on_launch: 'ip-name',
      tags: { Name: `private-${i}` },
      tags_all: { Name: `private-${i}` },
      timeouts: null,
      vpc_id: `vpc-${hex(i >> 1)}`,
    },
  };
}

export function vpc(i: number): GeneratedResource {
  return {
    type: 'aws_vpc',
    name: `main_${i}`,
    changed: 'enable_dns_support',
    computed: ['arn', 'id', 'owner_id', 'main_route_table_id'],
    expressions: { cidr_block: constant('10.0.0.0/16') },
    values: {
      arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-${hex(i)}`,
      cidr_block: '10.0.0.0/16',
      enable_dns_hostnames: true,
      enable_dns_support: true,
      id: `vpc-${hex(i)}`,
      instance_tenancy: 'default',
      main_route_table_id: `rtb-${hex(i)}`,
      owner_id: ACCOUNT,
      tags: { Name: `main-${i}` },
      tags_all: { Name: `main-${i}` },
    },
  };
}

export function securityGroup(i: number): GeneratedResource {
  return {
    type: 'aws_security_group',
    name: `group_${i}`,
    changed: 'description',
    computed: ['arn', 'id', 'owner_id'],
    expressions: { vpc_id: { references: [`aws_vpc.main_${i}.id`, `aws_vpc.main_${i}`] } },
    values: {
      arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:security-group/sg-${hex(i)}`,
      description: 'Managed by Terraform',
      egress: [],
      id: `sg-${hex(i)}`,
      ingress: [],
      name: `group-${i}`,
      owner_id: ACCOUNT,
      revoke_rules_on_delete: false,
      tags: { Name: `group-${i}` },
      tags_all: { Name: `group-${i}` },
      timeouts: null,
      vpc_id: `vpc-${hex(i)}`,
    },
  };
}

/** What most of a plan is made of: nothing to do with functions. */
export function bucket(i: number): GeneratedResource {
  const name = `data-of-service-${i}`;
  return {
    type: 'aws_s3_bucket',
    name: `data_${i}`,
    changed: 'force_destroy',
    computed: ['arn', 'id', 'bucket_domain_name'],
    expressions: {
      bucket: constant(name),
      policy: { references: [`data.aws_iam_policy_document.data_${i}.json`] },
    },
    values: {
      arn: `arn:aws:s3:::${name}`,
      bucket: name,
      bucket_domain_name: `${name}.s3.amazonaws.com`,
      cors_rule: [],
      force_destroy: false,
      grant: [{ id: hex(i), permissions: ['FULL_CONTROL'], type: 'CanonicalUser', uri: '' }],
      hosted_zone_id: 'Z3AQBSTGFYJSTF',
      id: name,
      lifecycle_rule: [],
      logging: [],
      policy: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${ACCOUNT}:root"},"Action":"s3:*","Resource":"arn:aws:s3:::${name}/*"}]}`,
      region: REGION,
      server_side_encryption_configuration: [
        {
          rule: [
            { apply_server_side_encryption_by_default: [{ kms_master_key_id: '', sse_algorithm: 'AES256' }] },
          ],
        },
      ],
      tags: { Name: name },
      tags_all: { Name: name },
      timeouts: null,
      versioning: [{ enabled: false, mfa_delete: false }],
      website: [],
    },
  };
}
