import type { Trail, Value } from '../graph/value.ts';
import type { FindHolder } from './holder.ts';

/** In which VPC a subnet or a security group is, with the evidence. */
export interface Network {
  readonly vpcOfSubnet: (subnet: Value) => Promise<VpcFinding>;
  readonly vpcOfSecurityGroup: (group: Value) => Promise<VpcFinding>;
  readonly holderOf: FindHolder;
}

/** One piece of evidence: which VPC it speaks for, and how one knows. */
export interface VpcEvidence {
  readonly vpc: Value;
  readonly because: string;
  readonly trail: Trail;
}

/**
 * `found`: the strongest evidence decides, and nothing contradicts it. `contradiction`: two pieces of evidence
 * name different VPCs. `unknown`: there is none.
 */
export type VpcFinding =
  | { readonly kind: 'found'; readonly evidence: VpcEvidence }
  | { readonly kind: 'contradiction'; readonly evidence: readonly VpcEvidence[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly settle?: string };
