/** A Lambda function, or a capacity provider, that exists, as a state describes it. */
export interface ExistingFunction {
  readonly kind: 'function' | 'capacity-provider';
  readonly address: string;
  readonly name: string;
  readonly arn?: string;
  /** Undefined: it is in no VPC. */
  readonly network: ExistingNetwork | undefined;
  /** Undefined: not all of them are known. */
  readonly tags: ReadonlyMap<string, string> | undefined;
  /** Something of this is marked sensitive: nothing but the address may be shown. */
  readonly sensitive: boolean;
}

/** Its subnets and security groups; `undefined` where the state does not tell. */
export interface ExistingNetwork {
  readonly vpc: string | undefined;
  readonly subnets: readonly string[] | undefined;
  readonly securityGroups: readonly string[] | undefined;
  /** Why it is not known whether there is a VPC, where it is not. */
  readonly doubt?: string;
}

/** A resource as a state holds it. */
export interface StateResource {
  readonly type: string;
  readonly address: string;
  readonly attributes: unknown;
  /** As `sensitive_values` has it: `true` where the attribute of the same name, or a part of it, is sensitive. */
  readonly sensitive: unknown;
}

/** A member of a JSON object; undefined of anything else. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** Members of a list; none of anything else. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
