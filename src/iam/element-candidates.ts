import { mayBe, sameAs } from './alias.ts';
import { isArn } from './arn.ts';
import type { Domains } from './domain.ts';
import { describeClass, listed } from './label.ts';
import { type Machines, machinesOf, possibleTexts } from './machine.ts';
import { momentsOf } from './moment.ts';
import type { Unknown } from './occurrence.ts';
import { areTypesTold, isCount, probes } from './probe.ts';
import { between, fits, knownText } from './resolve.ts';
import { usedTexts } from './template-candidates.ts';
import { type Avoided, type TextClass, textClasses } from './text-classes.ts';
import type { NewValue, Text, UnknownValue } from './value.ts';

/** One way to fill in a value, standing for all texts that the policies cannot tell from it. */
export interface Candidate {
  readonly text: Text;
  readonly label: string;
  /** How many texts it stands for, counted only as far as it matters. */
  readonly capacity: number;
}

export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** False: the policies may tell further texts apart. */
  readonly complete: boolean;
}

/** One text of every class of texts that the policies can tell apart when they stand for this value. */
export function elementCandidates(
  unknown: Unknown,
  value: NewValue | UnknownValue,
  domains: Domains,
  wanted: number,
): Candidates {
  // First of all: it fills in other names, whose texts are to be avoided then.
  const asked = machinesOf(unknown, domains);
  return value.kind === 'new'
    ? newCandidates(unknown, value, asked, domains, wanted)
    : unknownCandidates(unknown, value, asked, domains, wanted);
}

function newCandidates(
  unknown: Unknown,
  value: NewValue,
  asked: Machines,
  domains: Domains,
  wanted: number,
): Candidates {
  const avoid = { never: domains.written, rather: new Set([...domains.newTexts, ...domains.taken]) };
  const fresh = freshTexts(unknown, value, asked, domains, { avoid, wanted, standsFor: domains.newTexts });
  const typesTold = areTypesTold(unknown, { named: [], fresh: textsOf(fresh) });
  return { ...fresh, complete: fresh.complete && typesTold };
}

function unknownCandidates(
  unknown: Unknown,
  value: UnknownValue,
  asked: Machines,
  domains: Domains,
  wanted: number,
): Candidates {
  const moments = momentsOf(unknown, value);
  if (moments !== undefined) return { candidates: moments.map(literal), complete: true };
  const aliases = sameAs(unknown, value, domains);
  const used = usedTexts(unknown, value, domains);
  const literals = literalTexts(unknown, value);
  const texts = [...literals, ...used.candidates.filter(({ text }) => knownText(text) !== undefined)];
  const known = distinct(texts.filter(({ text }) => mayRead(value, knownText(text) ?? '')));
  const same = used.candidates.filter(({ text }) => knownText(text) === undefined && mayBe(value, text));
  const names = [...same, ...aliases.candidates];
  const others = namedTexts(names, domains);
  const named = new Set(known.map(({ text }) => knownText(text) ?? ''));
  for (const text of named) domains.taken.add(text);
  const rather = new Set([...domains.written, ...domains.newTexts, ...domains.taken, ...others.texts]);
  const avoid = { never: named, rather };
  const fresh = freshTexts(unknown, value, asked, domains, { avoid, wanted, standsFor: domains.taken });
  // Of several elements each must be like the one that stands for them.
  const alone = wanted === 1;
  const typesTold =
    (alone && isCount(unknown, value.shape)) ||
    areTypesTold(unknown, { named: alone ? [...named] : [], fresh: textsOf(fresh) });
  const told = isComparedWithNames(unknown)
    ? [...known, ...fresh.candidates]
    : grouped(unknown, known, fresh.candidates);
  return {
    candidates: [...told, ...names],
    complete: fresh.complete && aliases.complete && used.complete && others.complete && typesTold,
  };
}

/** Whether the value may turn out to be this text. */
const mayRead = ({ shape, isArn: mustBeArn }: UnknownValue, text: string): boolean =>
  fits(text, shape) && (mustBeArn !== true || isArn(text));

/** What these names may be: a value that is none of them must have another text. */
function namedTexts(
  names: readonly Candidate[],
  domains: Domains,
): { readonly texts: readonly string[]; readonly complete: boolean } {
  const found = names.map(({ text }) => ({ alone: text.length === 1, texts: possibleTexts(text, domains) }));
  return {
    texts: found.flatMap(({ texts }) => texts ?? []),
    // What one name alone stands for is taken already, so that it is not found again.
    complete: found.every(({ alone, texts }) => alone || texts !== undefined),
  };
}

