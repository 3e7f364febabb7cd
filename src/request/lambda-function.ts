import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { Text } from '../iam/value.ts';
import { isArray, isObject, type JsonObject } from '../plan/json.ts';
import type { Change, ResourceChange } from '../plan/plan.ts';
import { isSomething, toIamValue, toText } from '../policies/value.ts';
import { parseArn } from './arn.ts';
import type { Caller } from './caller.ts';
import { own } from './difference.ts';
import { blockOf, type FunctionChange, functionChange, otherChanges } from './function-change.ts';
import { idSets } from './id-set.ts';
import {
  callerByArn,
  caused,
  functionArn,
  type Intent,
  lambdaArn,
  noRequest,
  type Setting,
} from './intent.ts';
import { layersKey } from './layers.ts';
import type { CausedRequest, PlannedRequest } from './planned-request.ts';
import { releasedGroups } from './released-groups.ts';
import { suppressedVpc } from './suppressed.ts';
import { tagsAfter, tagsBefore, tagsOf } from './tags.ts';
import {
  type Doubt,
  existingVpc,
  type GivenVpc,
  TERRAFORM_NAMES,
  type VpcSettings,
  vpcSettings,
} from './vpc-settings.ts';

const CREATE = 'lambda:CreateFunction';
const UPDATE = 'lambda:UpdateFunctionConfiguration';

/** The requests of a change of aws_lambda_function. */
export async function functionRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly PlannedRequest[]> {
  switch (change.actions) {
    case 'create':
    case 'create-forget':
      return [await createRequest(change, setting)];
    case 'update':
      return [await updateRequest(change, setting)];
    case 'delete-create':
      return [...(await destroyRequests(change, setting)), await createRequest(change, setting)];
    case 'create-delete':
      return [await createRequest(change, setting), ...(await destroyRequests(change, setting))];
    case 'delete': {
      const released = await destroyRequests(change, setting);
      return released.length > 0 ? released : [noRequest(change, 'a deleted function needs no VPC settings')];
    }
    case 'no-op': {
      const suppressed = await suppressedVpc(change, setting);
      return [noRequest(change, 'nothing changes', suppressed)];
    }
    case 'read':
    case 'forget':
    case 'open':
      return [noRequest(change, 'the function itself is not touched')];
    case 'unsupported':
      return unsupportedRequests(change, setting);
  }
}

async function createRequest(change: ResourceChange, setting: Setting): Promise<CausedRequest> {
  const { graph, callers } = setting;
  const { addressText } = change;
  const caller = await callers.of(addressText);
  const name = await graph.attribute(addressText, ['function_name']);
  return caused(
    change,
    {
      ...NOTHING_MORE,
      action: CREATE,
      because:
        change.actions === 'create' ? 'the function is created' : 'the function is replaced by a new one',
      certainty: 'will',
      resource: name === undefined ? unnamed(caller, addressText) : functionArn(caller, toText(name)),
      caller,
      vpc: await settingsAfter(change, setting),
      layer: await layersAfter(addressText, setting),
      codeSigningConfigArn: await codeSigning(addressText, setting),
      requestTags: await tagsAfter(graph, addressText),
      owner: addressText,
    },
    setting,
  );
}

/** What most requests do without. */
const NOTHING_MORE = {
  layer: { kind: 'absent', reason: 'the request sets no layers' },
  codeSigningConfigArn: {
    kind: 'absent',
    reason: 'only CreateFunction carries a code signing configuration',
  },
  requestTags: undefined,
  resourceTags: undefined,
  via: 'terraform',
  notes: [],
} as const satisfies Partial<Intent>;

function unnamed(caller: Caller, addressText: string) {
  const name = `${addressText}.function_name`;
  return lambdaArn(caller, [
    'function:',
    { kind: 'unknown', name, reason: 'the name of the function is not known' },
  ]);
}

/** The VPC settings after the apply, as the request carries them. */
async function settingsAfter(change: ResourceChange, setting: Setting): Promise<VpcSettings> {
  const { graph } = setting;
  const { addressText } = change;
  const capacity = await graph.attribute(addressText, ['capacity_provider_config']);
  if (capacity !== undefined && !isEmptyList(capacity)) return onCapacityProvider(addressText);
  return vpcSettings(await graph.attribute(addressText, ['vpc_config']), TERRAFORM_NAMES, addressText);
}

