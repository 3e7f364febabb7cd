import type { FunctionNetwork } from '../lab/truth.ts';
import type { ConcreteRequest } from '../property/evaluate.ts';

/** The request that Lambda judges when a function gets this network. */
export function requestOf(
  action: string,
  functionName: string,
  network: FunctionNetwork,
  region = 'us-east-1',
): ConcreteRequest {
  const { vpc, subnets, securityGroups } = network;
  return {
    action,
    resource: `arn:aws:lambda:${region}:123456789012:function:${functionName}`,
    context:
      vpc === null
        ? {}
        : { 'lambda:VpcIds': vpc, 'lambda:SubnetIds': subnets, 'lambda:SecurityGroupIds': securityGroups },
  };
}
