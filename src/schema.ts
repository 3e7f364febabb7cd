import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';

/** What is wrong with data by its schema: which member, and what it should be. */
export interface SchemaFault {
  /** `path.0.name`; empty for the whole. */
  readonly at: string;
  readonly what: string;
}

export type Checked<T> =
  | { readonly kind: 'valid'; readonly data: T }
  | { readonly kind: 'fault'; readonly fault: SchemaFault };

/** Holds data against a schema of `schemas/`, of which T is the generated type. */
export async function checkSchema<T>(name: 'config' | 'report', data: unknown): Promise<Checked<T>> {
  const { Ajv } = await import('ajv');
  const schema: unknown = createRequire(import.meta.url)(`../schemas/${name}.schema.json`);
  const validate = new Ajv({ strict: false }).compile<T>(schema as object);
  if (validate(data)) return { kind: 'valid', data };
  return { kind: 'fault', fault: faultOf(validate.errors?.[0]) };
}

function faultOf(error: ErrorObject | undefined): SchemaFault {
  const at = error?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const extra: unknown = error?.params.additionalProperty;
  return {
    at,
    what: typeof extra === 'string' ? `unknown member \`${extra}\`` : (error?.message ?? 'is not valid'),
  };
}
