/**
 * What applying a plan gave: the network of each function, with what the apply created under the name that it has in
 * the configuration (`aws_subnet.a["x"].id`) instead of its id, and the documents of the policies.
 */
export interface Truth {
  readonly functions: Readonly<Record<string, FunctionNetwork>>;
  /** Content of each aws_organizations_policy after the apply, with the same names in it. */
  readonly policies: Readonly<Record<string, string>>;
}

export interface FunctionNetwork {
  readonly vpc: string | null;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

interface Resource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Module {
  readonly resources?: readonly Resource[];
  readonly child_modules?: readonly Module[];
}

/** `plan` and `state` are JSON texts of `terraform show -json`: the plan, and the state after it was applied. */
export function truthOf(plan: string, state: string): Truth {
  const document: { values?: { root_module: Module } } = JSON.parse(state);
  const resources = document.values ? allResources(document.values.root_module) : [];
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const names = namesOfCreated(plan, managed);
  const functions = managed.filter(({ type }) => type === 'aws_lambda_function');
  const policies = managed.filter(({ type }) => type === 'aws_organizations_policy');
  return {
    functions: Object.fromEntries(
      functions.map((resource) => [resource.address, networkOf(resource, names)]),
    ),
    policies: Object.fromEntries(
      policies.map(({ address, values }) => [address, withNames(String(values.content), names)]),
    ),
  };
}

function allResources(module: Module): readonly Resource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(allResources)];
}

/** Id to name, for everything that the plan created. */
function namesOfCreated(plan: string, managed: readonly Resource[]): ReadonlyMap<string, string> {
  const {
    resource_changes: changes = [],
  }: {
    resource_changes?: readonly {
      address: string;
      deposed?: string;
      change: { actions: readonly string[] };
    }[];
  } = JSON.parse(plan);
  const created = new Set(
    changes
      .filter(({ change, deposed }) => !deposed && change.actions.includes('create'))
      .map(({ address }) => address),
  );
  const names = managed
    .filter(({ address, type }) => created.has(address) && !ADOPTED.has(type))
    .flatMap(({ address, values }) =>
      ID_ATTRIBUTES.filter((name) => typeof values[name] === 'string').map((name): [string, string] => [
        String(values[name]),
        `${address}.${name}`,
      ]),
    );
  return new Map(names.reverse());
}

/** They are there before the apply "creates" them. */
const ADOPTED: ReadonlySet<string> = new Set([
  'aws_default_vpc',
  'aws_default_subnet',
  'aws_default_security_group',
]);
const ID_ATTRIBUTES = ['default_security_group_id', 'id'];

function networkOf({ values }: Resource, names: ReadonlyMap<string, string>): FunctionNetwork {
  const [block]: readonly unknown[] = Array.isArray(values.vpc_config) ? values.vpc_config : [];
  const { vpc_id, subnet_ids, security_group_ids }: Readonly<Record<string, unknown>> = { ...Object(block) };
  const name = (id: unknown) => names.get(String(id)) ?? String(id);
  const list = (ids: unknown) => (Array.isArray(ids) ? ids.map(name).sort() : []);
  return {
    vpc: vpc_id ? name(vpc_id) : null,
    subnets: list(subnet_ids),
    securityGroups: list(security_group_ids),
  };
}

function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[a-z]+-0[0-9a-f]{16}/g, (id) => names.get(id)?.replaceAll('"', '\\"') ?? id);
}
