import type { Machine } from './automaton.ts';
import type { Domains } from './domain.ts';
import type { Occurrence, Unknown } from './occurrence.ts';
import { arnPattern, globPattern, lettersOf, type Pattern, type Places, start, step } from './pattern.ts';
import { knownText } from './resolve.ts';
import type { Text } from './value.ts';

/** What one group of machines decides: to be described in words. */
export interface Group {
  readonly patterns: readonly Pattern[];
  readonly arn: boolean;
}

const ANY_ARN = arnPattern([{ text: 'arn:*:*:*:*:?*', wild: true }]);
const MOST_PATTERNS = 200;
const MOST_CONTEXTS = 12;

export interface Machines {
  readonly machines: readonly Machine[];
  readonly groups: readonly Group[];
  /** False: what stands before the name cannot all be told, or there are too many patterns. */
  readonly complete: boolean;
}

/** The patterns that a name is asked about, each from where the text before the name has brought it. */
export function machinesOf({ occurrences }: Unknown, domains: Domains): Machines {
  const machines: Machine[] = [];
  const groups: Group[] = [];
  let complete = true;
  for (const occurrence of occurrences) {
    const befores = possibleTexts(occurrence.before, domains);
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

/** What a text with names in it may be; undefined where this cannot all be told. */
export function possibleTexts(text: Text, domains: Domains): readonly string[] | undefined {
  let texts: readonly string[] = [''];
  for (const part of text) {
    const parts =
      typeof part === 'string'
        ? [part]
        : part.kind === 'known'
          ? [part.text]
          : optionTexts(part.name, domains);
    if (parts === undefined) return undefined;
    texts = texts.flatMap((before) => parts.map((one) => before + one));
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
