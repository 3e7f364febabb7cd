import type { InstanceKey, ResourceAddress } from './address.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * A plan as `terraform show -json` or `tofu show -json` prints it.
 * https://developer.hashicorp.com/terraform/internals/json-format
 *
 * In memory is where each resource stands and its address; everything else is read when asked for, and what was parsed
 * lately is kept: a plan of a million resources costs some 100 MB. Whoever asks often keeps the answer.
 */
export interface Plan {
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  /** When the plan was made, as Terraform writes it. */
  readonly timestamp?: string;
  /** The apply of this plan would be incomplete: planning failed halfway. */
  readonly errored: boolean;
  /** False when Terraform says that a further plan is needed after this one is applied. */
  readonly complete: boolean;
  /** Values of the root module's variables. */
  readonly variables: ReadonlyMap<string, Json>;
  /** How many resource changes the plan has, those included that its reader did not keep. */
  readonly resourceChangeCount: number;
  readonly resourceChanges: ResourceChanges;
  /** Changes that Terraform put off to a later plan; their reason as Terraform names it. */
  readonly deferredChanges: readonly { readonly reason: string; readonly resourceChange: ResourceChange }[];
  /** How many resources drifted; nothing else of them matters. */
  readonly driftCount: number;
  /**
   * Instances in `prior_state`, data sources read at plan time included, deposed objects left out.
   */
  readonly priorState: Instances;
  /** Instances in `planned_values`. */
  readonly plannedValues: Instances;
  /** Output values of the root module after the apply, where `output_changes` has them. */
  readonly outputChanges: ReadonlyMap<string, Change>;
  /** Absent when the plan has no `configuration`. Parsed at the first call, then kept. */
  readonly configuration: () => Configuration | undefined;
}

/** In the plan's order. Each is made anew when it is asked for: a list of all costs memory for all. */
export interface ResourceChanges extends Iterable<ResourceChange> {
  readonly length: number;
  /** The first change of an address that is not of a deposed object. */
  readonly get: (addressText: string) => ResourceChange | undefined;
  /** Those of some kinds alone, without a look at the others. */
  readonly of: (
    isWanted: (kind: ResourceKind & Pick<ResourceChange, 'actions'>) => boolean,
  ) => Iterable<ResourceChange>;
  /** Addresses of those alone, deposed objects left out. */
  readonly addressTexts: (isWanted: (kind: ResourceKind) => boolean) => Iterable<string>;
  /** Whether it is the previous address of a change (not of a deposed object). */
  readonly hasLeft: (addressText: string) => boolean;
}

/** In the plan's order, each address once. Each is made anew when it is asked for. */
export interface Instances extends Iterable<ResourceInstance> {
  readonly size: number;
  readonly has: (addressText: string) => boolean;
  readonly get: (addressText: string) => ResourceInstance | undefined;
  readonly of: (isWanted: (kind: ResourceKind) => boolean) => Iterable<ResourceInstance>;
  readonly addressTexts: (isWanted: (kind: ResourceKind) => boolean) => Iterable<string>;
}

export interface ResourceChange {
  readonly address: ResourceAddress;
  /** The address as Terraform wrote it: the key in every map and in every output. */
  readonly addressText: string;
  readonly previousAddress?: string | undefined;
  /** Given for a deposed object: the old one of an interrupted create_before_destroy. */
  readonly deposed?: string | undefined;
  readonly providerName?: string | undefined;
  readonly actions: Actions;
  readonly actionReason?: string | undefined;
  /** Parsed when asked for. */
  readonly change: () => Change;
}

/** `change.actions`, as one word each. */
export type Actions =
  | 'no-op'
  | 'create'
  | 'read'
  | 'update'
  | 'delete'
  | 'delete-create'
  | 'create-delete'
  | 'forget'
  | 'create-forget'
  /** OpenTofu's, of a resource that is replaced and has `destroy = false`. */
  | 'forget-create'
  | 'open'
  /** Anything else, for example of a newer Terraform: never taken for no-op. */
  | 'unsupported';

