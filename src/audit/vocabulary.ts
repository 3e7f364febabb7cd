import { type Avoided, type Machine, textClasses } from '../iam/automaton.ts';
import { compileMatcher, type Matcher } from '../iam/matcher.ts';
import { start } from '../iam/pattern.ts';
import type { Condition, Policy } from '../iam/policy.ts';
import { type NetworkKey, networkKey } from './probe.ts';

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
  readonly ids: readonly string[];
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
  const classes = group(candidates, matchers);
  const incomplete = whyIncomplete(found.complete, matchers);
  return { key, classes, ...(incomplete === undefined ? {} : { incomplete }) };
}

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

function whyIncomplete(complete: boolean, matchers: readonly Matcher[]): string | undefined {
  if (!complete) return 'there are too many patterns to find every class of ids';
  if (matchers.some(({ templates }) => templates.length > 0))
    return 'values that depend on the request or are not known yet are left out';
  return matchers.some(({ malformed }) => malformed > 0)
    ? 'values that are not valid are left out'
    : undefined;
}
