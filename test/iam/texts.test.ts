import fc from 'fast-check';
import t from 'tap';
import { mayBe, remainder, spelled } from '../../src/iam/alias.ts';
import { isArn } from '../../src/iam/arn.ts';
import { type ComparisonKind, comparisonOf } from '../../src/iam/comparison.ts';
import {
  aroundDecimals,
  compareDecimals,
  decimalText,
  readDecimal,
  wholeAround,
} from '../../src/iam/decimal.ts';
import type { Truth } from '../../src/iam/decision.ts';
import { instantText, readInstant } from '../../src/iam/instant.ts';
import { aroundBlocks, readBlock } from '../../src/iam/ip.ts';
import { compileMatcher } from '../../src/iam/matcher.ts';
import type { Occurrence } from '../../src/iam/occurrence.ts';
import { nearestOperator, operatorNamed } from '../../src/iam/operator.ts';
import {
  arnPattern,
  globPattern,
  literalOf,
  matches,
  matchesAll,
  resourcePattern,
} from '../../src/iam/pattern.ts';
import { between, fits } from '../../src/iam/resolve.ts';
import { nearest } from '../../src/iam/spelling.ts';
import type { Text, UnknownValue, Value } from '../../src/iam/value.ts';

type Row = readonly [kind: ComparisonKind, wanted: string, given: string, truth: Truth];

