import type { ConfigurationBlock, ConfigurationMember, ProviderConfiguration } from '../plan/plan.ts';

/**
 * What may be another one for each instance of a provider configuration. OpenTofu repeats one with `for_each`, and the
 * plan has a single key for all of its instances; which of them acts for a resource is not in the plan.
 * https://opentofu.org/docs/language/providers/configuration/#for_each-multiple-instances-of-a-provider-configuration
 */
export interface Varying {
  readonly region: boolean;
  /** `shown`: the plan itself shows that they differ. `maybe`: it has no trace of a dynamic block. */
  readonly credentials: 'no' | 'maybe' | 'shown';
}

export const NOT_VARYING: Varying = { region: false, credentials: 'no' };

/** Whether an argument differs from instance to instance: only what refers to `each` can. */
export function refersToEach(block: ConfigurationBlock): boolean {
  return [...block].some(([, member]) => memberRefersToEach(member));
}

function memberRefersToEach(member: ConfigurationMember | undefined): boolean {
  if (member === undefined) return false;
  if (member.kind === 'blocks') return member.blocks.some(refersToEach);
  return member.expression.references.some((reference) => reference.startsWith('each.'));
}

/** In credentials as the source has them: `each`, which a dynamic block of a configuration refers to unseen. */
export const EACH = '"name":"each"';

/** `written`: the credentials of a repeated configuration as the source has them, where it is there. */
export function varyingIn(
  { expressions }: ProviderConfiguration,
  credentials: readonly string[],
  written: string | undefined,
): Varying {
  const region = memberRefersToEach(expressions.get('region'));
  if (credentials.some((name) => memberRefersToEach(expressions.get(name))))
    return { region, credentials: 'shown' };
  const isSame = written !== undefined && !written.includes(EACH);
  return { region, credentials: isSame ? 'no' : 'maybe' };
}

/** Of a configuration that a module call hands down, and of which the plan does not tell which one it is. */
export function varyingAmong(
  key: string,
  providers: ReadonlyMap<string, ProviderConfiguration>,
  varying: ReadonlyMap<string, Varying>,
): Varying {
  const local = key.slice(key.lastIndexOf(':') + 1).split('.')[0];
  const found = key.includes(':')
    ? [...varying].filter(([other]) => providers.get(other)?.name === local).map(([, one]) => one)
    : [];
  if (found.length === 0) return NOT_VARYING;
  const isShown = found.some(({ credentials }) => credentials === 'shown');
  return {
    region: found.some(({ region }) => region),
    credentials: isShown ? 'shown' : 'maybe',
  };
}
