import { notEvaluated } from './not-evaluated.ts';

/**
 * A network connector takes subnets and security groups for what runs beside functions (MicroVMs, web functions).
 * `aws_lambda_network_connector` stands here for when the provider has it: what it will ask for is not known yet.
 * https://docs.aws.amazon.com/lambda/latest/lambda-core/API_CreateNetworkConnector.html
 */
export const networkConnectorRequests = notEvaluated(
  'what a network connector asks for is not evaluated',
  'this network connector has a network, which lambda:CreateNetworkConnector carries: that is not evaluated',
);
