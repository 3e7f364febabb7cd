import { known, list } from '../graph/construct.ts';
import type { Value as GraphValue, Trail } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import type { Change } from '../plan/plan.ts';
import { own } from './difference.ts';
import { blockOf } from './function-change.ts';
import { isSensitive, objectOf } from './function-request.ts';
import type { NetworkKeys, RequestForms } from './network-keys.ts';
import { existingVpc, type GivenVpc, TERRAFORM_NAMES, type VpcSettings } from './vpc-settings.ts';

/**
 * The settings of functions that share their network with others, as most do: equal settings are one object, and what
 * requests carry of them is found once.
 */
export class SharedSettings {
  readonly #existing = new Map<string, VpcSettings>();
  readonly #lists = new Map<string, GraphValue>();
  readonly #given = new Map<GraphValue, Map<GraphValue, GivenVpc>>();
  /** In which nothing is named after a function. */
  readonly #nameless = new Set<VpcSettings>();
  readonly #forms = new Map<VpcSettings, RequestForms>();

  /** Before the apply. */
  existing(planned: Change): VpcSettings {
    const block = blockOf(own(objectOf(planned.before), 'vpc_config'));
    const sensitive = isSensitive(planned, 'vpc_config');
    const key = JSON.stringify([sensitive, block]);
    const known = this.#existing.get(key);
    if (known !== undefined) return known;
    const settings = existingVpc(block, TERRAFORM_NAMES, sensitive);
    this.#existing.set(key, settings);
    return settings;
  }

  /** A list of ids that the plan holds. */
  listOf(ids: readonly string[]): GraphValue {
    const key = JSON.stringify(ids);
    const there = this.#lists.get(key);
    if (there !== undefined) return there;
    const made = list(ids.map((id) => known(id, FROM_PLAN)));
    this.#lists.set(key, made);
    return made;
  }

  /** After the apply: of lists that are one object for all functions that have the same. */
  given(subnets: GraphValue, securityGroups: GraphValue): GivenVpc {
    const found = this.#given.get(subnets) ?? new Map<GraphValue, GivenVpc>();
    this.#given.set(subnets, found);
    const there = found.get(securityGroups);
    if (there !== undefined) return there;
    const made: GivenVpc = { kind: 'given', subnets, securityGroups };
    found.set(securityGroups, made);
    this.#nameless.add(made);
    return made;
  }

  /** What requests carry of settings; found by `find` for an owner after whom it may name what is not known. */
  async formsOf(
    settings: VpcSettings,
    owner: string,
    find: (owner: string) => Promise<RequestForms>,
  ): Promise<RequestForms> {
    const there = this.#forms.get(settings);
    if (there !== undefined) return there;
    const isNameless = this.#nameless.has(settings);
    const found = await find(isNameless ? 'the function' : owner);
    if (isNameless || isSettled(found)) this.#forms.set(settings, found);
    return found;
  }
}

const FROM_PLAN: Trail = [{ text: 'vpc_config' }];

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
