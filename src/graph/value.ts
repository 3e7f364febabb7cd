/**
 * What a value of a configuration is, after the apply of the plan.
 *
 * `known`, `new`, `one-of`, `unknown` are the four ways a value can be there; null is a known value; an absent
 * attribute is no value at all (`undefined` where it is asked for).
 */
export type Value =
  | KnownValue
  | NewValue
  | OneOfValue
  | UnknownValue
  | TemplateValue
  | ListValue
  | ObjectValue;

interface Found {
  /** How the value was found, the first hop nearest to the question. */
  readonly trail: Trail;
  /** Terraform marks it sensitive: evaluated, never shown. */
  readonly sensitive?: true;
}

export interface KnownValue extends Found {
  readonly kind: 'known';
  readonly value: null | boolean | number | string;
}

/**
 * What this very apply creates: the value of a computed attribute (an id, an ARN) of an instance that does not
 * exist yet. Equal to itself (same instance, same attribute) alone.
 */
export interface NewValue extends Found {
  readonly kind: 'new';
  /** The instance's address. */
  readonly instance: string;
  /** `aws_subnet`: tells what the text will look like. */
  readonly type: string;
  readonly attribute: string;
}

/** One of these; which one is lost. Each candidate is known, new, unknown or a template. */
export interface OneOfValue extends Found {
  readonly kind: 'one-of';
  readonly name: string;
  readonly candidates: readonly Value[];
  readonly reason: string;
  readonly settle?: string;
}

export interface UnknownValue extends Found {
  readonly kind: 'unknown';
  /** The same name is the same value. */
  readonly name: string;
  readonly reason: string;
  readonly settle?: string;
}

/** A text with parts that are not known. */
export interface TemplateValue extends Found {
  readonly kind: 'template';
  readonly parts: readonly Value[];
}

/** A list, tuple or set. */
export interface ListValue extends Found {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Order and repetition mean nothing. */
  readonly isSet: boolean;
  /** Given when there may be further elements: where, is not known. */
  readonly rest?: RestOfValue;
}

export interface ObjectValue extends Found {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Value>;
  readonly rest?: RestOfValue;
}

/** Elements whose number is not known. */
export interface RestOfValue {
  readonly name: string;
  readonly reason: string;
  readonly settle?: string;
  /** What every further element is, where that is known: candidates. Absent: anything. */
  readonly candidates?: readonly Value[];
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Trail = readonly Hop[];

/** One hop: `var.subnet_ids`, `module.api argument subnet_ids`, `known: subnet-046c`. */
export interface Hop {
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
}
