import type { Json } from '../plan/json.ts';
import { isArray, isObject } from '../plan/json.ts';
import type { ResourceChange, ResourceInstance } from '../plan/plan.ts';
import type { SourceBlock } from '../source/module.ts';
import { hop, known } from './construct.ts';
import type { Context } from './context.ts';
import { freeNames } from './evaluate/free-names.ts';
import { type Instance, isCreated } from './instances.ts';
import { findPath, stateAfter } from './planned.ts';
import { scopeOf } from './scope.ts';
import { sourceBlock } from './source-arguments.ts';
import type { TemplateValue, Value } from './value.ts';

/** The name of the unknown value that `terraform.workspace` is until it is found. */
export const WORKSPACE = 'terraform.workspace';

/** Instances that are looked at, and answers that are compared. */
const MOST_INSTANCES = 2_000;
const ENOUGH = 8;

/**
 * The workspace that the plan was made in, which the plan does not name: by texts of the plan that the source makes of
 * it (`name = "api-${terraform.workspace}"`). Undefined where there is none, or two of them differ.
 */
export function findWorkspace(context: Context): Value | undefined {
  const found = new Map<string, string>();
  let answers = 0;
  for (const addressText of candidatesIn(context)) {
    for (const { place, name } of shownBy(context, addressText)) {
      if (!found.has(name)) found.set(name, place);
      answers += 1;
    }
    if (found.size > 1 || answers >= ENOUGH) break;
  }
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) return undefined;
  const [name, place] = first;
  return known(name, [hop(`terraform.workspace: ${name}, as \`${place}\` shows`)]);
}

function* candidatesIn({ plan }: Context): Iterable<string> {
  let count = 0;
  const lists: readonly Iterable<ResourceChange | ResourceInstance>[] = [
    plan.resourceChanges,
    plan.priorState.of(({ mode }) => mode === 'data'),
  ];
  for (const list of lists) {
    for (const { addressText } of list) {
      if (count >= MOST_INSTANCES) return;
      count += 1;
      yield addressText;
    }
  }
}

interface Shown {
  readonly name: string;
  readonly place: string;
}

function shownBy(context: Context, addressText: string): readonly Shown[] {
  const instance = context.instances.get(addressText);
  const block = instance === undefined ? undefined : sourceBlock(context, instance);
  if (instance === undefined || block === undefined) return [];
  return [...block.arguments.keys()]
    .filter((name) => isPlanned(instance, block, name))
    .flatMap((name) => shownByArgument(context, instance, block, name));
}

/** Of what exists already, a provider may keep the old value of an argument: not of a name, and not of tags. */
function isPlanned(instance: Instance, block: SourceBlock, name: string): boolean {
  if (instance.address.mode === 'data' || isCreated(instance)) return true;
  return /^(?:.+_)?(?:name|tags|bucket|identifier)$/u.test(name) && !block.blocks.has('lifecycle');
}

function shownByArgument(
  context: Context,
  instance: Instance,
  block: SourceBlock,
  name: string,
): readonly Shown[] {
  const argument = block.arguments.get(name);
  const planned = findPath(stateAfter(instance), [name]);
  if (argument === undefined || planned.kind !== 'there' || planned.part.sensitive === true) return [];
  if (![...(freeNames(argument.expression) ?? [])].some((free) => MAY_LEAD_THERE.test(free))) return [];
  const value = context.evaluate(argument, scopeOf(instance));
  const place = `${instance.addressText}.${name}`;
  return solutions(value, planned.part.values).map((found) => ({ name: found, place }));
}

const MAY_LEAD_THERE = /^(?:terraform|tofu|local|var|module|each)\./u;

/** What the workspace must be for a value to be this. */
function solutions(value: Value, json: Json | undefined): readonly string[] {
  if (value.kind === 'unknown' && value.name === WORKSPACE) return isName(json) ? [json] : [];
  if (value.kind === 'template' && typeof json === 'string') return solved(value, json);
  if (value.kind === 'object' && isObject(json))
    return [...value.attributes].flatMap(([name, member]) => solutions(member, json[name]));
  if (value.kind === 'list' && isArray(json) && value.rest === undefined && !value.isSet)
    return solutionsInList(value.items, json);
  return [];
}

/** Of several elements each must fit: the argument may be a set, which stands in another order in the plan. */
function solutionsInList(items: readonly Value[], json: readonly Json[]): readonly string[] {
  const found = items.map((item, at) => solutions(item, json[at]));
  const fits = (item: Value, at: number) =>
    item.kind === 'known' ? String(item.value) === String(json[at]) : found[at]?.length !== 0;
  return items.length === json.length && (items.length === 1 || items.every(fits)) ? found.flat() : [];
}

/** Every hole holds the same text. */
function solved({ parts }: TemplateValue, text: string): readonly string[] {
  const isHole = (part: Value) => part.kind === 'unknown' && part.name === WORKSPACE;
  const holes = parts.filter(isHole).length;
  if (holes === 0 || !parts.every((part) => isHole(part) || part.kind === 'known')) return [];
  const write = (name: string) => parts.map((part) => (part.kind === 'known' ? part.value : name)).join('');
  const length = (text.length - write('').length) / holes;
  const start = parts.findIndex(isHole) === 0 ? 0 : String(Object(parts[0]).value).length;
  const name = Number.isInteger(length) ? text.slice(start, start + length) : '';
  return isName(name) && write(name) === text ? [name] : [];
}

/** https://developer.hashicorp.com/terraform/cli/workspaces: names are safe in the path of a URL. */
function isName(json: Json | undefined): json is string {
  return typeof json === 'string' && /^[\w.~-]+$/u.test(json);
}

/** The workspace, searched for when it is first asked for. */
export interface Workspace {
  /** Undefined where it is not known, and until it is searched for. */
  readonly value: () => Value | undefined;
  /** It was asked for and is not searched for yet. */
  readonly isMissing: () => boolean;
  readonly load: () => Promise<void>;
}

/** @param find searches in a context of its own, in which the workspace is not known */
export function createWorkspace(find: () => Promise<Value | undefined>): Workspace {
  let state: 'idle' | 'asked' | 'searched' = 'idle';
  let found: Value | undefined;
  return {
    value: () => {
      if (state === 'idle') state = 'asked';
      return found;
    },
    isMissing: () => state === 'asked',
    load: async () => {
      if (state !== 'asked') return;
      found = await find();
      state = 'searched';
    },
  };
}
