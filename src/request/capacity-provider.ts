import type { ResourceChange } from '../plan/plan.ts';
import { toText } from '../policies/value.ts';
import { caused, lambdaArn, noRequest, type Setting } from './intent.ts';
import { simpleActions } from './lifecycle.ts';
import { type RequestForms, requestForms } from './network-keys.ts';
import { notEvaluated } from './not-evaluated.ts';
import type { PlannedRequest } from './planned-request.ts';
import { tagsAfter } from './tags.ts';
import { TERRAFORM_NAMES, vpcSettings } from './vpc-settings.ts';

const CREATE = 'lambda:CreateCapacityProvider';

/**
 * aws_lambda_capacity_provider: its request carries subnets and security groups, and no VPC. Changes of vpc_config
 * make a new one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export function capacityProviderRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly PlannedRequest[]> {
  return simpleActions(change, setting, {
    create: async () => [await createRequest(change, setting)],
    update: async () => [noRequest(change, 'an update of a capacity provider carries no subnets')],
    may: { requests: [CREATE], via: 'terraform' },
  });
}

/**
 * awscc_lambda_capacity_provider: the same through Cloud Control.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/lambda_capacity_provider
 */
export const cloudControlProviderRequests = notEvaluated(
  'what Cloud Control asks for is not evaluated',
  'this capacity provider has a network, and is made through Cloud Control: that is not evaluated',
);

async function createRequest(change: ResourceChange, setting: Setting): Promise<PlannedRequest> {
  const { graph, callers, network } = setting;
  const { addressText } = change;
  const caller = await callers.of(addressText);
  const name = await graph.attribute(addressText, ['name']);
  const settings = vpcSettings(
    await graph.attribute(addressText, ['vpc_config']),
    TERRAFORM_NAMES,
    addressText,
  );
  const unnamed = { kind: 'unknown', name: `${addressText}.name`, reason: 'its name is not known' } as const;
  return caused(
    change,
    {
      action: CREATE,
      because: 'the capacity provider is created',
      certainty: 'will',
      resource: lambdaArn(caller, ['capacity-provider:', ...(name === undefined ? [unnamed] : toText(name))]),
      caller,
      vpc: withoutVpc(await requestForms(settings, network, addressText)),
      requestTags: await tagsAfter(graph, addressText),
      owner: addressText,
    },
    setting,
  );
}

function withoutVpc(found: RequestForms): RequestForms {
  const vpcIds = { kind: 'absent', reason: 'requests for capacity providers carry no VPC' } as const;
  const [first, ...others] = found.forms;
  return { ...found, forms: [{ ...first, vpcIds }, ...others.map((form) => ({ ...form, vpcIds }))] };
}
