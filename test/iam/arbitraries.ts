// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import fc from 'fast-check';
import { OPERATOR_LIST } from '../../src/iam/operator.ts';
import type { Operator } from '../../src/iam/policy.ts';
import type { PlainPolicies, PlainPolicy, PlainRequest, PlainStatement } from '../reference/reference.ts';

const TEXTS = [
  'a',
  'b',
  'ab',
  'A',
  'a*',
  '*b',
  '?',
  'a?b',
  '*',
  '',
  'a.b',
  '[a]',
  'é',
  '😀',
  'a:b',
  '${aws:k1}',
  "${aws:k2, 'a'}",
  '${*}',
  'a${?}',
];
const NUMBERS = ['1', '1.0', '2', '-1', '0.5', '10', 'x', '1e1', ''];
const DATES = [
  '2026-01-01T00:00:00Z',
  '2026-01-01',
  '1767225600',
  '2025-12-31T23:00:00-01:00',
  '2026',
  '2026-02-30',
  'x',
];
const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '0.0.0.0/0',
  '::1',
  '::/0',
  '2001:db8::/32',
  '2001:db8::5',
  '10.0.0.256',
  'x',
  '10.0.0.0/33',
];
const ARNS = [
  'arn:aws:iam::1:role/a',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::1:role/a:b',
  'arn:*:iam:?:1*:user/b',
  'arn:aws:iam::1:role/${aws:k1}',
  '${aws:k1}',
  'arn:aws:iam',
  'x',
];
const BOOLEANS = ['true', 'false', 'TRUE', 'x'];
const BINARIES = ['AA==', 'AQ==', 'x', ''];

const BY_BASE = {
  StringEquals: TEXTS,
  StringEqualsIgnoreCase: TEXTS,
  StringLike: TEXTS,
  NumericEquals: NUMBERS,
  NumericLessThan: NUMBERS,
  NumericLessThanEquals: NUMBERS,
  NumericGreaterThan: NUMBERS,
  NumericGreaterThanEquals: NUMBERS,
  DateEquals: DATES,
  DateLessThan: DATES,
  DateLessThanEquals: DATES,
  DateGreaterThan: DATES,
  DateGreaterThanEquals: DATES,
  Bool: BOOLEANS,
  BinaryEquals: BINARIES,
  IpAddress: ADDRESSES,
  ArnEquals: ARNS,
  ArnLike: ARNS,
  Null: ['true', 'false'],
} as const satisfies Record<Operator['base'], readonly string[]>;

const GIVEN_TEXTS = ['a', 'b', 'ab', 'A', 'B', 'aab', '', '*', 'a.b', 'a:b', 'é', '😀', '[a]', 'a*', '?'];
const EVERYTHING = [...GIVEN_TEXTS, ...NUMBERS, ...DATES, ...ADDRESSES, ...ARNS, ...BOOLEANS, ...BINARIES];
const KEYS = ['aws:k1', 'aws:k2', 'aws:K3'];
const ACTIONS = ['lambda:CreateFunction', 'lambda:GetFunction', 's3:GetObject'];
const ACTION_PATTERNS = [
  '*',
  'lambda:*',
  'LAMBDA:create*',
  's3:?etObject',
  '*:Get*',
  'lambda:CreateFunction',
];
const FUNCTION = 'arn:aws:lambda:us-east-1:1:function:';
const RESOURCES = [`${FUNCTION}a`, `${FUNCTION}ab`, `${FUNCTION}a:1`, 'arn:aws:s3:::b/k', 'arn:aws:s3:::b'];
const RESOURCE_PATTERNS = [
  '*',
  `${FUNCTION}*`,
  `${FUNCTION}a`,
  `${FUNCTION}?b`,
  'arn:aws:lambda:*:1:function:a*',
  'arn:aws:lambda:us-*:*:function:*b',
  'arn:aws:lambda',
  'arn:aws:s3:::*',
  'arn:aws:s3:::b/*',
  'arn:aws:lambda:u*1:function:a',
  `${FUNCTION}$\{aws:k1}`,
];

function some<T>(values: readonly T[], most = 3): fc.Arbitrary<T | T[]> {
  return fc.oneof(
    fc.constantFrom(...values),
    fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: most }),
  );
}

const block = fc
  .constantFrom(...OPERATOR_LIST)
  .chain((operator) =>
    fc
      .tuple(fc.constantFrom(...KEYS), some(BY_BASE[operator.base]))
      .map(([key, values]) => ({ operator, key, values })),
  );

const conditions = fc.array(block, { maxLength: 2 }).map((blocks) => {
  const condition: Record<string, Record<string, string | string[]>> = {};
  for (const { operator, key, values } of blocks)
    condition[operator.name] = { ...condition[operator.name], [key]: values };
  return condition;
});

export const statement: fc.Arbitrary<PlainStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    target: fc.tuple(
      fc.boolean(),
      some(ACTION_PATTERNS),
      fc.integer({ min: 0, max: 3 }),
      some(RESOURCE_PATTERNS),
    ),
    Condition: conditions,
  })
  .map(({ Effect, target: [notAction, actions, resourceKind, resources], Condition }) => ({
    Effect,
    ...(notAction && actions !== '*' ? { NotAction: actions } : { Action: actions }),
    ...(resourceKind === 0 ? { NotResource: resources } : { Resource: resourceKind === 1 ? resources : '*' }),
    Condition,
  }));

export const policy: fc.Arbitrary<PlainPolicy> = fc.record({
  Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});

const ALLOW_ALL: PlainPolicy = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};
const kind = fc.array(fc.oneof(policy, fc.constant(ALLOW_ALL)), { minLength: 1, maxLength: 2 });

export const policies: fc.Arbitrary<PlainPolicies> = fc.oneof(
  kind.map((identity) => ({ identity })),
  fc.record({ scp: fc.array(kind, { maxLength: 2 }), identity: kind }),
  fc.record({ scp: fc.array(kind, { maxLength: 2 }), boundary: kind, session: kind, identity: kind }),
);

const contextValue = fc.oneof(
  fc.constantFrom(...EVERYTHING),
  fc.constantFrom(...GIVEN_TEXTS),
  fc.array(fc.constantFrom(...EVERYTHING), { maxLength: 3 }),
);

export const request: fc.Arbitrary<PlainRequest> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  context: fc.dictionary(fc.constantFrom(...KEYS), contextValue, { maxKeys: 3, noNullPrototype: true }),
});
