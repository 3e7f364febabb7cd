import type { Text, UnknownValue, Value } from './value.ts';

/** One API request as IAM sees it. */
export interface Request {
  /** Service prefix and action name: `lambda:CreateFunction`. Compared without case. */
  readonly action: string;
  /** The ARN of the resource; parts may not be known yet. */
  readonly resource: Text;
  readonly context: Context;
}

/** The request context: what each condition key holds. Keys compare without case. */
export interface Context {
  /** What the request carries under this key. `key` may be in any case. Total: never undefined. Same key, same answer. */
  readonly lookup: (key: string) => ContextValue;
}

/**
 * What a request carries under one context key. Whether the key is single-valued or multivalued is its declared
 * type, not the number of its values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export type ContextValue = AbsentValue | SingleValue | MultiValue;

export interface AbsentValue {
  readonly kind: 'absent';
  /** Why, in words: `the function has no VPC`. */
  readonly reason?: string;
}

export interface SingleValue {
  readonly kind: 'single';
  readonly presence: Presence;
  readonly value: Value;
}

export interface MultiValue {
  readonly kind: 'multi';
  readonly presence: Presence;
  /** Elements that are certainly there when the key is present. A set: order and repetition mean nothing. */
  readonly values: readonly Value[];
  /** Given when there may be further elements, of which nothing else is known. */
  readonly rest?: Rest;
}

/** Further elements of a set. They may turn out to be the same as elements that are certainly there. */
export interface Rest extends Omit<UnknownValue, 'kind'> {
  /** How many further elements there are at least (default 0) and at most (default: no limit). */
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Whether a key is in the request. The same `name` on several keys: all of them are in it, or none is. */
export type Presence =
  | { readonly kind: 'present' }
  | { readonly kind: 'unknown'; readonly name: string; readonly reason: string; readonly settle?: string };

/** The key is in the request for certain. */
export const PRESENT: Presence = { kind: 'present' };
