import { isObject } from '../plan/json.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { own } from './difference.ts';
import { blockOf } from './function-change.ts';
import { idSets, isEmpty } from './id-set.ts';
import type { Setting } from './intent.ts';
import { TERRAFORM_NAMES, vpcSettings } from './vpc-settings.ts';

/**
 * The provider leaves a vpc_config out of the plan of an existing function without a VPC when both of its sets are
 * not known yet: the plan says no-op. In words, where it did; undefined where the plan is what the configuration says.
 */
export async function suppressedVpc(change: ResourceChange, setting: Setting): Promise<string | undefined> {
  const { before, after, afterUnknown } = change.change();
  if (hasVpc(before) || hasVpc(after)) return undefined;
  if (isObject(afterUnknown) && own(afterUnknown, 'vpc_config') === true) return undefined;
  const configured = await setting.graph.configured(change.addressText, ['vpc_config']);
  const settings = vpcSettings(configured, TERRAFORM_NAMES, change.addressText);
  if (settings.kind !== 'given' || settings.doubt !== undefined) return undefined;
  const sets = [settings.subnets, settings.securityGroups].map((value) => idSets(value));
  if (sets.some((forms) => forms.every(isEmpty))) return undefined;
  return SUPPRESSED;
}

const SUPPRESSED =
  'the configuration has a vpc_config that the provider leaves out of this plan: the next plan will attach the function to the VPC';

function hasVpc(json: unknown): boolean {
  const object = isObject(json as never) ? (json as never) : {};
  return Object.keys(blockOf(own(object, 'vpc_config'))).length > 0;
}
