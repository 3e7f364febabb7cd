import t from 'tap';
import { choicesText } from '../../src/report/choices.ts';

const CASES: readonly (readonly [name: string, text: string, said: string])[] = [
  ['further subnets of rest of f.subnet_ids', 'no further elements', 'f.subnet_ids holds no further subnets'],
  ['further subnets of rest of f.subnet_ids', 'further: subnet-1', 'f.subnet_ids also holds subnet-1'],
  [
    'further security groups of data.aws_security_groups.g.ids',
    'further: sg-1; any other text',
    'data.aws_security_groups.g.ids also holds sg-1 and any other security group',
  ],
  [
    'subnets of f',
    'further: none of subnet-1, subnet-2',
    'the subnets of f include a subnet that is none of subnet-1, subnet-2',
  ],
  ['subnets of f', 'no further elements', 'f has no subnets'],
  ['vpc_config of f', 'present', 'f has a vpc_config'],
  ['vpc_config of f', 'absent', 'f has no vpc_config'],
  ['VPC of unknown rest of f.subnet_ids', 'vpc-1', 'the VPC of f.subnet_ids is vpc-1'],
  ['VPC of subnet-1', 'none of vpc-1', 'the VPC of subnet-1 is not vpc-1'],
  ['contested VPC of f', 'another VPC of f', 'the VPC of f is another one'],
  ['aws_subnet.a.id', 'none of subnet-1, subnet-2', 'aws_subnet.a.id is none of subnet-1, subnet-2'],
  ['the account is 111122223333', 'present', 'the account is 111122223333'],
  ['the account is 111122223333', 'absent', 'the account is not 111122223333'],
  ['the account is not 111122223333', 'absent', 'the account is 111122223333'],
  ['aws_iam_role_policy.p.role is deploy', 'absent', 'aws_iam_role_policy.p.role is not deploy'],
  ['further SCPs of ou-1', 'one that allows', 'a further SCP allows it (of ou-1)'],
];

t.test('what would have to be', async (t) => {
  for (const [name, text, said] of CASES) t.equal(choicesText([{ name, text }]), said);
});
