import { Buffer } from 'node:buffer';
import { bytesAt, bytesOf, type PlanBytes } from '../../src/plan/bytes.ts';
import type {
  Configuration,
  ModuleConfiguration,
  Plan,
  ResourceChange,
  ResourceConfiguration,
  ResourceInstance,
} from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';

const FUNCTION = {
  address: 'module.api["eu.west"].aws_lambda_function.this[0]',
  mode: 'managed',
  type: 'aws_lambda_function',
  name: 'this',
  index: 0,
  provider_name: 'registry.terraform.io/hashicorp/aws',
};

/** A plan of each member that is read, small enough to be tried at every byte. */
export const SAMPLE = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  variables: { vpc: { value: 'vpc-1' }, secret: {} },
  planned_values: {
    outputs: {},
    root_module: {
      child_modules: [
        {
          resources: [
            { ...FUNCTION, schema_version: 0, values: { function_name: 'fé"' }, sensitive_values: {} },
          ],
          address: 'module.api["eu.west"]',
        },
      ],
    },
  },
  resource_drift: [{ address: 'x.y' }],
  resource_changes: [
    {
      ...FUNCTION,
      module_address: 'module.api["eu.west"]',
      previous_address: 'aws_lambda_function.this',
      action_reason: 'replace_because_cannot_update',
      change: {
        actions: ['delete', 'create'],
        before: { function_name: 'a\n\\' },
        after: { function_name: 'fé"', memory_size: -1.5e3, on: [true, false, null] },
        after_unknown: { id: true },
        before_sensitive: false,
        after_sensitive: {},
        replace_paths: [['function_name']],
        importing: { id: 'i' },
      },
    },
  ],
  output_changes: { out: { actions: ['create'], before: null, after: 'x', after_unknown: false } },
  prior_state: {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          { address: 'data.aws_vpc.v', mode: 'data', type: 'aws_vpc', name: 'v', values: { id: 'vpc-1' } },
        ],
      },
    },
  },
  configuration: {
    provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
    root_module: {
      resources: [
        {
          address: 'data.aws_vpc.v',
          mode: 'data',
          type: 'aws_vpc',
          name: 'v',
          provider_config_key: 'aws',
          expressions: { id: { references: ['var.vpc'] } },
          schema_version: 0,
        },
      ],
      variables: { vpc: { default: null } },
    },
  },
  timestamp: '2026-01-01T00:00:00Z',
  errored: false,
};

export function read(text: string | Uint8Array): Plan {
  return readPlan(bytesOf(typeof text === 'string' ? Buffer.from(text) : text), { path: 'plan.json' });
}

/** The same bytes in pieces of at most this size, all in the same memory. */
export function inPieces(buffer: Uint8Array, size: number): PlanBytes {
  const memory = new Uint8Array(Math.min(size, buffer.length));
  return bytesAt((position, length) => {
    const piece = buffer.subarray(position, position + Math.min(size, length));
    memory.set(piece);
    return memory.subarray(0, piece.length);
  });
}

/** The same bytes in two pieces, with a boundary here. */
export function cutAt(buffer: Uint8Array, boundary: number): PlanBytes {
  return bytesAt((position, length) =>
    buffer.subarray(position, Math.min(position + length, position < boundary ? boundary : buffer.length)),
  );
}

/** All that a plan says, its lazy parts too. */
export function everything(plan: Plan) {
  const { configuration, resourceChanges, deferredChanges, priorState, plannedValues, ...rest } = plan;
  return {
    ...rest,
    configuration: spread(configuration()),
    resourceChanges: [...resourceChanges].map(spreadChange),
    deferredChanges: deferredChanges.map(({ reason, resourceChange }) => [
      reason,
      spreadChange(resourceChange),
    ]),
    priorState: [...priorState].map(spreadInstance),
    plannedValues: [...plannedValues].map(spreadInstance),
  };
}

function spreadChange(one: ResourceChange) {
  const { address, addressText, previousAddress, deposed, providerName, actions, actionReason } = one;
  const change = one.change();
  return { address, addressText, previousAddress, deposed, providerName, actions, actionReason, change };
}

function spreadInstance({ address, addressText, providerName, values, sensitiveValues }: ResourceInstance) {
  return { address, addressText, providerName, values: values(), sensitiveValues: sensitiveValues() };
}

function spread(configuration: Configuration | undefined) {
  return configuration && { ...configuration, root: spreadModule(configuration.root) };
}

function spreadModule({ resources, moduleCalls, ...rest }: ModuleConfiguration): object {
  return {
    ...rest,
    resources: [...resources].map(spreadResource),
    moduleCalls: [...moduleCalls].map(([name, call]) => [
      name,
      { ...call, module: spreadModule(call.module) },
    ]),
  };
}

export function spreadResource(one: ResourceConfiguration) {
  const { mode, type, name, providerConfigKey, expressions, count, forEach } = one;
  return { mode, type, name, providerConfigKey, expressions, count, forEach };
}
