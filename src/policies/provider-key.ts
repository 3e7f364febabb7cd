import { parseAddress, type ResourceAddress } from '../plan/address.ts';
import type { ConfigurationMember, ModuleConfiguration, Plan, ProviderConfiguration } from '../plan/plan.ts';

/** Which provider configuration acts for a resource instance. */
export interface ProviderKeys {
  /**
   * The key of the provider configuration (`aws`, `aws.west`), for comparison alone; undefined where the plan has no
   * configuration of the resource.
   */
  readonly of: (addressText: string) => string | undefined;
  /**
   * Other provider configurations whose credentials are given in the same way: who acts is the same, whatever
   * region they are for.
   */
  readonly alike: (key: string) => readonly string[];
  /**
   * How credentials are given to the provider configuration that acts for a resource instance, for comparison alone:
   * where it is the same, one account acts. Undefined where the plan has no configuration of the resource.
   */
  readonly credentials: (addressText: string) => string | undefined;
}

export function providerKeys(plan: Plan): ProviderKeys {
  const configuration = plan.configuration();
  const root = configuration?.root;
  const keyOf = (addressText: string): string | undefined => {
    const address = plan.priorState.get(addressText)?.address ?? parseAddress(addressText);
    if (root === undefined || address === undefined) return undefined;
    return moduleOf(root, address)?.resources.providerConfigKey(address);
  };
  return {
    of: keyOf,
    credentials: (addressText) => {
      const key = keyOf(addressText);
      const provider = key === undefined ? undefined : configuration?.providers.get(key);
      return provider === undefined ? key : credentialsOf(provider);
    },
    alike: (key) => {
      const own = configuration?.providers.get(key);
      if (own === undefined) return [];
      const credentials = credentialsOf(own);
      return [...(configuration?.providers ?? [])]
        .filter(([other, provider]) => other !== key && credentialsOf(provider) === credentials)
        .map(([other]) => other);
    },
  };
}

/** Arguments that say who acts, or in which account alone. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const CREDENTIALS = [
  'access_key',
  'secret_key',
  'token',
  'profile',
  'shared_config_files',
  'shared_credentials_files',
  'assume_role',
  'assume_role_with_web_identity',
  'allowed_account_ids',
];

function credentialsOf({ name, moduleAddress, expressions }: ProviderConfiguration): string {
  const given = CREDENTIALS.map((argument) => memberText(expressions.get(argument)));
  const reads = given.some((text) => text.includes('reference'));
  return [name, reads ? (moduleAddress ?? '') : '', ...given].join('\n');
}

/** Equal for arguments that are written in the same way. */
function memberText(member: ConfigurationMember | undefined): string {
  if (member === undefined) return '';
  if (member.kind === 'blocks')
    return member.blocks
      .map((block) => [...block].map(([name, inner]) => `${name}: ${memberText(inner)}`).join('; '))
      .join(' / ');
  const { constantValue, references } = member.expression;
  return constantValue === undefined ? `reference ${references.join()}` : JSON.stringify(constantValue);
}

/** The configuration of the module that a resource is in; undefined where the plan has none. */
export function moduleOf(
  root: ModuleConfiguration,
  address: ResourceAddress,
): ModuleConfiguration | undefined {
  let module: ModuleConfiguration | undefined = root;
  for (const { name } of address.module) module = module?.moduleCalls.get(name)?.module;
  return module;
}
