import type { Machine } from '../iam/automaton.ts';
import { compileMatcher, type Matcher } from '../iam/matcher.ts';
import { start } from '../iam/pattern.ts';
import type { Condition, Policy, PolicyValue } from '../iam/policy.ts';
import { type Avoided, textClasses } from '../iam/text-classes.ts';
import { type NetworkKey, networkKey, type ProbeValue } from './probe.ts';

/** What a policy can tell apart under one key: classes of ids that are the same for every comparison. */
export interface Vocabulary {
  readonly key: NetworkKey;
  /** Listed ones first, in the order of the policy. At least one. */
  readonly classes: readonly IdClass[];
  /** False: there may be classes that are not here, and why is in the words. */
  readonly incomplete?: string;
}

export interface IdClass {
  /** At least one; of a class that has many, a few. */
  readonly ids: readonly ProbeValue[];
  /** Whether some value in a policy matches them. */
  readonly listed: boolean;
}

/** Ids as AWS makes them: 17 hexadecimal digits, or 8 in old ones. */
const ALPHABET = '0123456789abcdef';
const LENGTHS = [8, 17];

/** Ids for a reader: nobody's own. */
const FRESH = ['0123456789abcdef0', '0fedcba9876543210', '0bad0bad0bad0bad0', '0c0ffee0c0ffee000'];

/** The classes of ids that the policies tell apart under one key. */
export function vocabularyOf(key: NetworkKey, policies: readonly Policy[]): Vocabulary {
  const matchers = policies.flatMap((policy) => matchersOf(key, policy));
  const literals = [...new Set(matchers.flatMap(({ fixed }) => [...fixed.terms.literals]))];
  const written = literals.filter((text) => text.startsWith(`${key.kind}-`));
  const machines = machinesOf(matchers);
  const found = textClasses(machines, shapeOf(key), avoiding(literals), SOME, new Map());
  const candidates = [
    ...written,
    ...FRESH.map((digits) => `${key.kind}-${digits}`).filter((id) => !literals.includes(id)),
    ...found.classes.flatMap(({ texts }) => texts),
  ];
  const classes = [...newIds(key, policies), ...group(candidates, matchers)];
  const incomplete = whyIncomplete(found.complete, valuesOf(key, policies));
  return { key, classes, ...(incomplete === undefined ? {} : { incomplete }) };
}

/** What policies name before it exists: each is a class of its own. */
function newIds(key: NetworkKey, policies: readonly Policy[]): readonly IdClass[] {
  const named = valuesOf(key, policies).flatMap(({ text: [part, ...more] }) =>
    typeof part === 'object' && part.kind === 'new' && more.length === 0 ? [part.name] : [],
  );
  return [...new Set(named)].map((name) => ({ ids: [{ new: key.kind, name }], listed: true }));
}

const valuesOf = (key: NetworkKey, policies: readonly Policy[]): readonly PolicyValue[] =>
  policies.flatMap(({ statements }) =>
    statements
      .flatMap(({ conditions }) => conditions)
      .filter((condition) => networkKey(condition.key) === key)
      .flatMap(({ values }) => values),
  );

/** How many ids of a class of which there are many. */
const SOME = 2;

const shapeOf = ({ kind }: NetworkKey) => ({ prefix: `${kind}-`, alphabet: ALPHABET, lengths: LENGTHS });

const avoiding = (literals: readonly string[]): Avoided => ({
  never: new Set(literals),
  rather: new Set(),
});

function matchersOf(key: NetworkKey, policy: Policy): readonly Matcher[] {
  return policy.statements.flatMap(({ conditions }) =>
    conditions
      .filter((condition) => networkKey(condition.key) === key)
      .flatMap((one) => matcherOf(one, policy)),
  );
}

function matcherOf({ operator: { base, name }, values }: Condition, { version }: Policy): readonly Matcher[] {
  return base === 'Null' ? [] : [compileMatcher(base, name, values, version)];
}

function machinesOf(matchers: readonly Matcher[]): readonly Machine[] {
  return matchers.flatMap(({ fixed }, group) =>
    fixed.terms.patterns.map((pattern) => ({
      pattern,
      from: start(pattern),
      suffix: [],
      final: true,
      group,
    })),
  );
}

function group(candidates: readonly string[], matchers: readonly Matcher[]): readonly IdClass[] {
  const bySignature = new Map<string, string[]>();
  for (const id of new Set(candidates)) {
    const signature = matchers.map(({ fixed }) => fixed.test(id).charAt(0)).join('');
    const same = bySignature.get(signature) ?? [];
    bySignature.set(signature, same);
    same.push(id);
  }
  const classes = [...bySignature].map(([signature, ids]) => ({ ids, listed: signature.includes('t') }));
  return [...classes.filter(({ listed }) => listed), ...classes.filter(({ listed }) => !listed)];
}

function whyIncomplete(complete: boolean, values: readonly PolicyValue[]): string | undefined {
  if (!complete) return 'there are too many patterns to find every class of ids';
  return values.every(isFixed)
    ? undefined
    : 'values that depend on the request or are not known yet are left out';
}

/** A text without variables, or an id that does not exist yet. */
function isFixed({ text }: PolicyValue): boolean {
  const [part] = text;
  if (text.length === 1 && typeof part === 'object') return part.kind === 'new';
  return text.every((one) => typeof one === 'string' && !/\$\{[^*?$]/.test(one));
}
