import { createHash } from 'node:crypto';
import { type Attributes, get, isEmpty, isList, isUnknown, print, text, type Value } from './value.ts';

/** What exists before Terraform runs: for each resource type, the attributes of its objects. */
export type World = Readonly<Record<string, readonly Attributes[]>>;

export const ACCOUNT = '123456789012';

/** Everything that exists in the stand-in's AWS account: the world it starts with, and what was created since. */
export interface Cloud {
  /** Remembers an object as it is now; the one with the same id before is forgotten. */
  readonly put: (type: string, object: Attributes) => void;
  readonly remove: (type: string, id: string) => void;
  readonly objects: (type: string) => readonly Attributes[];
  /** Hexadecimal digits for this seed, others each time it is asked: the same order of questions gives the same answers. */
  readonly digits: (seed: Value, length: number) => string;
}

export function createCloud(world: World): Cloud {
  const byType = new Map<string, Map<string, Attributes>>();
  const asked = new Map<string, number>();
  const of = (type: string) => {
    const known = byType.get(type) ?? new Map<string, Attributes>();
    byType.set(type, known);
    return known;
  };
  for (const [type, rows] of Object.entries(world)) {
    for (const [index, row] of rows.entries()) of(type).set(text(row.id) ?? String(index), row);
  }
  return {
    put: (type, object) => of(type).set(text(object.id) ?? print(object), object),
    remove: (type, id) => of(type).delete(id),
    objects: (type) => [...of(type).values()],
    digits: (seed, length) => {
      const name = print(seed);
      const times = (asked.get(name) ?? 0) + 1;
      asked.set(name, times);
      return createHash('sha256').update(`${name}/${times}`).digest('hex').slice(0, length);
    },
  };
}

/** The VPC of a subnet or a security group that exists. */
export function vpcOf(
  cloud: Cloud,
  type: 'aws_subnet' | 'aws_security_group',
  id: Value,
): string | undefined {
  return text(cloud.objects(type).find((object) => object.id === id)?.vpc_id);
}

/** Whether an object has what `wanted` says: each attribute that is given, the tags, and the filters. */
export function matches(object: Attributes, wanted: Attributes): boolean {
  return (
    Object.entries(wanted).every(([name, value]) => hasAttribute(object, name, value)) &&
    hasTags(object, wanted.tags ?? null) &&
    hasFilters(object, wanted.filter ?? null)
  );
}

/** Attributes that say how to search, or that are no property of the object. */
const NO_PROPERTY = ['tags', 'filter', 'timeouts', 'region', 'with_decryption', 'ids', 'names'];

function hasAttribute(object: Attributes, name: string, wanted: Value): boolean {
  if (NO_PROPERTY.includes(name) || isEmpty(wanted)) return true;
  return (
    get(object, name) === wanted || (typeof wanted === 'boolean' && wanted === (get(object, name) ?? false))
  );
}

function hasTags(object: Attributes, wanted: Value): boolean {
  const tags = isEmpty(object.tags_all) ? (object.tags ?? null) : (object.tags_all ?? null);
  return Object.entries(typeof wanted === 'object' && wanted !== null ? wanted : {}).every(
    ([name, value]) => get(tags, name) === value,
  );
}

function hasFilters(object: Attributes, filters: Value): boolean {
  return !isList(filters) || filters.every((filter) => hasFilter(object, filter));
}

/** EC2's filter names, and the attribute of the object that they mean. */
const FILTERS: Readonly<Record<string, string>> = {
  'availability-zone': 'availability_zone',
  'cidr-block': 'cidr_block',
  'default-for-az': 'default_for_az',
  'group-id': 'id',
  'group-name': 'name',
  'is-default': 'default',
  isDefault: 'default',
  'subnet-id': 'id',
  'vpc-id': 'vpc_id',
};

function hasFilter(object: Attributes, filter: Value): boolean {
  const name = text(get(filter, 'name')) ?? '';
  const values = get(filter, 'values');
  if (!isList(values) || values.some(isUnknown)) throw new Error(`the filter ${name} is not known`);
  if (name.startsWith('tag:')) {
    const tag = get(
      isEmpty(object.tags_all) ? (object.tags ?? null) : (object.tags_all ?? null),
      name.slice(4),
    );
    return values.some((value) => likePattern(text(value) ?? '', text(tag)));
  }
  const attribute = FILTERS[name];
  if (!attribute) throw new Error(`the lab does not know the filter ${name}`);
  return values.some((value) => String(value) === String(get(object, attribute) ?? false));
}

/** EC2's filters know `*` for any characters. */
function likePattern(pattern: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
