import t from 'tap';
import { compilePolicies } from '../../src/iam/authorize.ts';
import { linkUnknowns } from '../../src/iam/link.ts';
import { collectUnknowns } from '../../src/iam/occurrence.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import { firstIndex, peersOf } from '../../src/iam/peer.ts';
import { type Option, World } from '../../src/iam/world.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';
import { requestOf } from './samples.ts';

const shape = { prefix: 'v-', alphabet: '01', lengths: [2] };
const V: GivenValue = { unknown: 'v' };
const W: GivenValue = { unknown: 'w' };
const ANY = { 'ForAnyValue:StringLike': { 'a:s': 'x*' } };

interface Asked {
  /** What `@0`, `@1` … in a condition stand for. */
  readonly held?: readonly GivenValue[];
  readonly given: Readonly<Record<string, Given>>;
  readonly resource?: readonly GivenValue[];
}

interface Row extends Asked {
  readonly name: string;
  readonly condition: object;
  readonly peers: readonly string[];
}

/** What may be exchanged for what without changing any outcome. */
const ROWS: readonly Row[] = [
  { name: 'elements of one set', condition: ANY, given: { 'a:s': { many: [V, W, 'x'] } }, peers: ['v w'] },
  {
    name: 'elements of one set that two conditions look at',
    condition: { ...ANY, 'ForAllValues:StringNotLike': { 'a:s': 'y*' } },
    given: { 'a:s': { many: [V, W] } },
    peers: ['v w'],
  },
  {
    name: 'elements of one shape',
    condition: ANY,
    given: { 'a:s': { many: [{ unknown: 'v', shape }, { unknown: 'w', shape }, { unknown: 'z' }] } },
    peers: ['v w', 'z'],
  },
  {
    name: 'elements that are ARNs, and one that may be anything',
    condition: ANY,
    given: {
      'a:s': { many: [{ unknown: 'v', isArn: true }, { unknown: 'w', isArn: true }, { unknown: 'z' }] },
    },
    peers: ['v w', 'z'],
  },
  {
    name: 'one of them in another set too',
    condition: { 'ForAnyValue:StringLike': { 'a:s': 'x*', 'a:r': 'x*' } },
    given: { 'a:s': { many: [V, W] }, 'a:r': { many: [V] } },
    peers: ['v', 'w'],
  },
  {
    name: 'in two sets each',
    condition: { 'ForAnyValue:StringLike': { 'a:s': 'x*', 'a:r': 'x*' } },
    given: { 'a:s': { many: [V] }, 'a:r': { many: [W] } },
    peers: ['v', 'w'],
  },
  {
    name: 'part of the resource too',
    condition: ANY,
    given: { 'a:s': { many: [V, W] } },
    resource: ['arn:aws:s3:::', V],
    peers: ['w'],
  },
  {
    name: 'part of the policy too',
    condition: { ...ANY, StringLike: { 'a:one': '@0' } },
    held: [V],
    given: { 'a:s': { many: [V, W] }, 'a:one': { one: 'x' } },
    peers: ['w'],
  },
  {
    name: 'compared with what is not known',
    condition: { 'ForAnyValue:StringEquals': { 'a:s': '@0' } },
    held: [{ unknown: 'held' }],
    given: { 'a:s': { many: [V, W] } },
    peers: [],
  },
  {
    name: 'one that another may turn out to be',
    condition: ANY,
    given: { 'a:s': { many: [V, W, { oneOf: 'o', of: ['x', { unknown: 'v' }] }] } },
    peers: ['w'],
  },
  {
    name: 'new ones',
    condition: ANY,
    given: {
      'a:s': {
        many: [
          { new: 'n', shape },
          { new: 'm', shape },
        ],
      },
    },
    peers: [],
  },
  {
    name: 'further elements, and one that is there',
    condition: ANY,
    given: { 'a:s': { many: [V], rest: {} } },
    peers: ['v'],
  },
];

