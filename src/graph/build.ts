import type { ModulePath } from '../plan/address.ts';
import type { Plan } from '../plan/plan.ts';
import type { Source } from '../source/module.ts';
import { configuredValue, pathText, untoldArgument } from './arguments.ts';
import { indexConfiguration } from './configuration.ts';
import { hop } from './construct.ts';
import type { Context } from './context.ts';
import { evaluate, evaluateLocated } from './evaluate/evaluate.ts';
import type { AttributePath, Graph } from './graph.ts';
import { nameOf } from './identity.ts';
import { indexInstances } from './instance-index.ts';
import { leavesOf } from './leaves.ts';
import { createMemory, type Memory } from './memory.ts';
import { knownOutput, knownVariable } from './module-values.ts';
import { plainTexts } from './plain-texts.ts';
import { attributeNames, findPath, readState, type State, stateAfter, stateBefore } from './planned.ts';
import { providerAttribute } from './provider.ts';
import { resolveAttribute, resolveShared } from './resolver.ts';
import { createSourceShelf, type SourceShelf } from './source-shelf.ts';
import type { AttributeOf, Value } from './value.ts';
import { workedOut } from './worked-out.ts';
import { createWorkspace, findWorkspace } from './workspace.ts';

/**
 * Indexes a plan, and the source of its configuration where there is one. Nothing is resolved and no source file is
 * read before it is asked for.
 */
export function buildGraph(plan: Plan, source?: Source): Graph {
  const shelf = createSourceShelf(source);
  const memory = createMemory();
  const workspace = createWorkspace(() => {
    const apart = createMemory();
    const inner = createContext(plan, source, shelf, apart, () => undefined);
    return answered(() => findWorkspace(inner), apart, [shelf]);
  });
  const context = createContext(plan, source, shelf, memory, workspace.value);
  const { instances } = context;
  const answer = <T>(ask: () => T): Promise<T> => answered(ask, memory, [shelf, workspace]);
  const instancesBy: Graph['instancesBy'] = (type, attribute) => answer(() => indexOf(type, attribute));
  const instancesWith: Graph['instancesWith'] = async (type, attribute, value) => {
    const name = nameOf(value);
    return name === undefined ? [] : ((await instancesBy(type, attribute)).get(name) ?? []);
  };
  const indexes = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const indexOf = (type: string, attribute: string): ReadonlyMap<string, readonly string[]> => {
    const key = `${type}.${attribute}`;
    const index = indexes.get(key) ?? byValue(context, type, attribute);
    if (!shelf.isMissing() && !workspace.isMissing()) indexes.set(key, index);
    return index;
  };

  return {
    attribute: (addressText, path) => answer(() => workedOut(context.attribute(addressText, path))),
    attributeBefore: async (addressText, path) => valueBefore(context, addressText, path),
    plainTexts: (addressText, path, moment) => {
      const instance = instances.get(addressText);
      return instance === undefined ? undefined : plainTexts(instance, path, moment);
    },
    sharedList: (addressText, path) => answer(() => context.shared(addressText, path)),
    instances: (type) => instances.ofType(type),
    instanceWith: async (type, attribute, value) => (await instancesWith(type, attribute, value))[0],
    instancesWith,
    instancesBy,
    configured: (addressText, path) =>
      answer(() => {
        const instance = instances.get(addressText);
        if (instance === undefined) return undefined;
        return configuredValue(context, instance, path) ?? untoldArgument(context, instance, path);
      }),
    output: (module, name) => answer(() => knownOutput(context, module, name)),
    variable: (module: ModulePath, name) => answer(() => knownVariable(context, module, name)),
    providerAttribute: (addressText, path) =>
      answer(() => providerAttribute(context, addressText, typeof path === 'string' ? [path] : path)),
    providerBlocks: (module) => answer(() => context.sourceModule(module)?.providers),
    attributeOf,
  };
}

