import { notEvaluated } from './not-evaluated.ts';

/**
 * A network connector takes subnets and security groups for what runs beside functions (MicroVMs, web functions).
 * `aws_lambda_network_connector` stands for when the provider has it: what it will ask for is not known yet.
 * https://docs.aws.amazon.com/lambda/latest/lambda-core/API_CreateNetworkConnector.html
 */
export const networkConnectorRequests = notEvaluated(
  'what a network connector asks for is not evaluated',
  'this network connector has a network, which lambda:CreateNetworkConnector carries: that is not evaluated',
);

/**
 * A canary runs in a function `cwsyn-…` that CloudWatch Synthetics makes for whoever makes the canary.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_UserPermissions.html
 */
export const canaryRequests = notEvaluated(
  'what CloudWatch Synthetics asks for is not evaluated',
  'CloudWatch Synthetics makes a function for this canary, with its network: that is not evaluated',
);

/** A product of Service Catalog is a stack. */
export const provisionedProductRequests = notEvaluated(
  'its template is not in the plan',
  'this product of Service Catalog may make Lambda functions, and its template is not in the plan: it cannot be evaluated',
);
