/**
 * The strings of a request or a policy, of which some are not known yet.
 *
 * Identity: two values with the same `name` are the same value, wherever they stand. A completion gives each
 * name one text.
 */
export type Value = KnownValue | NewValue | OneOfValue | UnknownValue;

export interface KnownValue {
  readonly kind: 'known';
  readonly text: string;
  readonly origin?: Origin;
}

/**
 * The identity of something that does not exist yet: equal to itself alone, and to no text anybody could have
 * written down. Only its shape is known, so that a pattern such as `vpc-*` can match it.
 */
export interface NewValue {
  readonly kind: 'new';
  readonly name: string;
  readonly shape: Shape;
  readonly origin?: Origin;
}

/** One of these, and which is not known. Candidates are distinct, at least one. */
export interface OneOfValue {
  readonly kind: 'one-of';
  readonly name: string;
  readonly candidates: readonly (KnownValue | NewValue | UnknownValue)[];
  readonly reason: string;
  readonly settle?: string;
  readonly origin?: Origin;
}

/** Any text of its shape (any text at all where no shape is given). */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly name: string;
  readonly reason: string;
  /** What would settle it: a command or a flag, for a person to run. */
  readonly settle?: string;
  readonly shape?: Shape;
  /**
   * `false`: certainly none of the new values of the request (it existed before). Absent: it may be one of them.
   */
  readonly maybeNew?: false;
  /** Certainly an ARN. */
  readonly isArn?: true;
  /** Certainly a moment, and none before this one, in whole seconds since 1970. */
  readonly notBefore?: number;
  readonly origin?: Origin;
}

/** All texts that are `prefix` followed by characters of `alphabet`, one of `lengths` many. */
export interface Shape {
  readonly prefix: string;
  readonly alphabet: string;
  readonly lengths: readonly number[];
}

/** Where the caller found a value, in the caller's words. Carried to the explanation, never interpreted. */
export interface Origin {
  readonly label: string;
  readonly trail: readonly TrailStep[];
  /** The text must not be shown: no output, message or reason may hold it. It is compared like any other. */
  readonly sensitive?: true;
}

export interface TrailStep {
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
}

/** A text made of known parts and parts that are not known yet, in order. `[]` is the empty text. */
export type Text = readonly (string | Value)[];
