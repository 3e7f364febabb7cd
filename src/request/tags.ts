import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue, RestOfValue } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { KnownValue, Origin, Value } from '../iam/value.ts';
import { isSomething, toIamValue } from '../policies/value.ts';

/** The tags of a function; `open` where there may be more of them. */
export interface Tags {
  readonly known: ReadonlyMap<string, Value>;
  readonly open?: { readonly name: string; readonly reason: string; readonly settle?: string };
  /** Whether the provider leaves such a tag alone and out of the plan, whatever its value. In small letters. */
  readonly isIgnored?: (key: string) => boolean;
}

const NO_TAGS: Tags = { known: new Map() };

/** The tags a value of the plan stands for: `tags_all`, or what stands in a template. */
export function tagsOf(value: GraphValue | undefined, name: string): Tags {
  if (!isSomething(value)) return NO_TAGS;
  if (value.kind !== 'object') return { known: new Map(), open: openOf(value, name) };
  const known = new Map(
    [...value.attributes].filter(([, tag]) => isTag(tag)).map(([key, tag]) => [key, toIamValue(tag)]),
  );
  return value.rest === undefined ? { known } : { known, open: openRest(value.rest) };
}

const isTag = (tag: GraphValue) => tag.kind !== 'known' || tag.value !== null;

function openOf(value: GraphValue, name: string): NonNullable<Tags['open']> {
  if (value.kind !== 'unknown') return { name, reason: 'the tags are not known' };
  return {
    name: value.name,
    reason: value.reason,
    ...(value.settle === undefined ? {} : { settle: value.settle }),
  };
}

function openRest({ name, reason, settle }: RestOfValue): NonNullable<Tags['open']> {
  return { name, reason, ...(settle === undefined ? {} : { settle }) };
}

/**
 * The tags of a function that is created: `tags_all`. The provider leaves it unknown when there is no tag at all,
 * neither the function's own nor one of the provider's default_tags; and when one of them is unknown or empty.
 */
export async function tagsAfter(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attribute(addressText, ['tags_all']);
  const own = await ownTags(graph, addressText);
  if (all !== undefined && all.kind === 'object')
    return withIgnored(graph, addressText, await tagsOfAll(graph, addressText, all, own));
  const defaults = isSomething(all) ? await defaultTags(graph, addressText) : undefined;
  if (own.open === undefined && own.known.size === 0 && defaults === undefined) return own;
  const unread = {
    name: `${addressText}.tags_all`,
    reason: 'the default tags of the provider are not known',
  };
  return { known: new Map([...tagsOf(defaults, unread.name).known, ...own.known]), open: own.open ?? unread };
}

const ownTags = async (graph: Graph, addressText: string) =>
  tagsOf(await graph.attribute(addressText, ['tags']), `${addressText}.tags`);

/** What the provider's configuration sets on all that it makes; undefined where it has no such block. */
const defaultTags = (graph: Graph, addressText: string) =>
  graph.providerAttribute(addressText, ['default_tags', 0, 'tags']);

/** At an update tags are changed before the configuration. */
export async function tagsOfUpdate(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attribute(addressText, ['tags_all']);
  const tags = await tagsOfAll(graph, addressText, all, await ownTags(graph, addressText));
  return withIgnored(graph, addressText, tags);
}

/** The tags that are there before the apply. */
export async function tagsBefore(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attributeBefore(addressText, ['tags_all']);
  const own = await graph.attributeBefore(addressText, ['tags']);
  const tags = await tagsOfAll(graph, addressText, all, tagsOf(own, `${addressText}.tags before`));
  return withIgnored(graph, addressText, tags);
}

/**
 * With the tags that the provider's configuration says to ignore: a function may have them, and be made with them, all
 * the same.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#ignore_tags
 */
async function withIgnored(graph: Graph, addressText: string, tags: Tags): Promise<Tags> {
  const ignored = (argument: string) => graph.providerAttribute(addressText, ['ignore_tags', 0, argument]);
  const keys = textsOf(await ignored('keys'));
  const prefixes = textsOf(await ignored('key_prefixes'));
  if (keys?.length === 0 && prefixes?.length === 0) return tags;
  const isIgnored = (key: string) =>
    keys === undefined ||
    prefixes === undefined ||
    keys.includes(key) ||
    prefixes.some((prefix) => key.startsWith(prefix));
  return { ...tags, isIgnored };
}