/** Asks; loads what was missing; asks again. */
async function answered<T>(
  ask: () => T,
  memory: Memory,
  stores: readonly Pick<SourceShelf, 'isMissing' | 'load'>[],
): Promise<T> {
  for (;;) {
    const found = ask();
    const isWhole = !stores.some((store) => store.isMissing());
    memory.settle(isWhole);
    if (isWhole) return found;
    for (const store of stores) await store.load();
  }
}

function createContext(
  plan: Plan,
  source: Source | undefined,
  shelf: SourceShelf,
  memory: Memory,
  workspace: Context['workspace'],
): Context {
  const instances = indexInstances(plan);
  const states = new Map<string, State>();
  let names = 0;
  let doubts = 0;

  const stateOf = (addressText: string): State | undefined => {
    const instance = instances.get(addressText);
    if (instance === undefined) return undefined;
    const there = states.get(addressText);
    if (there !== undefined) return there;
    if (states.size >= MOST_STATES) states.clear();
    const state = stateAfter(instance);
    states.set(addressText, state);
    return state;
  };
  const context: Context = {
    plan,
    instances,
    configuration: indexConfiguration(plan),
    hasSource: source !== undefined,
    sourceModule: shelf.module,
    workspace,
    parseTemplate: shelf.parseTemplate,
    readText: (path) => source?.readText(path),
    list: (path) => source?.list(path),
    attribute: (addressText, path) => {
      const instance = instances.get(addressText);
      const state = stateOf(addressText);
      if (instance === undefined || state === undefined) return undefined;
      return resolveAttribute(context, instance, state, path);
    },
    shared: (addressText, path) => {
      const instance = instances.get(addressText);
      const state = stateOf(addressText);
      return instance && state && resolveShared(context, instance, state, path);
    },
    once: memory.once,
    onceOf: memory.onceOf,
    deeper: memory.deeper,
    spend: memory.spend,
    doubt: () => {
      doubts += 1;
    },
    doubts: () => doubts,
    attributeNames: (addressText) => {
      const state = stateOf(addressText);
      return state?.complete === true && state.unknown !== true ? attributeNames(state) : undefined;
    },
    freshName: (what) => {
      names += 1;
      return `${what} #${names}`;
    },
    leavesOf: (expression, scope, kind) => leavesOf(context, expression, scope, kind),
    evaluateIn: (expression, scope) => evaluate(context, expression, scope),
    evaluate: (expression, scope) => evaluateLocated(context, expression, scope),
  };
  return context;
}

/** Parsed states cost memory: those of the last questions are kept. */
const MOST_STATES = 200;

function valueBefore(context: Context, addressText: string, path: AttributePath): Value | undefined {
  const instance = context.instances.get(addressText);
  const state = instance === undefined ? undefined : stateBefore(instance);
  if (state === undefined) return undefined;
  const found = findPath(state, path);
  if (found.kind !== 'there') return undefined;
  const place = hop(`${addressText}.${pathText(path)} before the apply`);
  return readState(found.part, path, () => NULL, place);
}

const NULL: Value = { kind: 'known', value: null, trail: [] };

/** Each in the order of addresses. */
function managedFirst({ instances }: Context, type: string): readonly string[] {
  const all = instances.ofType(type);
  const ofMode = (mode: string) => all.filter((text) => instances.get(text)?.address.mode === mode);
  return [...ofMode('managed'), ...ofMode('data')];
}

function byValue(context: Context, type: string, attribute: string): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const addressText of managedFirst(context, type)) {
    const value = context.attribute(addressText, [attribute]);
    const name = value === undefined ? undefined : nameOf(value);
    const there = name === undefined ? undefined : index.get(name);
    if (there !== undefined) there.push(addressText);
    else if (name !== undefined) index.set(name, [addressText]);
  }
  return index;
}

function attributeOf(value: Value): AttributeOf | undefined {
  if (value.kind === 'new') return { instance: value.instance, type: value.type, attribute: value.attribute };
  return value.kind === 'unknown' ? value.of : undefined;
}
