import type { Value } from '../graph/value.ts';

/** What a file that the user gives says about a network: which subnet and which security group is in which VPC. */
export interface NetworkDescription {
  /** The file as the user named it. */
  readonly path: string;
  /** VPC ids by subnet id. */
  readonly subnets: ReadonlyMap<string, string>;
  /** VPC ids by security group id. */
  readonly securityGroups: ReadonlyMap<string, string>;
  /** VPCs that exist. */
  readonly vpcs: ReadonlySet<string>;
}

/** The kinds of things that are in a VPC. */
export type MemberKind = 'subnet' | 'security-group';

/** What a description says of an id; undefined where it says nothing. */
export function describedVpc(given: NetworkDescription, kind: MemberKind, member: Value): string | undefined {
  if (member.kind !== 'known' || typeof member.value !== 'string') return undefined;
  return (kind === 'subnet' ? given.subnets : given.securityGroups).get(member.value);
}
