import { ACCOUNT, type Cloud, matches, vpcOf } from './cloud.ts';
import { ADOPTING, COMPUTED_BLOCKS, READ_AS_EMPTY } from './habits.ts';
import type { Block } from './schema.ts';
import { type Attributes, get, isAttributes, isList, isUnknown, text, type Value } from './value.ts';

/** The state after the apply: what was unknown is invented, and the cloud knows of the object from then on. */
export function applyChange(
  cloud: Cloud,
  type: string,
  block: Block,
  planned: Attributes,
  region: string,
): Attributes {
  const settle = settler(cloud, type, planned, region);
  const settled = { ...settle.block(block, planned), ...blocksOf(type, planned) };
  const read = readBack(type, type === 'aws_lambda_function' ? attach(cloud, settled) : settled);
  remember(cloud, type, read);
  return read;
}

/** Tells the cloud of an object that Terraform knows: created, read or imported. */
export function remember(cloud: Cloud, type: string, object: Attributes): void {
  cloud.put(ADOPTING[type] ?? type, object);
  if (
    type !== 'aws_vpc' ||
    cloud.objects('aws_security_group').some((group) => isDefaultGroup(group, object.id))
  )
    return;
  const id = object.default_security_group_id ?? null;
  if (text(id))
    cloud.put('aws_security_group', { id, name: 'default', vpc_id: object.id ?? null, default: true });
}

function isDefaultGroup(group: Attributes, vpc: Value | undefined): boolean {
  return group.vpc_id === vpc && group.name === 'default';
}

function blocksOf(type: string, planned: Attributes): Attributes {
  const unknown = Object.entries(COMPUTED_BLOCKS[type] ?? {}).filter(([name]) => isUnknown(planned[name]));
  return Object.fromEntries(unknown.map(([name, attributes]) => [name, [attributes]]));
}

function readBack(type: string, state: Attributes): Attributes {
  const empty = Object.entries(READ_AS_EMPTY[type] ?? {}).filter(
    ([name]) => name in state && state[name] === null,
  );
  return { ...state, ...Object.fromEntries(empty) };
}

/** Lambda works out the VPC from the subnets, all of one VPC; without any it forgets the block. */
function attach(cloud: Cloud, state: Attributes): Attributes {
  const block = get(state.vpc_config ?? null, 0);
  const subnets = get(block, 'subnet_ids');
  if (!isAttributes(block) || !isList(subnets) || subnets.length === 0) return { ...state, vpc_config: [] };
  const groups = get(block, 'security_group_ids');
  const vpcs = new Set([
    ...subnets.map((id) => vpcOf(cloud, 'aws_subnet', id)),
    ...(isList(groups) ? groups : []).map((id) => vpcOf(cloud, 'aws_security_group', id)),
  ]);
  vpcs.delete(undefined);
  if (vpcs.size > 1)
    throw new Error(`Lambda refuses subnets and groups of several VPCs: ${[...vpcs].join(', ')}`);
  return { ...state, vpc_config: [{ ...block, vpc_id: [...vpcs][0] ?? '' }] };
}

function settler(cloud: Cloud, type: string, root: Attributes, region: string) {
  const block = (schema: Block, value: Attributes): Attributes => ({
    ...value,
    ...Object.fromEntries(
      Object.entries(schema.attributes ?? {})
        .filter(([name]) => isUnknown(value[name]))
        .map(([name, attribute]) => [
          name,
          invent(cloud, { type, name, root, region }, attribute.type ?? 'string'),
        ]),
    ),
    ...Object.fromEntries(
      Object.entries(schema.block_types ?? {}).map(([name, nested]) => [
        name,
        settleBlock(nested.block, value[name]),
      ]),
    ),
  });
  const settleBlock = (schema: Block, value: Value | undefined): Value => {
    if (isUnknown(value)) return [];
    if (isList(value))
      return value.map((element) => (isAttributes(element) ? block(schema, element) : element));
    return isAttributes(value) ? block(schema, value) : (value ?? null);
  };
  return { block };
}

