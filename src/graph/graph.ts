import type { Value } from './value.ts';

/** A path into a resource instance: `['vpc_config', 0, 'subnet_ids']`. */
export type AttributePath = readonly (string | number)[];

/**
 * Answers what any attribute of any resource instance of a plan will be after the apply. Asynchronous
 * because source files are parsed only when something unknown could be settled by them.
 */
export interface Graph {
  /**
   * The value of an attribute after the apply. Undefined when the instance has no such attribute, or there is no
   * such instance. A block list that may or may not have an element has a `rest` with `atMost`.
   */
  readonly attribute: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /** The same before the apply, from prior state and `change.before`. */
  readonly attributeBefore: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /** Addresses of all instances of these types, managed and data, that exist after the apply; sorted. */
  readonly instances: (type: string) => readonly string[];
  /**
   * The instance that has this value for this attribute (`id` of type `aws_subnet`), known or new; undefined when
   * the plan holds none.
   */
  readonly instanceWith: (type: string, attribute: string, value: Value) => Promise<string | undefined>;
}
