// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Rest } from '../../src/iam/request.ts';
import { subsetOptions } from '../../src/iam/subset.ts';
import type { Shape, Text } from '../../src/iam/value.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';
import { ALLOW_ALL, requestOf, scpOf } from './samples.ts';

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
    statement: { Condition: { StringEquals: { 'a:b': '@' }, StringLike: { 'a:b': 'vpc-01*' } } },
    at: N1,
    given: { 'a:b': { one: VPC_V } },
  },
  {
    name: 'the new id after a text',
    statement: { Condition: { StringEquals: { 'a:b': 'a@' }, StringLike: { 'a:b': 'avpc-01*' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id before a text',
    statement: { Condition: { StringEquals: { 'a:b': '@z' }, StringLike: { 'a:b': '*01z' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id after one of two texts',
    statement: { Condition: { StringEquals: { 'a:b': ['a@', 'b@'] }, StringLike: { 'a:b': 'bvpc-01*' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the new id before one of two texts',
    statement: { Condition: { StringEquals: { 'a:b': ['@y', '@z'] }, StringLike: { 'a:b': '*01z' } } },
    at: N1,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'the second of two new ids',
    statement: { Condition: { StringEquals: { 'a:b': '@-%' }, StringLike: { 'a:b': '*-vpc-01*' } } },
    at: N1,
    percent: N2,
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'a part of the policy is the new id, and something else of the request',
    statement: { Condition: { StringEquals: { 'a:b': '@' }, StringLike: { 'a:c': 'vpc-01*' } } },
    at: VPC_V,
    given: { 'a:b': { one: N1 }, 'a:c': { one: VPC_V } },
  },
  {
    name: 'a part of the policy is what another part of it is',
    statement: {
      Condition: { StringNotEquals: { 'a:z': '@' }, StringEquals: { 'a:b': '%', 'a:c': '%' } },
    },
    at: VPC_V,
    percent: { unknown: 'x', shape: VPC },
    given: { 'a:b': { one: VPC_V }, 'a:c': { one: 'vpc-00000001' }, 'a:z': { one: 'q' } },
  },
  {
    name: 'the new id, by way of another value',
    statement: {
      Condition: { StringEquals: { 'a:b': '@', 'a:c': '%' }, StringLike: { 'a:c': 'vpc-01*' } },
    },
    at: N1,
    percent: { unknown: 'x', shape: VPC },
    given: { 'a:b': { one: { unknown: 'x', shape: VPC } }, 'a:c': { one: VPC_V } },
  },
  {
    name: 'a part of the policy is what it is compared with elsewhere',
    statement: { Condition: { StringEquals: { 'a:b': '%', 'a:c': '@' } } },
    at: VPC_V,
    percent: { unknown: 'x', shape: VPC },
    given: { 'a:b': { one: VPC_V }, 'a:c': { one: 'vpc-00000001' } },
  },
  {
    name: 'what one of two patterns means, though neither as it is written',
    statement: {
      Condition: { StringLike: { 'a:b': '@' }, StringNotEquals: { 'a:b': ['a*', 'b*'] } },
    },
    at: { oneOf: 'o', of: ['a*', 'b*'] },
    given: { 'a:b': { one: ANY_V } },
  },
  {
    name: 'a part of the policy beside another value of its set',
    statement: {
      Condition: { StringEquals: { 'a:c': '@' }, 'ForAnyValue:StringEquals': { 'a:b': '1' } },
    },
    at: ANY_V,
    given: { 'a:b': { many: [ANY_V, { unknown: 'w' }] }, 'a:c': { one: 'q' } },
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
    statement: { Resource: 'arn:aws:s3:::*01/k', Condition: { StringEquals: { 'a:b': '@' } } },
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
    name: 'any further element, by way of a part of the policy',
    statement: { Condition: { 'ForAnyValue:StringEquals': { 'a:b': '@' } } },
    at: VPC_V,
    given: { 'a:b': { many: [], rest: { atLeast: 1, shape: VPC } } },
  },
  {
    name: 'the only further element',
    statement: { Condition: { 'ForAnyValue:StringEquals': { 'a:b': '@' } } },
    at: N1,
    given: { 'a:b': { many: [], rest: { atLeast: 1, atMost: 1, shape: VPC } } },
  },
];
for (const one of NAMED) {
  t.test(`what is asked for may be ${one.name}`, (t) => {
    t.match(namedDecision(one), { kind: 'undetermined' });
    t.end();
  });
}

t.test('what is the same as a new id is put in words', (t) => {
  const [first] = NAMED;
  const decision = first === undefined ? undefined : namedDecision(first);
  t.match(decision, { deniedIf: { choices: [{ name: 'n1' }, { name: 'v', text: 'the same as n1' }] } });
  t.end();
});

t.test('what a part of a policy is compared with is put in words', (t) => {
  const allowedIf = (one: GivenValue) => {
    const statement = { Condition: { StringEquals: { 'a:b': '@' } } };
    const given: Readonly<Record<string, Given>> = { 'a:b': { one } };
    const decision = namedDecision({ name: 'x', statement, at: { unknown: 'x' }, given });
    return decision.kind === 'undetermined' ? decision.allowedIf?.choices.map(({ text }) => text) : undefined;
  };
  t.same(allowedIf('vpc-1'), ['none of vpc-1']);
  t.same(allowedIf(N1), ['any other text']);
  t.end();
});

t.test('two further elements are not both the same new id', (t) => {
  const given: Given = { many: [], rest: { atLeast: 2, shape: VPC } };
  const condition = { 'ForAnyValue:StringNotEquals': { 'a:b': '@' } };
  const one = { name: 'two', statement: { Condition: condition }, at: N1, given: { 'a:b': given } };
  t.equal(namedDecision(one).kind, 'explicit-deny');
  t.end();
});

const V = { unknown: 'v' };
const numbered = (count: number, suffix = '') =>
  Array.from({ length: count }, (_, index) => `p${index}${suffix}`);
const oneOfLetters = (unknown: string, alphabet: string): GivenValue => ({
  unknown,
  shape: { prefix: '', alphabet, lengths: [1] },
});
const bucket = (...parts: Text): Text => ['arn:aws:s3:::', ...parts];

/** A statement that denies only what few of all texts are, and what stands for the unknown ones. */
const FEW: readonly {
  readonly name: string;
  readonly statement: object;
  readonly given?: Readonly<Record<string, Given>>;
  readonly resource?: Text;
}[] = [
  {
    name: 'one of many texts, and another after it',
    statement: { Resource: 'arn:aws:s3:::p1-k', Condition: { StringEquals: { 'a:b': numbered(13) } } },
    resource: bucket(givenValue(V), '-', givenValue({ unknown: 'w' })),
  },
  {
    name: 'two texts that make a quoted wildcard',
    statement: { Resource: 'arn:aws:s3:::x${*}y' },
    resource: bucket(givenValue(V), givenValue({ unknown: 'w' })),
  },
  {
    name: 'a text beside the value of a variable',
    statement: {
      Condition: { StringEquals: { 'a:b': ['fixed', '${a:c}'] }, StringNotEquals: { 'a:b': 'q' } },
    },
  },
  {
    name: 'a quoted wildcard before the value of a variable',
    statement: { Condition: { StringLike: { 'a:b': 'x${*}${a:c}' } } },
  },
  {
    name: 'what stands for a variable, with a wildcard that is none',
    statement: { Condition: { StringLike: { 'a:b': "${a:none, 'x*'}" } } },
  },
  {
    name: 'the value of a variable that may be absent',
    statement: { Condition: { StringEquals: { 'a:b': '${a:m}' } } },
  },
  {
    name: 'another than one, while a second value is the one',
    statement: { Condition: { StringNotEquals: { 'a:b': '1' }, StringEquals: { 'a:x': '0' } } },
    given: { 'a:x': { one: { unknown: 'w' } } },
  },
  {
    name: 'what a second value of a set is, whose shape is another',
    statement: {
      Condition: {
        'ForAnyValue:StringNotEquals': { 'a:b': ['1', '3'] },
        'ForAllValues:StringEquals': { 'a:b': '2' },
      },
    },
    given: {
      'a:b': { many: [oneOfLetters('v', '12'), oneOfLetters('w', '24')] },
    },
  },
  ...['2/1', '1/2'].map((path) => ({
    name: `the first part of ${path}`,
    statement: { Resource: `arn:aws:s3:::${path}` },
    resource: bucket(givenValue(oneOfLetters('v', '12')), '/', givenValue(oneOfLetters('w', '12'))),
  })),
  {
    name: 'what the last of very many patterns alone means',
    statement: {
      Condition: {
        StringLike: { 'a:b': [...numbered(200, '*'), 'z*'] },
        StringNotLike: { 'a:b': numbered(200, '*') },
      },
    },
  },
];
for (const { name, statement, given: more, resource } of FEW) {
  t.test(`an unknown value may be ${name}`, (t) => {
    const given: Readonly<Record<string, Given>> = {
      'a:b': { one: V },
      'a:c': { one: 'q' },
      'a:m': { maybe: { one: 'p' } },
      ...more,
    };
    const policies = scpOf({ Effect: 'Deny', Action: '*', Resource: '*', ...statement });
    t.match(authorize(policies, [requestOf(given, resource)]), { kind: 'undetermined' });
    t.end();
  });
}

t.test('a text that is no number may be another than the one that a policy names', (t) => {
  const one = { unknown: 'v', shape: { prefix: '', alphabet: '123x', lengths: [2] } };
  const parts = [
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},',
    '{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"a:b":"50"}}},',
    '{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:c":"',
    { value: givenValue(one), place: 'in-string' as const },
    '"}}}]}',
  ];
  const policy = parsePolicy({ label: 'policy.json', kind: 'identity', parts });
  const policies = compilePolicies({ identity: [{ policy, attached: { kind: 'present' } }] });
  const request = requestOf({ 'a:b': { one }, 'a:c': { one: 'xx' } });
  t.match(authorize(policies, [request]), { kind: 'undetermined' });
  t.end();
});

const DIGITS = '0123456789';
const digits = (prefix: string, alphabet: string, ...lengths: number[]): Shape => ({
  prefix,
  alphabet,
  lengths,
});
/** What is decided of a value of a shape that one typed condition denies: `both` with a way to be either. */
const TYPED: readonly (readonly [operator: string, value: string, shape: Shape | undefined, kind: string])[] =
  [
    ['NumericEquals', '15', digits('1', DIGITS, 1), 'undetermined'],
    ['NumericLessThan', '15', digits('', '19', 2), 'undetermined'],
    ['NumericEquals', '15', digits('', DIGITS, 1, 3), 'both'],
    ['NumericLessThan', '1234', digits('', DIGITS, 1), 'explicit-deny'],
    ['NumericEquals', '15', digits('', '9876543210', 2), 'both'],
    ['NumericLessThan', '5', undefined, 'both'],
    ['DateLessThan', '2026-01-01', undefined, 'both'],
    ['Bool', 'true', undefined, 'both'],
    ['BinaryEquals', 'AA==', undefined, 'both'],
    ['IpAddress', '10.0.0.0/8', undefined, 'both'],
  ];
for (const [operator, value, shape, kind] of TYPED) {
  t.test(`${operator} ${value} of ${JSON.stringify(shape)} is ${kind}`, (t) => {
    const one = { unknown: 'v', ...(shape && { shape }) };
    const condition = { [operator]: { 'a:b': value } };
    const policies = scpOf({ Effect: 'Deny', Action: '*', Resource: '*', Condition: condition });
    const decision = authorize(policies, [requestOf({ 'a:b': { one } })]);
    const both = { kind: 'undetermined', allowedIf: Object, deniedIf: Object };
    t.match(decision, kind === 'both' ? both : { kind });
    t.end();
  });
}

/** In words, what an unknown value must be for a request to be denied by one condition, and what to be allowed. */
const CLASSES: readonly {
  readonly operator: string;
  readonly values: readonly string[];
  readonly denied: string;
  readonly allowed: string;
}[] = [
  { operator: 'StringEquals', values: ['a', 'b', 'c'], denied: 'a', allowed: 'none of a, b, c' },
  {
    operator: 'StringEquals',
    values: ['a', 'b', 'c', 'd', 'e'],
    denied: 'a',
    allowed: 'none of a, b, c and 2 more',
  },
  { operator: 'StringEquals', values: ['', 'a'], denied: '', allowed: 'none of "", a' },
  {
    operator: 'StringLike',
    values: ['a?*', 'b*'],
    denied: 'matches `a?*`, `b*`',
    allowed: 'none of `a?*`, `b*`',
  },
  {
    operator: 'ArnLike',
    values: ['arn:aws:s?:*:*:x'],
    denied: 'matches `arn:aws:s?:*:*:x`',
    allowed: 'an ARN that matches no pattern',
  },
];

for (const { operator, values, denied, allowed } of CLASSES) {
  t.test(`what is told apart by ${operator} ${values.join(', ')} is put in words`, (t) => {
    const policies = scpOf({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { 'a:b': values } },
    });
    const given: Readonly<Record<string, Given>> = { 'a:b': { one: { unknown: 'x' } } };
    const decision = authorize(policies, [requestOf(given)]);
    const { allowedIf = undefined, deniedIf = undefined } = decision.kind === 'undetermined' ? decision : {};
    t.same(allowedIf, { choices: [{ name: 'x', text: allowed }] });
    t.same(deniedIf, { choices: [{ name: 'x', text: denied }] });
    t.end();
  });
}

const EVERY_ARN = ['arn:*:*:*:*:*'];

/** What is certainly an ARN is compared as one: nothing that AWS does not document is left open. */
const OF_ARNS: readonly (readonly [
  conditions: Readonly<Record<string, readonly string[]>>,
  decision: string,
])[] = [
  [{ ArnNotLike: EVERY_ARN }, 'allowed'],
  [{ ArnLike: EVERY_ARN }, 'explicit-deny'],
  [{ ArnLike: ['arn:aws:s3:*:*:x'], ArnNotLike: ['arn:aws:s3:*:*:x'] }, 'allowed'],
  [{ ArnLike: ['arn:aws:s3:*:*:x'], StringLike: ['*x'] }, 'undetermined'],
  [{ StringEquals: ['x'] }, 'allowed'],
  [{ StringEquals: ['arn:aws:s3:::x'] }, 'undetermined'],
];
for (const [conditions, decision] of OF_ARNS) {
  t.test(`an ARN under ${JSON.stringify(conditions)}`, (t) => {
    const blocks = Object.entries(conditions).map(([operator, values]) => [operator, { 'a:b': values }]);
    const policies = scpOf({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: Object.fromEntries(blocks),
    });
    t.equal(
      authorize(policies, [requestOf({ 'a:b': { one: { unknown: 'x', isArn: true } } })]).kind,
      decision,
    );
    const anything = authorize(policies, [requestOf({ 'a:b': { one: { unknown: 'x' } } })]);
    t.equal(anything.kind, 'undetermined', 'what may be no ARN');
    t.end();
  });
}

/** Classes of texts: a name, and how many texts are of it. */
const classes = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([label, capacity]) => ({ text: [label], label, capacity }));

const SUBSETS: readonly (readonly [
  sizes: Readonly<Record<string, number>>,
  limits: Pick<Rest, 'atLeast' | 'atMost'>,
  labels: readonly string[],
])[] = [
  [{ b: 1, a: 1 }, {}, ['no further elements', 'further: b', 'further: a', 'further: b; a']],
  [{ a: 1, b: 1 }, { atMost: 1 }, ['no further elements', 'further: a', 'further: b']],
  [{ a: 1, b: 1 }, { atMost: 0 }, ['no further elements']],
  [{ a: 1, b: 2 }, { atLeast: 2 }, ['further: b', 'further: a; b']],
  [{ a: 1, b: 1 }, { atLeast: 2, atMost: 2 }, ['further: a; b']],
  [{ a: 1 }, { atLeast: 2 }, []],
];
for (const [sizes, limits, labels] of SUBSETS) {
  t.test(`further elements of ${JSON.stringify(sizes)}, ${JSON.stringify(limits)}`, (t) => {
    const { options, complete } = subsetOptions(classes(sizes), { name: 'rest', reason: 'r', ...limits });
    t.same(
      options.map(({ label }) => label),
      labels,
    );
    t.equal(complete, true);
    t.end();
  });
}

t.test('of many classes only some sets are looked at', (t) => {
  const of = (count: number) =>
    subsetOptions(
      classes(Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 1]))),
      {
        name: 'rest',
        reason: 'r',
      },
    );
  t.match(of(7), { complete: true, options: { length: 128 } });
  t.match(of(8), { complete: false, options: { length: 10, 9: { elements: { length: 8 } } } });
  t.end();
});
