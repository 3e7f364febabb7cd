import { invent } from './applying.ts';
import { ACCOUNT, type Cloud, matches } from './cloud.ts';
import { policyDocument } from './policy-document.ts';
import type { Block } from './schema.ts';
import { type Attributes, get, print, type Value } from './value.ts';

/** What one reading of a data source is about. */
export interface Reading {
  readonly type: string;
  readonly block: Block;
  readonly config: Attributes;
  readonly region: string;
}

/** The data source's attributes as AWS would give them: computed here, or found among what exists. */
export function readData(cloud: Cloud, reading: Reading): Attributes {
  const { type, block, config, region } = reading;
  const names = [...Object.keys(block.attributes ?? {}), ...Object.keys(block.block_types ?? {})];
  const found = Object.entries(find(cloud, reading)).filter(([name]) => names.includes(name));
  const state: Attributes = { ...config, ...Object.fromEntries(found) };
  const missing = Object.entries(block.attributes ?? {})
    .filter(([name, attribute]) => attribute.computed && get(state, name) === null)
    .filter(([name]) => name === 'region' || !type.startsWith('aws_'))
    .map(([name, attribute]) => [
      name,
      invent(cloud, { type, name, root: config, region }, attribute.type ?? 'string'),
    ]);
  return { ...state, ...Object.fromEntries(missing) };
}

function find(cloud: Cloud, { type, config, region }: Reading): Attributes {
  const fixed = FIXED[type]?.(config, region);
  if (fixed) return fixed;
  if (type in PLURAL) return findMany(cloud, PLURAL[type] ?? '', config, region);
  if (!type.startsWith('aws_')) return {};
  const wanted = ARGUMENTS[type]?.(config) ?? config;
  const object = cloud.objects(type).find((candidate) => matches(candidate, wanted));
  if (!object) throw new Error(`there is no ${type} in the world with ${print(config)}`);
  return object;
}

/** Data sources that list the ids of objects of another type. */
const PLURAL: Readonly<Record<string, string>> = {
  aws_security_groups: 'aws_security_group',
  aws_subnets: 'aws_subnet',
  aws_vpcs: 'aws_vpc',
};

function findMany(cloud: Cloud, type: string, config: Attributes, region: string): Attributes {
  const found = cloud.objects(type).filter((candidate) => matches(candidate, config));
  return {
    id: region,
    ids: found.map(({ id }) => id ?? null),
    vpc_ids: found.map(({ vpc_id }) => vpc_id ?? null),
  };
}

/** Data sources whose arguments are not the attributes that they search. */
const ARGUMENTS: Readonly<Record<string, (config: Attributes) => Attributes>> = {
  aws_organizations_policy: ({ policy_id }) => ({ id: policy_id ?? null }),
};

type Fixed = (config: Attributes, region: string) => Attributes;

const FIXED: Readonly<Record<string, Fixed>> = {
  aws_caller_identity: () => ({
    account_id: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/ci`,
    id: ACCOUNT,
    user_id: 'AIDAEXAMPLE',
  }),
  aws_region: (config, region) => named(region, { region: config.region ?? region }),
  aws_partition: () => ({
    id: 'aws',
    partition: 'aws',
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
  aws_availability_zones: (_, region) => ({
    id: region,
    names: zones(region),
    zone_ids: ['use1-az1', 'use1-az2', 'use1-az3'],
    group_names: [region],
  }),
  aws_iam_policy_document: policyDocument,
};

function named(region: string, more: Attributes): Attributes {
  return { id: region, name: region, description: region, ...more };
}

function zones(region: string): readonly Value[] {
  return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
}
