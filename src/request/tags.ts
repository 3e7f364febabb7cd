import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue, RestOfValue } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { KnownValue, Value } from '../iam/value.ts';
import { isSomething, toIamValue } from '../policies/value.ts';

/** The tags of a function; `open` where there may be more of them. */
export interface Tags {
  readonly known: ReadonlyMap<string, Value>;
  readonly open?: { readonly name: string; readonly reason: string; readonly settle?: string };
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
 * neither the function's own nor one of the provider's default_tags.
 */
export async function tagsAfter(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attribute(addressText, ['tags_all']);
  const own = await ownTags(graph, addressText);
  if (all !== undefined && all.kind === 'object') return marked(tagsOf(all, `${addressText}.tags_all`), own);
  if (own.open !== undefined || own.known.size > 0) {
    const open = own.open ?? {
      name: `${addressText}.tags_all`,
      reason: 'the default tags of the provider are not known',
    };
    return { ...own, open };
  }
  if (!isSomething(all)) return own;
  const defaults = await graph.providerAttribute(addressText, ['default_tags']);
  return defaults === undefined || isEmptyList(defaults)
    ? own
    : { known: own.known, open: openOf(all, `${addressText}.tags_all`) };
}

const isEmptyList = (value: GraphValue) =>
  value.kind === 'list' && value.items.length === 0 && value.rest === undefined;

const ownTags = async (graph: Graph, addressText: string) =>
  tagsOf(await graph.attribute(addressText, ['tags']), `${addressText}.tags`);

/** At an update tags are changed before the configuration. */
export async function tagsOfUpdate(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attribute(addressText, ['tags_all']);
  return marked(tagsOf(all, `${addressText}.tags_all`), await ownTags(graph, addressText));
}

/** The tags that are there before the apply. */
export async function tagsBefore(graph: Graph, addressText: string): Promise<Tags> {
  const all = await graph.attributeBefore(addressText, ['tags_all']);
  const own = await graph.attributeBefore(addressText, ['tags']);
  return marked(tagsOf(all, `${addressText}.tags_all before`), tagsOf(own, `${addressText}.tags before`));
}

/** All tags: the provider works `tags_all` out, and what is sensitive in `tags` is not marked as such there. */
function marked(all: Tags, { known: own }: Tags): Tags {
  const known = [...all.known].map(([key, tag]): [string, Value] => {
    const origin = own.get(key)?.origin;
    return [key, origin?.sensitive === true ? { ...tag, origin } : tag];
  });
  return { ...all, known: new Map(known) };
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
  const open = tags.open ?? systemTag(wanted);
  if (open === undefined) return { kind: 'absent', reason: `there is no tag \`${key}\`` };
  const value: Value = { ...open, kind: 'unknown', name: `${open.name} tag ${wanted}` };
  return {
    kind: 'single',
    presence: { ...open, kind: 'unknown', name: `${open.name} has tag ${wanted}` },
    value,
  };
}

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
  if (tags.open === undefined && values.length === 0) return { kind: 'absent', reason: 'no tag is set' };
  if (tags.open === undefined) return { kind: 'multi', presence: PRESENT, values };
  const rest = {
    ...tags.open,
    name: `${tags.open.name} keys`,
    ...(values.length === 0 ? { atLeast: 1 } : {}),
  };
  const presence = values.length > 0 ? PRESENT : ({ ...tags.open, kind: 'unknown' } as const);
  return { kind: 'multi', presence, values, rest };
}
