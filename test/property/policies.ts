import type { ConditionDescription, PolicyDescription, StatementDescription } from './description.ts';
import { GROUPS, MAIN_VPC, OTHER_VPC, SUBNETS } from './world.ts';

const FRESH = '0ffffffffffffffff';
const VPCS = [MAIN_VPC, OTHER_VPC, `vpc-${FRESH}`];
const VPC_PATTERNS = ['vpc-*', 'vpc-0a*', 'vpc-0b1?????????????*', '*', 'vpc-????'];
const ALL_SUBNETS = [...SUBNETS.main, ...SUBNETS.other, `subnet-${FRESH}`];
const ALL_GROUPS = [...GROUPS.main, ...GROUPS.other, `sg-${FRESH}`];

/** Operator, key, and the values to choose from. */
const CONDITIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['Null', 'lambda:VpcIds', ['true', 'false']],
  ['Null', 'lambda:SubnetIds', ['true', 'false']],
  ['StringEquals', 'lambda:VpcIds', VPCS],
  ['StringNotEquals', 'lambda:VpcIds', VPCS],
  ['StringLike', 'lambda:VpcIds', VPC_PATTERNS],
  ['StringNotLike', 'lambda:VpcIds', VPC_PATTERNS],
  ['ForAnyValue:StringEquals', 'lambda:SubnetIds', ALL_SUBNETS],
  ['ForAnyValue:StringNotEquals', 'lambda:SubnetIds', ALL_SUBNETS],
  ['ForAllValues:StringEquals', 'lambda:SubnetIds', ALL_SUBNETS],
  ['ForAllValues:StringNotEquals', 'lambda:SubnetIds', ALL_SUBNETS],
  ['ForAnyValue:StringLike', 'lambda:SubnetIds', ['subnet-0a*', 'subnet-*', 'subnet-0b?0*']],
  ['ForAnyValue:StringEquals', 'lambda:SecurityGroupIds', ALL_GROUPS],
  ['ForAnyValue:StringNotEquals', 'lambda:SecurityGroupIds', ALL_GROUPS],
  ['ForAllValues:StringEquals', 'lambda:SecurityGroupIds', ALL_GROUPS],
  ['ForAllValues:StringNotEquals', 'lambda:SecurityGroupIds', ALL_GROUPS],
];

const ACTIONS: readonly (string | readonly string[])[] = [
  ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  'lambda:*',
  'lambda:CreateFunction',
  'lambda:UpdateFunction*',
];
const RESOURCES = [
  '*',
  '*',
  '*',
  'arn:aws:lambda:*:*:function:f*',
  'arn:aws:lambda:us-east-1:123456789012:function:f?',
];

/** The document of a policy. */
export function renderPolicy({ statements }: PolicyDescription): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map(renderStatement) }, null, 2);
}

function renderStatement(
  { effect, action, resource, conditions }: StatementDescription,
  index: number,
): object {
  return {
    Sid: `S${index}`,
    Effect: effect,
    Action: ACTIONS[action % ACTIONS.length],
    Resource: RESOURCES[resource % RESOURCES.length],
    Condition: conditions.map(renderCondition).reduce(merge, {}),
  };
}

type Block = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

function renderCondition({ kind, values }: ConditionDescription): Block {
  const [operator, key, choices] = CONDITIONS[kind % CONDITIONS.length] ?? [
    'Null',
    'lambda:VpcIds',
    ['true'],
  ];
  const chosen = values.map((value) => choices[value % choices.length] ?? '');
  return { [operator]: { [key]: operator === 'Null' ? chosen.slice(0, 1) : [...new Set(chosen)] } };
}

function merge(all: Block, one: Block): Block {
  const [[operator, keys] = ['', {}]] = Object.entries(one);
  return { ...all, [operator]: { ...all[operator], ...keys } };
}
