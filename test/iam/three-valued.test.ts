// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies, decideOnly } from '../../src/iam/authorize.ts';
import type { Decision, Undetermined } from '../../src/iam/decision.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Policy } from '../../src/iam/policy.ts';
import { type Answer, type PlainPolicy, referenceDecision } from '../reference/reference.ts';
import {
  type Assignment,
  addValue,
  assignments,
  completedContext,
  completedText,
  type Domain,
  domainsOf,
} from './completions.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';
import { requestOf } from './samples.ts';

/** All texts there are in this world: a brute-force search can look at every one. */
const FRESH_TEXTS = ['naaa', 'naab', 'naba', 'nabb', 'nbaa', 'nbab', 'nbba', 'nbbb'];
const ALL = ['a', 'b', 'aa', 'ab', 'ba', 'bb', ...FRESH_TEXTS];
const SHORT = { prefix: '', alphabet: 'ab', lengths: [1, 2] };
const FRESH = { prefix: 'n', alphabet: 'ab', lengths: [3] };
const WORDS = ALL.slice(0, 6);
const PATTERNS = ['a', 'b', 'ab', 'ba', 'a*', '*a', '?', '??', 'n*', 'na*', '*b', 'zz'];
const KEYS = ['aws:k1', 'aws:k2'];
const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLikeIfExists',
  'StringEqualsIgnoreCase',
  'ForAllValues:StringEquals',
  'ForAllValues:StringNotEquals',
  'ForAnyValue:StringLike',
  'ForAnyValue:StringNotEquals',
  'ForAnyValue:StringNotLike',
  'ForAllValues:StringLikeIfExists',
  'Null',
];
/** Marks a hole in a policy's text: a value of the request may stand there. */
const HOLE = '@';

interface Sample {
  readonly text: string;
  readonly holes: readonly GivenValue[];
  readonly given: Readonly<Record<string, Given>>;
}

const unknown = fc.constantFrom<GivenValue>(
  { unknown: 'x', shape: SHORT },
  { unknown: 'y', shape: SHORT },
  { unknown: 'z', shape: FRESH },
);
const fresh = fc.constantFrom<GivenValue>({ new: 'n1', shape: FRESH }, { new: 'n2', shape: FRESH });
const plain = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<GivenValue>(...WORDS) },
  { weight: 4, arbitrary: unknown },
  { weight: 1, arbitrary: fresh },
);
const choice = fc.tuple(fc.constantFrom('c', 'd'), fc.constantFrom(...WORDS), plain).map(
  ([oneOf, word, other]): GivenValue => ({
    oneOf: `${oneOf}:${word}:${JSON.stringify(other)}`,
    of: [word, other],
  }),
);
const value = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: choice });

const present: fc.Arbitrary<Exclude<Given, 'absent'>> = fc.oneof(
  value.map((one) => ({ one })),
  fc.array(value, { maxLength: 3 }).map((many) => ({ many })),
  fc
    .tuple(fc.array(value, { maxLength: 1 }), fc.integer({ min: 0, max: 1 }))
    .map(([many, atLeast]) => ({ many, rest: { atLeast, shape: SHORT } })),
);
const given: fc.Arbitrary<Given> = fc.oneof(
  { weight: 6, arbitrary: present },
  { weight: 1, arbitrary: present.map((maybe) => ({ maybe })) },
  { weight: 1, arbitrary: fc.constant('absent' as const) },
);

const condition = (values: fc.Arbitrary<string>) =>
  fc.tuple(
    fc.constantFrom(...OPERATORS),
    fc.constantFrom(...KEYS),
    fc.array(values, { minLength: 1, maxLength: 2 }),
    fc.boolean(),
  );

const statementOf = (values: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom('Allow', 'Deny'), fc.array(condition(values), { minLength: 1, maxLength: 2 }))
    .map(([Effect, list]) => {
      const Condition: Record<string, Record<string, string | string[]>> = {};
      for (const [operator, key, texts, wanted] of list) {
        Condition[operator] = { ...Condition[operator], [key]: operator === 'Null' ? `${wanted}` : texts };
      }
      return { Effect, Action: '*', Resource: '*', Condition };
    });

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

function sampleOf(
  texts: fc.Arbitrary<string>,
  holes: fc.Arbitrary<readonly GivenValue[]>,
): fc.Arbitrary<Sample> {
  return fc
    .record({
      statements: fc.array(statementOf(texts), { minLength: 1, maxLength: 3 }),
      all: fc.boolean(),
      holes,
      given: fc.record({ 'aws:k1': given, 'aws:k2': given }),
    })
    .map(({ statements, all, holes, given }) => ({
      text: JSON.stringify({
        Version: '2012-10-17',
        Statement: all ? [ALLOW_ALL, ...statements] : statements,
      }),
      holes,
      given,
    }));
}

