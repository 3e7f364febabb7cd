import type { Graph } from '../graph/graph.ts';
import type { AttributeOf, Value as GraphValue } from '../graph/value.ts';
import { isDataAddress } from './plan-policies.ts';

/** An account or an organizational unit that does not exist before this apply. */
export type CreatedTarget =
  | { readonly kind: 'new-account' }
  | { readonly kind: 'new-unit'; readonly members: UnitMembers };

/** Which accounts a new unit has: none but those that this apply creates in it or moves there. */
export interface UnitMembers {
  /** Accounts that exist: whether they are certainly in it. */
  readonly accounts: ReadonlyMap<string, 'in' | 'maybe'>;
  /** Accounts that this apply creates may be in it. */
  readonly further: boolean;
}

interface Names {
  readonly ids: readonly string[];
  readonly parent: string;
}

const UNITS: Readonly<Record<string, Names>> = {
  aws_organizations_organizational_unit: { ids: ['id'], parent: 'parent_id' },
  awscc_organizations_organizational_unit: { ids: ['organizational_unit_id', 'id'], parent: 'parent_id' },
};
const ACCOUNTS: Readonly<Record<string, Names>> = {
  aws_organizations_account: { ids: ['id'], parent: 'parent_id' },
  awscc_organizations_account: { ids: ['account_id', 'id'], parent: 'parent_ids' },
};

/** The target whose id a value is, where this apply creates it: only then its id is not known. */
export async function createdTarget(graph: Graph, value: GraphValue): Promise<CreatedTarget | undefined> {
  const of = graph.attributeOf(value);
  if (of === undefined) return undefined;
  if (isCreated(graph, of, ACCOUNTS)) return { kind: 'new-account' };
  return isCreated(graph, of, UNITS)
    ? { kind: 'new-unit', members: await membersOf(graph, of.instance) }
    : undefined;
}

function isCreated(graph: Graph, { instance, type, attribute }: AttributeOf, types: typeof UNITS): boolean {
  const isId = types[type]?.ids.includes(attribute) === true;
  return isId && !isDataAddress(instance) && graph.instances(type).includes(instance);
}

async function membersOf(graph: Graph, unit: string): Promise<UnitMembers> {
  const accounts = new Map<string, 'in' | 'maybe'>();
  let further = false;
  for (const [type, { ids, parent }] of Object.entries(ACCOUNTS)) {
    for (const instance of graph.instances(type)) {
      const place = isDataAddress(instance) ? 'out' : await placeOf(graph, instance, parent, unit);
      if (place === 'out') continue;
      const id = await graph.attribute(instance, [ids[0] ?? 'id']);
      if (id?.kind === 'known') accounts.set(String(id.value), place);
      else further = true;
    }
  }
  return { accounts, further };
}

type Place = 'in' | 'maybe' | 'out';

/** Whether an account, or a unit, is below a unit that is new. Units are never moved. */
async function placeOf(
  graph: Graph,
  instance: string,
  parent: string,
  unit: string,
  depth = 0,
): Promise<Place> {
  const value = await graph.attribute(instance, [parent]);
  if (depth > DEEPEST) return 'maybe';
  if (value === undefined || (await isComputed(graph, instance, parent))) return 'out';
  const places: Place[] = [];
  for (const one of alternativesOf(value)) places.push(await placeBelow(graph, one, unit, depth));
  if (value.kind === 'list' && value.rest !== undefined) places.push('maybe');
  return places.every((place) => place === places[0]) ? (places[0] ?? 'out') : 'maybe';
}

/** A new account without a parent is in the root. */
async function isComputed(graph: Graph, instance: string, parent: string): Promise<boolean> {
  const before = await graph.attributeBefore(instance, [parent]);
  return before === undefined && (await graph.configured(instance, [parent])) === undefined;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST = 5;

function alternativesOf(value: GraphValue): readonly GraphValue[] {
  if (value.kind === 'one-of') return value.candidates;
  return value.kind === 'list' ? value.items : [value];
}

async function placeBelow(graph: Graph, parent: GraphValue, unit: string, depth: number): Promise<Place> {
  if (parent.kind === 'known') return 'out';
  const of = graph.attributeOf(parent);
  if (of === undefined || !isCreated(graph, of, UNITS)) return 'maybe';
  if (of.instance === unit) return 'in';
  return placeOf(graph, of.instance, UNITS[of.type]?.parent ?? 'parent_id', unit, depth + 1);
}
