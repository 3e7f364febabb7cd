/**
 * Terraform's addresses, taken apart: `module.net["a.b"].module.x[0].data.aws_subnet.s["k"]`.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export type InstanceKey = number | string;

/** One step of a module path; `key` is absent where the module call has neither count nor for_each. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

/** From the root module downward; the root itself is `[]`. */
export type ModulePath = readonly ModuleStep[];

export interface ResourceAddress {
  readonly module: ModulePath;
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly key?: InstanceKey;
}
