import type { InstanceKey, ModulePath } from '../plan/address.ts';
import type { Instance, ResourceName } from './instances.ts';
import type { Value } from './value.ts';

/** Where an expression stands: what `var`, `each`, `count` and the variables of a `for` mean in it. */
export interface Scope {
  /** The module instance. */
  readonly module: ModulePath;
  /** The block that holds the expression, where it can have count or for_each. */
  readonly block?: RepeatedBlock;
  /** Variables of `for` expressions, iterators of dynamic blocks, `splat`; they hide everything else. */
  readonly variables?: ReadonlyMap<string, Value>;
}

/** A resource or a module call, and which of its instances is meant. */
export type RepeatedBlock =
  | { readonly kind: 'resource'; readonly resource: ResourceName; readonly key?: InstanceKey }
  | { readonly kind: 'module'; readonly call: string; readonly key?: InstanceKey };

/** The scope of the arguments that a module instance was called with; undefined for the root module. */
export function callScope(module: ModulePath): Scope | undefined {
  const step = module.at(-1);
  if (step === undefined) return undefined;
  return {
    module: module.slice(0, -1),
    block: { kind: 'module', call: step.name, ...(step.key === undefined ? {} : { key: step.key }) },
  };
}

/** The same place with one more variable. */
export function withVariables(scope: Scope, variables: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, variables: new Map([...(scope.variables ?? []), ...variables]) };
}

/** The names of the module calls that lead to a module instance. */
export function callNames(module: ModulePath): readonly string[] {
  return module.map((step) => step.name);
}

/** The place in which the arguments of a resource instance are evaluated. */
export function scopeOf(instance: Instance): Scope {
  const { module, mode, type, name, key } = instance.address;
  return {
    module,
    block: { kind: 'resource', resource: { mode, type, name }, ...(key === undefined ? {} : { key }) },
  };
}
