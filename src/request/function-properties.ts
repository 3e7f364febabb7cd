// Properties of AWS::Lambda::Function and AWS::Serverless::Function.

/** Properties that have APIs of their own, or are code. */
export const NOT_CONFIGURATION: ReadonlySet<string> = new Set([
  'Architectures',
  'Code',
  'CodeSigningConfigArn',
  'FunctionScalingConfig',
  'PublishToLatestPublished',
  'RecursiveLoop',
  'ReservedConcurrentExecutions',
  'RuntimeManagementConfig',
  'Tags',
  ...[
    // of AWS::Serverless::Function: other resources that SAM makes of them, and code
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
    'AssumeRolePolicyDocument',
    'AutoPublishAlias',
    'AutoPublishAliasAllProperties',
    'AutoPublishCodeSha256',
    'CodeUri',
    'DeploymentPreference',
    'EventInvokeConfig',
    'Events',
    'FunctionUrlConfig',
    'ImageUri',
    'InlineCode',
    'PermissionsBoundary',
    'Policies',
    'PropagateTags',
    'ProvisionedConcurrencyConfig',
    'SourceKMSKeyArn',
    'VersionDeletionPolicy',
    'VersionDescription',
  ],
]);

/** Properties that are the configuration for certain. One that is not known here may have an API of its own. */
export const CONFIGURATION: ReadonlySet<string> = new Set([
  'CapacityProviderConfig',
  'DeadLetterConfig',
  'DeadLetterQueue',
  'Description',
  'DurableConfig',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'SnapStart',
  'Timeout',
  'Tracing',
  'TracingConfig',
  'VpcConfig',
]);

/** Properties whose change makes a new function. */
export const REPLACING: ReadonlySet<string> = new Set(['FunctionName', 'PackageType', 'TenancyConfig']);
