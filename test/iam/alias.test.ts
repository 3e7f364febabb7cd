import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Text } from '../../src/iam/value.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';
import { ALLOW_ALL, requestOf } from './samples.ts';

const VPC = { prefix: 'vpc-', alphabet: '0123456789abcdef', lengths: [8, 17] };

/** Whether a request may be denied by a statement in which `@` and `%` stand for values that are not known. */
interface Named {
  readonly name: string;
  readonly statement: object;
  readonly at: GivenValue;
  readonly percent?: GivenValue;
  readonly given?: Readonly<Record<string, Given>>;
  readonly resource?: Text;
}

function namedDecision({ statement, at, percent = at, given = {}, resource }: Named): Decision {
  const denied = { Effect: 'Deny', Action: '*', Resource: '*', ...statement };
  const parts = JSON.stringify({ Version: '2012-10-17', Statement: [ALLOW_ALL, denied] })
    .split(/([@%])/)
    .map((part) => {
      if (part !== '@' && part !== '%') return part;
      return { value: givenValue(part === '@' ? at : percent), place: 'in-string' as const };
    });
  const policy = parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
  const policies = compilePolicies({ identity: [{ policy, attached: { kind: 'present' } }] });
  return authorize(policies, [requestOf(given, resource)]);
}

const N1: GivenValue = { new: 'n1', shape: VPC };
const N2: GivenValue = { new: 'n2', shape: VPC };
const ANY_V: GivenValue = { unknown: 'v' };
const VPC_V: GivenValue = { unknown: 'v', shape: VPC };
const inBucket = (...parts: readonly GivenValue[]): Text => ['arn:aws:s3:::', ...parts.map(givenValue)];
const NAMED: readonly Named[] = [
  {
    name: 'the new id itself, as a pattern wants it',
    statement: { Condition: { StringEquals: { 'a:b': '@' }, StringLike: { 'a:b': 'vpc-0*' } } },
    at: N1,
    given: { 'a:b': { one: VPC_V } },
  },
  {
    name: 'the new id after a text',
    statement: { Condition: { StringEquals: { 'a:b': 'a@' }, StringLike: { 'a:b': 'avpc-0*' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id before a text',
    statement: { Condition: { StringEquals: { 'a:b': '@z' }, StringLike: { 'a:b': '*0z' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id in one of two places',
    statement: { Condition: { StringEquals: { 'a:b': ['@z', 'a@'] }, StringLike: { 'a:b': 'avpc-0*' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the second of two new ids',
    statement: { Condition: { StringEquals: { 'a:b': '@-%' }, StringLike: { 'a:b': '*-vpc-0*' } } },
    at: N1,
    percent: N2,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'a part of the policy is the new id, and something else of the request',
    statement: { Condition: { StringEquals: { 'a:b': '@' }, StringLike: { 'a:c': 'vpc-0*' } } },
    at: VPC_V,
    given: { 'a:b': { one: N1 }, 'a:c': { one: VPC_V } },
  },
  {
    name: 'a part of the policy is what another part of it is',
    statement: {
      Condition: { StringNotEquals: { 'a:z': '@' }, StringEquals: { 'a:b': '%', 'a:c': '%' } },
    },
    at: VPC_V,
    percent: { unknown: 'x' },
    given: { 'a:b': { one: VPC_V }, 'a:c': { one: 'vpc-00000001' }, 'a:z': { one: 'q' } },
  },
  {
    name: 'something that begins with the new id',
    statement: { Condition: { StringLike: { 'a:b': '@*' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id in the middle of a resource',
    statement: { Resource: 'arn:aws:s3:::@/k' },
    at: N1,
    resource: inBucket(ANY_V, '/k'),
  },
  {
    name: 'the new id in the middle of a resource, as a pattern wants it',
    statement: { Resource: 'arn:aws:s3:::*0/k', Condition: { StringEquals: { 'a:b': '@' } } },
    at: N1,
    given: { 'a:b': { one: VPC_V } },
    resource: inBucket(VPC_V, '/k'),
  },
  {
    name: 'a resource that ends with the new id',
    statement: { Resource: '@' },
    at: { unknown: 'x', shape: { ...VPC, prefix: 'arn:aws:s3:::vpc-' } },
    resource: ['arn:aws:', { kind: 'known', text: 's3' }, ':::', givenValue(N1)],
  },
  {
    name: 'the only further element',
    statement: { Condition: { 'ForAnyValue:StringEquals': { 'a:b': '@' } } },
    at: N1,
    given: { 'a:b': { many: [], rest: { atLeast: 1, atMost: 1, shape: VPC } } },
  },
];
for (const one of NAMED) {
  t.test(`a new id of the plan may be what is asked for: ${one.name}`, (t) => {
    t.match(namedDecision(one), { kind: 'undetermined' });
    t.end();
  });
}

t.test('two further elements are not both the same new id', (t) => {
  const given: Given = { many: [], rest: { atLeast: 2, shape: VPC } };
  const condition = { 'ForAnyValue:StringNotEquals': { 'a:b': '@' } };
  const one = { name: 'two', statement: { Condition: condition }, at: N1, given: { 'a:b': given } };
  t.equal(namedDecision(one).kind, 'explicit-deny');
  t.end();
});
