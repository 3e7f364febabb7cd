import { InputError } from '../error.ts';

/** Rules without a policy file. */
export interface QuickRules {
  readonly requireVpc: boolean;
  readonly allowVpc: readonly string[];
  readonly denyVpc: readonly string[];
  readonly allowSubnet: readonly string[];
  readonly allowSecurityGroup: readonly string[];
  /** Of `tfvpc policy new` alone. */
  readonly denySubnet?: readonly string[];
  readonly denySecurityGroup?: readonly string[];
}

/** The most that a service control policy may hold, in characters as they are sent. */
const LONGEST = 10_240;

export function hasQuickRules(rules: QuickRules): boolean {
  return statementsOf(rules).length > 0;
}

/**
 * The service control policy that enforces these rules, formatted. A Deny for each key: functions without a VPC are
 * refused as soon as there is any rule of what is allowed, because a key that is absent is in no list.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 * @throws InputError `usage` for an id of the wrong kind, when there is no rule, or when they do not fit into a policy
 */
export function quickPolicy(rules: QuickRules): { readonly text: string } {
  for (const [flag, prefix, ids] of idLists(rules)) for (const id of ids) checkId(flag, prefix, id);
  const statements = statementsOf(rules);
  if (statements.length === 0) {
    throw new InputError('usage', 'there is no rule to make a policy of', {
      hint: 'give --require-vpc, --allow-vpc, --deny-vpc, --allow-subnet or --allow-security-group',
    });
  }
  const text = `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
  if (text.length <= LONGEST) return { text };
  throw new InputError(
    'usage',
    `these rules need a policy of ${text.length} characters: at most ${LONGEST} are allowed`,
  );
}

function idLists(
  rules: QuickRules,
): readonly (readonly [flag: string, prefix: string, ids: readonly string[]])[] {
  return [
    ['--allow-vpc', 'vpc-', rules.allowVpc],
    ['--deny-vpc', 'vpc-', rules.denyVpc],
    ['--allow-subnet', 'subnet-', rules.allowSubnet],
    ['--deny-subnet', 'subnet-', rules.denySubnet ?? []],
    ['--allow-security-group', 'sg-', rules.allowSecurityGroup],
    ['--deny-security-group', 'sg-', rules.denySecurityGroup ?? []],
  ];
}

function checkId(flag: string, prefix: string, id: string): void {
  if (id.startsWith(prefix) && /^[A-Za-z0-9-]+$/.test(id) && id.length > prefix.length) return;
  throw notAnId(flag, prefix, id);
}

/** For what a flag gives that is no id of its kind. */
export function notAnId(flag: string, prefix: string, id: string): InputError {
  const [one, other] = [`${prefix}0123456789abcdef0`, `${prefix}0fedcba9876543210`];
  return new InputError('usage', `${flag} \`${id}\`: expected an id such as \`${one}\``, {
    hint: `for several give it again: ${flag} ${one} ${flag} ${other}`,
  });
}

/** Requests that put a function into a VPC. */
const FUNCTION_ACTIONS = ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'];

/** AWS refuses `ForAnyValue` and friends on no key, but a plain operator is right for a key with one value. */
function statementsOf(rules: QuickRules) {
  const allows = rules.allowVpc.length + rules.allowSubnet.length + rules.allowSecurityGroup.length > 0;
  return [
    ...(rules.requireVpc || allows ? [deny('RequireVpc', 'Null', 'lambda:VpcIds', 'true')] : []),
    ...listed('OnlyTheseVpcs', 'StringNotEquals', 'lambda:VpcIds', rules.allowVpc),
    ...listed('NotTheseVpcs', 'StringEquals', 'lambda:VpcIds', rules.denyVpc),
    ...listed('OnlyTheseSubnets', 'ForAnyValue:StringNotEquals', 'lambda:SubnetIds', rules.allowSubnet),
    ...listed('NotTheseSubnets', 'ForAnyValue:StringEquals', 'lambda:SubnetIds', rules.denySubnet ?? []),
    ...listed(
      'OnlyTheseSecurityGroups',
      'ForAnyValue:StringNotEquals',
      'lambda:SecurityGroupIds',
      rules.allowSecurityGroup,
    ),
    ...listed(
      'NotTheseSecurityGroups',
      'ForAnyValue:StringEquals',
      'lambda:SecurityGroupIds',
      rules.denySecurityGroup ?? [],
    ),
  ];
}

function listed(sid: string, operator: string, key: string, ids: readonly string[]) {
  return ids.length === 0 ? [] : [deny(sid, operator, key, [...new Set(ids)])];
}

function deny(sid: string, operator: string, key: string, value: string | readonly string[]) {
  return {
    Sid: sid,
    Effect: 'Deny',
    Action: FUNCTION_ACTIONS,
    Resource: '*',
    Condition: { [operator]: { [key]: value } },
  };
}