/** What each kind of value is read as; `unknown` is what AWS does not document. */
const COMPARED: readonly Row[] = [
  ['BinaryEquals', 'AQ==', 'AQ==', 'true'],
  ['BinaryEquals', 'AQI=', 'AQI=', 'true'],
  ['BinaryEquals', 'AQID', 'AQID', 'true'],
  ['BinaryEquals', 'AQIDAQID', 'AQIDAQID', 'true'],
  ['BinaryEquals', '', '', 'true'],
  ['BinaryEquals', '+/+/', '+/+/', 'true'],
  ['BinaryEquals', 'AQ==', 'AQI=', 'false'],
  ['BinaryEquals', 'AQ==', 'AQ', 'unknown'],
  ['BinaryEquals', 'AQ==', 'A', 'unknown'],
  ['BinaryEquals', 'AQ==', 'A===', 'unknown'],
  ['BinaryEquals', 'AQ==', 'AQ==AQ==', 'unknown'],
  ['BinaryEquals', 'AQ==', ' AQ==', 'unknown'],
  ['BinaryEquals', 'AQ==', '..==', 'unknown'],
  ['BinaryEquals', 'AQ==', '...=', 'unknown'],
  ['BinaryEquals', 'AQ==', '....', 'unknown'],
  ['BinaryEquals', 'A', 'AQ==', 'unknown'],
  ['Bool', 'true', 'TRUE', 'true'],
  ['Bool', 'False', 'false', 'true'],
  ['Bool', 'true', 'false', 'false'],
  ['Bool', 'true', '1', 'unknown'],
  ['Bool', 'yes', 'true', 'unknown'],
  ['NumericEquals', '1', '+1.00', 'true'],
  ['NumericEquals', '-0', '0', 'true'],
  ['NumericEquals', '100000000000000000000000000000001', '100000000000000000000000000000002', 'false'],
  ['NumericEquals', '0.1', '.1', 'unknown'],
  ['NumericEquals', '1', '1.', 'unknown'],
  ['NumericEquals', '1', ' 1', 'unknown'],
  ['NumericEquals', '1', '0x1', 'unknown'],
  ['NumericEquals', '1', '9'.repeat(500), 'unknown'],
  ['NumericEquals', '9'.repeat(400), '9'.repeat(400), 'true'],
  ['NumericLessThan', '-1', '-1.5', 'true'],
  ['NumericLessThanEquals', '-1', '-1', 'true'],
  ['NumericGreaterThan', '0.05', '0.5', 'true'],
  ['NumericGreaterThanEquals', '10', '9.999', 'false'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', 'true'],
  ['DateEquals', '2026', '2026-01', 'true'],
  ['DateEquals', '2026-01-01T00:30:00+05:30', '2025-12-31T19:00Z', 'true'],
  ['DateEquals', '1767225600', '2026-01-01T00:00:00.000Z', 'true'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-02-29', 'unknown'],
  ['DateEquals', '2024-02-29', '2024-02-29T00:00:00Z', 'true'],
  ['DateEquals', '2026-01-01', '2026-1-1', 'unknown'],
  ['DateEquals', '2026-01-01', 'x2026-01-01', 'unknown'],
  ['DateEquals', '12345', '+12345', 'unknown'],
  ['DateEquals', '12345', '12345.0', 'unknown'],
  ['DateEquals', '2026-01-01', '2025-12-31T19:00:00-05:00', 'true'],
  ['DateEquals', '2026-01-01', '2026-01-01T23:59:00+23:59', 'true'],
  ['DateEquals', '2026-01-01', `2026-01-01T00:00:00.${'0'.repeat(39)}Z`, 'true'],
  ['DateEquals', '2026-01-01', '2026-01-01x', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-01-01T24:00:00Z', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:60:00Z', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:60Z', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00+24:00', 'unknown'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00+00:60', 'unknown'],
  ['DateEquals', '2026-01-01', `2026-01-01T00:00:00.${'0'.repeat(60)}Z`, 'unknown'],
  ['DateLessThan', '2026-01-01T00:00:00.25Z', '2026-01-01T00:00:00.2Z', 'true'],
  ['DateGreaterThan', '1969-12-31', '-86399', 'true'],
  ['IpAddress', '10.0.0.0/8', '10.255.255.255', 'true'],
  ['IpAddress', '10.0.0.0/8', '11.0.0.0', 'false'],
  ['IpAddress', '10.1.2.3/8', '10.0.0.0', 'true'],
  ['IpAddress', '0.0.0.0/0', '255.255.255.255', 'true'],
  ['IpAddress', '0.0.0.0/0', '::', 'false'],
  ['IpAddress', '::/0', '1.2.3.4', 'false'],
  ['IpAddress', '10.0.0.1', '10.0.0.1', 'true'],
  ['IpAddress', '10.0.0.1/32', '10.0.0.2', 'false'],
  ['IpAddress', '2001:db8::/32', '2001:DB8:ffff::1', 'true'],
  ['IpAddress', '2001:db8::/32', '2001:db9::1', 'false'],
  ['IpAddress', '::1.2.3.4', '::102:304', 'true'],
  ['IpAddress', '::/0', 'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255', 'true'],
  ['IpAddress', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', 'true'],
  ['IpAddress', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', 'true'],
  ['IpAddress', '1::8', '1:0:0:0:0:0:0:8', 'true'],
  ['IpAddress', '10.0.0.0/8', '10.0.0.0/16', 'unknown'],
  ['IpAddress', '10.0.0.0/33', '10.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/08', '10.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/8/8', '10.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/', '10.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/+8', '10.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/8a', '10.0.0.0', 'unknown'],
  ['IpAddress', '::/129', '::', 'unknown'],
  ['IpAddress', '10.0.0.0/8', '010.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/8', '10.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/8', '10.0.0.0.0', 'unknown'],
  ['IpAddress', '10.0.0.0/8', '10.0.0.256', 'unknown'],
  ['IpAddress', '::/0', '1:2:3:4:5:6:7', 'unknown'],
  ['IpAddress', '::/0', '1:2:3:4:5:6:7::8', 'unknown'],
  ['IpAddress', '::/0', '1::2::3', 'unknown'],
  ['IpAddress', '::/0', '12345::', 'unknown'],
  ['IpAddress', '::/0', 'g::', 'unknown'],
  ['IpAddress', '::/0', '::1.2.3', 'unknown'],
  ['ArnLike', 'arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/a:b', 'true'],
  ['ArnLike', 'arn:aws:iam::*', 'arn:aws:iam::1:role/a', 'unknown'],
  ['ArnLike', '*', 'arn:aws:iam::1:role/a', 'unknown'],
  ['ArnLike', 'arn:aws:*:*:*:*', 'arn:aws:iam::1:role/a', 'true'],
  ['ArnLike', 'arn:aws:i*1:role/a:x:y', 'arn:aws:iam::1:role/a', 'false'],
  ['ArnLike', 'arn:aws:iam::?:role/a', 'arn:aws:iam::12:role/a', 'false'],
  ['ArnLike', 'arn:aws:iam::?:role/a', 'arn:aws:iam::::role/a', 'false'],
  ['ArnLike', 'arn:aws:iam::*:role/a', 'arn:aws:iam::1:x:role/a', 'false'],
  ['ArnLike', '*:aws:iam::1:role/a', 'arn:aws:iam::1:role/a', 'unknown'],
  ['ArnLike', 'arn:aws:iam::1:role/A', 'arn:aws:iam::1:role/a', 'false'],
  ['ArnEquals', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/a', 'true'],
  ['ArnEquals', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:', 'unknown'],
  ['StringEquals', 'a*', 'ab', 'false'],
  ['StringEqualsIgnoreCase', 'ÄB', 'äb', 'true'],
  ['StringLike', '?', '😀', 'true'],
  ['StringLike', '??', '😀', 'false'],
  ['StringLike', '*😀*', 'a😀b', 'true'],
  ['StringLike', '', '', 'true'],
  ['StringLike', '*', '', 'true'],
  ['StringLike', 'a**b', 'ab', 'true'],
  ['StringLike', 'a*b*c', 'abbbcbc', 'true'],
  ['StringLike', 'a*b*c', 'acb', 'false'],
  ['StringLike', '*aab', 'aaaab', 'true'],
  ['StringLike', 'a?*', 'a', 'false'],
  ['StringLike', 'a', 'ab', 'false'],
];

t.test('each kind of value is compared as AWS documents it', (t) => {
  for (const [kind, wanted, given, truth] of COMPARED) {
    const found = comparisonOf(kind, [[{ text: wanted, wild: true }]]).test(given);
    t.equal(found, truth, `${kind} ${wanted.slice(0, 40)} and ${given.slice(0, 40)}`);
  }
  t.equal(
    comparisonOf('NumericEquals', [[{ text: 'x', wild: true }], [{ text: '1', wild: true }]]).test('1'),
    'true',
  );
  t.equal(comparisonOf('StringLike', [[{ text: 'a*', wild: false }]]).test('ab'), 'false');
  t.equal(comparisonOf('StringEquals', []).test('a'), 'false');
  t.end();
});

t.test('what is an ARN', (t) => {
  t.ok(isArn('arn:aws:s3:::b'));
  t.ok(isArn('arn:aws:lambda:us-east-1:123456789012:function:f'));
  for (const text of ['arn', 'arn:aws:s3:::', 'ARN:aws:s3:::b', 'xarn:aws:s3:::b', 'arn:aws:s3::b'])
    t.notOk(isArn(text), text);
  t.end();
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 });

/** The same pattern as a regular expression. */
function expression(pattern: string, many: string, one: string): RegExp {
  return new RegExp(
    `^${[...pattern].map((letter) => (letter === '*' ? many : letter === '?' ? one : letter)).join('')}$`,
  );
}

t.test('patterns match what the same regular expressions match', (t) => {
  fc.assert(
    fc.property(
      word,
      text,
      (pattern, given) =>
        matches(globPattern([{ text: pattern, wild: true }]), given) ===
        expression(pattern, '.*', '.').test(given),
    ),
    { numRuns: 4_000, seed: 1 },
  );
  fc.assert(
    fc.property(word, text, (pattern, given) => {
      const merged = pattern.replaceAll(/\*+/g, '*').replaceAll(/\*(?=:|$)/g, '%');
      const wanted = new RegExp(
        `^${merged.replaceAll('*', '[^:]*').replaceAll('?', '[^:]').replaceAll('%', '.*')}$`,
      );
      return matches(resourcePattern([{ text: pattern, wild: true }]), given) === wanted.test(given);
    }),
    { numRuns: 4_000, seed: 2 },
  );
  t.same(
    [
      literalOf(globPattern([{ text: 'a*', wild: false }])),
      literalOf(globPattern([{ text: 'a*', wild: true }])),
    ],
    ['a*', undefined],
  );
  t.same(
    ['*', '**', '', 'a*', '*?'].map((one) => matchesAll(globPattern([{ text: one, wild: true }]))),
    [true, true, false, false, false],
  );
  t.equal(arnPattern([{ text: 'arn:aws:s3', wild: true }]), undefined);
  t.end();
});

t.test('numbers, moments and addresses around some points read back as what they are', (t) => {
  const points = ['1', '-2.50', '3.001'].map((one) => readDecimal(one)).filter((one) => one !== undefined);
  for (const point of aroundDecimals(points)) {
    const again = readDecimal(decimalText(point));
    t.ok(again !== undefined && compareDecimals(point, again) === 0, decimalText(point));
    const moment = readInstant(instantText(point));
    t.ok(moment !== undefined && compareDecimals(point, moment) === 0, instantText(point));
  }
  const texts = ['-0.5', '7'].map((one) => readDecimal(one)).filter((one) => one !== undefined);
  t.same(aroundDecimals(texts).map(decimalText), [
    ...['-0.5', '-0.6', '-0.4', '-0.51', '-0.49'],
    ...['7', '6', '8', '6.9', '7.1'],
  ]);
  t.same(wholeAround(texts).map(String), ['-1', '0', '1', '6', '7', '8']);
  const blocks = ['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32']
    .map(readBlock)
    .filter((one) => one !== undefined);
  t.same(
    aroundBlocks(blocks).filter((one) => readBlock(one) === undefined),
    [],
  );
  t.ok(
    ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'].every((one) =>
      aroundBlocks(blocks).includes(one),
    ),
  );
  t.end();
});

t.test('the nearest spelling', (t) => {
  t.equal(operatorNamed('FORANYVALUE:stringnotlikeifexists')?.name, 'ForAnyValue:StringNotLikeIfExists');
  t.equal(operatorNamed('toString'), undefined);
  t.same(['StringEqual', 'NullIfExists', 'ForAllValue:StringLike', 'Something'].map(nearestOperator), [
    'StringEquals',
    'Null',
    'ForAllValues:StringLike',
    undefined,
  ]);
  t.equal(nearest('x'.repeat(100_000), ['x']), undefined);
  t.equal(nearest('--spc', ['--source', '--scp']), '--scp');
  t.end();
});

/** How many letters must be put in, taken out, changed, or swapped with the next one, as it is defined. */
function distanceOf(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [short, other] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return distanceOf(short, other);
  const isSwapped = from.length > 1 && from[0] === to[1] && from[1] === to[0];
  const swapped = isSwapped ? distanceOf(from.slice(2), to.slice(2)) : Number.POSITIVE_INFINITY;
  return 1 + Math.min(distanceOf(short, to), distanceOf(from, other), distanceOf(short, other), swapped);
}

t.test('the nearest of some words is the first that differs least, in no more than a letter of four', (t) => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B'), maxLength: 8 });
  const expected = (given: string, words: readonly string[]) => {
    const distances = words.map((one) => distanceOf(given.toLowerCase(), one.toLowerCase()));
    const least = Math.min(...distances);
    return least <= Math.max(1, Math.floor(given.length / 4)) ? words[distances.indexOf(least)] : undefined;
  };
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 4 }), (given, words) => {
      t.equal(nearest(given, words), expected(given, words));
    }),
    { numRuns: 300, seed: 4 },
  );
  t.equal(nearest('x'.repeat(80), ['x'.repeat(79)]), 'x'.repeat(79));
  t.equal(nearest('x'.repeat(81), ['x'.repeat(81)]), undefined);
  t.end();
});

t.test('what stands between two texts, and what a shape fits', (t) => {
  const rows: readonly (readonly [
    text: string,
    prefix: string,
    suffix: string,
    middle: string | undefined,
  ])[] = [
    ['a-b-c', 'a-', '-c', 'b'],
    ['a-b-c', 'a-b', '-c', ''],
    ['aba', 'ab', 'ba', undefined],
    ['a-b-c', 'x-', '-c', undefined],
    ['a-b-c', 'a-', '-x', undefined],
    ['a-b-c', '', '', 'a-b-c'],
  ];
  for (const [text, prefix, suffix, middle] of rows) t.equal(between(text, prefix, suffix), middle, text);
  const shape = { prefix: 'vpc-', alphabet: '01', lengths: [2, 3] };
  t.same(
    ['vpc-01', 'vpc-010', 'vpc-0', 'vpc-02', 'xpc-01', 'vpc-0101'].map((one) => fits(one, shape)),
    [true, true, false, false, false, false],
  );
  t.end();
});

t.test('what a value may turn out to be the same as', (t) => {
  const text = (wild: boolean, ...parts: readonly string[]) => parts.map((one) => ({ text: one, wild }));
  const value: UnknownValue = { kind: 'unknown', name: 'x', reason: 'r' };
  const hole = { value, wild: true };
  const place = (before: Text, after: Text): Occurrence => ({
    ...{ before, after, comparisons: [], values: [] },
    matcher: compileMatcher('StringLike', 'StringLike', [], '2012-10-17'),
  });
  t.same(remainder([hole], place([], [])), [value]);
  t.same(remainder([...text(true, 'a-'), hole], place([], [])), ['a-', value]);
  t.same(remainder([...text(true, 'a-b'), hole], place(['a-'], [])), ['b', value]);
  t.same(remainder([...text(true, 'a-'), hole], place(['a-'], [])), [value]);
  t.same(remainder([...text(false, 'a*'), hole], place([], [])), ['a*', value]);
  t.equal(remainder([...text(true, 'a*'), hole], place([], [])), undefined);
  t.equal(remainder([hole, ...text(true, '?')], place([], [])), undefined);
  t.equal(remainder([hole], place(['a-'], [])), undefined);
  t.equal(remainder([...text(true, 'b-a-'), hole], place(['a-'], [])), undefined);
  t.equal(remainder([hole], place([], ['-a'])), undefined);
  t.equal(remainder([hole], place([value], [])), undefined);
  t.equal(spelled(['a', { kind: 'known', text: 'b' }, value]), 'abx');
  t.end();
});

t.test('what a value of some shape may be made of', (t) => {
  const shape = { prefix: 'vpc-', alphabet: '01', lengths: [2, 3] };
  const id: UnknownValue = { kind: 'unknown', name: 'x', reason: 'r', shape };
  const other: UnknownValue = { ...id, name: 'y', shape: { ...shape, prefix: 'vpc-0' } };
  const subnet: Value = { kind: 'new', name: 'n', shape: { ...shape, prefix: 'subnet-' } };
  const choice: Value = { kind: 'one-of', name: 'c', reason: 'r', candidates: [subnet] };
  const rows: readonly (readonly [text: Text, may: boolean])[] = [
    [['vpc-011'], true],
    [['vpc-0111'], false],
    [['vpc-', { kind: 'known', text: '01' }], true],
    [[{ kind: 'known', text: 'vpc-' }, 'x'], false],
    [['v', 'xc-'], false],
    [[other], true],
    [['vpc-', other], false],
    [[subnet], false],
    [[choice], true],
    [[{ ...id, shape: { ...shape, prefix: '' } }], true],
  ];
  for (const [text, may] of rows) t.equal(mayBe(id, text), may, spelled(text));
  const older: UnknownValue = { kind: 'unknown', name: 'x', reason: 'r', maybeNew: false };
  t.same(
    [[subnet], ['a', subnet], ['a'], [other]].map((text) => mayBe(older, text)),
    [false, false, true, true],
  );
  t.end();
});
