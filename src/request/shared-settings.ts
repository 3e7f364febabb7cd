import type { ContextValue } from '../iam/request.ts';
import type { Change } from '../plan/plan.ts';
import { own } from './difference.ts';
import { blockOf } from './function-change.ts';
import { isSensitive, objectOf } from './function-request.ts';
import type { NetworkKeys, RequestForms } from './network-keys.ts';
import { existingVpc, TERRAFORM_NAMES, type VpcSettings } from './vpc-settings.ts';

/**
 * The settings that functions have before the apply. Most functions share their network with others: equal settings
 * are one object, and what requests carry of them is found once.
 */
export class ExistingSettings {
  readonly #settings = new Map<string, VpcSettings>();
  readonly #forms = new Map<VpcSettings, RequestForms>();

  of(planned: Change): VpcSettings {
    const block = blockOf(own(objectOf(planned.before), 'vpc_config'));
    const sensitive = isSensitive(planned, 'vpc_config');
    const key = JSON.stringify([sensitive, block]);
    const known = this.#settings.get(key);
    if (known !== undefined) return known;
    const settings = existingVpc(block, TERRAFORM_NAMES, sensitive);
    this.#settings.set(key, settings);
    return settings;
  }

  /** What requests carry of settings; found by `find`, which may name the owner in what is not known. */
  async formsOf(settings: VpcSettings, find: () => Promise<RequestForms>): Promise<RequestForms> {
    const known = this.#forms.get(settings);
    if (known !== undefined) return known;
    const found = await find();
    if (isSettled(found)) this.#forms.set(settings, found);
    return found;
  }
}

/** Nothing in it is not known: then it is the same for whoever has these settings. */
function isSettled({ forms: [form, ...others], network }: RequestForms): boolean {
  return others.length === 0 && network.contradictions.length === 0 && isKnownForm(form);
}

const isKnownForm = ({ vpcIds, subnetIds, securityGroupIds }: NetworkKeys) =>
  [vpcIds, subnetIds, securityGroupIds].every(isKnown);

function isKnown(held: ContextValue): boolean {
  switch (held.kind) {
    case 'absent':
      return true;
    case 'single':
      return held.presence.kind === 'present' && held.value.kind === 'known';
    case 'multi':
      return (
        held.presence.kind === 'present' &&
        held.rest === undefined &&
        held.values.every(({ kind }) => kind === 'known')
      );
  }
}
