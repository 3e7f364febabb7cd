import type { InstanceKey, ModuleStep, ResourceAddress } from '../../src/plan/address.ts';
import type {
  Configuration,
  ConfigurationBlock,
  ConfigurationExpression,
  ModuleConfiguration,
  Plan,
  ResourceChange,
  ResourceInstance,
} from '../../src/plan/plan.ts';

// biome-ignore lint/suspicious/noExplicitAny: test input
type Loose = any;

function parse(raw: Loose): ResourceAddress {
  const module: ModuleStep[] = [];
  const re = /module\.([^.[]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?\.?/gy;
  for (let m = re.exec(raw.module_address ?? ''); m; m = re.exec(raw.module_address ?? '')) {
    module.push({
      name: m[1] ?? '',
      ...(m[2] === undefined ? {} : { key: JSON.parse(m[2]) as InstanceKey }),
    });
  }
  return {
    module,
    mode: raw.mode,
    type: raw.type,
    name: raw.name,
    ...(raw.index === undefined ? {} : { key: raw.index }),
  };
}
const ACTIONS: Record<string, string> = {
  'delete,create': 'delete-create',
  'create,delete': 'create-delete',
};

function expression(e: Loose): ConfigurationExpression {
  return {
    references: e?.references ?? [],
    ...(e && 'constant_value' in e ? { constantValue: e.constant_value } : {}),
  };
}
function block(b: Loose): ConfigurationBlock {
  return new Map(
    Object.entries(b ?? {}).map(
      ([k, v]: [string, Loose]): Loose =>
        Array.isArray(v)
          ? [k, { kind: 'blocks', blocks: v.map(block) }]
          : v.references || 'constant_value' in v || Object.keys(v).length === 0
            ? [k, { kind: 'expression', expression: expression(v) }]
            : [k, { kind: 'blocks', blocks: [block(v)] }],
    ),
  );
}
function moduleConf(m: Loose): ModuleConfiguration {
  return {
    resources: (m.resources ?? []).map((r: Loose) => ({
      mode: r.mode,
      type: r.type,
      name: r.name,
      providerConfigKey: r.provider_config_key,
      expressions: block(r.expressions),
      ...(r.count_expression ? { count: expression(r.count_expression) } : {}),
      ...(r.for_each_expression ? { forEach: expression(r.for_each_expression) } : {}),
    })),
    moduleCalls: new Map(
      Object.entries(m.module_calls ?? {}).map(([k, c]: [string, Loose]) => [
        k,
        {
          source: c.source,
          expressions: block(c.expressions),
          module: moduleConf(c.module ?? {}),
          ...(c.count_expression ? { count: expression(c.count_expression) } : {}),
          ...(c.for_each_expression ? { forEach: expression(c.for_each_expression) } : {}),
        },
      ]),
    ),
    variables: new Map(
      Object.entries(m.variables ?? {}).map(([k, v]: [string, Loose]) => [
        k,
        { ...('default' in v ? { default: v.default } : {}), sensitive: v.sensitive === true },
      ]),
    ),
    outputs: new Map(
      Object.entries(m.outputs ?? {}).map(([k, v]: [string, Loose]) => [
        k,
        { expression: expression(v.expression), sensitive: v.sensitive === true },
      ]),
    ),
  };
}
function instances(values: Loose): Map<string, ResourceInstance> {
  const found = new Map<string, ResourceInstance>();
  const walk = (m: Loose): void => {
    for (const r of m?.resources ?? []) {
      found.set(r.address, {
        address: parse({ ...r, module_address: m.address }),
        addressText: r.address,
        values: () => r.values ?? {},
        sensitiveValues: () => r.sensitive_values ?? {},
      });
    }
    for (const c of m?.child_modules ?? []) walk(c);
  };
  walk(values?.root_module);
  return found;
}

/** A Plan of JSON as `terraform show -json` prints it. */
export function planFromJson(json: Loose): Plan {
  const changeOf = (r: Loose): ResourceChange => ({
    address: parse(r),
    addressText: r.address,
    actions: (ACTIONS[r.change.actions.join()] ?? r.change.actions.join()) as ResourceChange['actions'],
    ...(r.deposed ? { deposed: r.deposed } : {}),
    ...(r.previous_address ? { previousAddress: r.previous_address } : {}),
    change: () => ({
      before: r.change.before,
      after: r.change.after,
      ...(r.change.after_unknown === undefined ? {} : { afterUnknown: r.change.after_unknown }),
      ...(r.change.after_sensitive === undefined ? {} : { afterSensitive: r.change.after_sensitive }),
      ...(r.change.importing ? { importing: r.change.importing } : {}),
    }),
  });
  const configuration: Configuration | undefined = json.configuration && {
    providers: new Map(
      Object.entries(json.configuration.provider_config ?? {}).map(([k, p]: [string, Loose]) => [
        k,
        { name: p.name, alias: p.alias, moduleAddress: p.module_address, expressions: block(p.expressions) },
      ]),
    ),
    root: moduleConf(json.configuration.root_module ?? {}),
  };
  return {
    formatVersion: '1.2',
    errored: false,
    complete: true,
    variables: new Map(Object.entries(json.variables ?? {}).map(([k, v]: [string, Loose]) => [k, v.value])),
    resourceChanges: (json.resource_changes ?? []).map(changeOf),
    deferredChanges: (json.deferred_changes ?? []).map((d: Loose) => ({
      reason: d.reason,
      resourceChange: changeOf(d.resource_change),
    })),
    driftCount: 0,
    resourceChangeCount: (json.resource_changes ?? []).length,
    priorState: instances(json.prior_state?.values),
    plannedValues: instances(json.planned_values),
    outputChanges: new Map(),
    configuration: () => configuration,
  };
}
