/** Plans as JSON, small and made here: what a hostile or secret text is put into. */
export interface Json {
  readonly [name: string]: unknown;
}

export interface Change {
  readonly address: string;
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
}

export interface PlanParts {
  readonly changes?: readonly Change[];
  /** Of the prior state, by address. */
  readonly prior?: Readonly<Record<string, unknown>>;
  readonly priorSensitive?: Readonly<Record<string, unknown>>;
  readonly configuration?: unknown;
  readonly more?: Json;
}

const ADDRESS =
  /^((?:module\.\w+(?:\["(?:[^"\\]|\\.)*"\])?\.)*)(data\.)?(\w+)\.([\w-]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?$/u;

function named(address: string): Json {
  const [, module = '', data, type, name, key, number] = ADDRESS.exec(address) ?? [];
  if (type === undefined) throw new Error(`no address: ${address}`);
  return {
    address,
    ...(module === '' ? {} : { module_address: module.slice(0, -1) }),
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(key === undefined ? {} : { index: JSON.parse(`"${key}"`) }),
    ...(number === undefined ? {} : { index: Number(number) }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
  };
}

function changeJson({ address, actions = ['create'], ...change }: Change): Json {
  return {
    ...named(address),
    change: {
      actions,
      before: change.before ?? null,
      after: change.after ?? null,
      after_unknown: change.unknown ?? {},
      before_sensitive: change.beforeSensitive ?? {},
      after_sensitive: change.afterSensitive ?? {},
    },
  };
}

export function planJson({
  changes = [],
  prior = {},
  priorSensitive = {},
  configuration,
  more,
}: PlanParts): Json {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes.map(changeJson),
    prior_state: {
      format_version: '1.0',
      values: {
        root_module: {
          resources: Object.entries(prior).map(([address, values]) => ({
            ...named(address),
            values,
            sensitive_values: priorSensitive[address] ?? {},
          })),
        },
      },
    },
    configuration: configuration ?? { provider_config: { aws: { name: 'aws' } }, root_module: {} },
    ...more,
  };
}

/** What the AWS provider plans of a function in a VPC; further attributes replace these. */
export function functionValues(subnets: readonly string[], groups: readonly string[], more: Json = {}): Json {
  return {
    function_name: 'f',
    role: 'arn:aws:iam::123456789012:role/f',
    runtime: 'nodejs22.x',
    tags: null,
    layers: null,
    code_signing_config_arn: null,
    environment: [],
    vpc_config: [{ ipv6_allowed_for_dual_stack: false, subnet_ids: subnets, security_group_ids: groups }],
    ...more,
  };
}

/** A policy that denies every VPC but these. */
export const onlyVpcs = (vpcs: readonly string[], more: Json = {}): Json => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OnlyTheseVpcs',
      Effect: 'Deny',
      Action: 'lambda:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'lambda:VpcIds': vpcs } },
      ...more,
    },
  ],
});
