import fc from 'fast-check';
import type { AttachedPolicy, PolicySet } from '../../src/iam/authorization.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Presence } from '../../src/iam/request.ts';
import type { PlainPolicies, PlainPolicy } from '../reference/reference.ts';
import { type Assignment, addValue, completedText, type Domain, domainsOf } from './completions.ts';
import { allTexts, FAMILIES, type Family, HOLES } from './families.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';

/** Policies and a request in which many things are not known, some of them the same ones. */
export interface Mixture {
  readonly family: Family;
  readonly policies: readonly MixedPolicy[];
  /** Whether further policies may be attached to the level. */
  readonly gap: boolean;
  /** What stands in the place of each of `HOLES`. */
  readonly holes: readonly GivenValue[];
  readonly resource: readonly GivenValue[];
  readonly given: Readonly<Record<string, Given>>;
}

interface MixedPolicy {
  readonly text: string;
  readonly kind: 'scp' | 'boundary' | 'identity';
  readonly maybe: boolean;
}

/** The same name has the same shape everywhere. */
function valuesOf({ given, shapes, fresh }: Family): fc.Arbitrary<GivenValue> {
  const unknown = fc.constantFrom(
    ...shapes.flatMap((one, index): GivenValue[] => [
      { unknown: `x${index}`, shape: one },
      { unknown: `y${index}`, shape: one },
      { unknown: `z${index}`, shape: one, maybeNew: false },
    ]),
  );
  const made = fc.constantFrom<GivenValue>(
    { new: 'n1', shape: fresh },
    { new: 'n2', shape: fresh },
    { unknown: 'xn', shape: fresh },
    { unknown: 'zn', shape: fresh, maybeNew: false },
    { unknown: 'any' },
    { unknown: 'any other' },
    { unknown: `${given[0]}`, shape: fresh },
  );
  const plain = fc.oneof(
    { weight: 3, arbitrary: unknown },
    { weight: 2, arbitrary: made },
    { weight: 1, arbitrary: fc.constantFrom<GivenValue>(...given) },
  );
  const choice = fc
    .tuple(fc.constantFrom(...given), plain)
    .filter(([text, other]) => text !== other)
    .map(
      ([text, other]): GivenValue => ({ oneOf: `${text} or ${JSON.stringify(other)}`, of: [text, other] }),
    );
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: choice });
}

/** What a request carries: known texts, or some of a few values that stand in several places. */
function givenOf(family: Family, pool: readonly GivenValue[]): fc.Arbitrary<Given> {
  const value = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<GivenValue>(...family.given) },
    { weight: 2, arbitrary: fc.constantFrom(...pool) },
  );
  const one = value.map((single) => ({ one: single }));
  const many = fc.array(value, { maxLength: 3 }).map((values) => ({ many: values }));
  const open = fc
    .tuple(
      fc.array(value, { maxLength: 2 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 1 }),
      fc.constantFrom(...family.shapes, family.fresh),
    )
    .map(([values, atLeast, more, shape]) => ({
      many: values,
      rest: { atLeast, atMost: atLeast + more, shape },
    }));
  const present = fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: many },
    { weight: 1, arbitrary: open },
  );
  return fc.oneof(
    { weight: 8, arbitrary: present },
    { weight: 1, arbitrary: present.map((maybe) => ({ maybe })) },
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

const ACTIONS = ['*', '*', '*', 'a:b', 'a:@', '@', 'A:#@'];
const RESOURCES = [
  '*',
  '*',
  '*',
  'arn:aws:s3:::@',
  'arn:aws:s3:::a*',
  '@',
  'arn:aws:s3:@',
  'arn:aws:#:::@',
  'arn:aws:s3:::@/k',
  'arn:aws:s3:::#@',
];

function statementOf(family: Family) {
  return fc
    .record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      action: fc.constantFrom(...ACTIONS),
      resource: fc.constantFrom(...RESOURCES),
      negated: fc.integer({ min: 0, max: 9 }),
      conditions: fc.array(conditionOf(family), { maxLength: 2 }),
    })
    .map(({ Effect, action, resource, negated, conditions }) => ({
      Effect,
      [negated === 0 ? 'NotAction' : 'Action']: action,
      [negated === 1 ? 'NotResource' : 'Resource']: resource,
      Condition: Object.assign({}, ...conditions),
    }));
}

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

function policyOf(family: Family): fc.Arbitrary<MixedPolicy> {
  return fc
    .record({
      statements: fc.array(statementOf(family), { minLength: 1, maxLength: 3 }),
      all: fc.boolean(),
      kind: fc.constantFrom('identity', 'identity', 'identity', 'scp', 'boundary'),
      maybe: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    })
    .map(({ statements, all, ...rest }) => {
      const Statement = all ? [ALLOW_ALL, ...statements] : statements;
      return { text: JSON.stringify({ Version: '2012-10-17', Statement }), ...rest };
    });
}

