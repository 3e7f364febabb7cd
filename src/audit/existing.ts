/** A Lambda function that exists, as a state describes it. */
export interface ExistingFunction {
  readonly address: string;
  readonly name: string;
  readonly arn?: string;
  /** Undefined: it is in no VPC. */
  readonly network: ExistingNetwork | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

/** Its subnets and security groups; `undefined` where the state does not tell. */
export interface ExistingNetwork {
  readonly vpc: string | undefined;
  readonly subnets: readonly string[] | undefined;
  readonly securityGroups: readonly string[] | undefined;
}

export const FUNCTION_TYPE = 'aws_lambda_function';

/** The function that the attributes of an `aws_lambda_function` describe. */
export function existingFunction(address: string, attributes: unknown): ExistingFunction {
  const arn = textOf(member(attributes, 'arn'));
  return {
    address,
    name: textOf(member(attributes, 'function_name')) ?? address,
    ...(arn === undefined ? {} : { arn }),
    network: networkOf(member(attributes, 'vpc_config')),
    tags: tagsOf(member(attributes, 'tags_all') ?? member(attributes, 'tags')),
  };
}

/** A block that is there without ids is no VPC: so the provider writes it after a function has left one. */
function networkOf(blocks: unknown): ExistingNetwork | undefined {
  if (blocks === undefined) return { vpc: undefined, subnets: undefined, securityGroups: undefined };
  const [block] = Array.isArray(blocks) ? blocks : [];
  if (block === undefined || block === null) return undefined;
  const subnets = idsOf(member(block, 'subnet_ids'));
  const securityGroups = idsOf(member(block, 'security_group_ids'));
  const vpc = textOf(member(block, 'vpc_id'));
  if (subnets?.length === 0 && securityGroups?.length === 0) return undefined;
  return { vpc: vpc === '' ? undefined : vpc, subnets, securityGroups };
}

function idsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map(textOf).filter((id) => id !== undefined);
  return ids.length === value.length ? ids : undefined;
}

function tagsOf(value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one] as const] : [])),
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** A member of a JSON object; undefined of anything else. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** Members of a list; none of anything else. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