/** Whether a policy compares it with values that are not known either. */
function isComparedWithNames({ uses, occurrences }: Unknown): boolean {
  return uses.length > 0 || occurrences.some(({ matcher }) => matcher.templates.length > 0);
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ text }) => {
    const known = knownText(text) ?? '';
    return !seen.has(known) && seen.add(known);
  });
}

/** One of all texts for which every comparison has the same result. */
function grouped(
  unknown: Unknown,
  known: readonly Candidate[],
  fresh: readonly Candidate[],
): readonly Candidate[] {
  const groups = new Map<string, Candidate>();
  for (const candidate of [...known, ...fresh]) {
    const signature = signatureOf(unknown, candidate.text);
    const first = groups.get(signature);
    groups.set(
      signature,
      first === undefined ? candidate : { ...first, capacity: first.capacity + candidate.capacity },
    );
  }
  return [...groups.values()];
}

/** The results of all comparisons; a text among unknown ones cannot be told, and is a class of its own. */
function signatureOf({ occurrences }: Unknown, text: Text): string {
  const results = occurrences.map(({ before, after, matcher }) => {
    const whole = knownText([...before, ...text, ...after]);
    return whole === undefined ? `=${knownText(text)}` : matcher.fixed.test(whole);
  });
  return results.join(' ');
}

/**
 * A part of an ARN that holds a colon is possible where no shape excludes it, and the last that anybody expects. The
 * order is the same for all names that the policies do not tell apart, whatever texts stand for them.
 */
function byPlainness(a: TextClass, b: TextClass): number {
  return Number(b.plain) - Number(a.plain);
}

interface Wish {
  readonly avoid: Avoided;
  /** How many texts of each class. */
  readonly wanted: number;
  /** Where the texts found are noted. */
  readonly standsFor: Set<string>;
}

/** Texts that are none of those which the policies name. */
function freshTexts(
  unknown: Unknown,
  value: NewValue | UnknownValue,
  { machines, groups, complete }: Machines,
  domains: Domains,
  wish: Wish,
): Candidates {
  const found = textClasses(machines, value.shape, wish.avoid, wish.wanted, domains.graphs);
  const literals = listed(unknown);
  const alone = unknown.occurrences.every(({ before, after }) => before.length + after.length === 0);
  const told = alone ? possibleClasses(value, found.classes, groups) : found.classes;
  const candidates = told.toSorted(byPlainness).flatMap(({ texts, accepted, open }) => {
    const [first] = texts;
    if (first === undefined) return [];
    wish.standsFor.add(first);
    const inside = accepted.map((group) => groups[group]).filter((group) => group !== undefined);
    const isPart = !alone && (open || inside.length > 0);
    const label = isPart ? first : describeClass(value, inside, alone ? groups : [], alone ? literals : []);
    return [{ text: [first], label, capacity: texts.length }];
  });
  // Two names with the same text would be equal, and must be able not to be.
  const mixedUp = isComparedWithNames(unknown) && told.some(({ shared }) => shared);
  return { candidates, complete: complete && found.complete && !mixedUp };
}

/** Of what is an ARN only classes of ARNs, where a policy that compares ARNs tells them from others. */
function possibleClasses(
  value: NewValue | UnknownValue,
  classes: readonly TextClass[],
  groups: Machines['groups'],
): readonly TextClass[] {
  if (value.kind !== 'unknown' || value.isArn !== true || !groups.some(({ arn }) => arn)) return classes;
  return classes.filter(({ accepted }) => accepted.some((group) => groups[group]?.arn === true));
}

/** The texts that policies name, as far as they can stand for the value, and those that ordered values cut apart. */
function literalTexts(
  { occurrences, texts: shared }: Unknown,
  { shape }: UnknownValue,
): readonly Candidate[] {
  const texts = new Set(shared);
  for (const { before, after, comparisons } of occurrences) {
    const prefix = knownText(before);
    const suffix = knownText(after);
    if (prefix === undefined || suffix === undefined) continue;
    for (const comparison of comparisons) {
      for (const text of [...comparison.terms.literals, ...probes(comparison, shape)]) {
        const middle = between(text, prefix, suffix);
        if (middle !== undefined) texts.add(middle);
      }
    }
  }
  return [...texts].map(literal);
}

const literal = (text: string): Candidate => ({ text: [text], label: text, capacity: 1 });

function textsOf({ candidates }: Candidates): readonly string[] {
  return candidates.map(({ text }) => knownText(text) ?? '');
}