function resourceOf(family: Family, pool: readonly GivenValue[]): fc.Arbitrary<readonly GivenValue[]> {
  return fc.oneof(
    fc.constant(['arn:aws:s3:::a']),
    fc.constantFrom(...pool).map((value) => ['arn:aws:s3:::', value]),
    fc.constantFrom(...pool).map((value) => ['arn:aws:s3:::', value, '/k']),
    fc.tuple(fc.constantFrom(...pool), fc.constantFrom(...pool)).map((two) => ['arn:aws:s3:::', ...two]),
    fc.constantFrom(...family.given, ...pool).map((value) => [value]),
  );
}

/** A few values that may stand in several places: any, or such as nothing tells apart. */
function poolOf(family: Family): fc.Arbitrary<readonly GivenValue[]> {
  const peers = fc
    .constantFrom(...family.shapes, undefined)
    .map((shape) =>
      ['a', 'b', 'c'].map((unknown): GivenValue => ({ unknown: `any ${unknown}`, ...(shape && { shape }) })),
    );
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(valuesOf(family), { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: peers },
  );
}

export const mixture: fc.Arbitrary<Mixture> = fc.constantFrom(...FAMILIES).chain((family) =>
  poolOf(family).chain((pool) =>
    fc.record({
      family: fc.constant(family),
      policies: fc.array(policyOf(family), { minLength: 1, maxLength: 2 }),
      gap: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
      holes: fc.tuple(...HOLES.map(() => fc.constantFrom(...pool))),
      resource: resourceOf(family, pool),
      given: fc.record({ 'aws:k1': givenOf(family, pool), 'aws:k2': givenOf(family, pool) }),
    }),
  ),
);

const GAP = 'further SCPs of root';
const presenceName = (index: number) => `policy ${index} is attached`;
const MARKS = new RegExp(`([${HOLES.join('')}])`);

/** What is asked. */
export function policySetOf({ policies, gap, holes }: Mixture): PolicySet {
  const attached = (kind: MixedPolicy['kind']): readonly AttachedPolicy[] =>
    policies.flatMap((one, index) =>
      one.kind === kind ? [{ policy: parsed(one, holes), attached: presenceOf(one, index) }] : [],
    );
  const [scps, boundary] = [attached('scp'), attached('boundary')];
  const level = {
    name: 'root',
    policies: scps,
    ...(gap ? { incomplete: { reason: 'not all are known' } } : {}),
  };
  return {
    ...(scps.length > 0 || gap ? { serviceControl: [level] } : {}),
    ...(boundary.length > 0 ? { permissionsBoundary: boundary } : {}),
    identity: attached('identity'),
  };
}

function presenceOf({ maybe }: MixedPolicy, index: number): Presence {
  if (!maybe) return { kind: 'present' };
  return { kind: 'unknown', name: presenceName(index), reason: 'whether it is attached is not known' };
}

function parsed({ text, kind }: MixedPolicy, holes: readonly GivenValue[]) {
  const parts = text.split(MARKS).map((piece) => {
    const hole = holes[HOLES.indexOf(piece)];
    return hole === undefined ? piece : { value: givenValue(hole), place: 'in-string' as const };
  });
  return parsePolicy({ label: 'policy.json', parts, kind });
}

/** The same, once everything is known. */
export function completedPolicies({ policies, gap, holes }: Mixture, assignment: Assignment): PlainPolicies {
  const attached = (kind: MixedPolicy['kind']): readonly PlainPolicy[] =>
    policies.flatMap((one, index) =>
      one.kind === kind && assignment.get(presenceName(index)) !== false
        ? [completedPolicy(one, holes, assignment)]
        : [],
    );
  const further = assignment.get(GAP);
  const furtherPolicies: readonly PlainPolicy[] =
    typeof further === 'string' && further !== 'nothing'
      ? [{ Statement: { Effect: further === 'deny' ? 'Deny' : 'Allow', Action: '*', Resource: '*' } }]
      : [];
  return {
    ...(gap || policies.some(({ kind }) => kind === 'scp')
      ? { scp: [[...attached('scp'), ...furtherPolicies]] }
      : {}),
    boundary: attached('boundary'),
    identity: attached('identity'),
  };
}

function completedPolicy(
  { text }: MixedPolicy,
  holes: readonly GivenValue[],
  assignment: Assignment,
): PlainPolicy {
  const pieces = text.split(MARKS).map((piece) => {
    const hole = holes[HOLES.indexOf(piece)];
    return hole === undefined ? piece : completedText(hole, assignment);
  });
  return JSON.parse(pieces.join(''));
}

/** All that each name in it may turn out to be. */
export function mixedDomains({ family, policies, gap, holes, resource, given }: Mixture): readonly Domain[] {
  const texts = allTexts(family);
  const written = new Set([...family.given, ...family.wanted]);
  const domains = new Map(domainsOf(given, texts, written).map((domain) => [domain.name, domain]));
  const used = holes.filter((_, index) => policies.some(({ text }) => text.includes(HOLES[index] ?? '')));
  for (const value of [...used, ...resource]) addValue(value, texts, written, domains);
  const presences = policies.flatMap(({ maybe }, index) => (maybe ? [presenceName(index)] : []));
  return [
    ...domains.values(),
    ...presences.map((name) => ({ name, ways: [true, false] })),
    ...(gap ? [{ name: GAP, ways: ['nothing', 'allow', 'deny'] }] : []),
  ];
}
