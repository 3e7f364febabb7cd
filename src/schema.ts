import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';
import { nearest, suggestion } from './iam/spelling.ts';

/** What is wrong with data by its schema: which member, and what it should be. */
export interface SchemaFault {
  /** The way from the whole to what is wrong: names, and numbers of list items. */
  readonly at: readonly string[];
  /** The same, and to the member of it that should not be there. */
  readonly member: readonly string[];
  readonly what: string;
}

export type Checked<T> =
  | { readonly kind: 'valid'; readonly data: T }
  | { readonly kind: 'fault'; readonly fault: SchemaFault };

/** Holds data against a schema of `schemas/`, of which T is the generated type. */
export async function checkSchema<T>(name: 'config' | 'report', data: unknown): Promise<Checked<T>> {
  const { Ajv } = await import('ajv');
  const schema: unknown = createRequire(import.meta.url)(`../schemas/${name}.schema.json`);
  const validate = new Ajv({ strict: false, verbose: true }).compile<T>(schema as object);
  if (validate(data)) return { kind: 'valid', data };
  return { kind: 'fault', fault: faultOf(validate.errors?.[0]) };
}

/** `` `path.0.name`: what ``, or of the whole only what. */
export const faultText = ({ at, what }: Pick<SchemaFault, 'at' | 'what'>): string =>
  at.length === 0 ? what : `\`${at.join('.')}\`: ${what}`;

function faultOf(error: ErrorObject | undefined): SchemaFault {
  if (error === undefined) return { at: [], member: [], what: 'is not valid' };
  const at = error.instancePath
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { additionalProperty: stranger } = error.params;
  return {
    at,
    member: stranger === undefined ? at : [...at, stranger],
    what: WHAT[error.keyword]?.(error) ?? error.message ?? 'is not valid',
  };
}

/** What is wrong, by the keyword of the schema that says so. */
const WHAT: Readonly<Record<string, (error: ErrorObject) => string>> = {
  additionalProperties: ({ params: { additionalProperty }, parentSchema }) =>
    `unknown member \`${additionalProperty}\`${suggestion(nearest(additionalProperty, Object.keys(parentSchema?.properties ?? {})))}`,
  required: ({ params: { missingProperty } }) => `\`${missingProperty}\` is missing`,
  type: ({ params: { type }, data }) =>
    `expected ${TYPES[type] ?? type}${type === 'string' && typeof data === 'number' ? ': put it into quotes' : ''}`,
  enum: ({ params: { allowedValues } }) => `expected one of ${allowedValues.join(', ')}`,
  const: ({ params: { allowedValue } }) => `expected \`${allowedValue}\``,
  pattern: ({ params: { pattern } }) => `expected what matches \`${pattern}\``,
  minLength: () => 'is empty',
};

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};
