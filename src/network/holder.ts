import { hop } from '../graph/construct.ts';
import type { Graph } from '../graph/graph.ts';
import { referenceIn } from '../graph/trail.ts';
import type { Value } from '../graph/value.ts';
import type { MemberKind } from './description.ts';
import { indexSearches } from './evidence.ts';
import { MEMBER_TYPES } from './member-types.ts';

/** A part of a network with an id of its own. */
export type NetworkPart = MemberKind | 'vpc';

/**
 * The resource or data source of the plan that a known id is of: a managed instance before the data source that reads
 * the same, and both before the data source that found it among others. Undefined where the plan holds none.
 */
export type FindHolder = (part: NetworkPart, id: string) => Promise<string | undefined>;

const VPC_TYPES = { single: ['aws_vpc', 'aws_default_vpc'], searches: [] } as const;
const typesOf = (part: NetworkPart) => (part === 'vpc' ? VPC_TYPES : MEMBER_TYPES[part]);

export function openHolders(graph: Graph): FindHolder {
  const searches = new Map<NetworkPart, ReturnType<typeof indexSearches>>();
  const found = new Map<string, Promise<string | undefined>>();
  const search = async (part: NetworkPart, id: string): Promise<string | undefined> => {
    const { single, searches: types } = typesOf(part);
    for (const type of single) {
      const own = await graph.instanceWith(type, 'id', { kind: 'known', value: id, trail: [] });
      if (own !== undefined) return own;
    }
    const index = searches.get(part) ?? indexSearches(graph, types);
    searches.set(part, index);
    return (await index).get(`id ${id}`)?.[0];
  };
  return (part, id) => {
    const known = found.get(`${part} ${id}`) ?? search(part, id);
    found.set(`${part} ${id}`, known);
    return known;
  };
}

/**
 * The value with the resource or data source that a known id is of as a hop of its trail, where nothing but `own` (the
 * attribute that it was asked for) says where it comes from.
 */
export async function withHolder(
  findHolder: FindHolder,
  part: NetworkPart,
  value: Value,
  own: string,
): Promise<Value> {
  if (value.kind === 'one-of') {
    const candidates = value.candidates.map((one) => withHolder(findHolder, part, one, own));
    return { ...value, candidates: await Promise.all(candidates) };
  }
  if (value.kind !== 'known' || typeof value.value !== 'string' || value.sensitive === true) return value;
  if (referenceIn(value.trail)?.startsWith(own) === false) return value;
  const holder = await findHolder(part, value.value);
  if (holder === undefined) return value;
  const last = value.trail.at(-1);
  const isShown = last?.text.startsWith('known: ') === true;
  const before = isShown ? value.trail.slice(0, -1) : value.trail;
  return { ...value, trail: [...before, hop(holder), ...(isShown ? [last] : [])] };
}