/** Ids of EC2 have 17 hexadecimal digits behind their prefix. */
const ID_PREFIX: Readonly<Record<string, string>> = {
  aws_default_security_group: 'sg-0',
  aws_default_subnet: 'subnet-0',
  aws_default_vpc: 'vpc-0',
  aws_eip: 'eipalloc-0',
  aws_internet_gateway: 'igw-0',
  aws_nat_gateway: 'nat-0',
  aws_network_interface: 'eni-0',
  aws_organizations_organizational_unit: 'ou-abcd-',
  aws_organizations_policy: 'p-',
  aws_route_table: 'rtb-0',
  aws_security_group: 'sg-0',
  aws_subnet: 'subnet-0',
  aws_vpc: 'vpc-0',
  aws_vpc_endpoint: 'vpce-0',
};

interface Asked {
  readonly type: string;
  readonly name: string;
  readonly root: Attributes;
  readonly region: string;
}

/** A value for a computed attribute: the one it must have where that is known, else a new one of its kind. */
export function invent(cloud: Cloud, asked: Asked, attributeType: Value): Value {
  const given = COMPUTED[asked.name]?.(cloud, asked);
  if (given !== undefined) return given;
  const seed = [asked.type, asked.name, asked.root];
  const kind = Array.isArray(attributeType) ? attributeType[0] : attributeType;
  if (kind === 'string') return `${asked.name}-${cloud.digits(seed, 6)}`;
  if (kind === 'number') return 0;
  if (kind === 'bool') return false;
  if (kind === 'map') return {};
  return kind === 'object' ? null : [];
}

const COMPUTED: Readonly<Record<string, (cloud: Cloud, asked: Asked) => Value | undefined>> = {
  id: newId,
  arn: (cloud, asked) => arn(cloud, asked),
  qualified_arn: (cloud, asked) => `${arn(cloud, asked)}:1`,
  owner_id: () => ACCOUNT,
  account_id: () => ACCOUNT,
  region: (_, { region }) => region,
  tags_all: (_, { root }) => root.tags ?? {},
  vpc_id: (cloud, { type, root }) =>
    type === 'aws_security_group'
      ? (defaultVpc(cloud)?.id ?? undefined)
      : adopted(cloud, { type, root })?.vpc_id,
  default_security_group_id: (cloud, { root }) => `sg-0${cloud.digits(['default group', root], 16)}`,
  result: (cloud, { type, root }) =>
    type === 'random_shuffle' ? (root.input ?? []) : cloud.digits([type, root], 8),
  last_modified: () => '2026-01-01T00:00:00.000+0000',
};

function newId(cloud: Cloud, { type, root }: Asked): Value {
  const existing = adopted(cloud, { type, root });
  if (existing) return existing.id ?? null;
  if (type === 'aws_lambda_function') return root.function_name ?? null;
  if (type === 'aws_iam_role') return root.name ?? null;
  const prefix = ID_PREFIX[type] ?? `${type.replace(/^aws_/, '').replaceAll('_', '-')}-`;
  return `${prefix}${cloud.digits([type, root], prefix.endsWith('-0') ? 16 : 8)}`;
}

function defaultVpc(cloud: Cloud): Attributes | undefined {
  return cloud.objects('aws_vpc').find((vpc) => vpc.default === true);
}

/** The object that an `aws_default_…` resource takes over, where the account has it. */
function adopted(cloud: Cloud, { type, root }: Pick<Asked, 'type' | 'root'>): Attributes | undefined {
  const base = ADOPTING[type];
  if (!base) return undefined;
  if (base === 'aws_vpc') return defaultVpc(cloud);
  if (base === 'aws_security_group') {
    const vpc = isUnknown(root.vpc_id) ? (defaultVpc(cloud)?.id ?? null) : (root.vpc_id ?? null);
    return cloud.objects(base).find((group) => isDefaultGroup(group, vpc));
  }
  const wanted = { availability_zone: root.availability_zone ?? null, default_for_az: true };
  return cloud.objects(base).find((subnet) => matches(subnet, wanted));
}

function arn(cloud: Cloud, { type, root, region }: Asked): string {
  const name = text(root.function_name) ?? text(root.name) ?? '';
  if (/^aws(cc)?_lambda_function$/.test(type)) return `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
  if (/^aws_iam_(role|policy|user|group)$/.test(type))
    return `arn:aws:iam::${ACCOUNT}:${type.slice(8)}/${name}`;
  const kind = type.replace(/^aws_/, '').replaceAll('_', '-');
  return `arn:aws:ec2:${region}:${ACCOUNT}:${kind}/${cloud.digits([type, root, 'arn'], 8)}`;
}
