import type { BaseOperator, Condition, Policy, Statement } from './policy.ts';
import type { ContextValue } from './request.ts';
import type { Value } from './value.ts';

/** A truth value: in every completion, in none, in some. */
export type Truth = 'true' | 'false' | 'unknown';

/**
 * What IAM decides about a request, with the proof.
 *
 * `allowed`, `explicit-deny` and `implicit-deny` hold in every completion of what is not known yet. An
 * `implicit-deny` with `maybeExplicit` is denied in every completion, in some of them explicitly.
 * `undetermined` has a completion that is allowed and one that is denied, except where `inexact` says why that
 * was not established (an undocumented case of AWS's, or too many completions).
 */
export type Decision = Allowed | ExplicitDeny | ImplicitDeny | Undetermined;

/** Nothing denies the request, and all that must allow it do. */
export interface Allowed {
  readonly kind: 'allowed';
  readonly explanation: Explanation;
}
/** A Deny matches: one statement or, as the unknown values turn out, one or another. */
export interface ExplicitDeny {
  readonly kind: 'explicit-deny';
  readonly explanation: Explanation;
}
/** One that must allow the request does not. */
export interface ImplicitDeny {
  readonly kind: 'implicit-deny';
  readonly maybeExplicit: boolean;
  readonly explanation: Explanation;
}
/** Some completions are allowed, others are not; `reasons`: what it depends on. */
export interface Undetermined {
  readonly kind: 'undetermined';
  readonly reasons: readonly Reason[];
  readonly allowedIf?: Completion;
  readonly deniedIf?: Completion;
  readonly inexact?: string;
  readonly explanation: Explanation;
}

export type DecisionKind = Decision['kind'];

/** One thing that is not known and matters, and what would settle it. */
export interface Reason {
  readonly text: string;
  readonly settle?: string;
}

/** One way to fill in what is not known: what each name would be. Sorted by name. */
export interface Completion {
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** The name of the value, rest, or presence that is filled in. */
  readonly name: string;
  /** In words: `vpc-0eeb`, `none of vpc-1, vpc-2`, `absent`, `no further elements`. */
  readonly text: string;
}

/** The statements that matched, might match, or nearly did, in the order policies and statements were given. */
export interface Explanation {
  readonly statements: readonly StatementExplanation[];
  /** Kinds and levels that allow nothing that matches: the cause of an implicit deny. */
  readonly withoutAllow: readonly string[];
}

export interface StatementExplanation {
  /** Which kind of policy, and for SCPs which level. */
  readonly source: string;
  readonly policy: Policy;
  readonly statement: Statement;
  readonly truth: Truth;
  readonly action: Truth;
  readonly resource: Truth;
  readonly conditions: readonly ConditionExplanation[];
  /** Why the truth is unknown, where that is not in the conditions. */
  readonly undecidable?: Reason;
}

export interface ConditionExplanation {
  readonly condition: Condition;
  readonly base: BaseOperator;
  readonly truth: Truth;
  /** What the request carries under the key. */
  readonly context: ContextValue;
  /** Each element of the request compared with the policy's values: whether it satisfies the comparison by itself. */
  readonly comparisons: readonly Comparison[];
  /** In words, why: `the key is absent, and a negated operator is true then`. */
  readonly why: string;
}

export interface Comparison {
  readonly value: Value;
  readonly truth: Truth;
}
