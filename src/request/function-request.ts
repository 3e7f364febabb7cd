import type { Value as GraphValue } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import type { KnownValue, Text } from '../iam/value.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import type { Change, ResourceChange } from '../plan/plan.ts';
import { toText } from '../policies/value.ts';
import { parseArn } from './arn.ts';
import type { Caller } from './caller.ts';
import { own } from './difference.ts';
import { functionArn, lambdaArn, type Setting } from './intent.ts';
import { layersKey } from './layers.ts';
import { TERRAFORM_NAMES, type VpcSettings, vpcSettings } from './vpc-settings.ts';

export const CREATE = 'lambda:CreateFunction';
export const UPDATE = 'lambda:UpdateFunctionConfiguration';

/** The ARN of a function whose name is not known. */
export function unnamed(caller: Caller, addressText: string) {
  const name = `${addressText}.function_name`;
  return lambdaArn(caller, [
    'function:',
    { kind: 'unknown', name, reason: 'the name of the function is not known' },
  ]);
}

/** The VPC settings after the apply, as the request carries them. */
export async function settingsAfter(
  change: ResourceChange,
  setting: Pick<Setting, 'graph' | 'shared'>,
): Promise<VpcSettings> {
  const { graph } = setting;
  const { addressText } = change;
  const capacity = await graph.attribute(addressText, ['capacity_provider_config']);
  if (capacity !== undefined && !isEmptyList(capacity)) return onCapacityProvider(addressText);
  return (
    (await sharedAfter(addressText, setting)) ??
    vpcSettings(await graph.attribute(addressText, ['vpc_config']), TERRAFORM_NAMES, addressText)
  );
}

/** Where the plan holds both lists, or tells all that is known of them: what is the same for many functions is one object. */
async function sharedAfter(
  addressText: string,
  { graph, shared }: Pick<Setting, 'graph' | 'shared'>,
): Promise<VpcSettings | undefined> {
  const listOf = async (name: string): Promise<GraphValue | undefined> => {
    const path = ['vpc_config', 0, name];
    const ids = graph.plainTexts(addressText, path, 'after');
    return ids === undefined ? graph.sharedList(addressText, path) : shared.listOf(ids);
  };
  const subnets = await listOf(TERRAFORM_NAMES.subnets);
  const groups = subnets && (await listOf(TERRAFORM_NAMES.securityGroups));
  return subnets && groups && shared.given(subnets, groups);
}

const isEmptyList = (value: {
  readonly kind: string;
  readonly items?: readonly unknown[];
  readonly rest?: unknown;
}) =>
  (value.kind === 'list' && value.items?.length === 0 && value.rest === undefined) ||
  (value.kind === 'known' && 'value' in value && value.value === null);

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html */
export function onCapacityProvider(addressText: string): VpcSettings {
  const reason =
    'whether the requests of a function on a capacity provider carry the VPC keys is not documented';
  return { kind: 'unknown', doubt: { kind: 'unknown', name: `vpc_config of ${addressText}`, reason } };
}

/** The layers after the apply, as a request that sets them carries them. */
export async function layersAfter(addressText: string, { graph }: Setting): Promise<ContextValue> {
  return layersKey(await graph.attribute(addressText, ['layers']), addressText);
}

/** Those that are there before the apply. */
export async function layersBefore(addressText: string, { graph }: Setting): Promise<ContextValue> {
  return layersKey(await graph.attributeBefore(addressText, ['layers']), addressText);
}

/** Whether a request that does not change the layers carries those that are there is not documented. */
export function perhapsExisting(layers: ContextValue, addressText: string): ContextValue {
  if (layers.kind === 'absent') return layers;
  const reason =
    'whether a request that does not change the layers carries the existing ones is not documented';
  return { ...layers, presence: { kind: 'unknown', name: `existing layers of ${addressText}`, reason } };
}

/** A JSON object; an empty one for anything else. */
export const objectOf = (json: Change['before']): JsonObject => (isObject(json) ? json : {});

/** Whether the plan marks an attribute of the function before the apply, or a part of it, as sensitive. */
export function isSensitive({ beforeSensitive }: Change, name: string): boolean {
  if (beforeSensitive === true) return true;
  return anyTrue(own(objectOf(beforeSensitive), name));
}

function anyTrue(json: Json | undefined): boolean {
  if (isArray(json)) return json.some(anyTrue);
  return isObject(json) ? Object.values(json).some(anyTrue) : json === true;
}

/** Whether the function is on a capacity provider. */
export function usesCapacity(function_: JsonObject): boolean {
  const config = own(function_, 'capacity_provider_config');
  return isArray(config) && config.length > 0;
}

/** A text of the function before the apply; empty where there is none. */
export const textOf = (planned: Change, name: string): string => {
  const text = own(objectOf(planned.before), name);
  return typeof text === 'string' ? text : '';
};

/** The ARN of a function that exists. */
export async function existingArn(
  change: ResourceChange,
  planned: Change,
  caller: Caller,
  { graph }: Setting,
): Promise<Text> {
  const arn = textOf(planned, 'arn');
  const isHidden = isSensitive(planned, 'arn') || isSensitive(planned, 'function_name');
  if (parseArn(arn) !== undefined) return isHidden ? [hidden(arn)] : [arn];
  const name = textOf(planned, 'function_name');
  if (name !== '') return functionArn(caller, [isHidden ? hidden(name) : name]);
  const after = await graph.attribute(change.addressText, ['function_name']);
  return after === undefined ? unnamed(caller, change.addressText) : functionArn(caller, toText(after));
}

const hidden = (text: string): KnownValue => ({
  kind: 'known',
  text,
  origin: { label: 'the function', trail: [], sensitive: true },
});
