import { planFunction } from './function.ts';
import { COMPUTED_BLOCKS, DEFAULTS, FRAMEWORK_TYPES, REPLACING } from './habits.ts';
import { type Attribute, type Block, isSetType } from './schema.ts';
import {
  type Attributes,
  get,
  isAttributes,
  isEmpty,
  isList,
  isUnknown,
  same,
  UNKNOWN,
  type Value,
} from './value.ts';

/** What Terraform asks about one resource: what it was, what the configuration makes of it, the configuration. */
export interface Change {
  readonly type: string;
  readonly block: Block;
  /** Null on create. */
  readonly prior: Attributes | null;
  readonly proposed: Attributes;
  readonly config: Attributes;
  readonly region: string;
  readonly defaultTags: Attributes;
}

export interface Planned {
  readonly state: Attributes;
  /** Names of changed attributes that replace the resource. */
  readonly replacing: readonly string[];
}

/** What the resource will be, as the AWS provider plans it. */
export function planChange(change: Change): Planned {
  const withDefaults = { ...change, proposed: fillDefaults(change) };
  const general = planBlock(withDefaults.block, withDefaults.proposed, change.config, change.prior, {
    keepsKnownElements: FRAMEWORK_TYPES.has(change.type),
    computedBlocks: COMPUTED_BLOCKS[change.type] ?? {},
  });
  const tagged = planTags(change, planRegion(change, general));
  const state = change.type === 'aws_lambda_function' ? planFunction(tagged, change.prior) : tagged;
  return { state, replacing: replacing(change) };
}

function fillDefaults({ type, proposed, config }: Change): Attributes {
  const missing = Object.entries(DEFAULTS[type] ?? {}).filter(
    ([name]) => name in proposed && get(config, name) === null,
  );
  return { ...proposed, ...Object.fromEntries(missing) };
}

function planRegion({ block, region }: Change, state: Attributes): Attributes {
  const isPlanned = 'region' in (block.attributes ?? {}) && isUnknown(state.region);
  return isPlanned ? { ...state, region } : state;
}

/** `tags_all`: the provider's default tags and the resource's; on create without tags, it is left to AWS. */
function planTags({ block, prior, config, defaultTags }: Change, state: Attributes): Attributes {
  if (!('tags_all' in (block.attributes ?? {}))) return state;
  const tags = get(config, 'tags');
  if (isUnknown(tags)) return { ...state, tags_all: UNKNOWN };
  if (isEmpty(tags) && isEmpty(defaultTags)) return { ...state, tags_all: prior ? {} : UNKNOWN };
  return { ...state, tags_all: { ...defaultTags, ...(isAttributes(tags) ? tags : {}) } };
}

function replacing({ type, prior, config }: Change): readonly string[] {
  if (!prior) return [];
  return (REPLACING[type] ?? []).filter((name) => {
    const wanted = get(config, name);
    return wanted !== null && !same(wanted, get(prior, name));
  });
}

interface BlockHabits {
  readonly keepsKnownElements: boolean;
  readonly computedBlocks: Readonly<Record<string, Attributes>>;
}

function planBlock(
  block: Block,
  proposed: Attributes,
  config: Value,
  prior: Value,
  habits: BlockHabits,
): Attributes {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]) => [
    name,
    planAttribute(
      attribute,
      get(proposed, name),
      get(config, name),
      prior === null ? undefined : get(prior, name),
      habits,
    ),
  ]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]) => {
    const value = get(proposed, name);
    if (isEmpty(value) && name in habits.computedBlocks)
      return [name, prior === null ? UNKNOWN : get(prior, name)];
    const plan = (element: Value, index: number) =>
      isAttributes(element)
        ? planBlock(
            nested.block,
            element,
            nestedValue(config, name, index),
            priorOf(prior, name, index),
            habits,
          )
        : element;
    if (isList(value)) return [name, value.map(plan)];
    return [name, isAttributes(value) ? plan(value, 0) : value];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** `before` is undefined where there was nothing. */
function planAttribute(
  attribute: Attribute,
  proposed: Value,
  configured: Value,
  before: Value | undefined,
  habits: BlockHabits,
): Value {
  if (configured === null && before === undefined && attribute.computed) return UNKNOWN;
  if (habits.keepsKnownElements) return proposed;
  // The older SDK sees no difference between null and an empty value that was there before.
  if (isEmpty(proposed) && before !== undefined && isEmpty(before)) return before;
  return isSetType(attribute.type) && isList(proposed) && proposed.some(isUnknown) ? UNKNOWN : proposed;
}

function nestedValue(parent: Value, name: string, index: number): Value {
  const value = get(parent, name);
  return isList(value) ? get(value, index) : value;
}

/** An element that was not there before is planned like a change of what was: AWS is asked for nothing more. */
function priorOf(prior: Value, name: string, index: number): Value {
  return prior === null ? null : (nestedValue(prior, name, index) ?? {});
}
