import type { PolicySet } from '../iam/authorization.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';

/** The policies that apply to the requests of a plan, and what was assumed about them. */
export interface ApplicablePolicies {
  readonly set: PolicySet;
  readonly list: readonly ListedPolicy[];
  /** What was assumed or left out, in words, for the report. */
  readonly notes: readonly string[];
}

export interface ListedPolicy {
  readonly policy: Policy;
  readonly kind: PolicySource['kind'];
  readonly from: 'file' | 'plan' | 'flag' | 'organization' | 'assumed';
  /** The level it is attached at, where that is known. */
  readonly level?: string;
  /** How its attachment is known: `attached to ou-1 in the plan`, `attachment not in the plan: counts as attached`. */
  readonly attachment?: string;
  /** The resource address, for policies from the plan. */
  readonly addressText?: string;
}
