import { InputError } from '../error.ts';
import { notAnId, quickPolicy } from '../policies/quick.ts';
import { FUNCTION_ACTIONS } from './probe.ts';

/** What a new policy should enforce. */
export interface Intent {
  readonly kind: 'scp' | 'identity';
  readonly requireVpc: boolean;
  readonly vpc: readonly string[];
  readonly subnet: readonly string[];
  readonly securityGroup: readonly string[];
  readonly denyVpc: readonly string[];
  readonly denySubnet: readonly string[];
  readonly denySecurityGroup: readonly string[];
}

/**
 * The document of a policy that enforces this: as a service control policy a Deny for each key, as an identity policy one
 * Allow that asks for all of it, and a Deny for each list of what is not wanted.
 * @throws InputError `usage` for what is no id of its kind, what is wanted and not wanted, and when nothing is to be enforced
 */
export function newPolicy(intent: Intent): string {
  for (const [flag, prefix, ids] of flagsOf(intent)) for (const id of ids) checkId(flag, prefix, id);
  if (!intent.requireVpc && flagsOf(intent).every(([, , ids]) => ids.length === 0)) {
    throw new InputError('usage', 'there is nothing that the policy should enforce', {
      hint: 'give --require-vpc, --vpc, --subnet, --security-group, --deny-vpc, --deny-subnet or --deny-security-group',
    });
  }
  refuseBoth(intent);
  return intent.kind === 'scp' ? quickPolicy(quickRules(intent)).text : identityPolicy(intent);
}

function flagsOf(
  intent: Intent,
): readonly (readonly [flag: string, prefix: string, ids: readonly string[]])[] {
  return [
    ['--vpc', 'vpc-', intent.vpc],
    ['--subnet', 'subnet-', intent.subnet],
    ['--security-group', 'sg-', intent.securityGroup],
    ['--deny-vpc', 'vpc-', intent.denyVpc],
    ['--deny-subnet', 'subnet-', intent.denySubnet],
    ['--deny-security-group', 'sg-', intent.denySecurityGroup],
  ];
}

function checkId(flag: string, prefix: string, id: string): void {
  if (id.startsWith(prefix) && DIGITS.test(id.slice(prefix.length))) return;
  throw notAnId(flag, prefix, id);
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const DIGITS = /^(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

function refuseBoth(intent: Intent): void {
  const [vpc, subnet, group, ...denied] = flagsOf(intent);
  for (const [index, wanted] of [vpc, subnet, group].entries()) {
    const unwanted = denied[index];
    const both = wanted?.[2].find((id) => unwanted?.[2].includes(id));
    if (both === undefined) continue;
    throw new InputError('usage', `\`${both}\` is given by ${wanted?.[0]} and by ${unwanted?.[0]}`);
  }
}

const quickRules = (intent: Intent) => ({
  requireVpc: intent.requireVpc,
  allowVpc: intent.vpc,
  allowSubnet: intent.subnet,
  allowSecurityGroup: intent.securityGroup,
  denyVpc: intent.denyVpc,
  denySubnet: intent.denySubnet,
  denySecurityGroup: intent.denySecurityGroup,
});

function identityPolicy(intent: Intent): string {
  const document = { Version: '2012-10-17', Statement: [allowStatement(intent), ...denyStatements(intent)] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** All conditions in one statement, because several Allow statements would be alternatives. */
function allowStatement({ requireVpc, vpc, subnet, securityGroup }: Intent) {
  const lists = {
    ...listed('lambda:SubnetIds', subnet),
    ...listed('lambda:SecurityGroupIds', securityGroup),
  };
  const asks = requireVpc && vpc.length === 0 ? ['lambda:VpcIds'] : [];
  const present = Object.fromEntries([...asks, ...Object.keys(lists)].map((key) => [key, 'false']));
  const condition = {
    ...(vpc.length === 0 ? {} : { StringEquals: listed('lambda:VpcIds', vpc) }),
    ...(Object.keys(lists).length === 0 ? {} : { 'ForAllValues:StringEquals': lists }),
    ...(Object.keys(present).length === 0 ? {} : { Null: present }),
  };
  return {
    Sid: 'AllowFunctions',
    Effect: 'Allow',
    Action: FUNCTION_ACTIONS,
    Resource: '*',
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

const listed = (key: string, ids: readonly string[]) =>
  ids.length === 0 ? {} : { [key]: [...new Set(ids)] };

function denyStatements({ denyVpc, denySubnet, denySecurityGroup }: Intent) {
  const lists = [
    ['NotTheseVpcs', 'StringEquals', 'lambda:VpcIds', denyVpc],
    ['NotTheseSubnets', 'ForAnyValue:StringEquals', 'lambda:SubnetIds', denySubnet],
    ['NotTheseSecurityGroups', 'ForAnyValue:StringEquals', 'lambda:SecurityGroupIds', denySecurityGroup],
  ] as const;
  return lists
    .filter(([, , , ids]) => ids.length > 0)
    .map(([sid, operator, key, ids]) => ({
      Sid: sid,
      Effect: 'Deny',
      Action: FUNCTION_ACTIONS,
      Resource: '*',
      Condition: { [operator]: listed(key, ids) },
    }));
}
