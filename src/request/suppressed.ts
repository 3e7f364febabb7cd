import { isObject, type Json } from '../plan/json.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { own } from './difference.ts';
import { blockOf } from './function-change.ts';
import { type IdSet, idSets, isEmpty } from './id-set.ts';
import type { Setting } from './intent.ts';

/**
 * The provider leaves a vpc_config out of the plan of an existing function without a VPC when both of its sets are
 * not known yet: the plan says no-op. In words, where it did; undefined where the plan is what the configuration says.
 */
export async function suppressedVpc(change: ResourceChange, setting: Setting): Promise<string | undefined> {
  const { before, after, afterUnknown } = change.change();
  if (hasVpc(before) || hasVpc(after)) return undefined;
  if (isObject(afterUnknown) && own(afterUnknown, 'vpc_config') === true) return undefined;
  for (const name of ['subnet_ids', 'security_group_ids']) {
    const ids = await setting.graph.configured(change.addressText, ['vpc_config', 0, name]);
    if (idSets(ids).every((set) => isEmpty(set) || isKnown(set))) return undefined;
  }
  return SUPPRESSED;
}

const SUPPRESSED =
  'the configuration has a vpc_config that the provider leaves out of this plan: the next plan will attach the function to the VPC';

const isKnown = (set: IdSet) => set.rest === undefined && set.certain.every(({ kind }) => kind === 'known');

function hasVpc(json: Json | undefined): boolean {
  return isObject(json) && Object.keys(blockOf(own(json, 'vpc_config'))).length > 0;
}
