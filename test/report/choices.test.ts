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
  ['further subnets of concat #3', 'no further elements', 'there are no further subnets'],
  ['further subnets of rest of concat #3', 'further: subnet-1', 'the subnets also include subnet-1'],
  ['lookup #3', 'none of sg-1', '`lookup` is not sg-1'],
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
  ['principal of aws', 'matches `a*`', 'the principal of provider aws matches `a*`'],
  ['principal of aws', 'none of `a*`', 'the principal of provider aws does not match `a*`'],
  ['principal of ?', 'none of `a*`, `b*`', 'the principal matches none of `a*`, `b*`'],
  ['principal of ?', 'an ARN that matches no pattern', 'the principal is an ARN that matches no pattern'],
  ['aws_vpc.a.id', 'matches `vpc-0*`', 'aws_vpc.a.id matches `vpc-0*`'],
  ['aws_vpc.a.id', 'a new id that is none of `b*`', 'aws_vpc.a.id is a new id that does not match `b*`'],
  ['VPC of f', 'any other text', 'the VPC of f is another one'],
  ['VPC of f', 'matches `vpc-0*`', 'the VPC of f matches `vpc-0*`'],
  ['subnets of f', 'further: matches `a*`', 'the subnets of f include a subnet that matches `a*`'],
  ['further subnets of f.ids', 'further: the same as aws_subnet.a.id', 'f.ids also holds aws_subnet.a.id'],
  [
    'aws:PrincipalOrgPaths',
    'further: matches `o/*`',
    'a value that matches `o/*` is among aws:PrincipalOrgPaths',
  ],
  ['f.tags keys', 'further: a; none of b', 'a and a value that is not b are among f.tags keys'],
  ['f.tags keys', 'no further elements', 'nothing more is among f.tags keys'],
  ['lambda:CreateFunction', 'is not made', 'lambda:CreateFunction is not made'],
  ['f has layers', 'absent', 'f has no layers'],
  ['f["a is b"].tags has tag env', 'absent', 'f["a is b"].tags does not have tag env'],
  ['existing layers of f', 'absent', 'the request does not carry the existing layers of f'],
  ['p["a b"].role is deploy', 'absent', 'p["a b"].role is not deploy'],
  ['organization is there', 'absent', 'the account is in no organization'],
  ['what was not read', 'present', 'what was not read is there'],
  ['aws:PrincipalTag/a', '', 'aws:PrincipalTag/a is ""'],
];

t.test('of a VPC that is another one than those that were found it is said once which', async (t) => {
  const other = { name: 'VPC of f', text: 'another VPC of f' };
  t.equal(choicesText([other, { name: 'another VPC of f', text: 'vpc-1' }]), 'the VPC of f is vpc-1');
});

t.test('what would have to be', async (t) => {
  for (const [name, text, said] of CASES) t.equal(choicesText([{ name, text }]), said);
});
