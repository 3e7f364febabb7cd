import type { AttributePath } from '../graph/graph.ts';
import type { MemberKind } from './description.ts';

/** Resource types that are, or find, members of a VPC, and what of them says which VPC it is. */
interface MemberTypes {
  /** Managed resources and data sources of one member: `id` and `vpc_id`. */
  readonly single: readonly string[];
  /** Data sources of many: the ids, and the filter by which they were found. */
  readonly searches: readonly Search[];
}

export interface Search {
  readonly type: string;
  readonly ids: string;
}

export const MEMBER_TYPES: Readonly<Record<MemberKind, MemberTypes>> = {
  subnet: {
    single: ['aws_subnet', 'aws_default_subnet'],
    searches: [
      { type: 'aws_subnets', ids: 'ids' },
      { type: 'aws_subnet_ids', ids: 'ids' },
    ],
  },
  'security-group': {
    single: ['aws_security_group', 'aws_default_security_group'],
    searches: [{ type: 'aws_security_groups', ids: 'ids' }],
  },
};

/**
 * Other resources that name members together with their VPC. All of a resource's members are of one VPC, which is the
 * one that the state has beside them. In a plan the computed VPC of a change may be the old one: so only the
 * state before the apply is evidence.
 */
export interface Holder {
  readonly type: string;
  readonly vpc: AttributePath;
  readonly members: Readonly<Partial<Record<MemberKind, AttributePath>>>;
}

export const HOLDERS: readonly Holder[] = [
  {
    type: 'aws_vpc_endpoint',
    vpc: ['vpc_id'],
    members: { subnet: ['subnet_ids'], 'security-group': ['security_group_ids'] },
  },
  {
    type: 'aws_lb',
    vpc: ['vpc_id'],
    members: { subnet: ['subnets'], 'security-group': ['security_groups'] },
  },
  {
    type: 'aws_alb',
    vpc: ['vpc_id'],
    members: { subnet: ['subnets'], 'security-group': ['security_groups'] },
  },
  { type: 'aws_db_subnet_group', vpc: ['vpc_id'], members: { subnet: ['subnet_ids'] } },
  {
    type: 'aws_lambda_function',
    vpc: ['vpc_config', 0, 'vpc_id'],
    members: {
      subnet: ['vpc_config', 0, 'subnet_ids'],
      'security-group': ['vpc_config', 0, 'security_group_ids'],
    },
  },
  {
    type: 'aws_eks_cluster',
    vpc: ['vpc_config', 0, 'vpc_id'],
    members: {
      subnet: ['vpc_config', 0, 'subnet_ids'],
      'security-group': ['vpc_config', 0, 'security_group_ids'],
    },
  },
];
