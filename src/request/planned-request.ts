import type { Request } from '../iam/request.ts';
import type { Value as IamValue, TrailStep } from '../iam/value.ts';
import type { Actions } from '../plan/plan.ts';

/** What one resource change means for the APIs that the policies can decide: a request, or none and why. */
export type PlannedRequest = CausedRequest | NoRequest;

export interface CausedRequest {
  readonly kind: 'request';
  readonly addressText: string;
  readonly changeActions: Actions;
  /** `lambda:CreateFunction`, … */
  readonly action: string;
  /** In words, why the apply makes this request: `vpc_config.subnet_ids changes`. */
  readonly because: string;
  /**
   * The request's possible forms: exactly one of them is what the apply sends, and which is not known. At least
   * one; more than one where a choice (a VPC that follows from the choice of subnets) ties several keys together.
   */
  readonly alternatives: readonly [Request, ...Request[]];
  /** Whether the request is made at all: `may` where a value of the plan decides it that is not known yet. */
  readonly certainty: 'will' | 'may';
  readonly network: RequestNetwork;
  /** A service makes it as a role of its own, and not as who applies. */
  readonly isServiceRole?: true;
  /** Further facts for a reader: `tags are applied before the refused call`. */
  readonly notes: readonly string[];
}

/** The subnets, groups and VPC of the request, each with its trail: for the explanation and the picture. */
export interface RequestNetwork {
  readonly subnets: readonly NetworkMember[];
  readonly securityGroups: readonly NetworkMember[];
  readonly vpc?: { readonly value: IamValue; readonly because: string; readonly trail: readonly TrailStep[] };
  /** Evidence that names different VPCs for the same function, in words. */
  readonly contradictions: readonly string[];
}

export interface NetworkMember {
  readonly value: IamValue;
  readonly vpc?: IamValue;
  readonly because?: string;
  readonly trail: readonly TrailStep[];
}

export interface NoRequest {
  readonly kind: 'no-request';
  readonly addressText: string;
  readonly changeActions: Actions;
  /** `only tags change`, `no change`, … */
  readonly because: string;
  /** Given where a reader should hear of it: the provider suppresses a vpc_config that the configuration has. */
  readonly notice?: string;
}
