import t from 'tap';
import { functionValues, planJson } from '../hostile/plan.ts';
import { inDirectory } from '../hostile/program.ts';

const deny = (...conditions: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: conditions.map((Condition) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition })),
  });
const only = (key: string, ...ids: readonly string[]) => ({
  'ForAnyValue:StringNotEquals': { [`lambda:${key}`]: ids },
});
const never = (key: string, ...ids: readonly string[]) => ({
  'ForAnyValue:StringEquals': { [`lambda:${key}`]: ids },
});

/** The function has subnet-1, sg-1 and vpc-1. */
const CASES: readonly (readonly [sentence: string, policy: string, fix?: string, values?: object])[] = [
  [
    'a list of what is allowed',
    deny(only('SubnetIds', 'subnet-2', 'subnet-3')),
    'use only subnets subnet-2, subnet-3, or have the policy changed',
    { 'lambda:SubnetIds': ['subnet-2', 'subnet-3'] },
  ],
  [
    'a value that the policy names twice',
    deny(only('SubnetIds', 'subnet-2', 'subnet-2')),
    'use only subnets subnet-2, or have the policy changed',
    { 'lambda:SubnetIds': ['subnet-2'] },
  ],
  [
    'one condition of two is enough',
    deny({ ...only('SubnetIds', 'subnet-2'), ...never('SecurityGroupIds', 'sg-1') }),
    'use only subnets subnet-2 or do not use security groups sg-1, or have the policy changed',
    { 'lambda:SubnetIds': ['subnet-2'] },
  ],
  [
    'every statement has to be avoided',
    deny(only('SubnetIds', 'subnet-2', 'subnet-3'), only('SubnetIds', 'subnet-3'), never('VpcIds', 'vpc-1')),
    'use only subnets subnet-2, subnet-3, and use only subnets subnet-3, and do not use VPC vpc-1, or have the policy changed',
    { 'lambda:SubnetIds': ['subnet-3'] },
  ],
  [
    'lists that have nothing in common name no values to use',
    deny(only('SubnetIds', 'subnet-2'), only('SubnetIds', 'subnet-3'), only('VpcIds', 'vpc-2')),
    'the statements have no subnets in common: have one of them changed',
  ],
  [
    'lists that have nothing in common, with a way around one of them',
    deny(only('SubnetIds', 'subnet-2'), { ...only('SubnetIds', 'subnet-3'), ...never('VpcIds', 'vpc-1') }),
    'use only subnets subnet-2, and use only subnets subnet-3 or do not use VPC vpc-1, or have the policy changed',
  ],
  ['one of them has nothing to do with the function', deny(only('SubnetIds', 'subnet-2'), {})],
];

t.test('what would keep a function from being refused', async (t) => {
  const plan = planJson({
    changes: [{ address: 'aws_lambda_function.f', after: functionValues(['subnet-1'], ['sg-1']) }],
    prior: { 'data.aws_subnet.s': { id: 'subnet-1', vpc_id: 'vpc-1' } },
  });
  for (const [sentence, policy, fix, values] of CASES) {
    const { run } = inDirectory(t, { 'p.json': JSON.stringify(plan), 's.json': policy });
    const [request] = JSON.parse((await run('check p.json --scp s.json --format json')).stdout).requests;
    t.same([request.decision, request.fix, request.fixValues], ['explicit-deny', fix, values], sentence);
  }
});
