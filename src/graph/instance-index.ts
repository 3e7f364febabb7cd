import type { InstanceKey, ModulePath, ResourceAddress } from '../plan/address.ts';
import type { Plan, ResourceChange, ResourceInstance, ResourceKind } from '../plan/plan.ts';
import {
  compareKeys,
  compareTexts,
  type Instance,
  type InstanceIndex,
  moduleText,
  type ResourceName,
  survives,
} from './instances.ts';

/** Instances that were asked for lately: each is found again when it is asked for. */
const MOST_RECENT = 4_000;

/** Asks the plan about the instances that questions are about: the others, nearly all of a large plan, cost nothing. */
export function indexInstances(plan: Plan): InstanceIndex {
  return new PlanInstances(plan);
}

class PlanInstances implements InstanceIndex {
  readonly #plan: Plan;
  readonly #deferred = new Map<string, Plan['deferredChanges'][number]>();
  readonly #recent = new Map<string, Instance>();
  readonly #byType = new Map<string, readonly string[]>();
  readonly #byResource = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #byKey = new Map<string, ReadonlyMap<InstanceKey | undefined, readonly string[]>>();
  #keys: ReadonlyMap<string, ReadonlyMap<string, InstanceKey | undefined>> | undefined;

  constructor(plan: Plan) {
    this.#plan = plan;
    for (const deferred of plan.deferredChanges) {
      const { addressText } = deferred.resourceChange;
      if (!this.#deferred.has(addressText)) this.#deferred.set(addressText, deferred);
    }
  }

  get(addressText: string): Instance | undefined {
    const recent = this.#recent.get(addressText);
    if (recent !== undefined) return recent;
    const found = this.#find(addressText);
    if (found === undefined) return undefined;
    if (this.#recent.size >= MOST_RECENT) this.#recent.clear();
    this.#recent.set(addressText, found);
    return found;
  }

  #find(addressText: string): Instance | undefined {
    const { resourceChanges, plannedValues, priorState } = this.#plan;
    const deferred = this.#deferred.get(addressText);
    const change = resourceChanges.get(addressText) ?? deferred?.resourceChange;
    const planned = plannedValues.get(addressText);
    const prior = priorState.get(addressText);
    const now = change ?? planned;
    if (now === undefined && resourceChanges.hasLeft(addressText)) return undefined;
    const any = now ?? prior;
    return any && new FoundInstance(any, change, planned, prior, deferred?.reason);
  }

  ofType(type: string): readonly string[] {
    const known = this.#byType.get(type);
    if (known !== undefined) return known;
    const found = this.#addressTexts((kind) => kind.type === type)
      .filter((addressText) => this.#survives(addressText, type))
      .sort(compareTexts);
    this.#byType.set(type, found);
    return found;
  }

  #survives(addressText: string, type: string): boolean {
    const instance = this.#find(addressText);
    return instance !== undefined && instance.address.type === type && survives(instance);
  }

  /** Each once. */
  #addressTexts(isWanted: (kind: ResourceKind) => boolean): string[] {
    const { resourceChanges, plannedValues, priorState } = this.#plan;
    const deferred = [...this.#deferred.values()].map(({ resourceChange }) => resourceChange);
    const found = new Set<string>();
    for (const { address, addressText } of deferred) if (isWanted(address)) found.add(addressText);
    for (const list of [resourceChanges, plannedValues, priorState])
      for (const addressText of list.addressTexts(isWanted)) found.add(addressText);
    return [...found];
  }

  ofResource(module: ModulePath, resource: ResourceName): readonly Instance[] {
    return this.#instances(this.#textsOf(resource.type, resourceKey(module, resource)));
  }

  ofKey(module: ModulePath, resource: ResourceName, key: InstanceKey | undefined): readonly Instance[] {
    const name = resourceKey(module, resource);
    const index = this.#byKey.get(name) ?? this.#indexKeys(this.#textsOf(resource.type, name));
    this.#byKey.set(name, index);
    return this.#instances(index.get(key) ?? []);
  }

  #textsOf(type: string, name: string): readonly string[] {
    const ofType = this.#byResource.get(type) ?? this.#indexResources(type);
    this.#byResource.set(type, ofType);
    return ofType.get(name) ?? [];
  }

  #indexKeys(addressTexts: readonly string[]): ReadonlyMap<InstanceKey | undefined, readonly string[]> {
    const found = new Map<InstanceKey | undefined, string[]>();
    for (const { address, addressText } of this.#instances(addressTexts))
      push(found, address.key, addressText);
    return found;
  }

  #instances(addressTexts: readonly string[]): readonly Instance[] {
    return addressTexts.map((one) => this.get(one)).filter((one) => one !== undefined);
  }

  #indexResources(type: string): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, Instance[]>();
    for (const instance of this.#instances(this.ofType(type)))
      push(found, resourceKey(instance.address.module, instance.address), instance);
    const sorted = new Map<string, readonly string[]>();
    for (const [key, instances] of found)
      sorted.set(
        key,
        instances.sort(byKey).map(({ addressText }) => addressText),
      );
    return sorted;
  }

  moduleKeys(module: ModulePath, call: string): readonly (InstanceKey | undefined)[] {
    this.#keys ??= this.#moduleKeys();
    return [...(this.#keys.get(callKey(module, call))?.values() ?? [])].sort(compareKeys);
  }

  #moduleKeys(): ReadonlyMap<string, ReadonlyMap<string, InstanceKey | undefined>> {
    const keys = new Map<string, Map<string, InstanceKey | undefined>>();
    const seen = new Set<ModulePath>();
    for (const addressText of this.#addressTexts(() => true)) {
      const path = addressText.startsWith('module.') ? this.#find(addressText)?.address.module : undefined;
      if (path === undefined || seen.has(path)) continue;
      seen.add(path);
      noteModules(keys, path);
    }
    return keys;
  }
}

class FoundInstance implements Instance {
  readonly #any: ResourceChange | ResourceInstance;
  readonly change: ResourceChange | undefined;
  readonly planned: ResourceInstance | undefined;
  readonly prior: ResourceInstance | undefined;
  readonly deferred: string | undefined;

  constructor(
    any: ResourceChange | ResourceInstance,
    change: ResourceChange | undefined,
    planned: ResourceInstance | undefined,
    prior: ResourceInstance | undefined,
    deferred: string | undefined,
  ) {
    this.#any = any;
    this.change = change;
    this.planned = planned;
    this.prior = prior;
    this.deferred = deferred;
  }

  get addressText(): string {
    return this.#any.addressText;
  }

  get address(): ResourceAddress {
    return this.#any.address;
  }
}

function push<Key, One>(map: Map<Key, One[]>, key: Key, one: One): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [one]);
  else there.push(one);
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

function byKey(left: Instance, right: Instance): number {
  return compareKeys(left.address.key, right.address.key);
}
