// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies, decideOnly } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Policy } from '../../src/iam/policy.ts';
import type { Shape } from '../../src/iam/value.ts';
import { type Answer, type PlainPolicy, referenceDecision } from '../reference/reference.ts';
import { SEED } from '../seed.ts';
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

const RUNS = Number(process.env.TFVPC_RUNS ?? 500);
/** Marks a hole in a policy's text: a value that is not known stands there. */
const HOLE = '@';

/** What one family of operators reads: in a policy, in a request, and what the unknown values may be. */
interface Family {
  readonly operators: readonly string[];
  readonly wanted: readonly string[];
  readonly given: readonly string[];
  readonly shapes: readonly Shape[];
}

const shape = (prefix: string, alphabet: string, ...lengths: number[]): Shape => ({
  prefix,
  alphabet,
  lengths,
});
const spelled = (base: string, ...suffixes: readonly string[]) =>
  suffixes.map((suffix) => `${base}${suffix}`);
const ORDERED = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const FAMILIES: readonly Family[] = [
  {
    operators: spelled('Numeric', ...ORDERED),
    wanted: ['1', '10', '0.5', '-1', HOLE, `1${HOLE}`, `${HOLE}0`, `-${HOLE}`, `1.${HOLE}`],
    given: ['0', '1', '10', '11', '1.0', '0.5', '-1', '100', 'x'],
    shapes: [
      shape('', '0123456789', 1),
      shape('', '01', 1, 2),
      shape('1', '0.', 0, 1, 2),
      shape('', '-1x', 1, 2),
    ],
  },
  {
    operators: spelled('Date', ...ORDERED),
    wanted: [
      '2026-01-02',
      '1767225600',
      '2026',
      `2026-01-0${HOLE}`,
      HOLE,
      `202${HOLE}`,
      `2026-01-01T00:00:0${HOLE}`,
    ],
    given: ['2026-01-01', '2026-01-02T00:00:00Z', '1767225600', '1767225601', '2026-01-11', '2027', 'x'],
    shapes: [
      shape('', '12', 1),
      shape('', '67Z', 1, 2),
      shape('2026-01-0', '123', 1),
      shape('176722560', '01', 1),
    ],
  },
  {
    operators: ['Bool'],
    wanted: ['true', 'false', HOLE, `tr${HOLE}`, `${HOLE}e`],
    given: ['true', 'false', 'TRUE', 'x'],
    shapes: [shape('', 'truex', 2), shape('tru', 'eEx', 1), shape('fals', 'eE', 1), shape('', 'tf', 1)],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    wanted: [
      '10.0.0.0/8',
      '10.0.0.1',
      '::/0',
      `10.0.0.0/${HOLE}`,
      `10.0.0.${HOLE}`,
      `10.${HOLE}.0.0/16`,
      HOLE,
    ],
    given: ['10.0.0.0', '10.0.0.1', '10.1.0.0', '11.0.0.0', '0.0.0.1', '::1', 'x', '10.0.0.0/8'],
    shapes: [
      shape('', '0139', 1, 2),
      shape('10.0.0.', '01', 1, 2),
      shape('10.0.0.0', '/18', 0, 1, 2),
      shape('', ':1', 2, 3),
    ],
  },
  {
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    wanted: [
      'arn:aws:s3:::a*',
      'arn:*:s3:::b',
      `arn:aws:s3:::${HOLE}`,
      `arn:aws:${HOLE}:::a`,
      `arn:aws:s3:${HOLE}a`,
      HOLE,
    ],
    given: ['arn:aws:s3:::a', 'arn:aws:s3:::ab', 'arn:aws:s3:::b', 'arn:aws:s3:::a:b', 'arn:aws:s3'],
    shapes: [
      shape('', 'a*:', 1, 2),
      shape('arn:aws:s3:::', 'ab', 0, 1, 2),
      shape('s', '3?', 1),
      shape('', 'ab', 1, 2),
    ],
  },
  {
    operators: [
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringEquals',
    ],
    wanted: [
      'a*',
      'A',
      '?b',
      HOLE,
      `a${HOLE}`,
      `${HOLE}*`,
      `${HOLE}B`,
      `\${aws:k${HOLE}}`,
      '${aws:k2}',
      `\${*}${HOLE}`,
    ],
    given: ['a', 'A', 'ab', 'aB', '*', 'a*', '', 'b1'],
    shapes: [shape('', 'aAb', 1, 2), shape('', 'a*?', 1, 2), shape('', '123', 1), shape('a', 'Bb', 0, 1)],
  },
];

interface Sample {
  readonly text: string;
  readonly hole: GivenValue;
  readonly given: Readonly<Record<string, Given>>;
  readonly family: Family;
}

/** The same name has the same shape everywhere. */
function someValue({ given, shapes }: Family): fc.Arbitrary<GivenValue> {
  const unknowns = shapes.flatMap((one, index): GivenValue[] => [
    { unknown: `x${index}`, shape: one },
    { unknown: `y${index}`, shape: one },
  ]);
  const plain = fc.oneof(fc.constantFrom<GivenValue>(...given), fc.constantFrom(...unknowns));
  const choice = fc
    .tuple(fc.constantFrom(...given), fc.constantFrom(...unknowns))
    .map(
      ([text, other]): GivenValue => ({ oneOf: `${text} or ${JSON.stringify(other)}`, of: [text, other] }),
    );
  return fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: choice });
}