const isEmptyList = (value: {
  readonly kind: string;
  readonly items?: readonly unknown[];
  readonly rest?: unknown;
}) =>
  (value.kind === 'list' && value.items?.length === 0 && value.rest === undefined) ||
  (value.kind === 'known' && 'value' in value && value.value === null);

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html */
function onCapacityProvider(addressText: string): VpcSettings {
  const reason =
    'whether the requests of a function on a capacity provider carry the VPC keys is not documented';
  return { kind: 'unknown', doubt: { kind: 'unknown', name: `vpc_config of ${addressText}`, reason } };
}

async function layersAfter(addressText: string, { graph }: Setting): Promise<ContextValue> {
  return layersKey(await graph.attribute(addressText, ['layers']), addressText);
}

async function codeSigning(addressText: string, { graph }: Setting): Promise<ContextValue> {
  const arn = await graph.attribute(addressText, ['code_signing_config_arn']);
  if (!isSomething(arn)) return { kind: 'absent', reason: 'the function has no code signing configuration' };
  return { kind: 'single', presence: PRESENT, value: toIamValue(arn) };
}

async function updateRequest(change: ResourceChange, setting: Setting): Promise<PlannedRequest> {
  const planned = change.change();
  const changed = functionChange(planned);
  const vpc = await settingsOfUpdate(change, planned, changed, setting);
  const certain = certainlyChanged(changed, vpc);
  if (certain.length === 0 && changed.possible.length === 0) {
    const suppressed = await suppressedVpc(change, setting);
    return noRequest(change, otherChanges(changed.others), suppressed);
  }
  const caller = callerByArn(await setting.callers.of(change.addressText), textOf(planned, 'arn'));
  const suppressed = await suppressedVpc(change, setting);
  return caused(
    change,
    {
      ...NOTHING_MORE,
      action: UPDATE,
      because: becauseOf(certain, changed),
      certainty: certain.length > 0 ? 'will' : 'may',
      resource: await existingArn(change, planned, caller, setting),
      caller,
      vpc,
      layer: await layersOfUpdate(change, changed, setting),
      resourceTags: await tagsOfUpdate(change, setting),
      notes: [...orderNotes(changed), ...(suppressed === undefined ? [] : [suppressed])],
      owner: change.addressText,
    },
    setting,
  );
}

/** A set that holds something new differs from what was there, even where the rest of it is not known. */
function certainlyChanged(changed: FunctionChange, vpc: VpcSettings): readonly string[] {
  const grows =
    changed.vpcConfig === 'maybe' && vpc.kind === 'given' && vpc.doubt === undefined && holdsNew(vpc);
  return grows ? [...changed.certain, 'vpc_config'].sort() : changed.certain;
}

function holdsNew({ subnets, securityGroups }: GivenVpc): boolean {
  const sets = [subnets, securityGroups].map((value) => idSets(value));
  return sets.some((forms) => forms.every(({ certain }) => certain.some(({ kind }) => kind === 'new')));
}

function becauseOf(certain: readonly string[], { possible }: FunctionChange): string {
  if (certain.length > 0) return `${certain.join(', ')} ${certain.length === 1 ? 'changes' : 'change'}`;
  return `${possible.join(', ')} may change`;
}

/** The order in which the provider's update makes its calls. */
function orderNotes({ others }: FunctionChange): readonly string[] {
  const first = [
    ...(others.has('tags') ? ['tags'] : []),
    ...(others.has('code-signing') ? ['code signing'] : []),
  ];
  if (first.length === 0) return [];
  return [
    `${first.join(' and ')} changed before the configuration: if this call is refused, that has been applied`,
  ];
}