/** The conditions stand in statements of their own. */
function unknownsOf(
  conditions: readonly object[],
  { held = [], given, resource = ['arn:aws:s3:::b'] }: Asked,
) {
  const denied = { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::x' };
  const statements = conditions.map((Condition) => ({ ...denied, Condition }));
  const parts = JSON.stringify({ Version: '2012-10-17', Statement: statements })
    .split(/(@\d+)/)
    .map((part) => {
      const value = part.startsWith('@') ? held[Number(part.slice(1))] : undefined;
      return value === undefined ? part : { value: givenValue(value), place: 'in-string' as const };
    });
  const policy = parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
  const policies = compilePolicies({ identity: [{ policy, attached: { kind: 'present' } }] });
  const text = resource.map((part) => (typeof part === 'string' ? part : givenValue(part)));
  return collectUnknowns(policies, requestOf(given, text)).unknowns;
}

t.test('peers are what nothing tells apart', (t) => {
  for (const { name, condition, peers, ...asked } of ROWS) {
    const found = new Set(
      [...peersOf(unknownsOf([condition], asked)).values()].map((group) => group.join(' ')),
    );
    t.same([...found], peers, name);
  }
  t.end();
});

t.test('peers are filled in in ascending order of their options', (t) => {
  const options = ['a', 'b', 'c'].map((text): Option => ({ kind: 'text', text: [text], label: text }));
  const world = new World(() => ({ complete: true, options }));
  const peers = new Map(['v', 'w', 'z'].map((name) => [name, ['v', 'w', 'z']]));
  t.equal(firstIndex('w', peers, world), 0);
  for (const [name, option] of [
    ['v', options[1]],
    ['z', options[2]],
  ] as const)
    if (option !== undefined) world.fill(name, option);
  t.equal(firstIndex('w', peers, world), 2);
  t.equal(firstIndex('other', peers, world), 0);
  t.end();
});

t.test('places are shared among names that may be the same, as long as they are not too many', (t) => {
  const given = { 'a:one': { one: W }, 'a:two': { one: V } };
  const conditions = (count: number) => [
    { StringEquals: { 'a:one': '@0' } },
    ...Array.from({ length: count }, (_, n) => ({ StringLike: { 'a:two': `${n}*` } })),
  ];
  const linked = (count: number) => linkedPlaces('w', conditions(count), { held: [V], given });
  t.same(
    [linked(0), linked(9)],
    [
      { complete: true, places: 1 },
      { complete: true, places: 10 },
    ],
  );
  t.equal(linked(401).complete, false);
  t.end();
});

t.test('places are shared along names that may be the same one by one, up to a length', (t) => {
  const linked = (length: number) => {
    const held = Array.from({ length: length + 1 }, (_, n) => ({ unknown: `u${n}` }));
    const given = Object.fromEntries(held.map((one, n) => [`a:k${n}`, { one }]));
    const conditions = held.map((_, n) =>
      n < length ? { StringEquals: { [`a:k${n}`]: `@${n + 1}` } } : { StringLike: { [`a:k${n}`]: 'x*' } },
    );
    return linkedPlaces('u0', conditions, { held, given });
  };
  for (const length of [1, 3, 5]) t.same(linked(length), { complete: true, places: length + 1 });
  t.equal(linked(20).complete, false);
  t.end();
});

t.test('a name that may be part of another stands in its places, between the rest of it', (t) => {
  const conditions = [
    { StringEquals: { 'a:k0': 'p@1', 'a:k1': 'r@2s' } },
    { StringLike: { 'a:k0': 'x*', 'a:k2': 'y*' } },
  ];
  const held = ['u0', 'u1', 'u2'].map((unknown) => ({ unknown }));
  const given = Object.fromEntries(held.map((one, n) => [`a:k${n}`, { one }]));
  const unknowns = unknownsOf(conditions, { held, given });
  linkUnknowns(unknowns);
  const places = (name: string) =>
    unknowns.get(name)?.occurrences.map(({ before, after }) => `${before.join('')}.${after.join('')}`);
  t.same(new Set(places('u0')), new Set(['.']));
  t.same(new Set(places('u1')), new Set(['.', 'p.']));
  t.same(new Set(places('u2')), new Set(['.', 'r.s', 'pr.s']));
  t.end();
});

t.test('names that may be the same are compared with the same texts of the request', (t) => {
  for (const used of ['@0', '@1']) {
    const conditions = [{ StringEquals: { 'a:one': '@1', 'a:x': used } }];
    const given = { 'a:one': { one: V }, 'a:x': { one: 'text' } };
    const unknowns = unknownsOf(conditions, { held: [V, W], given });
    linkUnknowns(unknowns);
    t.same(
      ['v', 'w'].map((name) => [...(unknowns.get(name)?.texts ?? [])]),
      [['text'], ['text']],
      used,
    );
  }
  t.end();
});

/** What becomes of the places of a name that may be the same as others. */
function linkedPlaces(name: string, conditions: readonly object[], asked: Asked) {
  const unknowns = unknownsOf(conditions, asked);
  return { complete: linkUnknowns(unknowns), places: unknowns.get(name)?.occurrences.length };
}
