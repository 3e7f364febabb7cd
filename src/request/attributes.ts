/**
 * What an attribute of aws_lambda_function makes the provider call when it changes.
 *
 * `configuration`: UpdateFunctionConfiguration. `replacement`: the function is created anew. `computed`: it only
 * reports what AWS says. `nothing`: the provider keeps it for itself.
 */
export type AttributeEffect =
  | 'configuration'
  | 'code'
  | 'tags'
  | 'code-signing'
  | 'concurrency'
  | 'publish'
  | 'replacement'
  | 'computed'
  | 'nothing';

/**
 * From the provider's source, v5.100 to v6.66, and from the calls that 5.100.0 really made.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/lambda/function.go
 * (resourceFunctionUpdate, needsFunctionConfigUpdate, needsFunctionCodeUpdate)
 */
export const ATTRIBUTE_EFFECTS: ReadonlyMap<string, AttributeEffect> = new Map<string, AttributeEffect>([
  ['capacity_provider_config', 'configuration'],
  ['dead_letter_config', 'configuration'],
  ['description', 'configuration'],
  ['durable_config', 'configuration'],
  ['environment', 'configuration'],
  ['ephemeral_storage', 'configuration'],
  ['file_system_config', 'configuration'],
  ['handler', 'configuration'],
  ['image_config', 'configuration'],
  ['kms_key_arn', 'configuration'],
  ['layers', 'configuration'],
  ['logging_config', 'configuration'],
  ['memory_size', 'configuration'],
  ['publish_to', 'configuration'],
  ['role', 'configuration'],
  ['runtime', 'configuration'],
  ['snap_start', 'configuration'],
  ['timeout', 'configuration'],
  ['tracing_config', 'configuration'],
  ['vpc_config', 'configuration'],

  ['architectures', 'code'],
  ['code_sha256', 'code'],
  ['filename', 'code'],
  ['image_uri', 'code'],
  ['s3_bucket', 'code'],
  ['s3_key', 'code'],
  ['s3_object_version', 'code'],
  ['source_code_hash', 'code'],
  ['source_kms_key_arn', 'code'],

  ['tags', 'tags'],
  ['tags_all', 'tags'],
  ['code_signing_config_arn', 'code-signing'],
  ['reserved_concurrent_executions', 'concurrency'],
  ['publish', 'publish'],

  ['function_name', 'replacement'],
  ['package_type', 'replacement'],
  ['region', 'replacement'],
  ['tenancy_config', 'replacement'],

  ['arn', 'computed'],
  ['id', 'computed'],
  ['invoke_arn', 'computed'],
  ['last_modified', 'computed'],
  ['qualified_arn', 'computed'],
  ['qualified_invoke_arn', 'computed'],
  ['response_streaming_invoke_arn', 'computed'],
  ['signing_job_arn', 'computed'],
  ['signing_profile_version_arn', 'computed'],
  ['source_code_size', 'computed'],
  ['version', 'computed'],

  ['replace_security_groups_on_destroy', 'nothing'],
  ['replacement_security_group_ids', 'nothing'],
  ['skip_destroy', 'nothing'],
  ['timeouts', 'nothing'],
  ['use_resource_timeout_for_propagation', 'nothing'],
]);

/** Members of a block that only report what AWS says, and members of vpc_config that are sets. */
export const COMPUTED_MEMBERS: ReadonlySet<string> = new Set(['vpc_id', 'optimization_status']);
export const SET_MEMBERS: ReadonlySet<string> = new Set(['subnet_ids', 'security_group_ids']);

/** In words, what the change is when it makes no request that the policies decide by the function's network. */
export const EFFECT_WORDS: Readonly<Record<AttributeEffect, string>> = {
  configuration: 'the configuration',
  code: 'the code',
  tags: 'tags',
  'code-signing': 'code signing',
  concurrency: 'reserved concurrency',
  publish: 'publishing',
  replacement: 'the identity of the function',
  computed: 'computed attributes',
  nothing: 'settings of the provider itself',
};