const withoutHoles = sampleOf(fc.constantFrom(...PATTERNS, '${aws:k2}', "${aws:k1, 'a'}"), fc.constant([]));
const withHoles = sampleOf(
  fc.constantFrom(...PATTERNS, HOLE, HOLE, `a${HOLE}`, `${HOLE}*`, "${aws:k1, 'a'}b"),
  fc.tuple(value, plain),
);

function parsed({ text, holes }: Sample): Policy {
  const pieces = text.split(HOLE);
  const parts = pieces.flatMap((piece, index) => {
    const hole = holes[index % Math.max(1, holes.length)];
    if (index === pieces.length - 1 || hole === undefined) return [piece];
    return [piece, { value: givenValue(hole), place: 'in-string' as const }];
  });
  return parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
}

function completedPolicy({ text, holes }: Sample, assignment: Assignment): PlainPolicy {
  let index = 0;
  return JSON.parse(
    text.replaceAll(HOLE, () => completedText(holes[index++ % Math.max(1, holes.length)] ?? '', assignment)),
  );
}

const MOST = 600;

/** What the reference evaluator says of every completion; undefined: there are too many. */
function answers(sample: Sample): ReadonlySet<Answer> | undefined {
  const written = new Set([...PATTERNS, ...WORDS]);
  const domains = new Map(domainsOf(sample.given, ALL, written).map((domain) => [domain.name, domain]));
  if (sample.text.includes(HOLE)) for (const hole of sample.holes) addValue(hole, ALL, written, domains);
  const list: readonly Domain[] = [...domains.values()].map((domain) =>
    domain.name.startsWith('rest of') ? { ...domain, ways: domain.ways.filter(isShort) } : domain,
  );
  if (list.reduce((count, { ways }) => count * ways.length, 1) > MOST) return undefined;
  const found = new Set<Answer>();
  const isNew = new Set(['n1', 'n2']);
  for (const assignment of assignments(list, isNew)) {
    const policy = completedPolicy(sample, assignment);
    const context = completedContext(sample.given, assignment);
    found.add(referenceDecision({ identity: [policy] }, { action: 'a:b', resource: '*', context }));
  }
  return found;
}

function isShort(way: string | boolean | readonly string[]): boolean {
  return Array.isArray(way) && way.every((text) => WORDS.includes(text));
}

const DENIED: ReadonlySet<Answer> = new Set(['explicit-deny', 'implicit-deny', 'denied']);

/** What holds in the completions, taken together. */
interface Holds {
  readonly both: boolean;
  readonly expected: string;
}

function holding(found: ReadonlySet<Answer>): Holds {
  const allowed = found.has('allowed');
  const both = allowed && [...found].some((answer) => DENIED.has(answer));
  if (both || found.has(undefined)) return { both, expected: 'undetermined' };
  if (allowed) return { both, expected: 'allowed' };
  return { both, expected: found.size === 1 ? `${[...found][0]}` : 'denied' };
}

/** What is wrong with a decision; `exact`: it must say no less than the completions do. */
function problemOf(decision: Decision, found: ReadonlySet<Answer>, exact: boolean): string | undefined {
  if (found.size === 0) return undefined;
  const holds = holding(found);
  if (decision.kind === 'undetermined') return openProblem(decision, holds, exact);
  const said = decision.kind === 'implicit-deny' && decision.maybeExplicit ? 'denied' : decision.kind;
  if (!exact && said === 'denied' && holds.expected.endsWith('deny')) return undefined;
  return said === holds.expected ? undefined : `${said}, not ${holds.expected}`;
}

function openProblem(decision: Undetermined, holds: Holds, exact: boolean): string | undefined {
  const both = decision.allowedIf !== undefined && decision.deniedIf !== undefined;
  if (both && !holds.both) return 'claims both completions, and there are not';
  if (both === (decision.inexact !== undefined)) return 'inexact, or not';
  if (both || !exact) return undefined;
  if (holds.both) return 'does not find both completions';
  return holds.expected === 'undetermined' ? undefined : `undetermined, not ${holds.expected}`;
}

function check(sample: Sample, exact: boolean): boolean {
  const found = answers(sample);
  if (found === undefined) return true;
  const policies = compilePolicies({ identity: [{ policy: parsed(sample), attached: { kind: 'present' } }] });
  const request = requestOf(sample.given, ['*'], 'a:b');
  const decision = authorize(policies, [request]);
  const problem = problemOf(decision, found, exact);
  if (problem !== undefined) {
    const { explanation, ...short } = decision;
    throw new Error(`${problem}: ${JSON.stringify(short)}; the completions: ${[...found]}`);
  }
  return decideOnly(policies, request) === decision.kind;
}

t.test('what is decided holds in every completion, and what is not has both', (t) => {
  fc.assert(
    fc.property(withoutHoles, (sample) => check(sample, !sample.text.includes('${'))),
    { numRuns: 2_500, seed: 1 },
  );
  t.end();
});

t.test('the same where the policies hold values that are not known', (t) => {
  fc.assert(
    fc.property(withHoles, (sample) => check(sample, false)),
    { numRuns: 2_500, seed: 2 },
  );
  t.end();
});
