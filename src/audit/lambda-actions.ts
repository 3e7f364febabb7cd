import { FUNCTION_ACTIONS, NEWER_ACTIONS } from './probe.ts';

/**
 * Actions of Lambda whose requests carry none of the VPC keys, and one of another service. Those that everybody
 * needs come first: they make the best example.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export const OTHER_ACTIONS = [
  'lambda:GetFunction',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'lambda:PublishVersion',
  'lambda:DeleteFunction',
  'lambda:ListFunctions',
  'lambda:CreateAlias',
  'lambda:CreateEventSourceMapping',
  'lambda:UpdateAlias',
  'lambda:PutFunctionConcurrency',
  'lambda:AddPermission',
  'lambda:TagResource',
  's3:GetObject',
  'ec2:DescribeSubnets',
] as const;

/** What a verb of an action is combined with. */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  Add: ['LayerVersionPermission', 'Permission'],
  Checkpoint: ['DurableExecution'],
  Create: ['Alias', 'CodeSigningConfig', 'EventSourceMapping', 'FunctionUrlConfig'],
  Delete: [
    'Alias',
    'CapacityProvider',
    'CodeSigningConfig',
    'EventSourceMapping',
    'Function',
    'FunctionCodeSigningConfig',
    'FunctionConcurrency',
    'FunctionEventInvokeConfig',
    'FunctionUrlConfig',
    'LayerVersion',
    'NetworkConnector',
    'ProvisionedConcurrencyConfig',
  ],
  Disable: ['Replication'],
  Enable: ['Replication'],
  Get: [
    'AccountSettings',
    'Alias',
    'CapacityProvider',
    'CodeSigningConfig',
    'DurableExecution',
    'DurableExecutionHistory',
    'DurableExecutionState',
    'EventSourceMapping',
    'Function',
    'FunctionCodeSigningConfig',
    'FunctionConcurrency',
    'FunctionConfiguration',
    'FunctionEventInvokeConfig',
    'FunctionRecursionConfig',
    'FunctionScalingConfig',
    'FunctionUrlConfig',
    'LayerVersion',
    'LayerVersionPolicy',
    'NetworkConnector',
    'Policy',
    'ProvisionedConcurrencyConfig',
    'RuntimeManagementConfig',
  ],
  Invoke: ['Async', 'Function', 'FunctionUrl'],
  List: [
    'Aliases',
    'CapacityProviders',
    'CodeSigningConfigs',
    'DurableExecutionsByFunction',
    'EventSourceMappings',
    'FunctionEventInvokeConfigs',
    'FunctionUrlConfigs',
    'FunctionVersionsByCapacityProvider',
    'Functions',
    'FunctionsByCodeSigningConfig',
    'LayerVersions',
    'Layers',
    'NetworkConnectors',
    'ProvisionedConcurrencyConfigs',
    'Tags',
    'VersionsByFunction',
  ],
  Pass: ['CapacityProvider', 'NetworkConnector'],
  Publish: ['LayerVersion', 'Version'],
  Put: [
    'FunctionCodeSigningConfig',
    'FunctionConcurrency',
    'FunctionEventInvokeConfig',
    'FunctionRecursionConfig',
    'FunctionScalingConfig',
    'ProvisionedConcurrencyConfig',
    'RuntimeManagementConfig',
  ],
  Remove: ['LayerVersionPermission', 'Permission'],
  Send: [
    'DurableExecutionCallbackFailure',
    'DurableExecutionCallbackHeartbeat',
    'DurableExecutionCallbackSuccess',
  ],
  Stop: ['DurableExecution'],
  Tag: ['Resource'],
  Untag: ['Resource'],
  Update: [
    'Alias',
    'CapacityProvider',
    'CodeSigningConfig',
    'EventSourceMapping',
    'FunctionCode',
    'FunctionCodeSigningConfig',
    'FunctionEventInvokeConfig',
    'FunctionUrlConfig',
    'NetworkConnector',
  ],
};

export const VERBS: readonly string[] = Object.keys(NOUNS);

/** The names of Lambda's actions. AWS adds some every year: a name that is not here need not be wrong. */
export const LAMBDA_ACTIONS: readonly string[] = [
  ...Object.entries(NOUNS).flatMap(([verb, nouns]) => nouns.map((noun) => `lambda:${verb}${noun}`)),
  ...FUNCTION_ACTIONS,
  ...NEWER_ACTIONS,
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html#awslambda-policy-keys */
export const LAMBDA_KEYS = [
  'lambda:CodeSigningConfigArn',
  'lambda:EventSourceToken',
  'lambda:FunctionArn',
  'lambda:FunctionUrlAuthType',
  'lambda:InvokedViaFunctionUrl',
  'lambda:Layer',
  'lambda:Principal',
  'lambda:SecurityGroupIds',
  'lambda:SourceFunctionArn',
  'lambda:SubnetIds',
  'lambda:VpcIds',
] as const;
