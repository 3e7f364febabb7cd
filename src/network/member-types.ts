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
 * Other resources that name members together, and perhaps their VPC: all of a resource's members are in one VPC, or
 * AWS refuses it. A computed VPC beside the members is that VPC in the state; in a plan it may still be the old one.
 */
export interface Holder {
  readonly type: string;
  readonly vpc: AttributePath;
  /** `configured`: the VPC is an argument, so that the plan tells it as well as the state. */
  readonly isVpc: 'configured' | 'computed';
  readonly members: Readonly<Partial<Record<MemberKind, AttributePath>>>;
}

const IN_VPC_CONFIG = {
  vpc: ['vpc_config', 0, 'vpc_id'],
  isVpc: 'computed',
  members: {
    subnet: ['vpc_config', 0, 'subnet_ids'],
    'security-group': ['vpc_config', 0, 'security_group_ids'],
  },
} as const;

export const HOLDERS: readonly Holder[] = [
  {
    type: 'aws_vpc_endpoint',
    vpc: ['vpc_id'],
    isVpc: 'configured',
    members: { subnet: ['subnet_ids'], 'security-group': ['security_group_ids'] },
  },
  ...['aws_lb', 'aws_alb'].map((type) => ({
    type,
    vpc: ['vpc_id'],
    isVpc: 'computed' as const,
    members: { subnet: ['subnets'], 'security-group': ['security_groups'] },
  })),
  { type: 'aws_db_subnet_group', vpc: ['vpc_id'], isVpc: 'computed', members: { subnet: ['subnet_ids'] } },
  { type: 'aws_lambda_function', ...IN_VPC_CONFIG },
  { type: 'aws_eks_cluster', ...IN_VPC_CONFIG },
];
