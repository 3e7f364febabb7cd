import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bucket, type GeneratedResource, lambdaFunction, subnet, vpc } from './generate-resources.ts';

export interface PlanSpec {
  readonly functions: number;
  /** Buckets, and for each 50 functions a VPC with two subnets, come on top. */
  readonly others: number;
  /** What is planned for each; `mixed` takes turns. */
  readonly action: 'create' | 'update' | 'no-op' | 'mixed';
}

const PROVIDER = 'registry.terraform.io/hashicorp/aws';
const ACTIONS = ['create', 'update', 'no-op'] as const;
type Action = (typeof ACTIONS)[number];

/** One after the other, made when needed: the plan may be larger than memory. */
function* resourcesOf(spec: PlanSpec): Iterable<readonly [GeneratedResource, Action]> {
  const vpcs = Math.ceil(spec.functions / 50);
  const groups = [
    [vpcs, vpc],
    [2 * vpcs, subnet],
    [spec.functions, lambdaFunction],
    [spec.others, bucket],
  ] as const;
  let n = 0;
  for (const [count, make] of groups) {
    for (let i = 0; i < count; i++) {
      const turn = ACTIONS[n++ % ACTIONS.length] ?? 'no-op';
      yield [make(i), spec.action === 'mixed' ? turn : spec.action];
    }
  }
}

/** The parts of a plan's text, in Terraform's order of members. */
export function* planText(spec: PlanSpec): Iterable<string> {
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  yield* elements(spec, plannedValue);
  yield ']}},"resource_changes":[';
  yield* elements(spec, resourceChange);
  yield '],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"resources":[';
  yield* elements(spec, priorState);
  yield ']}}},"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws",';
  yield '"expressions":{"region":{"constant_value":"us-east-1"}}}},"root_module":{"resources":[';
  yield* elements(spec, configuration);
  yield '],"variables":{"subnet_ids":{}}}},"timestamp":"2026-01-01T00:00:00Z","applyable":true,"complete":true,"errored":false}\n';
}

function* elements(
  spec: PlanSpec,
  elementOf: (resource: GeneratedResource, action: Action) => unknown,
): Iterable<string> {
  let comma = '';
  for (const [resource, action] of resourcesOf(spec)) {
    const element = elementOf(resource, action);
    if (element === undefined) continue;
    yield comma + JSON.stringify(element);
    comma = ',';
  }
}

const headerOf = ({ type, name }: GeneratedResource) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
});

function plannedValue(resource: GeneratedResource, action: Action): unknown {
  return {
    ...headerOf(resource),
    provider_name: PROVIDER,
    schema_version: 0,
    values: afterOf(resource, action),
    sensitive_values: sensitive(resource.values),
  };
}

function priorState(resource: GeneratedResource, action: Action): unknown {
  return action === 'create' ? undefined : plannedValue(resource, 'no-op');
}

function resourceChange(resource: GeneratedResource, action: Action): unknown {
  const marks = sensitive(resource.values);
  return {
    ...headerOf(resource),
    provider_name: PROVIDER,
    change: {
      actions: [action],
      before: action === 'create' ? null : resource.values,
      after: afterOf(resource, action),
      after_unknown:
        action === 'create' ? Object.fromEntries(resource.computed.map((name) => [name, true])) : {},
      before_sensitive: action === 'create' ? false : marks,
      after_sensitive: marks,
    },
  };
}

function configuration(resource: GeneratedResource): unknown {
  return {
    ...headerOf(resource),
    provider_config_key: 'aws',
    expressions: resource.expressions,
    schema_version: 0,
  };
}

function afterOf({ values, changed, computed }: GeneratedResource, action: Action): unknown {
  if (action === 'no-op') return values;
  if (action === 'update')
    return { ...values, [changed]: typeof values[changed] === 'string' ? 'changed' : true };
  return Object.fromEntries(Object.entries(values).filter(([name]) => !computed.includes(name)));
}

/** What Terraform writes of values of which none is sensitive: their nesting, without them. */
function sensitive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => sensitive(item) ?? false);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const mark = sensitive(item);
      return mark === undefined ? [] : [[name, mark]];
    }),
  );
}

const BLOCK = 1 << 22;

/** Writes the plan piece by piece; gives its size in bytes. */
export function writePlan(path: string, spec: PlanSpec): number {
  const file = openSync(path, 'w');
  let size = 0;
  let block = '';
  for (const part of planText(spec)) {
    block += part;
    if (block.length < BLOCK) continue;
    size += writeSync(file, block);
    block = '';
  }
  size += writeSync(file, block);
  closeSync(file);
  return size;
}

/** `tsx bench/generate.ts FILE --functions 2000 --others 0 --action update` */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      functions: { type: 'string', default: '2000' },
      others: { type: 'string', default: '0' },
      action: { type: 'string', default: 'update' },
    },
  });
  const [path] = positionals;
  const action = [...ACTIONS, 'mixed' as const].find((one) => one === values.action);
  if (path === undefined || action === undefined)
    throw new Error(
      'usage: generate.ts FILE [--functions N] [--others N] [--action create|update|no-op|mixed]',
    );
  console.log(
    writePlan(path, { functions: Number(values.functions), others: Number(values.others), action }),
    'bytes',
  );
}

if (import.meta.url === `file://${process.argv[1]}`) main();