/** In small letters; undefined where not all of them are known. */
function textsOf(list: GraphValue | undefined): readonly string[] | undefined {
  if (!isSomething(list)) return [];
  if (list.kind !== 'list' || list.rest !== undefined) return undefined;
  const texts = list.items.flatMap((item) =>
    item.kind === 'known' ? [String(item.value).toLowerCase()] : [],
  );
  return texts.length === list.items.length ? texts : undefined;
}

/** `tags_all`: the provider works it out, and what is sensitive in what it is made of is not marked as such there. */
async function tagsOfAll(
  graph: Graph,
  addressText: string,
  all: GraphValue | undefined,
  { known: own }: Tags,
): Promise<Tags> {
  const tags = tagsOf(all, `${addressText}.tags_all`);
  const isOwn = [...tags.known.keys()].every((key) => own.has(key));
  const defaults = isOwn ? undefined : await defaultTags(graph, addressText);
  const known = [...tags.known].map(([key, tag]): [string, Value] => {
    const origin = own.has(key) ? own.get(key)?.origin : originOfDefault(defaults, key);
    return [key, origin?.sensitive === true ? { ...tag, origin } : tag];
  });
  return { ...tags, known: new Map(known) };
}

/** Default tags that cannot be told apart are each as sensitive as all of them. */
function originOfDefault(defaults: GraphValue | undefined, key: string): Origin | undefined {
  const own = defaults?.kind === 'object' ? defaults.attributes.get(key) : undefined;
  const tag = own ?? defaults;
  return tag === undefined ? undefined : toIamValue(tag).origin;
}

/**
 * What `aws:RequestTag/KEY` or `aws:ResourceTag/KEY` holds. Key names compare without case; two tags that differ
 * only in case leave open which of them is meant.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function tagValue(tags: Tags, key: string): ContextValue {
  const wanted = key.toLowerCase();
  const matching = [...tags.known].filter(([name]) => name.toLowerCase() === wanted).map(([, tag]) => tag);
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return { kind: 'single', presence: PRESENT, value: only };
  if (only !== undefined) return { kind: 'single', presence: PRESENT, value: ambiguous(key, matching) };
  const open = tags.open ?? systemTag(wanted) ?? (tags.isIgnored?.(wanted) === true ? IGNORED : undefined);
  if (open === undefined) return { kind: 'absent', reason: `there is no tag \`${key}\`` };
  const value: Value = { ...open, kind: 'unknown', name: `${open.name} tag ${wanted}` };
  return {
    kind: 'single',
    presence: { ...open, kind: 'unknown', name: `${open.name} has tag ${wanted}` },
    value,
  };
}

const IGNORED = { name: 'ignored tags', reason: 'tags that the provider ignores are not in the plan' };

/** Tags that AWS sets itself are not among those that the plan shows. */
function systemTag(key: string): Tags['open'] {
  return key.startsWith('aws:')
    ? { name: 'system tags', reason: 'tags that AWS sets are not in the plan' }
    : undefined;
}

function ambiguous(key: string, matching: readonly Value[]): Value {
  return {
    kind: 'unknown',
    name: `tag ${key.toLowerCase()} of ${matching.length}`,
    reason: `several tags differ from \`${key}\` only in case`,
  };
}

/** What `aws:TagKeys` holds. */
export function tagKeys(tags: Tags): ContextValue {
  const values = [...tags.known.keys()].sort().map((text): KnownValue => ({ kind: 'known', text }));
  const open = tags.open ?? (tags.isIgnored === undefined ? undefined : IGNORED);
  if (open === undefined && values.length === 0) return { kind: 'absent', reason: 'no tag is set' };
  if (open === undefined) return { kind: 'multi', presence: PRESENT, values };
  const rest = {
    ...open,
    name: `${open.name} keys`,
    ...(values.length === 0 ? { atLeast: 1 } : {}),
  };
  const presence = values.length > 0 ? PRESENT : ({ ...open, kind: 'unknown' } as const);
  return { kind: 'multi', presence, values, rest };
}
