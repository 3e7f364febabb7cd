import { mayBe, sameAs } from './alias.ts';
import { type Avoided, type Machine, textClasses } from './automaton.ts';
import type { Domains } from './domain.ts';
import { describeClass, listed } from './label.ts';
import type { Occurrence, Unknown } from './occurrence.ts';
import { arnPattern, globPattern, lettersOf, type Pattern, type Places, start, step } from './pattern.ts';
import { probes } from './probe.ts';
import { fits, knownText } from './resolve.ts';
import { usedTexts } from './template-candidates.ts';
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
  if (value.kind === 'new') {
    const avoid = { never: domains.written, rather: new Set([...domains.newTexts, ...domains.taken]) };
    return freshTexts(unknown, value, domains, { avoid, wanted, standsFor: domains.newTexts });
  }
  const aliases = sameAs(unknown, value, domains);
  const used = usedTexts(unknown, value, domains);
  const literals = literalTexts(unknown, value);
  const texts = [
    ...literals.candidates,
    ...used.candidates.filter(({ text }) => knownText(text) !== undefined),
  ];
  const known = distinct(texts.filter(({ text }) => fits(knownText(text) ?? '', value.shape)));
  const same = used.candidates.filter(({ text }) => knownText(text) === undefined && mayBe(value, text));
  const named = new Set(known.map(({ text }) => knownText(text) ?? ''));
  const rather = new Set([...domains.written, ...domains.newTexts, ...domains.taken]);
  const avoid = { never: named, rather };
  const fresh = freshTexts(unknown, value, domains, { avoid, wanted, standsFor: domains.taken });
  const told = isComparedWithNames(unknown)
    ? [...known, ...fresh.candidates]
    : grouped(unknown, known, fresh.candidates);
  return {
    candidates: [...told, ...same, ...aliases.candidates],
    complete: fresh.complete && aliases.complete && used.complete && literals.complete,
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
  domains: Domains,
  wish: Wish,
): Candidates {
  const { machines, groups, complete } = machinesOf(unknown, domains);
  const found = textClasses(machines, value.shape, wish.avoid, wish.wanted);
  const literals = listed(unknown);
  const alone = unknown.occurrences.every(({ before, after }) => before.length + after.length === 0);
  const candidates = found.classes.flatMap(({ texts, accepted, open }) => {
    const [first] = texts;
    if (first === undefined) return [];
    wish.standsFor.add(first);
    const inside = accepted.map((group) => groups[group]).filter((group) => group !== undefined);
    const told = !alone && (open || inside.length > 0);
    const label = told ? first : describeClass(value, inside, alone ? groups : [], alone ? literals : []);
    return [{ text: [first], label, capacity: texts.length }];
  });
  // Two names with the same text would be equal, and must be able not to be.
  const mixedUp = isComparedWithNames(unknown) && found.classes.some(({ shared }) => shared);
  return { candidates, complete: complete && found.complete && !mixedUp };
}

/** What one group of machines decides: to be described in words. */
export interface Group {
  readonly patterns: readonly Pattern[];
  readonly arn: boolean;
}

const ANY_ARN = arnPattern([{ text: 'arn:*:*:*:*:?*', wild: true }]);
const MOST_PATTERNS = 200;
const MOST_CONTEXTS = 12;

function machinesOf(
  { occurrences }: Unknown,
  domains: Domains,
): { machines: readonly Machine[]; groups: readonly Group[]; complete: boolean } {
  const machines: Machine[] = [];
  const groups: Group[] = [];
  let complete = true;
  for (const occurrence of occurrences) {
    const befores = textsBefore(occurrence.before, domains);
    if (befores === undefined) complete = false;
    for (const before of befores ?? []) {
      const patterns = patternsOf(occurrence);
      if (patterns.length > MOST_PATTERNS) complete = false;
      addGroup(
        machines,
        groups,
        { patterns: patterns.slice(0, MOST_PATTERNS), arn: false },
        before,
        occurrence,
      );
      if (occurrence.matcher.fixed.terms.arn && ANY_ARN !== undefined) {
        addGroup(machines, groups, { patterns: [ANY_ARN], arn: true }, before, occurrence);
      }
    }
  }
  return { machines, groups, complete };
}

