import type { InstanceKey, ModulePath, ResourceAddress } from '../plan/address.ts';
import type { ResourceChange, ResourceInstance } from '../plan/plan.ts';

/** One resource instance that the plan speaks of, with everything that it says about it. */
export interface Instance {
  readonly addressText: string;
  readonly address: ResourceAddress;
  readonly change: ResourceChange | undefined;
  readonly planned: ResourceInstance | undefined;
  readonly prior: ResourceInstance | undefined;
  /** Why Terraform put its change off to a later plan: nothing of it is known. */
  readonly deferred: string | undefined;
}

export interface InstanceIndex {
  /** Also instances that the apply destroys. */
  readonly get: (addressText: string) => Instance | undefined;
  /** Instances of a resource within one module instance that exist after the apply, by instance key. */
  readonly ofResource: (module: ModulePath, resource: ResourceName) => readonly Instance[];
  /** Those with this key: one, or none. */
  readonly ofKey: (
    module: ModulePath,
    resource: ResourceName,
    key: InstanceKey | undefined,
  ) => readonly Instance[];
  /** Addresses of a type, managed and data, in the whole plan, that exist after the apply; sorted. */
  readonly ofType: (type: string) => readonly string[];
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
  if (actions === 'create') return !isImported(instance);
  return actions !== undefined && REPLACES.has(actions);
}

const REPLACES: ReadonlySet<string> = new Set([
  'delete-create',
  'create-delete',
  'create-forget',
  'forget-create',
]);

function isImported(instance: Instance): boolean {
  return instance.change?.change().importing !== undefined;
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
function keyText(key: InstanceKey | undefined): string {
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
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [ours, theirs] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (ours === theirs) continue;
    // Above the surrogates the order of code units is not that of code points.
    if (ours >= FIRST_SURROGATE || theirs >= FIRST_SURROGATE)
      return Buffer.compare(Buffer.from(left), Buffer.from(right));
    return ours - theirs;
  }
  return left.length - right.length;
}

const FIRST_SURROGATE = 0xd800;
