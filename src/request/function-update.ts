import type { ContextValue } from '../iam/request.ts';
import type { Change, ResourceChange } from '../plan/plan.ts';
import { type FunctionChange, functionChange, otherChanges } from './function-change.ts';
import {
  existingArn,
  layersAfter,
  objectOf,
  onCapacityProvider,
  perhapsExisting,
  settingsAfter,
  textOf,
  UPDATE,
  usesCapacity,
} from './function-request.ts';
import { idSets, type Scalar } from './id-set.ts';
import { callerByArn, caused, noRequest, type Setting } from './intent.ts';
import type { PlannedRequest } from './planned-request.ts';
import { certainlyDiffers } from './settings-difference.ts';
import { suppressedVpc } from './suppressed.ts';
import { tagsOfUpdate } from './tags.ts';
import { asksLayers, asksResourceTags, UNASKED_LIST, UNASKED_TAGS } from './unasked.ts';
import type { GivenVpc, VpcSettings } from './vpc-settings.ts';

/** The request that an update makes, if it makes one that carries the function's network. */
export async function updateRequest(change: ResourceChange, setting: Setting): Promise<PlannedRequest> {
  const planned = change.change();
  const changed = functionChange(planned);
  const existing = setting.shared.existing(planned);
  const vpc = await settingsOfUpdate(change, { planned, changed, existing }, setting);
  const certain = certainlyChanged(changed, vpc, existing);
  if (certain.length === 0 && changed.possible.length === 0) {
    const suppressed = await suppressedVpc(change, setting);
    return noRequest(change, otherChanges(changed.others), suppressed);
  }
  const caller = await callerByArn(change, textOf(planned, 'arn'), setting);
  const suppressed = await suppressedVpc(change, setting);
  return caused(
    change,
    {
      action: UPDATE,
      because: becauseOf(certain, changed),
      certainty: certain.length > 0 ? 'will' : 'may',
      resource: await existingArn(change, planned, caller, setting),
      caller,
      vpc,
      layer: asksLayers(setting.asked) ? await layersOfUpdate(change, changed, setting) : UNASKED_LIST,
      resourceTags: asksResourceTags(setting.asked)
        ? await tagsOfUpdate(setting.graph, change.addressText)
        : UNASKED_TAGS,
      notes: [...orderNotes(changed), ...(suppressed === undefined ? [] : [suppressed])],
      owner: change.addressText,
    },
    setting,
  );
}

/** What an update changes, and the settings before it. */
interface Update {
  readonly planned: Change;
  readonly changed: FunctionChange;
  readonly existing: VpcSettings;
}

/** Settings may be not known as a whole and yet differ from those that were there. */
function certainlyChanged(changed: FunctionChange, vpc: VpcSettings, before: VpcSettings): readonly string[] {
  const differs = changed.vpcConfig === 'maybe' && certainlyDiffers(vpc, before);
  return differs ? [...changed.certain, 'vpc_config'].sort() : changed.certain;
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
    `${first.join(' and ')} are applied before the configuration: they stay changed if this call is refused`,
  ];
}

/**
 * A configuration call that does not touch vpc_config carries no settings: Lambda puts the existing ones into the
 * request context. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
async function settingsOfUpdate(
  change: ResourceChange,
  { planned, changed, existing }: Update,
  setting: Setting,
): Promise<VpcSettings> {
  const before = objectOf(planned.before);
  const mayMove = changed.possible.includes('capacity_provider_config');
  if (mayMove || usesCapacity(before) || usesCapacity(objectOf(planned.after)))
    return onCapacityProvider(change.addressText);
  if (changed.vpcConfig === 'same') return existing;
  const after = await settingsAfter(change, setting);
  if (after.kind === 'none') return { kind: 'none', reason: 'the change takes the function out of its VPC' };
  return after.kind === 'given' ? keptVpc(after, existing) : after;
}

/**
 * A subnet never changes its VPC: one that the function has had already is still where the state says. A security group
 * that stays is no such proof: whoever moves a function to the subnets of another VPC often leaves the groups as they
 * were, and the `vpc_id` that the plan shows is then the one that is left.
 */
function keptVpc(after: GivenVpc, existing: VpcSettings): GivenVpc {
  if (existing.kind !== 'given' || existing.stated === undefined) return after;
  return keepsOne(after.subnets, existing.subnets) ? { ...after, stated: existing.stated } : after;
}

function keepsOne(after: GivenVpc['subnets'], before: GivenVpc['subnets']): boolean {
  const [old] = idSets(before);
  const ids = new Set(old?.certain.map(knownId));
  return idSets(after).every(({ certain }) =>
    certain.some((id) => id.kind === 'known' && ids.has(knownId(id))),
  );
}

const knownId = (value: Scalar) => (value.kind === 'known' ? value.value : undefined);

async function layersOfUpdate(
  { addressText }: ResourceChange,
  changed: FunctionChange,
  setting: Setting,
): Promise<ContextValue> {
  const after = await layersAfter(addressText, setting);
  return changed.layers === 'changed' ? after : perhapsExisting(after, addressText);
}
