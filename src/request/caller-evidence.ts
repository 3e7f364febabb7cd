import type { Graph } from '../graph/graph.ts';
import type { Plan, ResourceInstance } from '../plan/plan.ts';
import { isAccountId } from '../policies/account.ts';
import type { ProviderKeys } from '../policies/provider-key.ts';
import { type Arn, parseArn } from './arn.ts';
import type { RequestOptions } from './options.ts';

/** What a plan tells of who acts. */
export interface Evidence {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly options: RequestOptions;
  readonly keys: ProviderKeys;
  /** ARNs of managed resources in the prior state that a provider configuration manages: a sample. */
  readonly arns: (key: string) => readonly Arn[];
}

/** Of resources that the plan has no configuration of. */
export const UNKNOWN_PROVIDER = '?';

/** What data sources of the same provider configuration say, where they agree. */
export function dataSource(
  { plan, keys }: Evidence,
  key: string,
  type: string,
  attribute: string,
): string | undefined {
  const answers = new Set<string>();
  for (const { addressText, values } of plan.priorState.of(
    (one) => one.mode === 'data' && one.type === type,
  )) {
    if ((keys.of(addressText) ?? UNKNOWN_PROVIDER) !== key) continue;
    const value = values()[attribute];
    if (typeof value === 'string' && value !== '') answers.add(value);
  }
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
}

const ENOUGH = 32;
const PATIENCE = 256;

/** One walk through the state for all keys, which goes on only as far as what is asked for needs it. */
export function sampledArns(plan: Plan, keys: ProviderKeys): Evidence['arns'] {
  const samples = new Map<string, Sample>();
  const state = plan.priorState.of(isOwnResource)[Symbol.iterator]();
  const sampleOf = (key: string): Sample => {
    const sample = samples.get(key) ?? { arns: [], tries: 0 };
    samples.set(key, sample);
    return sample;
  };
  return (key) => {
    const sample = sampleOf(key);
    while (!isEnough(sample)) {
      const { done, value } = state.next();
      if (done === true) break;
      extend(sampleOf(keys.of(value.addressText) ?? UNKNOWN_PROVIDER), value);
    }
    return sample.arns;
  };
}

interface Sample {
  readonly arns: Arn[];
  tries: number;
}

const isEnough = ({ arns, tries }: Sample) => arns.length >= ENOUGH || tries >= PATIENCE;

function extend(sample: Sample, { values }: ResourceInstance): void {
  if (isEnough(sample)) return;
  sample.tries += 1;
  const { arn } = values();
  const parsed = typeof arn === 'string' ? parseArn(arn) : undefined;
  if (parsed !== undefined && isAccountId(parsed.account)) sample.arns.push(parsed);
}

const isOwnResource = ({ mode, type }: { readonly mode: string; readonly type: string }) =>
  mode === 'managed' && type.startsWith('aws_') && !FOREIGN.test(type);

/**
 * Types whose ARN may name another account or region than the one that acts: what belongs to others, and what only ties
 * a thing of theirs to one's own (`arn` of an event rule's target is the target's).
 */
const FOREIGN = /^aws_(organizations_|ram_|.*_(accepter|association|attachment|subscription|target)$)/;
