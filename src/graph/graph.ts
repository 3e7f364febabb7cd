import type { ModulePath } from '../plan/address.ts';
import type { SourceProvider } from '../source/module.ts';
import type { AttributeOf, Value } from './value.ts';

/** A path into a resource instance: `['vpc_config', 0, 'subnet_ids']`. */
export type AttributePath = readonly (string | number)[];

/**
 * Answers what any attribute of any resource instance of a plan will be after the apply. Asynchronous
 * because source files are parsed only when something unknown could be settled by them.
 */
export interface Graph {
  /**
   * The value of an attribute after the apply. Undefined when the instance has no such attribute, or there is no
   * such instance after the apply. A block list that may or may not have an element has a `rest` with `atMost`.
   */
  readonly attribute: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /** The same before the apply, from prior state and `change.before`. Undefined for what did not exist. */
  readonly attributeBefore: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /**
   * The texts of a list as the plan itself holds them, without a trail; undefined where any of them is not known, is
   * sensitive or no text, or there is no such list. Much faster than `attribute`, of which it says the same.
   */
  readonly plainTexts: (
    addressText: string,
    path: AttributePath,
    moment: 'before' | 'after',
  ) => readonly string[] | undefined;
  /**
   * A list of identifiers after the apply of which the plan alone tells what it refers to. One and the same value for all
   * instances that refer to the same things, though each may hold others of them: for a request of the instance itself,
   * never to be compared with what another one holds. Undefined where it is known, or more than that is.
   */
  readonly sharedList: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /** Addresses of all instances of these types, managed and data, that exist after the apply; sorted. */
  readonly instances: (type: string) => readonly string[];
  /**
   * The instance that has this value for this attribute (`id` of type `aws_subnet`), known or new; undefined when
   * the plan holds none. Managed and data instances alike; a managed one is preferred.
   */
  readonly instanceWith: (type: string, attribute: string, value: Value) => Promise<string | undefined>;
  /** The same, all of them: a managed instance and data sources that read the same thing. */
  readonly instancesWith: (type: string, attribute: string, value: Value) => Promise<readonly string[]>;
  /** The same for all values at once, by their `nameOf`. */
  readonly instancesBy: (type: string, attribute: string) => Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * What the configuration gives for an argument, whatever the plan says the attribute will be: for a change that
   * the provider leaves out of the plan. Unknown where it sets it and the plan does not tell to what; undefined when it
   * does not set it, or is not there.
   */
  readonly configured: (addressText: string, path: AttributePath) => Promise<Value | undefined>;
  /** An output of a module instance: `[]` is the root module. Undefined where there is no such output. */
  readonly output: (module: ModulePath, name: string) => Promise<Value | undefined>;
  /** A variable of a module instance: `[]` is the root module. Undefined where there is no such variable. */
  readonly variable: (module: ModulePath, name: string) => Promise<Value | undefined>;
  /**
   * An argument of the provider configuration that an instance uses: `region`, `['assume_role', 0, 'role_arn']`.
   * Aliases and configurations that a module was given count. Undefined when it is not set, or the plan does not
   * tell which provider configuration it is.
   */
  readonly providerAttribute: (
    addressText: string,
    path: string | AttributePath,
  ) => Promise<Value | undefined>;
  /** The `provider` blocks that the source of a module has; undefined where the source does not have the module. */
  readonly providerBlocks: (module: ModulePath) => Promise<readonly SourceProvider[] | undefined>;
  /** The attribute that a value is, where it is one: the id of which instance, the document of which data source. */
  readonly attributeOf: (value: Value) => AttributeOf | undefined;
}
