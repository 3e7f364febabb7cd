import { readFileSync } from 'node:fs';
import { isAttributes, type Value } from './value.ts';

/** What `terraform providers schema -json` says about one provider. */
export interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

export interface Attribute {
  /** A cty type in its JSON form: `"string"`, `["set", "string"]`. Absent for nested attributes, which are left out. */
  readonly type?: Value;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

export interface NestedBlock {
  readonly nesting_mode: keyof typeof NESTING;
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;

/** The providers of the lab by their name in a source address (`hashicorp/NAME`), `aws` in the major version asked for. */
export function readSchemas(awsMajor: 5 | 6): ReadonlyMap<string, ProviderSchema> {
  const aws: { provider_schemas: Record<string, ProviderSchema> } = readJson(`schema-${awsMajor}.json`);
  const others: Record<string, ProviderSchema> = readJson('schema-others.json');
  const awscc: Record<string, ProviderSchema> = readJson('schema-awscc.json');
  const [awsSchema] = Object.values(aws.provider_schemas);
  if (!awsSchema) throw new Error(`schema-${awsMajor}.json holds no provider`);
  return new Map([['aws', awsSchema], ...Object.entries(others), ...Object.entries(awscc)]);
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** `["set", …]`. */
export function isSetType(type: Value | undefined): boolean {
  return Array.isArray(type) && type[0] === 'set';
}

/** A block in the protocol's form. */
export function wireBlock(block: Block): object {
  return {
    attributes: Object.entries(block.attributes ?? {})
      .filter(([, attribute]) => attribute.type !== undefined)
      .map(([name, attribute]) => ({
        name,
        ...attribute,
        type: Buffer.from(JSON.stringify(attribute.type)),
      })),
    block_types: Object.entries(block.block_types ?? {}).map(([type_name, nested]) => ({
      type_name,
      block: wireBlock(nested.block),
      nesting: NESTING[nested.nesting_mode],
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
  };
}

/** Elements of a nested block's value, one function applied to each; what is no element stays as it is. */
export function mapBlocks(value: Value, each: (element: Value, index: number) => Value): Value {
  if (Array.isArray(value)) return value.map(each);
  return isAttributes(value) ? each(value, 0) : value;
}
