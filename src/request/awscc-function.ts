import { known } from '../graph/construct.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { isObject, type JsonObject } from '../plan/json.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { moduleOf } from '../policies/provider-key.ts';
import { type CloudFunction, cloudChange, cloudRequest } from './cloud-function.ts';
import { own } from './difference.ts';
import { noRequest, type Setting } from './intent.ts';
import { simpleActions } from './lifecycle.ts';
import type { PlannedRequest } from './planned-request.ts';
import { asServiceRole } from './service-role.ts';

/**
 * awscc_lambda_function: the properties of AWS::Lambda::Function in snake case; Cloud Control acts.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/lambda_function
 */
export function awsccRequests(change: ResourceChange, setting: Setting): Promise<readonly PlannedRequest[]> {
  return simpleActions(change, setting, {
    create: async () => {
      const properties = await propertiesAfter(change, setting);
      return [await cloudRequest(change, await functionOf(change, properties, setting), CREATED, setting)];
    },
    update: () => updateRequests(change, setting),
  });
}

const CREATED = { kind: 'create', because: 'the function is created', certainty: 'will' } as const;

async function updateRequests(change: ResourceChange, setting: Setting): Promise<readonly PlannedRequest[]> {
  const after = await propertiesAfter(change, setting);
  const before = await propertiesBefore(change, setting);
  const made = cloudChange(before, after);
  if (made.kind === 'none') return [noRequest(change, made.because)];
  return [await cloudRequest(change, await functionOf(change, after, setting), made, setting)];
}

async function functionOf(
  change: ResourceChange,
  properties: CloudFunction['properties'],
  { callers, graph }: Setting,
): Promise<CloudFunction> {
  const role = await graph.providerAttribute(change.addressText, 'role_arn');
  const caller = asServiceRole(await callers.of(change.addressText), role);
  return { owner: change.addressText, properties, namePrefix: '', via: 'other-service', caller };
}

/** Attributes that only report what AWS says. */
const COMPUTED: ReadonlySet<string> = new Set(['arn', 'id', 'snap_start_response']);

/**
 * Attributes that are not configured are computed: what the plan does not know of them is not sent. On an update it
 * stays what it was.
 */
async function propertiesAfter(
  change: ResourceChange,
  setting: Setting,
): Promise<CloudFunction['properties']> {
  const { graph } = setting;
  const { addressText } = change;
  const isComputed = computedAttributes(change, setting);
  const found = new Map<string, GraphValue>();
  for (const name of namesOf(change)) {
    const value = isComputed(name)
      ? ((await graph.attributeBefore(addressText, [name])) ?? known(null))
      : await graph.attribute(addressText, [name]);
    if (value !== undefined) found.set(camelCase(name), inCamelCase(name, value));
  }
  return found;
}

/** The provider has no blocks: an attribute that the configuration does not name is not set. */
function computedAttributes(
  { address, change }: ResourceChange,
  { plan }: Setting,
): (name: string) => boolean {
  const { afterUnknown } = change();
  const root = plan.configuration()?.root;
  const resource = (root === undefined ? undefined : moduleOf(root, address))?.resources.get(address);
  return (name) =>
    resource !== undefined &&
    !resource.expressions.has(name) &&
    isObject(afterUnknown) &&
    own(afterUnknown, name) === true;
}

async function propertiesBefore(
  change: ResourceChange,
  { graph }: Setting,
): Promise<CloudFunction['properties']> {
  const found = new Map<string, GraphValue>();
  for (const name of namesOf(change)) {
    const value = await graph.attributeBefore(change.addressText, [name]);
    if (value !== undefined) found.set(camelCase(name), inCamelCase(name, value));
  }
  return found;
}

function namesOf(change: ResourceChange): readonly string[] {
  const { before, after, afterUnknown } = change.change();
  const objects = [before, after, afterUnknown].filter((json): json is JsonObject => isObject(json));
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  return [...names].filter((name) => !COMPUTED.has(name)).sort();
}

const camelCase = (name: string) =>
  name.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

/** Names inside vpc_config are names of properties too; those inside other attributes do not matter. */
function inCamelCase(name: string, value: GraphValue): GraphValue {
  if (name !== 'vpc_config' || value.kind !== 'object') return value;
  const attributes = [...value.attributes].map(([member, inner]) => [camelCase(member), inner] as const);
  return { ...value, attributes: new Map(attributes) };
}
