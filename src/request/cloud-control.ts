import type { Value as GraphValue } from '../graph/value.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { isSomething } from '../policies/value.ts';
import { type CloudFunction, cloudChange, cloudRequest, unknownUpdate } from './cloud-function.ts';
import { noRequest, type Setting } from './intent.ts';
import { simpleActions } from './lifecycle.ts';
import { notEvaluated } from './not-evaluated.ts';
import type { PlannedRequest } from './planned-request.ts';
import { asServiceRole } from './service-role.ts';
import { readTemplate } from './template-text.ts';
import { templateValue } from './template-value.ts';

const FUNCTION = 'AWS::Lambda::Function';

/**
 * aws_cloudcontrolapi_resource: any type of resource, its properties as JSON in `desired_state`.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations.html
 */
export async function cloudControlRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly PlannedRequest[]> {
  const type = await setting.graph.attribute(change.addressText, ['type_name']);
  const typeBefore = await setting.graph.attributeBefore(change.addressText, ['type_name']);
  const types = [type, typeBefore].filter(isSomething);
  if (types.length > 0 && types.every((one) => one.kind === 'known' && one.value !== FUNCTION)) {
    const isTold = types.some((one) => one.kind === 'known' && TOLD.has(String(one.value)));
    return isTold ? toldRequests(change, setting) : [];
  }
  return simpleActions(change, setting, {
    create: () => changeRequests(change, setting, true),
    update: () => changeRequests(change, setting, false),
  });
}

/** Types that may set the network of functions, or of what they run on, and are not read here. */
const TOLD: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::Lambda::CapacityProvider',
  'AWS::Lambda::NetworkConnector',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
  'AWS::Synthetics::Canary',
]);
const toldRequests = notEvaluated(
  'it is no function',
  'this resource may set the network of Lambda functions, or of what they run on: it is not evaluated',
);

async function changeRequests(
  change: ResourceChange,
  setting: Setting,
  creates: boolean,
): Promise<readonly PlannedRequest[]> {
  const { graph, callers } = setting;
  const { addressText } = change;
  const after = propertiesOf(await graph.attribute(addressText, ['desired_state']), addressText);
  const type = await graph.attribute(addressText, ['type_name']);
  if (after === undefined || type?.kind !== 'known')
    return [noRequest(change, 'its desired state is not known', UNREADABLE)];
  const function_: CloudFunction = {
    owner: addressText,
    properties: after,
    namePrefix: '',
    via: 'other-service',
    caller: asServiceRole(await callers.of(addressText), await graph.attribute(addressText, ['role_arn'])),
  };
  if (creates) return [await cloudRequest(change, function_, CREATED, setting)];
  const before = propertiesOf(await graph.attributeBefore(addressText, ['desired_state']), addressText);
  const made = before === undefined ? unknownUpdate('what changes is not known') : cloudChange(before, after);
  if (made.kind === 'none') return [noRequest(change, made.because)];
  return [await cloudRequest(change, function_, made, setting)];
}

const UNREADABLE = 'the desired state of this resource is not known: what it makes cannot be evaluated';
const CREATED = { kind: 'create', because: 'the function is created', certainty: 'will' } as const;

function propertiesOf(value: GraphValue | undefined, owner: string): CloudFunction['properties'] | undefined {
  const template = isSomething(value) ? readTemplate(value) : undefined;
  if (template === undefined) return undefined;
  const scope = {
    owner,
    parameters: new Map(),
    pseudo: new Map(),
    mappings: {},
    conditions: {},
    holes: template.holes,
  };
  const properties = templateValue(template.root, scope);
  return properties?.kind === 'object' ? properties.attributes : undefined;
}
