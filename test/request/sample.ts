import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { ContextValue, Request } from '../../src/iam/request.ts';
import type { Text, Value } from '../../src/iam/value.ts';
import { buildNetwork } from '../../src/network/build.ts';
import { bytesOf } from '../../src/plan/bytes.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import type { RequestOptions } from '../../src/request/options.ts';
import type { CausedRequest, PlannedRequest } from '../../src/request/planned-request.ts';
import { plannedRequests } from '../../src/request/planned-requests.ts';
import { sourceOf } from '../graph/small-plan.ts';

/** One resource change of a small plan, in the words of the plan's JSON. */
export interface SampleChange {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly deposed?: string;
  /** `before_sensitive`. */
  readonly sensitive?: unknown;
}

export interface Sample {
  readonly changes?: readonly SampleChange[];
  readonly deferred?: readonly SampleChange[];
  /** Values by address, data sources included. */
  readonly prior?: Readonly<Record<string, unknown>>;
  /** Expressions by address without instance keys. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The provider configuration key of a resource, by address; `aws` else. */
  readonly uses?: Readonly<Record<string, string>>;
  /** Provider configurations by key. */
  readonly providers?: Readonly<Record<string, unknown>>;
  /** The source, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

export const sampleGraph = (sample: Sample): Graph =>
  buildGraph(samplePlan(sample), sample.files === undefined ? undefined : sourceOf(sample.files));

export function samplePlan(sample: Sample): Plan {
  const text = JSON.stringify(planJson(sample));
  return readPlan(bytesOf(new TextEncoder().encode(text)), { path: 'plan.json' });
}

function planJson({
  changes = [],
  deferred = [],
  prior = {},
  config = {},
  uses = {},
  providers = {},
}: Sample) {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes.map(changeJson),
    deferred_changes: deferred.map((change) => ({
      reason: 'deferred_prereq',
      resource_change: changeJson(change),
    })),
    prior_state: {
      format_version: '1.0',
      values: {
        root_module: {
          resources: Object.entries(prior).map(([address, values]) => ({
            ...nameJson(address),
            values,
            sensitive_values: {},
          })),
        },
      },
    },
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries({ aws: {}, ...providers }).map(([key, expressions]) => [
          key,
          {
            name: key.split('.')[0],
            ...(key.includes('.') ? { alias: key.split('.')[1] } : {}),
            expressions,
          },
        ]),
      ),
      root_module: {
        resources: configured(changes, prior, config).map((address) => {
          const { address: _, index: __, provider_name: ___, ...name } = nameJson(address);
          return {
            ...name,
            address,
            provider_config_key: uses[address] ?? 'aws',
            expressions: config[address] ?? {},
          };
        }),
      },
    },
  };
}

function configured(changes: readonly SampleChange[], prior: object, config: object): readonly string[] {
  const addresses = [...changes.map(({ address }) => address), ...Object.keys(prior), ...Object.keys(config)];
  return [...new Set(addresses.map((address) => address.replace(/\[.*\]$/, '')))];
}

function nameJson(address: string) {
  const [, data, type, name, key] = /^(data\.)?([^.[]+)\.([^.[]+)(?:\[(.*)\])?$/.exec(address) ?? [];
  return {
    address,
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(key === undefined ? {} : { index: JSON.parse(key) }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
  };
}

function changeJson({
  address,
  actions,
  before = null,
  after = null,
  unknown = {},
  deposed,
  sensitive = false,
}: SampleChange) {
  return {
    ...nameJson(address),
    ...(deposed === undefined ? {} : { deposed }),
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: sensitive,
      after_sensitive: {},
    },
  };
}

/** What the apply of a small plan asks of the Lambda API. */
export async function requestsOf(
  sample: Sample,
  options: RequestOptions = {},
): Promise<readonly PlannedRequest[]> {
  const plan = samplePlan(sample);
  const graph = sampleGraph(sample);
  return plannedRequests(plan, graph, buildNetwork(plan, graph, []), options);
}

/** The only request; fails where there is none, or several. */
export async function requestOf(sample: Sample, options: RequestOptions = {}): Promise<CausedRequest> {
  const [only, ...others] = await requestsOf(sample, options);
  if (only?.kind !== 'request' || others.length > 0)
    throw new Error(`expected one request: ${JSON.stringify([only, ...others])}`);
  return only;
}

/** A planned request in one line: `will lambda:CreateFunction`, `none: nothing changes`. */
export function shortly(planned: PlannedRequest): string {
  return planned.kind === 'request' ? `${planned.certainty} ${planned.action}` : `none: ${planned.because}`;
}

/** What a key holds, in one line: `a, b`, `absent`, `a? (or absent)`. */
export function held(request: Request, key: string): string {
  return heldText(request.context.lookup(key));
}

function heldText(value: ContextValue): string {
  if (value.kind === 'absent') return 'absent';
  const values =
    value.kind === 'single'
      ? [shown(value.value)]
      : [...value.values.map(shown), ...(value.rest === undefined ? [] : ['…'])];
  return `${values.join(', ')}${value.presence.kind === 'present' ? '' : ' (or absent)'}`;
}

export function shown(value: Value): string {
  switch (value.kind) {
    case 'known':
      return value.text;
    case 'new':
      return `new ${value.name}`;
    case 'one-of':
      return `one of (${value.candidates.map(shown).join(' | ')})`;
    case 'unknown':
      return '?';
  }
}

export const textOf = (text: Text) =>
  text.map((part) => (typeof part === 'string' ? part : shown(part))).join('');

/** The three VPC keys of each form: `vpc; subnets; groups`. */
export function network(request: CausedRequest): readonly string[] {
  return request.alternatives.map((form) =>
    ['lambda:VpcIds', 'lambda:SubnetIds', 'lambda:SecurityGroupIds'].map((key) => held(form, key)).join('; '),
  );
}

export const FN = 'aws_lambda_function.f';

/** A function in a VPC, as it is in state. */
export const EXISTING = {
  function_name: 'f',
  arn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  description: 'old',
  tags_all: { team: 'shop' },
  layers: null,
  vpc_config: [
    {
      subnet_ids: ['subnet-1'],
      security_group_ids: ['sg-1'],
      ipv6_allowed_for_dual_stack: false,
      vpc_id: 'vpc-1',
    },
  ],
};
