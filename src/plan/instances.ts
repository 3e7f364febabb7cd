import { isObject, type Json, type JsonObject } from './json.ts';
import { namesOf } from './names.ts';
import type { ResourceInstance } from './plan.ts';
import { NOWHERE, type Range } from './range.ts';
import {
  type NamedInstance,
  nameInstance,
  optionalKey,
  optionalString,
  type ResourceHeader,
} from './resource-header.ts';
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

/** By address. */
export type Instances = Map<string, ResourceInstance>;

interface Draft extends ResourceHeader {
  readonly start: number;
  provider_name?: string | undefined;
  deposed_key?: string | undefined;
  values?: Range | undefined;
  sensitive_values?: Range | undefined;
}

/** Adds the instances of the state that stands here, `{"values": {"root_module": …}}`. */
export function readState(scanner: Scanner, source: Source, instances: Instances): void {
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(STATE) === undefined) scanner.skipValue();
    else if (!scanner.skipNull()) readStateValues(scanner, source, instances);
  }
}

/** Adds the instances of the values that stand here, `{"root_module": …}`. */
export function readStateValues(scanner: Scanner, source: Source, instances: Instances): void {
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(VALUES) === undefined) scanner.skipValue();
    else if (!scanner.skipNull()) readModule(scanner, source, instances);
  }
}

/** Descends as deep as modules are nested, which the scanner bounds. */
function readModule(scanner: Scanner, source: Source, instances: Instances): void {
  const drafts: Draft[] = [];
  let address: string | undefined;
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(MODULE);
    if (name === 'address') address = optionalString(scanner);
    else if (name === undefined) scanner.skipValue();
    else if (scanner.skipNull()) continue;
    else if (name === 'resources') readDrafts(scanner, source, drafts);
    else readModules(scanner, source, instances);
  }
  for (const draft of drafts) {
    draft.module_address = address;
    add(instances, draft, scanner, source);
  }
}

function readModules(scanner: Scanner, source: Source, instances: Instances): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem())
    readModule(scanner, source, instances);
}

function readDrafts(scanner: Scanner, source: Source, drafts: Draft[]): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem()) {
    const draft: Draft = { start: scanner.valuePosition() };
    for (let more = scanner.enterObject(); more; more = scanner.nextMember()) readMember(scanner, draft);
    const unkept = draft.type !== undefined && !source.keep(draft.type);
    if (!unkept && draft.deposed_key === undefined) drafts.push(draft);
  }
}

function readMember(scanner: Scanner, draft: Draft): void {
  const name = scanner.keyOf(INSTANCE);
  if (name === undefined) scanner.skipValue();
  else if (name === 'index') draft.index = optionalKey(scanner);
  else if (name === 'values') readValues(scanner, draft);
  else if (name === 'sensitive_values') draft.sensitive_values = scanner.range();
  else draft[name] = optionalString(scanner);
}

function readValues(scanner: Scanner, draft: Draft): void {
  if (!scanner.skipNull()) draft.values = scanner.objectRange();
}

function add(instances: Instances, draft: Draft, scanner: Scanner, source: Source): void {
  const named = nameInstance(draft, source);
  if (named === undefined) {
    throw scanner.shapeAt(draft.start, '`address`, `mode`, `type` and `name` that say the same');
  }
  if (!source.keep(named.address.type)) return;
  if (instances.has(named.addressText)) throw scanner.shapeAt(draft.start, 'each instance once');
  instances.set(named.addressText, instanceOf(named, draft, source));
}

/** Written out, and with numbers instead of ranges: there may be a million of these. */
function instanceOf({ address, addressText }: NamedInstance, draft: Draft, source: Source): ResourceInstance {
  const { provider_name: providerName } = draft;
  const { start: valuesStart, end: valuesEnd } = draft.values ?? NOWHERE;
  const { start: marksStart, end: marksEnd } = draft.sensitive_values ?? NOWHERE;
  const values = () => (valuesEnd === 0 ? {} : objectOf(source.parse(valuesStart, valuesEnd)));
  const sensitiveValues = () => (marksEnd === 0 ? {} : source.parse(marksStart, marksEnd));
  if (providerName === undefined) return { address, addressText, values, sensitiveValues };
  return { address, addressText, providerName, values, sensitiveValues };
}

function objectOf(json: Json): JsonObject {
  return isObject(json) ? json : {};
}
