import { known } from '../graph/construct.ts';
import type { Value as GraphValue, ObjectValue } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { Text } from '../iam/value.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { isSomething, structuralName, toIamValue, toText } from '../policies/value.ts';
import type { Caller } from './caller.ts';
import type { Via } from './context.ts';
import { CONFIGURATION, NOT_CONFIGURATION, REPLACING } from './function-properties.ts';
import { CREATE, UPDATE } from './function-request.ts';
import { caused, functionArn, type Setting } from './intent.ts';
import { layersKey } from './layers.ts';
import type { CausedRequest } from './planned-request.ts';
import type { Tags } from './tags.ts';
import { CLOUDFORMATION_NAMES, type VpcSettings, vpcSettings } from './vpc-settings.ts';

/**
 * A function as CloudFormation and Cloud Control describe it: properties of AWS::Lambda::Function by name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
 */
export interface CloudFunction {
  /** Names what is not known: the resource address, and the logical id where it is one of several. */
  readonly owner: string;
  readonly properties: ReadonlyMap<string, GraphValue>;
  /** What the name begins with when it has none: CloudFormation makes one. */
  readonly namePrefix: string;
  readonly via: Via;
  readonly caller: Caller;
}

/** What an update of a function does. */
export type CloudChange =
  | { readonly kind: 'create'; readonly because: string; readonly certainty: CausedRequest['certainty'] }
  | {
      readonly kind: 'update';
      readonly because: string;
      readonly certainty: CausedRequest['certainty'];
      readonly layersChange: boolean;
      readonly tagsChange: boolean;
    }
  | { readonly kind: 'none'; readonly because: string };

/** What the change of its properties does to a function that exists. */
export function cloudChange(
  before: CloudFunction['properties'],
  after: CloudFunction['properties'],
): CloudChange {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = names.filter((name) => nameOfProperty(before, name) !== nameOfProperty(after, name));
  const replacing = changed.filter((name) => REPLACING.has(name));
  const certainty = (of: readonly string[]) =>
    of.some((name) => isCertain(before, after, name)) ? 'will' : 'may';
  if (replacing.length > 0)
    return {
      kind: 'create',
      because: `${replacing.join(', ')} changes: the function is replaced`,
      certainty: certainty(replacing),
    };
  const configuring = changed.filter((name) => !NOT_CONFIGURATION.has(name));
  if (configuring.length === 0)
    return { kind: 'none', because: 'the configuration of the function does not change' };
  return {
    kind: 'update',
    because: `${configuring.join(', ')} ${configuring.length === 1 ? 'changes' : 'change'}`,
    certainty: certainty(configuring.filter((name) => CONFIGURATION.has(name))),
    layersChange: configuring.includes('Layers'),
    tagsChange: changed.includes('Tags'),
  };
}

const nameOfProperty = (properties: CloudFunction['properties'], name: string) => {
  const value = properties.get(name);
  return isSomething(value) ? structuralName(value) : '';
};

/** Both sides are known as a whole, and differ. */
function isCertain(
  before: CloudFunction['properties'],
  after: CloudFunction['properties'],
  name: string,
): boolean {
  return [before.get(name), after.get(name)].every((value) => value === undefined || isKnown(value, 0));
}

function isKnown(value: GraphValue, depth: number): boolean {
  if (depth > 64) return false;
  if (value.kind === 'list')
    return value.rest === undefined && value.items.every((item) => isKnown(item, depth + 1));
  if (value.kind === 'object')
    return (
      value.rest === undefined && [...value.attributes.values()].every((item) => isKnown(item, depth + 1))
    );
  return value.kind === 'known';
}

/** The request that a service makes for such a function. */
export function cloudRequest(
  change: ResourceChange,
  function_: CloudFunction,
  made: Exclude<CloudChange, { kind: 'none' }>,
  setting: Setting,
): Promise<CausedRequest> {
  const { owner, properties, caller, via } = function_;
  const tags = cloudTags(properties.get('Tags'), owner);
  const creates = made.kind === 'create';
  return caused(
    change,
    {
      action: creates ? CREATE : UPDATE,
      because: made.because,
      certainty: made.certainty,
      resource: functionArn(caller, nameText(function_)),
      caller,
      vpc: cloudVpc(properties, owner),
      layer: cloudLayers(properties, owner, creates || made.layersChange),
      ...(creates ? { codeSigningConfigArn: signing(properties.get('CodeSigningConfigArn')) } : {}),
      requestTags: creates ? tags : undefined,
      resourceTags: creates ? undefined : made.tagsChange ? { ...tags, known: new Map() } : tags,
      via,
      owner,
    },
    setting,
  );
}

function nameText({ properties, namePrefix, owner }: CloudFunction): Text {
  const name = properties.get('FunctionName');
  if (isSomething(name)) return toText(name);
  const rest = {
    kind: 'unknown',
    name: `${owner} function name`,
    reason: 'CloudFormation makes up the name',
  } as const;
  return namePrefix === '' ? [rest] : [namePrefix, rest];
}

function cloudVpc(properties: CloudFunction['properties'], owner: string): VpcSettings {
  if (isSomething(properties.get('CapacityProviderConfig'))) {
    const reason =
      'whether the requests of a function on a capacity provider carry the VPC keys is not documented';
    return { kind: 'unknown', doubt: { kind: 'unknown', name: `vpc_config of ${owner}`, reason } };
  }
  return vpcSettings(properties.get('VpcConfig'), CLOUDFORMATION_NAMES, owner);
}

function cloudLayers(properties: CloudFunction['properties'], owner: string, sets: boolean): ContextValue {
  const layers = layersKey(properties.get('Layers') ?? known(null), owner);
  if (sets || layers.kind !== 'multi') return layers;
  const reason = 'whether the request carries layers that do not change is not documented';
  return { ...layers, presence: { kind: 'unknown', name: `existing layers of ${owner}`, reason } };
}

function signing(arn: GraphValue | undefined): ContextValue {
  if (!isSomething(arn)) return { kind: 'absent', reason: 'the function has no code signing configuration' };
  return { kind: 'single', presence: PRESENT, value: toIamValue(arn) };
}

/** An update of which nothing is known but that it may be made. */
export const unknownUpdate = (because: string) =>
  ({ kind: 'update', because, certainty: 'may', layersChange: false, tagsChange: true }) as const;

/** The services add tags of their own, and those of the stack. */
function cloudTags(value: GraphValue | undefined, owner: string): Tags {
  const open = {
    name: `further tags of ${owner}`,
    reason: 'AWS adds tags of its own to functions that a service makes',
  };
  const items = value?.kind === 'list' ? value.items : [];
  const pairs = value?.kind === 'object' ? [...value.attributes] : items.flatMap(tagPair);
  return { known: new Map(pairs.map(([key, tag]) => [key, toIamValue(tag)])), open };
}

function tagPair(item: GraphValue): readonly (readonly [string, GraphValue])[] {
  if (item.kind !== 'object') return [];
  const [key, value] = [memberOf(item, 'Key'), memberOf(item, 'Value')];
  return key?.kind === 'known' && value !== undefined ? [[String(key.value), value]] : [];
}

const memberOf = (item: ObjectValue, name: string) =>
  item.attributes.get(name) ?? item.attributes.get(name.toLowerCase());
