import type { Intent } from './audit/new-policy.ts';
import type { QuickRules } from './policies/quick.ts';
import type { Format } from './report/format.ts';
import type { GraphFormat } from './report/graph.ts';
import type { FailOn } from './report/threshold.ts';

/** What the command line asks for, as types: nothing behind this file looks at arguments. */
export type Command =
  | CheckCommand
  | ExplainCommand
  | GraphCommand
  | PolicyCommand
  | PolicyDiffCommand
  | PolicyNewCommand
  | ImpactCommand
  | MergeCommand
  | UploadCommand
  /** `--help` and `--version`: a text to print. */
  | { readonly kind: 'print'; readonly text: string };

/** Which policies judge, and where they come from. */
export interface PolicyOptions {
  readonly scp: readonly string[];
  readonly identityPolicy: readonly string[];
  readonly permissionsBoundary: readonly string[];
  readonly sessionPolicy: readonly string[];
  readonly organization?: string;
  readonly principal?: string;
  readonly fullAwsAccess: boolean;
  /** Rules without a policy file. */
  readonly quick: QuickRules;
}

/** What is judged, and what is known beside the plan. */
export interface PlanOptions {
  readonly policies: PolicyOptions;
  readonly region?: string;
  readonly account?: string;
  /** `KEY=VALUE`, in the order given. */
  readonly context: readonly string[];
  /** A directory or a binary plan file; `false`: none. Undefined: found by itself. */
  readonly source?: string | false;
  readonly repoRoot?: string;
  readonly network: readonly string[];
  readonly configFile?: string;
}

export interface HcpOptions {
  readonly run?: string;
  readonly workspace?: string;
  readonly organization?: string;
}

export interface CheckCommand extends PlanOptions {
  readonly kind: 'check';
  readonly plans: readonly string[];
  readonly hcp: HcpOptions;
  readonly format: Format;
  /** `FORMAT=FILE`. */
  readonly output: readonly string[];
  readonly failOn: readonly FailOn[];
  readonly exitZero: boolean;
  readonly requirePolicies: boolean;
  readonly requireFunctions: boolean;
  readonly printPolicy: boolean;
  readonly category?: string;
  readonly jobs?: number;
  readonly display: DisplayOptions;
}

export interface DisplayOptions {
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Undefined: by the terminal. */
  readonly color?: boolean;
}

export interface ExplainCommand extends PlanOptions {
  readonly kind: 'explain';
  readonly plan: string;
  readonly address: string;
  readonly display: Pick<DisplayOptions, 'color'>;
}

export interface GraphCommand extends PlanOptions {
  readonly kind: 'graph';
  readonly plan: string;
  readonly format: GraphFormat;
}

/** What a policy file is, where it does not say so itself. */
export type PolicyKind = 'scp' | 'identity' | 'boundary' | 'session';

export interface PolicyCommand {
  readonly kind: 'policy';
  readonly paths: readonly string[];
  /** All are attached to one target. */
  readonly together: boolean;
  readonly policyKind: PolicyKind;
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  readonly failOn: readonly FailOn[];
  readonly exitZero: boolean;
}

export interface PolicyDiffCommand {
  readonly kind: 'policy-diff';
  readonly old: string;
  readonly new: string;
  readonly policyKind: PolicyKind;
  readonly format: 'text' | 'json' | 'markdown';
}

export interface PolicyNewCommand {
  readonly kind: 'policy-new';
  readonly intent: Intent;
}

export interface ImpactCommand {
  readonly kind: 'impact';
  readonly scp: readonly string[];
  readonly was: readonly string[];
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif' | 'csv';
  readonly failOn: readonly FailOn[];
  readonly exitZero: boolean;
}

export interface MergeCommand {
  readonly kind: 'merge';
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output: readonly string[];
  readonly failOn: readonly FailOn[];
  readonly exitZero: boolean;
  readonly display: DisplayOptions;
}

export interface UploadCommand {
  readonly kind: 'upload';
  readonly sarif: string;
  readonly repository?: string;
  readonly ref?: string;
  readonly sha?: string;
  readonly checkoutUri?: string;
  readonly wait: boolean;
}
