import type { ResourceAddress } from '../plan/address.ts';
import type { ModuleConfiguration, Plan } from '../plan/plan.ts';

/** Which provider configuration acts for a resource instance. */
export interface ProviderKeys {
  /**
   * The key of the provider configuration (`aws`, `aws.west`), for comparison alone; undefined where the plan has no
   * configuration of the resource.
   */
  readonly of: (addressText: string) => string | undefined;
}

export function providerKeys(plan: Plan): ProviderKeys {
  const addresses = new Map<string, ResourceAddress>();
  for (const [text, { address }] of plan.priorState) addresses.set(text, address);
  for (const { address, addressText } of plan.resourceChanges) addresses.set(addressText, address);
  const root = plan.configuration()?.root;
  const byModule = new Map<ModuleConfiguration, ReadonlyMap<string, string>>();
  return {
    of: (addressText) => {
      const address = addresses.get(addressText);
      if (root === undefined || address === undefined) return undefined;
      const module = moduleOf(root, address);
      if (module === undefined) return undefined;
      const keys = byModule.get(module) ?? keysIn(module);
      byModule.set(module, keys);
      return keys.get(`${address.mode}.${address.type}.${address.name}`);
    },
  };
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

function keysIn(module: ModuleConfiguration): ReadonlyMap<string, string> {
  return new Map(
    module.resources.flatMap(({ mode, type, name, providerConfigKey }) =>
      providerConfigKey === undefined ? [] : [[`${mode}.${type}.${name}`, providerConfigKey] as const],
    ),
  );
}
