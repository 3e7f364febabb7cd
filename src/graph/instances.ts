import type { InstanceKey, ModulePath, ResourceAddress } from '../plan/address.ts';
import type { Plan, ResourceChange, ResourceInstance } from '../plan/plan.ts';

/** One resource instance that the plan speaks of, with everything that it says about it. */
export interface Instance {
  readonly addressText: string;
  readonly address: ResourceAddress;
  readonly change?: ResourceChange;
  readonly planned?: ResourceInstance;
  readonly prior?: ResourceInstance;
  /** Why Terraform put its change off to a later plan: nothing of it is known. */
  readonly deferred?: string;
}

export interface InstanceIndex {
  /** Also instances that the apply destroys. */
  readonly get: (addressText: string) => Instance | undefined;
  /** Instances of a resource within one module instance that exist after the apply, by instance key. */
  readonly ofResource: (module: ModulePath, resource: ResourceName) => readonly Instance[];
  /** Of a type, managed and data, in the whole plan, that exist after the apply; sorted by address. */
  readonly ofType: (type: string) => readonly Instance[];
  /** Keys of the instances of a module call within one module instance, as far as resources stand in them. */
  readonly moduleKeys: (module: ModulePath, call: string) => readonly (InstanceKey | undefined)[];
}

export interface ResourceName {
  readonly mode: ResourceAddress['mode'];
  readonly type: string;
  readonly name: string;
}

/** Whether the instance exists after the apply. */
export function survives(instance: Instance): boolean {
  const actions = instance.change?.actions;
  if (actions === undefined) return true;
  return actions !== 'delete' && actions !== 'forget';
}

/** Whether the apply makes a new object for it, so that its old identity, if any, is gone. */
export function isCreated(instance: Instance): boolean {
  const actions = instance.change?.actions;
  if (instance.address.mode !== 'managed' || instance.deferred !== undefined) return false;
  if (actions === 'create' || actions === 'create-forget') return !isImported(instance);
  return actions === 'delete-create' || actions === 'create-delete';
}

function isImported(instance: Instance): boolean {
  return instance.change?.change().importing !== undefined;
}

/** Reads a plan's headers once. Every question after that costs what its answer is long. */
export function indexInstances(plan: Plan): InstanceIndex {
  const all = collect(plan);
  const byType = new Map<string, Instance[]>();
  let byResource: ReadonlyMap<string, readonly Instance[]> | undefined;
  const keys = new Map<string, Map<string, InstanceKey | undefined>>();
  for (const instance of all.values()) {
    noteModules(keys, instance.address.module);
    if (!survives(instance)) continue;
    push(byType, instance.address.type, instance);
  }
  for (const instances of byType.values()) instances.sort(byAddress);
  return {
    get: (addressText) => all.get(addressText),
    ofResource: (module, resource) => {
      byResource ??= indexResources(all);
      return byResource.get(resourceKey(module, resource)) ?? [];
    },
    ofType: (type) => byType.get(type) ?? [],
    moduleKeys: (module, call) => [...(keys.get(callKey(module, call))?.values() ?? [])].sort(compareKeys),
  };
}

/** Made when it is asked for: a plan in which all is known never asks. */
function indexResources(all: ReadonlyMap<string, Instance>): ReadonlyMap<string, readonly Instance[]> {
  const byResource = new Map<string, Instance[]>();
  for (const instance of all.values()) {
    const { module } = instance.address;
    if (survives(instance)) push(byResource, resourceKey(module, instance.address), instance);
  }
  for (const instances of byResource.values()) instances.sort(byKey);
  return byResource;
}

function collect(plan: Plan): ReadonlyMap<string, Instance> {
  const all = new Map<string, Instance>();
  const moved = new Set<string>();
  for (const change of plan.resourceChanges) {
    if (change.deposed !== undefined) continue;
    if (change.previousAddress !== undefined) moved.add(change.previousAddress);
    add(all, change.addressText, { addressText: change.addressText, address: change.address, change });
  }
  for (const { reason, resourceChange } of plan.deferredChanges) {
    const { address, addressText } = resourceChange;
    add(all, addressText, { addressText, address, change: resourceChange, deferred: reason });
  }
  for (const planned of plan.plannedValues.values()) {
    add(all, planned.addressText, { addressText: planned.addressText, address: planned.address, planned });
  }
  for (const prior of plan.priorState.values()) {
    if (moved.has(prior.addressText) && !all.has(prior.addressText)) continue;
    add(all, prior.addressText, { addressText: prior.addressText, address: prior.address, prior });
  }
  return all;
}

function add(all: Map<string, Instance>, addressText: string, facts: Instance): void {
  all.set(addressText, { ...facts, ...all.get(addressText) });
}

function push(map: Map<string, Instance[]>, key: string, instance: Instance): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [instance]);
  else there.push(instance);
}

function noteModules(keys: Map<string, Map<string, InstanceKey | undefined>>, path: ModulePath): void {
  path.forEach((step, depth) => {
    const key = callKey(path.slice(0, depth), step.name);
    const there = keys.get(key) ?? new Map<string, InstanceKey | undefined>();
    keys.set(key, there.set(JSON.stringify(step.key) ?? '', step.key));
  });
}

function callKey(module: ModulePath, call: string): string {
  return `${moduleText(module)}\u0000${call}`;
}

function resourceKey(module: ModulePath, resource: ResourceName): string {
  return `${moduleText(module)}\u0000${resource.mode}\u0000${resource.type}\u0000${resource.name}`;
}

/** `module.a["k"].module.b`; the root module is the empty text. */
export function moduleText(path: ModulePath): string {
  return path.map((step) => `module.${step.name}${keyText(step.key)}`).join('.');
}

/** What all instances of a resource in one module instance have in common: the address without the key. */
export function resourceText(instance: Instance): string {
  const { module, mode, type, name } = instance.address;
  const prefix = module.length === 0 ? '' : `${moduleText(module)}.`;
  return `${prefix}${mode === 'managed' ? '' : `${mode}.`}${type}.${name}`;
}

/** `[0]`, `["a"]`, nothing without a key. */
export function keyText(key: InstanceKey | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}

/** Numbers before texts, numbers by size, texts by code point: as Terraform orders instances. */
export function compareKeys(left: InstanceKey | undefined, right: InstanceKey | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === typeof right) return compareTexts(String(left), String(right));
  return typeof left === 'number' ? -1 : 1;
}

/** By code point, as Terraform sorts; independent of locale. */
export function compareTexts(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function byKey(left: Instance, right: Instance): number {
  return compareKeys(left.address.key, right.address.key);
}

function byAddress(left: Instance, right: Instance): number {
  return compareTexts(left.addressText, right.addressText);
}