/** One change. Null means the object does not exist before or after; absent that the plan does not say. */
export interface Change {
  readonly before?: Json;
  readonly after?: Json;
  /** Mirrors the shape of `after`: `true` where a value is unknown. Absent: nothing is. */
  readonly afterUnknown?: Json;
  readonly beforeSensitive?: Json;
  readonly afterSensitive?: Json;
  /** `[["vpc_config", 0, "subnet_ids"], …]`: what forces the replacement. */
  readonly replacePaths?: Json;
  /** The id (or identity) by which the object is imported. */
  readonly importing?: JsonObject;
}

export interface ResourceInstance {
  readonly address: ResourceAddress;
  readonly addressText: string;
  readonly providerName?: string | undefined;
  /** Parsed when asked for. */
  readonly values: () => JsonObject;
  readonly sensitiveValues: () => Json;
}

export interface Configuration {
  /** By provider configuration key: `aws`, `aws.west`, `module.net:aws`. */
  readonly providers: ReadonlyMap<string, ProviderConfiguration>;
  readonly root: ModuleConfiguration;
}

export interface ProviderConfiguration {
  readonly name: string;
  readonly fullName?: string;
  readonly alias?: string;
  readonly moduleAddress?: string;
  readonly expressions: ConfigurationBlock;
}

export interface ModuleConfiguration {
  readonly resources: ResourceConfigurations;
  readonly moduleCalls: ReadonlyMap<string, ModuleCall>;
  readonly variables: ReadonlyMap<string, VariableConfiguration>;
  readonly outputs: ReadonlyMap<
    string,
    { readonly expression: ConfigurationExpression; readonly sensitive: boolean }
  >;
}

export interface VariableConfiguration {
  readonly default?: Json;
  readonly sensitive: boolean;
  /** OpenTofu says so; Terraform does not. */
  readonly ephemeral?: true;
}

/** Each is made anew when it is asked for; those of lately are kept. */
export interface ResourceConfigurations extends Iterable<ResourceConfiguration> {
  readonly size: number;
  readonly get: (
    resource: Pick<ResourceConfiguration, 'mode' | 'type' | 'name'>,
  ) => ResourceConfiguration | undefined;
  /** The same of its `get`, for whoever asks for nothing else. */
  readonly providerConfigKey: (
    resource: Pick<ResourceConfiguration, 'mode' | 'type' | 'name'>,
  ) => string | undefined;
}

export interface ModuleCall {
  readonly source?: string;
  readonly expressions: ConfigurationBlock;
  readonly count?: ConfigurationExpression;
  readonly forEach?: ConfigurationExpression;
  readonly module: ModuleConfiguration;
}

export interface ResourceConfiguration {
  readonly mode: ResourceAddress['mode'];
  readonly type: string;
  readonly name: string;
  readonly providerConfigKey?: string | undefined;
  readonly expressions: ConfigurationBlock;
  readonly count?: ConfigurationExpression | undefined;
  readonly forEach?: ConfigurationExpression | undefined;
}

/** Arguments and nested blocks of one block. A `dynamic` block leaves no trace here. */
export interface ConfigurationBlock extends Iterable<readonly [name: string, member: ConfigurationMember]> {
  readonly size: number;
  readonly has: (name: string) => boolean;
  readonly get: (name: string) => ConfigurationMember | undefined;
}

export type ConfigurationMember =
  | { readonly kind: 'expression'; readonly expression: ConfigurationExpression }
  | { readonly kind: 'blocks'; readonly blocks: readonly ConfigurationBlock[] };

/**
 * What the plan keeps of an expression: its value where it is a constant, else the references in it: a flat list,
 * positions and operators lost, each followed by its prefixes (`x[0].id`, `x[0]`, `x`). Neither: it was made of
 * locals or functions of nothing.
 */
export interface ConfigurationExpression {
  readonly constantValue?: Json;
  readonly references: readonly string[];
}

/** What is told of a resource without reading it. */
export type ResourceKind = Pick<ResourceAddress, 'mode' | 'type'>;

export type { InstanceKey, ResourceAddress };
