import { awsccRequests } from './awscc-function.ts';
import { capacityProviderRequests, cloudControlProviderRequests } from './capacity-provider.ts';
import { cloudControlRequests } from './cloud-control.ts';
import {
  cloudControlStackRequests,
  stackRequests,
  stackSetRequests,
  unreadableStack,
} from './cloudformation.ts';
import type { RequestsOf } from './intent.ts';
import { functionRequests } from './lambda-function.ts';
import { canaryRequests, networkConnectorRequests, provisionedProductRequests } from './other-services.ts';

/** One row for each resource type that sets a function's network. */
export const RESOURCE_TYPES = {
  aws_lambda_function: functionRequests,
  aws_lambda_capacity_provider: capacityProviderRequests,
  awscc_lambda_function: awsccRequests,
  awscc_lambda_capacity_provider: cloudControlProviderRequests,
  aws_lambda_network_connector: networkConnectorRequests,
  awscc_lambda_network_connector: networkConnectorRequests,
  aws_cloudcontrolapi_resource: cloudControlRequests,
  aws_cloudformation_stack: stackRequests,
  aws_cloudformation_stack_set: stackSetRequests,
  awscc_cloudformation_stack: cloudControlStackRequests,
  awscc_cloudformation_stack_set: stackSetRequests,
  aws_cloudformation_stack_instances: unreadableStack,
  aws_cloudformation_stack_set_instance: unreadableStack,
  aws_serverlessapplicationrepository_cloudformation_stack: unreadableStack,
  aws_servicecatalog_provisioned_product: provisionedProductRequests,
  awscc_servicecatalog_cloudformation_provisioned_product: provisionedProductRequests,
  aws_synthetics_canary: canaryRequests,
  awscc_synthetics_canary: canaryRequests,
} as const satisfies Record<string, RequestsOf>;

export type FunctionTypeName = keyof typeof RESOURCE_TYPES;

/** The resource types that set a function's network. */
export const FUNCTION_TYPES: ReadonlySet<string> = new Set(Object.keys(RESOURCE_TYPES));

export function isFunctionType(type: string): type is FunctionTypeName {
  return FUNCTION_TYPES.has(type);
}