function givenOf(family: Family): fc.Arbitrary<Given> {
  const value = someValue(family);
  const one = value.map((single) => ({ one: single }));
  return fc.oneof(
    { weight: 8, arbitrary: one },
    { weight: 2, arbitrary: fc.array(value, { maxLength: 2 }).map((many) => ({ many })) },
    { weight: 1, arbitrary: one.map((maybe) => ({ maybe })) },
    { weight: 1, arbitrary: fc.constant('absent' as const) },
  );
}

function conditionOf({ operators, wanted }: Family) {
  return fc
    .tuple(
      fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...operators),
      fc.constantFrom('', '', '', 'IfExists'),
      fc.constantFrom('aws:k1', 'aws:k1', 'aws:k2'),
      fc.array(fc.constantFrom(...wanted), { minLength: 1, maxLength: 2 }),
    )
    .map(([set, base, suffix, key, values]) => ({ [`${set}${base}${suffix}`]: { [key]: values } }));
}

function statementOf(family: Family) {
  return fc
    .tuple(fc.constantFrom('Allow', 'Deny'), fc.array(conditionOf(family), { minLength: 1, maxLength: 2 }))
    .map(([Effect, blocks]) => ({
      Effect,
      Action: '*',
      Resource: '*',
      Condition: Object.assign({}, ...blocks),
    }));
}

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

const sample: fc.Arbitrary<Sample> = fc.constantFrom(...FAMILIES).chain((family) =>
  fc
    .record({
      statements: fc.array(statementOf(family), { minLength: 1, maxLength: 3 }),
      all: fc.boolean(),
      hole: someValue(family),
      given: fc.record({ 'aws:k1': givenOf(family), 'aws:k2': givenOf(family) }),
    })
    .map(({ statements, all, ...rest }) => ({
      text: JSON.stringify({
        Version: '2012-10-17',
        Statement: all ? [ALLOW_ALL, ...statements] : statements,
      }),
      family,
      ...rest,
    })),
);

function parsed({ text, hole }: Sample): Policy {
  const value = givenValue(hole);
  const parts = text
    .split(HOLE)
    .flatMap((piece, index) => (index === 0 ? [piece] : [{ value, place: 'in-string' as const }, piece]));
  return parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
}

function completedPolicy({ text, hole }: Sample, assignment: Assignment): PlainPolicy {
  return JSON.parse(text.replaceAll(HOLE, () => completedText(hole, assignment)));
}

function textsOf({ prefix, alphabet, lengths }: Shape): readonly string[] {
  const longer = (length: number): readonly string[] =>
    length === 0 ? [''] : longer(length - 1).flatMap((text) => [...alphabet].map((letter) => text + letter));
  return lengths.flatMap((length) => longer(length).map((text) => prefix + text));
}

const TEXTS = new Map(FAMILIES.map((family) => [family, [...new Set(family.shapes.flatMap(textsOf))]]));
const MOST = 100;

/** What the reference evaluator says of every completion; undefined: there are too many. */
function answers(one: Sample): ReadonlySet<Answer> | undefined {
  const texts = TEXTS.get(one.family) ?? [];
  const domains = new Map<string, Domain>();
  for (const domain of domainsOf(one.given, texts, new Set())) domains.set(domain.name, domain);
  if (one.text.includes(HOLE)) addValue(one.hole, texts, new Set(), domains);
  const list = [...domains.values()];
  if (list.reduce((count, { ways }) => count * ways.length, 1) > MOST) return undefined;
  const found = new Set<Answer>();
  for (const assignment of assignments(list, new Set())) {
    const context = completedContext(one.given, assignment);
    const identity = [completedPolicy(one, assignment)];
    found.add(referenceDecision({ identity }, { action: 'a:b', resource: '*', context }));
  }
  return found;
}

/** Which answers of the reference evaluator a decision leaves possible. */
function holds(decision: Decision, answer: Answer): boolean {
  if (decision.kind === 'implicit-deny' && decision.maybeExplicit)
    return answer === 'implicit-deny' || answer === 'explicit-deny' || answer === 'denied';
  return decision.kind === 'undetermined' || decision.kind === answer;
}

const counted = { cases: 0, decided: 0, both: 0, inexact: 0, needless: 0 };

function problemOf(decision: Decision, found: ReadonlySet<Answer>): string | undefined {
  if (![...found].every((answer) => holds(decision, answer))) return `wrong: ${decision.kind}`;
  if (decision.kind !== 'undetermined') {
    counted.decided++;
    return undefined;
  }
  const both =
    found.has('allowed') && [...found].some((answer) => answer !== undefined && answer !== 'allowed');
  if (decision.inexact === undefined && !both) return 'claims both completions, and there are not';
  if (both) counted.both++;
  else if (found.has(undefined)) counted.inexact++;
  else counted.needless++;
  return undefined;
}

function check(one: Sample): boolean {
  const found = answers(one);
  if (found === undefined) return true;
  counted.cases++;
  const policies = compilePolicies({ identity: [{ policy: parsed(one), attached: { kind: 'present' } }] });
  const request = requestOf(one.given, ['*'], 'a:b');
  const decision = authorize(policies, [request]);
  const problem = problemOf(decision, found);
  if (problem !== undefined) throw new Error(`${problem}; the completions: ${[...found]}`);
  return decideOnly(policies, request) === decision.kind;
}

t.test(
  'what is decided of numbers, dates, addresses, ARNs and texts with holes holds in every completion',
  (t) => {
    fc.assert(fc.property(sample, check), { numRuns: RUNS, seed: SEED });
    t.comment(JSON.stringify(counted));
    t.ok(counted.decided > RUNS / 40 && counted.both > RUNS / 40, 'both outcomes are met');
    t.end();
  },
);
