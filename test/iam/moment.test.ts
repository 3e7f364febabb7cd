import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Context } from '../../src/iam/request.ts';
import { PRESENT } from '../../src/iam/request.ts';
import type { Value } from '../../src/iam/value.ts';
import { SEED } from '../seed.ts';
import { ALLOW_ALL, attachedPolicy } from './samples.ts';

const second = (text: string) => Date.parse(text) / 1000;
/** No request is made before. */
const FIRST = second('2026-06-01T00:00:00Z');

const now: Value = { kind: 'unknown', name: 'now', reason: 'later', notBefore: FIRST };
const contextOf = (value: Value): Context => ({
  lookup: (key) =>
    key.toLowerCase() === 'aws:currenttime'
      ? { kind: 'single', presence: PRESENT, value }
      : { kind: 'absent', reason: 'no such key' },
});

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

function decide(conditions: readonly Condition[], value: Value): string {
  const denies = conditions.map((Condition) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition }));
  const policy = attachedPolicy({ Version: '2012-10-17', Statement: [ALLOW_ALL, ...denies] });
  const request = { action: 'lambda:CreateFunction', resource: ['arn:x'], context: contextOf(value) };
  return authorize(compilePolicies({ identity: [policy] }), [request]).kind;
}

const at = (operator: string, ...dates: readonly string[]): Condition => ({
  [operator]: { 'aws:CurrentTime': dates },
});

t.test('what dates say of a moment that is still to come', async (t) => {
  const cases: readonly (readonly [string, readonly Condition[], string])[] = [
    ['a day that is over', [at('DateLessThan', '2026-01-01')], 'allowed'],
    ['since a day that is over', [at('DateGreaterThan', '2026-01-01T00:00:00Z')], 'explicit-deny'],
    ['the first moment itself', [at('DateGreaterThanEquals', '2026-06-01T00:00:00Z')], 'explicit-deny'],
    ['after the first moment', [at('DateGreaterThan', '2026-06-01T00:00:00Z')], 'undetermined'],
    ['before the first moment', [at('DateLessThan', '2026-06-01T00:00:00Z')], 'allowed'],
    ['up to the first moment', [at('DateLessThanEquals', '2026-06-01T00:00:00Z')], 'undetermined'],
    ['a day that is to come', [at('DateLessThan', '2027-01-01')], 'undetermined'],
    [
      'a day that is to come, and after it',
      [at('DateLessThan', '2027'), at('DateGreaterThanEquals', '2027')],
      'explicit-deny',
    ],
    [
      'two days to come',
      [at('DateLessThan', '2027'), at('DateGreaterThan', '2026-12-31T23:59:59Z')],
      'explicit-deny',
    ],
    [
      'two days to come, and one between',
      [at('DateLessThan', '2027'), at('DateGreaterThan', '2028')],
      'undetermined',
    ],
    ['one of several days', [at('DateNotEquals', '2020', '2021')], 'explicit-deny'],
    ['seconds', [at('DateLessThan', '1500000000')], 'allowed'],
    ['after the last year', [at('DateGreaterThan', '99999999999999')], 'undetermined'],
    ['before the first year', [at('DateGreaterThan', '-99999999999999')], 'explicit-deny'],
    ['up to the last day', [at('DateLessThan', '9999-12-31T23:59:59Z')], 'undetermined'],
    ['no date', [at('DateLessThan', 'soon')], 'undetermined'],
    ['a text', [at('StringLike', '2025-*')], 'undetermined'],
  ];
  for (const [name, conditions, expected] of cases) t.equal(decide(conditions, now), expected, name);
});

/** Some at the first moment, some around it. */
const date = fc
  .integer({ min: -3, max: 6 })
  .map((days) => new Date((FIRST + days * 86_400) * 1000).toISOString());
const operator = fc.constantFrom(
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
  'Equals',
  'NotEquals',
);
const condition = fc.record({ operator, dates: fc.array(date, { minLength: 1, maxLength: 2 }) });

t.test('a decision is the one of every moment from the first on', async (t) => {
  const property = fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), (drawn) => {
    const conditions = drawn.map(({ operator, dates }) => at(`Date${operator}`, ...dates));
    const halfDays = Array.from({ length: 15 }, (_, index) => FIRST + index * 43_200);
    const each = halfDays.map((moment) =>
      decide(conditions, { kind: 'known', text: new Date(moment * 1000).toISOString() }),
    );
    const [first = ''] = each;
    const expected = each.every((one) => one === first) ? first : 'undetermined';
    return decide(conditions, now) === expected;
  });
  t.doesNotThrow(() => fc.assert(property, { seed: SEED, numRuns: 150 }));
});
