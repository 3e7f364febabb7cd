import type { ModulePath } from '../plan/address.ts';
import type {
  Configuration,
  ModuleCall,
  ModuleConfiguration,
  Plan,
  ResourceConfiguration,
} from '../plan/plan.ts';
import type { ResourceName } from './instances.ts';

/** Finds blocks in a plan's `configuration`, which knows modules by their calls, not by their instances. */
export interface ConfigurationIndex {
  readonly whole: () => Configuration | undefined;
  readonly module: (module: ModulePath) => ModuleConfiguration | undefined;
  /** The call that made a module instance; undefined for the root module. */
  readonly call: (module: ModulePath) => ModuleCall | undefined;
  readonly resource: (module: ModulePath, name: ResourceName) => ResourceConfiguration | undefined;
}

export function indexConfiguration(plan: Plan): ConfigurationIndex {
  const moduleAt = (path: ModulePath): ModuleConfiguration | undefined => {
    let module = plan.configuration()?.root;
    for (const step of path) module = module?.moduleCalls.get(step.name)?.module;
    return module;
  };
  return {
    whole: () => plan.configuration(),
    module: moduleAt,
    call: (path) => {
      const step = path.at(-1);
      return step === undefined ? undefined : moduleAt(path.slice(0, -1))?.moduleCalls.get(step.name);
    },
    resource: (path, name) => moduleAt(path)?.resources.get(name),
  };
}

/** `aws_vpc.main`, `data.aws_subnets.db`: also the key of a block in the source. */
export function nameText(resource: ResourceName): string {
  return `${resource.mode === 'managed' ? '' : `${resource.mode}.`}${resource.type}.${resource.name}`;
}
