/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

/**
 * `managed` for a resource, `data` for a data source, `ephemeral` for an ephemeral resource.
 */
export type Mode = string;
/**
 * Of an instance of count (a number) or for_each (a string).
 */
export type InstanceKey = number | string;

/**
 * The members of a plan that tfvpc reads, as `terraform show -json` and `tofu show -json` print them. Everything else is allowed and ignored. Any member may be null, which is the same as absent. https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface PlanDocument {
  /**
   * Major version 0 or 1: another one is refused.
   */
  format_version: string;
  /**
   * Of the program that made the plan; shown in reports.
   */
  terraform_version?: string;
  /**
   * Planning failed halfway: the plan is not all of what is wanted.
   */
  errored?: boolean;
  /**
   * False when a further plan is needed after this one.
   */
  complete?: boolean;
  /**
   * Values of the root module's variables.
   */
  variables?: {
    [k: string]: {
      /**
       * Absent when Terraform leaves it out.
       */
      value?: {
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * What the apply will do, resource instance by resource instance.
   */
  resource_changes?: ResourceChange[];
  /**
   * What is put off to a later plan.
   */
  deferred_changes?: {
    reason?: string;
    resource_change?: ResourceChange;
    [k: string]: unknown;
  }[];
  /**
   * Counted only.
   */
  resource_drift?: unknown[];
  /**
   * Output values of the root module.
   */
  output_changes?: {
    [k: string]: Change;
  };
  /**
   * The state before the apply, with the data sources that were read during the plan.
   */
  prior_state?: {
    values?: StateValues;
    [k: string]: unknown;
  };
  planned_values?: StateValues;
  /**
   * What the plan keeps of the .tf files: no locals, no dynamic blocks, no positions.
   */
  configuration?: {
    /**
     * By `aws`, `aws.west`, `module.net:aws`.
     */
    provider_config?: {
      [k: string]: ProviderConfiguration;
    };
    root_module?: ModuleConfiguration;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface ResourceChange {
  /**
   * `module.a["k"].aws_subnet.s[0]`
   */
  address?: string;
  /**
   * Where the state has it, when it has moved.
   */
  previous_address?: string;
  /**
   * Absent in the root module.
   */
  module_address?: string;
  mode?: Mode;
  type?: string;
  name?: string;
  index?: InstanceKey;
  /**
   * For an old object that a create_before_destroy left behind: its key; `true` in Terraform 0.12.
   */
  deposed?: string | boolean;
  provider_name?: string;
  action_reason?: string;
  change?: Change;
  [k: string]: unknown;
}
export interface Change {
  /**
   * One of `no-op`, `create`, `read`, `update`, `delete`, `forget`, `open`, or two for a replacement, in their order.
   */
  actions?: string[];
  /**
   * Null when the object does not exist yet.
   */
  before?: {
    [k: string]: unknown;
  };
  /**
   * Null when it will not exist; without what is not known yet.
   */
  after?: {
    [k: string]: unknown;
  };
  /**
   * The shape of `after`, with true where a value is not known yet.
   */
  after_unknown?: {
    [k: string]: unknown;
  };
  /**
   * The shape of `before`, with true where a value is sensitive.
   */
  before_sensitive?: {
    [k: string]: unknown;
  };
  /**
   * The shape of `after`, with true where a value is sensitive.
   */
  after_sensitive?: {
    [k: string]: unknown;
  };
  /**
   * Paths of the attributes that force the replacement.
   */
  replace_paths?: {
    [k: string]: unknown;
  };
  /**
   * The id or identity by which the object is imported.
   */
  importing?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface StateValues {
  root_module?: StateModule;
  [k: string]: unknown;
}
export interface StateModule {
  /**
   * Of the module instance; absent for the root module.
   */
  address?: string;
  resources?: StateResource[];
  child_modules?: StateModule[];
  [k: string]: unknown;
}
export interface StateResource {
  /**
   * In the prior state of Terraform 0.12 without module and instance key.
   */
  address?: string;
  mode?: Mode;
  type?: string;
  name?: string;
  index?: InstanceKey;
  provider_name?: string;
  /**
   * Such an entry is passed over: it is not the current object.
   */
  deposed_key?: string;
  values?: {
    [k: string]: unknown;
  };
  /**
   * The shape of `values`, with true where a value is sensitive.
   */
  sensitive_values?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface ProviderConfiguration {
  name?: string;
  full_name?: string;
  alias?: string;
  module_address?: string;
  expressions?: Expressions;
  [k: string]: unknown;
}
/**
 * Arguments, and nested blocks: an array of blocks, one block, or blocks by label.
 */
export interface Expressions {
  [k: string]: unknown;
}
export interface ModuleConfiguration {
  resources?: ResourceConfiguration[];
  module_calls?: {
    [k: string]: ModuleCall;
  };
  variables?: {
    [k: string]: {
      /**
       * Absent for a variable that must be given.
       */
      default?: {
        [k: string]: unknown;
      };
      sensitive?: boolean;
      /**
       * Written by OpenTofu alone.
       */
      ephemeral?: boolean;
      [k: string]: unknown;
    };
  };
  outputs?: {
    [k: string]: {
      expression?: Expression;
      sensitive?: boolean;
      [k: string]: unknown;
    };
  };
  [k: string]: unknown;
}
export interface ResourceConfiguration {
  mode?: Mode;
  type: string;
  name: string;
  provider_config_key?: string;
  expressions?: Expressions;
  count_expression?: Expression;
  for_each_expression?: Expression;
  [k: string]: unknown;
}
export interface Expression {
  /**
   * Where the expression refers to nothing.
   */
  constant_value?: {
    [k: string]: unknown;
  };
  /**
   * What it refers to, each followed by its prefixes: `x[0].id`, `x[0]`, `x`.
   */
  references?: string[];
  [k: string]: unknown;
}
export interface ModuleCall {
  source?: string;
  expressions?: Expressions;
  count_expression?: Expression;
  for_each_expression?: Expression;
  module?: ModuleConfiguration;
  [k: string]: unknown;
}
