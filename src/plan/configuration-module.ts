import { blockOf, expressionOf } from './configuration-block.ts';
import { ConfigurationTable } from './configuration-table.ts';
import { withoutUndefined } from './given.ts';
import { type Json, member } from './json.ts';
import { namesOf } from './names.ts';
import type { ConfigurationExpression, ModuleCall, ModuleConfiguration } from './plan.ts';
import { isMode } from './resource-header.ts';
import type { Scanner } from './scanner.ts';
import type { Source } from './source.ts';

const MODULE = namesOf('resources', 'module_calls', 'variables', 'outputs');
const CALL = namesOf('source', 'expressions', 'count_expression', 'for_each_expression', 'module');
const RESOURCE = namesOf(
  'mode',
  'type',
  'name',
  'provider_config_key',
  'expressions',
  'count_expression',
  'for_each_expression',
);

export function noModule(source: Source): ModuleConfiguration {
  return {
    resources: new ConfigurationTable(source),
    moduleCalls: new Map(),
    variables: new Map(),
    outputs: new Map(),
  };
}

type ItemOf<M> = M extends ReadonlyMap<string, infer Item> ? Item : never;

/** The module that stands here. Descends as deep as module calls are nested, which the scanner bounds. */
export function readModule(scanner: Scanner, source: Source): ModuleConfiguration {
  const module = { ...noModule(source) };
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(MODULE);
    if (name === undefined) scanner.skipValue();
    else if (scanner.skipNull()) continue;
    else if (name === 'resources') module.resources = readResources(scanner, source);
    else if (name === 'module_calls') module.moduleCalls = readCalls(scanner, source);
    else if (name === 'variables') module.variables = readMap(scanner, variableOf);
    else module.outputs = readMap(scanner, outputOf);
  }
  return module;
}

function readMap<Item>(scanner: Scanner, itemOf: (json: Json) => Item): Map<string, Item> {
  const map = new Map<string, Item>();
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = newName(scanner, map);
    map.set(name, itemOf(scanner.value()));
  }
  return map;
}

/** The name of the member whose value stands here; none may come twice. */
function newName(scanner: Scanner, known: ReadonlyMap<string, unknown>): string {
  const name = scanner.key();
  if (known.has(name)) throw scanner.duplicate(name);
  return name;
}

function variableOf(json: Json): ItemOf<ModuleConfiguration['variables']> {
  const value = member(json, 'default');
  return {
    sensitive: member(json, 'sensitive') === true,
    ...(value === undefined ? {} : { default: value }),
    ...(member(json, 'ephemeral') === true ? { ephemeral: true } : {}),
  };
}

function outputOf(json: Json): ItemOf<ModuleConfiguration['outputs']> {
  return {
    expression: expressionOf(member(json, 'expression')),
    sensitive: member(json, 'sensitive') === true,
  };
}

function readCalls(scanner: Scanner, source: Source): Map<string, ModuleCall> {
  const calls = new Map<string, ModuleCall>();
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = newName(scanner, calls);
    calls.set(name, readCall(scanner, source));
  }
  return calls;
}

interface CallDraft {
  source?: string | undefined;
  expressions?: Json;
  count?: ConfigurationExpression;
  forEach?: ConfigurationExpression;
  module?: ModuleConfiguration;
}

function readCall(scanner: Scanner, source: Source): ModuleCall {
  const draft: CallDraft = {};
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(CALL);
    if (name === undefined) scanner.skipValue();
    else if (scanner.skipNull()) continue;
    else if (name === 'source') draft.source = scanner.string();
    else if (name === 'expressions') draft.expressions = scanner.value();
    else if (name === 'count_expression') draft.count = expressionOf(scanner.value());
    else if (name === 'for_each_expression') draft.forEach = expressionOf(scanner.value());
    else draft.module = readModule(scanner, source);
  }
  const { expressions, module = noModule(source), ...rest } = draft;
  return { ...withoutUndefined(rest), module, expressions: blockOf(expressions) };
}

function readResources(scanner: Scanner, source: Source): ConfigurationTable {
  const resources = new ConfigurationTable(source);
  for (let more = scanner.enterArray(); more; more = scanner.nextItem()) readResource(scanner, resources);
  return resources;
}

interface ResourceDraft {
  mode?: string | undefined;
  type?: string | undefined;
  name?: string | undefined;
  provider_config_key?: string | undefined;
}

/** One of a mode that is not known is passed: nothing refers to it in a way that could be followed. */
function readResource(scanner: Scanner, resources: ConfigurationTable): void {
  const start = scanner.valuePosition();
  const draft: ResourceDraft = {};
  for (let more = scanner.enterObject(); more; more = scanner.nextMember())
    readResourceMember(scanner, draft);
  const { mode = 'managed', type, name, provider_config_key: key } = draft;
  if (type === undefined || name === undefined) throw scanner.shapeAt(start, 'a `type` and a `name`');
  if (isMode(mode) && !resources.add({ mode, type, name }, { start, end: scanner.position }, key))
    throw scanner.shapeAt(start, 'each resource once');
}

const isHeader = (name: string): name is keyof ResourceDraft =>
  name === 'mode' || name === 'type' || name === 'name' || name === 'provider_config_key';

function readResourceMember(scanner: Scanner, draft: ResourceDraft): void {
  const name = scanner.keyOf(RESOURCE);
  if (name === undefined) scanner.skipValue();
  else if (scanner.skipNull()) return;
  else if (isHeader(name)) draft[name] = scanner.string();
  else scanner.skipValue();
}
