import type { ModulePath } from './address.ts';
import type { InstanceTable } from './instance-table.ts';
import { namesOf } from './names.ts';
import { nameInstance, optionalKey, optionalString, type ResourceHeader } from './resource-header.ts';
import type { Scanner } from './scanner.ts';
import type { Source } from './source.ts';

const STATE = namesOf('values');
const VALUES = namesOf('root_module');
const MODULE = namesOf('address', 'resources', 'child_modules');
const INSTANCE = namesOf(
  'address',
  'mode',
  'type',
  'name',
  'index',
  'provider_name',
  'deposed_key',
  'values',
  'sensitive_values',
);

interface Draft extends ResourceHeader {
  readonly start: number;
  end: number;
  members: number;
  provider_name?: string | undefined;
  deposed_key?: string | undefined;
}

/** Adds the instances of the state that stands here, `{"values": {"root_module": …}}`. */
export function readState(scanner: Scanner, source: Source, instances: InstanceTable): void {
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(STATE) === undefined) scanner.skipValue();
    else if (!scanner.skipNull()) readStateValues(scanner, source, instances);
  }
}

/** Adds the instances of the values that stand here, `{"root_module": …}`. */
export function readStateValues(scanner: Scanner, source: Source, instances: InstanceTable): void {
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(VALUES) === undefined) scanner.skipValue();
    else if (!scanner.skipNull()) readModule(scanner, source, instances, true);
  }
}

/**
 * Adds the instances of the module that stands here. Its own address stands behind its resources: they wait for it,
 * those of the root module aside, which has none and may have all the resources of a plan.
 */
function readModule(scanner: Scanner, source: Source, instances: InstanceTable, isRoot = false): void {
  const start = scanner.valuePosition();
  const waiting: Draft[] = [];
  const added = new Set<ModulePath>();
  let address: string | undefined;
  const take = (draft: Draft) => {
    if (!isRoot) waiting.push(draft);
    else added.add(add(instances, inModule(draft, address), scanner, source));
  };
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(MODULE);
    if (name === 'address') address = optionalString(scanner);
    else if (name === undefined) scanner.skipValue();
    else if (scanner.skipNull()) continue;
    else if (name === 'resources') readDrafts(scanner, source, take);
    else readModules(scanner, source, instances);
  }
  for (const draft of waiting) add(instances, inModule(draft, address), scanner, source);
  const module = address === undefined ? undefined : source.modulePath(address);
  if (address !== undefined && [...added].some((path) => path !== module))
    throw scanner.shapeAt(start, 'the `address` of a module before its `resources`');
}

function inModule(draft: Draft, address: string | undefined): Draft {
  draft.module_address = address;
  return draft;
}

/** Descends as deep as modules are nested, which the scanner bounds. */
function readModules(scanner: Scanner, source: Source, instances: InstanceTable): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem())
    readModule(scanner, source, instances);
}

function readDrafts(scanner: Scanner, source: Source, take: (draft: Draft) => void): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem()) {
    const before = scanner.members;
    const draft: Draft = { start: scanner.valuePosition(), end: 0, members: 0 };
    for (let more = scanner.enterObject(); more; more = scanner.nextMember()) readMember(scanner, draft);
    draft.end = scanner.position;
    draft.members = scanner.members - before;
    const unkept = draft.type !== undefined && !source.keep(draft.type);
    if (!unkept && draft.deposed_key === undefined) take(draft);
  }
}

function readMember(scanner: Scanner, draft: Draft): void {
  const name = scanner.keyOf(INSTANCE);
  if (name === undefined) scanner.skipValue();
  else if (name === 'index') draft.index = optionalKey(scanner);
  else if (name === 'values') checkValues(scanner);
  else if (name === 'sensitive_values') scanner.skipValue();
  else draft[name] = optionalString(scanner);
}

function checkValues(scanner: Scanner): void {
  if (!scanner.skipNull()) scanner.objectRange();
}

/** Answers in which module it is. */
function add(instances: InstanceTable, draft: Draft, scanner: Scanner, source: Source): ModulePath {
  const named = nameInstance(draft, source);
  if (named === undefined) {
    throw scanner.shapeAt(draft.start, '`address`, `mode`, `type` and `name` that say the same');
  }
  const { module, type } = named.address;
  if (!source.keep(type)) return module;
  if (instances.has(named.addressText)) throw scanner.shapeAt(draft.start, 'each instance once');
  instances.add(named, draft, draft.provider_name);
  return module;
}