function addGroup(
  machines: Machine[],
  groups: Group[],
  group: Group,
  before: string,
  { after }: Occurrence,
): void {
  const index = groups.push(group) - 1;
  const known = knownPrefix(after);
  for (const pattern of group.patterns) {
    machines.push({
      pattern,
      from: placesAfter(pattern, before),
      suffix: lettersOf(known, pattern.anyCase),
      final: knownText(after) !== undefined,
      group: index,
    });
  }
}

/** Beside other unknown parts, texts without wildcards tell classes apart as patterns do. */
function patternsOf({ before, after, comparisons }: Occurrence): readonly Pattern[] {
  const textual = comparisons.filter(({ family }) => family === 'text');
  const patterns = textual.flatMap(({ terms }) => terms.patterns);
  if (knownText(before) !== undefined && knownText(after) !== undefined) return patterns;
  const literals = textual.flatMap(({ terms }) => [...terms.literals]);
  return [...patterns, ...literals.map((text) => globPattern([{ text, wild: false }]))];
}

/** The texts that may stand before; undefined where they cannot all be told. */
function textsBefore(before: Text, domains: Domains): readonly string[] | undefined {
  let texts: readonly string[] = [''];
  for (const part of before) {
    const parts =
      typeof part === 'string'
        ? [part]
        : part.kind === 'known'
          ? [part.text]
          : optionTexts(part.name, domains);
    if (parts === undefined) return undefined;
    texts = texts.flatMap((text) => parts.map((one) => text + one));
    if (texts.length > MOST_CONTEXTS) return undefined;
  }
  return texts;
}

function optionTexts(name: string, domains: Domains): readonly string[] | undefined {
  const domain = domains.of(name);
  if (domain?.complete !== true) return undefined;
  const texts = domain.options.map((option) => (option.kind === 'text' ? knownText(option.text) : undefined));
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : undefined;
}

function placesAfter(pattern: Pattern, before: string): Places {
  let places = start(pattern);
  for (const letter of lettersOf(before, pattern.anyCase)) places = step(pattern, places, letter);
  return places;
}

function knownPrefix(text: Text): string {
  let known = '';
  for (const part of text) {
    if (typeof part !== 'string' && part.kind !== 'known') return known;
    known += typeof part === 'string' ? part : part.text;
  }
  return known;
}

/** The texts that policies name, as far as they can stand for the value, and those that ordered values cut apart. */
function literalTexts({ occurrences, texts: shared }: Unknown, value: UnknownValue): Candidates {
  const texts = new Set([...shared].filter((text) => fits(text, value.shape)));
  let complete = true;
  for (const { before, after, comparisons } of occurrences) {
    const prefix = knownText(before);
    const suffix = knownText(after);
    const probed = comparisons.flatMap(probes);
    if (prefix === undefined || suffix === undefined) {
      complete &&= probed.length === 0;
      continue;
    }
    if (probed.length > 0 && prefix + suffix !== '') complete = false;
    for (const text of [...comparisons.flatMap(({ terms }) => [...terms.literals]), ...probed]) {
      const middle = between(text, prefix, suffix);
      if (middle !== undefined && fits(middle, value.shape)) texts.add(middle);
    }
  }
  return { candidates: [...texts].map((text) => ({ text: [text], label: text, capacity: 1 })), complete };
}

/** What stands between a prefix and a suffix; undefined where the text has not both. */
export function between(text: string, prefix: string, suffix: string): string | undefined {
  if (text.length < prefix.length + suffix.length) return undefined;
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return undefined;
  return text.slice(prefix.length, text.length - suffix.length);
}
