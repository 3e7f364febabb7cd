import type { World } from '../lab/cloud.ts';

/** What exists before: two VPCs with subnets and groups. */
export const MAIN_VPC = 'vpc-0a100000000000000';
export const OTHER_VPC = 'vpc-0b100000000000000';

export const SUBNETS = {
  main: ['subnet-0a100000000000000', 'subnet-0a200000000000000', 'subnet-0a300000000000000'],
  other: ['subnet-0b100000000000000', 'subnet-0b200000000000000'],
} as const;

export const GROUPS = {
  main: ['sg-0a100000000000000', 'sg-0a200000000000000'],
  other: ['sg-0b100000000000000', 'sg-0b200000000000000'],
} as const;

/** The VPC that a function is in: one of the two, or one that the configuration creates. */
export type Home = 'main' | 'other' | 'new';

const VPC_OF = { main: MAIN_VPC, other: OTHER_VPC } as const;
const HOMES = ['main', 'other'] as const;

export const WORLD: World = {
  aws_vpc: HOMES.map((home) => ({ id: VPC_OF[home], cidr_block: '10.0.0.0/16', tags: { Name: home } })),
  aws_subnet: HOMES.flatMap((home) =>
    SUBNETS[home].map((id, index) => ({
      id,
      vpc_id: VPC_OF[home],
      tags: { Tier: index === 0 ? 'public' : 'private' },
    })),
  ),
  aws_security_group: HOMES.flatMap((home) =>
    GROUPS[home].map((id, index) => ({ id, vpc_id: VPC_OF[home], name: `group-${index}` })),
  ),
};

export function isExisting(home: Home): home is 'main' | 'other' {
  return home !== 'new';
}
