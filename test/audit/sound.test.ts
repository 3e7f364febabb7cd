import fc from 'fast-check';
import t from 'tap';
import { audit } from '../../src/audit/audit.ts';
import { auditedText } from '../../src/audit/audited.ts';
import { newPolicy } from '../../src/audit/new-policy.ts';
import { quickPolicy } from '../../src/policies/quick.ts';
import { SEED } from '../seed.ts';

const hex = fc.stringMatching(/^[0-9a-f]{17}$/u);
const ids = (kind: string) =>
  fc.uniqueArray(
    hex.map((digits) => `${kind}-${digits}`),
    { maxLength: 3 },
  );
const lists = fc.record({
  requireVpc: fc.boolean(),
  allowVpc: ids('vpc'),
  denyVpc: ids('vpc'),
  allowSubnet: ids('subnet'),
  denySubnet: ids('subnet'),
  allowSecurityGroup: ids('sg'),
  denySecurityGroup: ids('sg'),
});

const told = (text: string, kind: 'scp' | 'identity') =>
  audit(auditedText('policy.json', text, kind)).results.map(({ ruleId, message }) => `${ruleId} ${message}`);

t.test('policies of the quick rules give no result', async (t) => {
  fc.assert(
    fc.property(lists, (rules) => {
      const { requireVpc: required, ...others } = rules;
      if (!required && Object.values(others).every((list) => list.length === 0)) return;
      t.strictSame(told(quickPolicy(rules).text, 'scp'), []);
    }),
    { numRuns: 150, seed: SEED },
  );
});

t.test('new policies give no result', async (t) => {
  fc.assert(
    fc.property(lists, fc.constantFrom('scp', 'identity'), (rules, kind) => {
      const {
        requireVpc,
        allowVpc: vpc,
        allowSubnet: subnet,
        allowSecurityGroup: securityGroup,
        ...denied
      } = rules;
      if (
        !requireVpc &&
        [vpc, subnet, securityGroup, ...Object.values(denied)].every((list) => list.length === 0)
      )
        return;
      t.strictSame(told(newPolicy({ kind, requireVpc, vpc, subnet, securityGroup, ...denied }), kind), []);
    }),
    { numRuns: 150, seed: SEED },
  );
});

const EXEMPTIONS = [
  {},
  { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/network-admin' } },
  { StringNotEquals: { 'aws:PrincipalTag/network': 'exempt' } },
  { StringNotLikeIfExists: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/ci-*'] } },
  { Bool: { 'aws:ViaAWSService': 'false' } },
];

/** The safe form of a Deny, as people write it: any order, any exemption, any companion for functions without a VPC. */
const safeDeny = fc
  .record({
    vpc: ids('vpc'),
    subnet: ids('subnet'),
    group: ids('sg'),
    nullKey: fc.constantFrom('lambda:VpcIds', 'lambda:SubnetIds', 'lambda:SecurityGroupIds', 'Lambda:vpcids'),
    exemption: fc.constantFrom(...EXEMPTIONS),
    resource: fc.constantFrom(
      '*',
      'arn:aws:lambda:*:*:function:*',
      'arn:aws:lambda:eu-west-1:111122223333:function:prod-*',
    ),
    allowAll: fc.boolean(),
  })
  .chain(({ vpc, subnet, group, nullKey, exemption, resource, allowAll }) => {
    const deny = (condition: Record<string, object>) => ({
      Effect: 'Deny',
      Action: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
      Resource: resource,
      Condition: merged(condition, exemption),
    });
    const statements = [
      deny({ Null: { [nullKey]: 'true' } }),
      ...(vpc.length === 0 ? [] : [deny({ StringNotEquals: { 'lambda:VpcIds': vpc } })]),
      ...(subnet.length === 0
        ? []
        : [deny({ 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': subnet } })]),
      ...(group.length === 0
        ? []
        : [deny({ 'ForAnyValue:StringNotEquals': { 'lambda:SecurityGroupIds': group } })]),
      ...(allowAll ? [{ Effect: 'Allow', Action: '*', Resource: '*' }] : []),
    ];
    return fc.shuffledSubarray(statements, { minLength: statements.length });
  });

function merged(one: Record<string, object>, other: Record<string, object>): Record<string, object> {
  const operators = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...operators].map((name) => [name, { ...one[name], ...other[name] }]));
}

t.test('the safe form of a Deny gives no result', async (t) => {
  fc.assert(
    fc.property(safeDeny, (statements) => {
      t.strictSame(told(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'scp'), []);
    }),
    { numRuns: 150, seed: SEED },
  );
});
