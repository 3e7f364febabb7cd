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
 * What this very apply creates: an identifier that the cloud draws at random (`aws_vpc.main.id`) for an instance
 * that does not exist yet. Equal to itself (same instance, same attribute) alone; never null, never empty.
 */
export interface NewValue extends Found {
  readonly kind: 'new';
  /** The instance's address. */
  readonly instance: string;
  /** `aws_subnet`: tells what the text will look like. */
  readonly type: string;
  readonly attribute: string;
}

/**
 * One of these; which one is lost. Candidates are any values (an unknown condition may choose between lists), never
 * one-of themselves.
 */
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
  /** The attribute that it is, where it is one: `data.aws_iam_policy_document.d`, `json`. */
  readonly of?: AttributeOf;
  /** The parts of which its text is made, where that is known. */
  readonly parts?: readonly Value[];
  /** A text of small letters, digits and hyphens, and not empty. */
  readonly isWord?: true;
  /** Certainly not null. */
  readonly notNull?: true;
  /** For a number of which only the bounds are known (of the length of a list): both inclusive. */
  readonly range?: { readonly atLeast: number; readonly atMost?: number };
}

/** One attribute of one resource instance. */
export interface AttributeOf {
  readonly instance: string;
  readonly type: string;
  readonly attribute: string;
}

/**
 * A text with parts that are not known. Known parts are texts. A part that is not known stands for its text, or, in
 * the JSON that jsonencode() wrote (`encoding`), for one whole JSON value where no quote stands beside it.
 */
export interface TemplateValue extends Found {
  readonly kind: 'template';
  readonly parts: readonly Value[];
  /**
   * `json`: made by jsonencode(). A part inside a JSON string (the quotes are in the known text around it) stands for
   * text, a part outside of every string for one whole JSON value: a text with its quotes, a number, null, a list.
   */
  readonly encoding?: 'json';
}

interface Collection extends Found {
  /**
   * It came through a variable whose type is not known: a list may be a set by then, and an object may have further
   * attributes that are null or have a default.
   */
  readonly loose?: true;
}

/** A list, tuple or set. */
export interface ListValue extends Collection {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Order and repetition mean nothing. */
  readonly isSet: boolean;
  /** Given when there may be further elements: where, is not known. */
  readonly rest?: RestOfValue;
}

export interface ObjectValue extends Collection {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Value>;
  /** A map, whose members are of one type: not the object that `{…}` makes. */
  readonly isMap?: true;
  /** Given when there may be further attributes. */
  readonly rest?: RestOfValue;
  /** Where the further attributes are exactly these, in no order. */
  readonly newKeys?: readonly NewKey[];
}

/** A member whose key is an id that this apply makes: no other key is the same. */
export type NewKey = readonly [key: NewValue, value: Value];

/** Elements whose number is not known. */
export interface RestOfValue {
  readonly name: string;
  readonly reason: string;
  readonly settle?: string;
  /**
   * What the further elements are, where that is known: each of these may be there, once. Absent: they may be anything.
   */
  readonly candidates?: readonly Value[];
  /** The elements do not stand where they stand in what they are named after: others may be before them, or left out. */
  readonly shifted?: true;
  /** The list attribute whose elements they are, where it is one: `data.aws_subnets.db`, `ids`. */
  readonly of?: AttributeOf;
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