/**
 * A configuration call that does not touch vpc_config carries no settings: Lambda puts the existing ones into the
 * request context. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
async function settingsOfUpdate(
  change: ResourceChange,
  planned: Change,
  changed: FunctionChange,
  setting: Setting,
): Promise<VpcSettings> {
  const before = objectOf(planned.before);
  if (usesCapacity(before) || usesCapacity(objectOf(planned.after)))
    return onCapacityProvider(change.addressText);
  if (changed.vpcConfig === 'same') return existingVpc(blockOf(own(before, 'vpc_config')), TERRAFORM_NAMES);
  const after = await settingsAfter(change, setting);
  return after.kind === 'none'
    ? { kind: 'none', reason: 'the change takes the function out of its VPC' }
    : after;
}

const objectOf = (json: Change['before']): JsonObject => (isObject(json) ? json : {});

function usesCapacity(function_: JsonObject): boolean {
  const config = own(function_, 'capacity_provider_config');
  return isArray(config) && config.length > 0;
}

const textOf = (planned: Change, name: string): string => {
  const text = own(objectOf(planned.before), name);
  return typeof text === 'string' ? text : '';
};

async function existingArn(
  change: ResourceChange,
  planned: Change,
  caller: Caller,
  { graph }: Setting,
): Promise<Text> {
  const arn = textOf(planned, 'arn');
  if (parseArn(arn) !== undefined) return [arn];
  const name = textOf(planned, 'function_name');
  if (name !== '') return functionArn(caller, [name]);
  const after = await graph.attribute(change.addressText, ['function_name']);
  return after === undefined ? unnamed(caller, change.addressText) : functionArn(caller, toText(after));
}

/** Whether a request that does not change the layers carries those that are there is not documented. */
async function layersOfUpdate(
  change: ResourceChange,
  changed: FunctionChange,
  setting: Setting,
): Promise<ContextValue> {
  const { addressText } = change;
  const after = await layersAfter(addressText, setting);
  if (after.kind === 'absent' || changed.layers === 'changed') return after;
  const reason =
    'whether a request that does not change the layers carries the existing ones is not documented';
  const presence = { kind: 'unknown', name: `existing layers of ${addressText}`, reason } as const;
  return { ...after, presence };
}

/** Tags are changed before the configuration. */
const tagsOfUpdate = async (change: ResourceChange, { graph }: Setting) =>
  tagsOf(await graph.attribute(change.addressText, ['tags_all']), `${change.addressText}.tags_all`);

/** Before DeleteFunction the provider may give the function other security groups. */
async function destroyRequests(change: ResourceChange, setting: Setting): Promise<readonly CausedRequest[]> {
  const planned = change.change();
  const forms = releasedGroups(objectOf(planned.before), change.addressText);
  if (forms === undefined) return [];
  const caller = callerByArn(await setting.callers.of(change.addressText), textOf(planned, 'arn'));
  const request = await caused(
    change,
    {
      ...NOTHING_MORE,
      action: UPDATE,
      because: 'replace_security_groups_on_destroy: its security groups are replaced before it is deleted',
      certainty: 'will',
      resource: await existingArn(change, planned, caller, setting),
      caller,
      vpc: forms,
      layer: unknownLayers(planned, change.addressText),
      resourceTags: await tagsBefore(setting.graph, change.addressText),
      owner: `${change.addressText} (destroyed)`,
    },
    setting,
  );
  return [request];
}

function unknownLayers(planned: Change, addressText: string): ContextValue {
  const layers = own(objectOf(planned.before), 'layers');
  if (!isArray(layers) || layers.length === 0) return NOTHING_MORE.layer;
  const reason =
    'whether a request that does not change the layers carries the existing ones is not documented';
  const values = layers.map((layer) => ({ kind: 'known', text: String(layer) }) as const);
  return {
    kind: 'multi',
    presence: { kind: 'unknown', name: `existing layers of ${addressText}`, reason },
    values,
  };
}

/** Actions of a newer Terraform: the function may be created or changed, with any settings. */
async function unsupportedRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly PlannedRequest[]> {
  const { addressText } = change;
  const caller = await setting.callers.of(addressText);
  const reason = 'this version does not know the actions of this change';
  const doubt: Doubt = { kind: 'unknown', name: `vpc_config of ${addressText}`, reason };
  const intents = [CREATE, UPDATE].map(
    (action): Intent => ({
      ...NOTHING_MORE,
      action,
      because: reason,
      certainty: 'may',
      resource: unnamed(caller, addressText),
      caller,
      vpc: { kind: 'unknown', doubt },
      layer: {
        kind: 'multi',
        presence: doubt,
        values: [],
        rest: { name: `layers of ${addressText}`, reason, atLeast: 1 },
      },
      codeSigningConfigArn: {
        kind: 'single',
        presence: doubt,
        value: { kind: 'unknown', name: `code signing of ${addressText}`, reason },
      },
      requestTags: { known: new Map(), open: { name: `${addressText}.tags`, reason } },
      resourceTags: { known: new Map(), open: { name: `${addressText}.tags`, reason } },
      owner: addressText,
    }),
  );
  return Promise.all(intents.map((intent) => caused(change, intent, setting)));
}
