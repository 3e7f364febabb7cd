import type { Policy } from './policy.ts';
import type { Presence } from './request.ts';

/**
 * The policies that decide a request, by kind. A kind that is not given is not judged: it counts as allowing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicySet {
  /**
   * SCPs by level, from the root over the OUs to the account: every level must allow. `exempt`: the caller is in
   * the management account, or a service-linked role.
   */
  readonly serviceControl?: readonly Level[] | 'exempt';
  readonly permissionsBoundary?: readonly AttachedPolicy[];
  readonly session?: readonly AttachedPolicy[];
  readonly identity?: readonly AttachedPolicy[];
}

/** One level of the organization: at least one of its policies must allow, none may deny. No policy: nothing is allowed. */
export interface Level {
  /** The root's, OU's or account's id or name; in the caller's words where it is not known. */
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
  /** Given when further policies may be attached here that are not known. */
  readonly incomplete?: { readonly reason: string; readonly settle?: string };
}

/** A policy, and whether it is attached: to be known, or to be found out. */
export interface AttachedPolicy {
  readonly policy: Policy;
  readonly attached: Presence;
}
