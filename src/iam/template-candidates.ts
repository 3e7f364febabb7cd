import { spelled } from './alias.ts';
import { comparisonOf, hasWildcards } from './comparison.ts';
import type { Domains } from './domain.ts';
import type { Candidate, Candidates } from './element-candidates.ts';
import type { Matcher } from './matcher.ts';
import type { LooseValue, TemplateUse, Unknown } from './occurrence.ts';
import { COMPONENTS, globPattern, matches, type PatternPart } from './pattern.ts';
import { probes } from './probe.ts';
import { between, knownText, textKey } from './resolve.ts';
import type { Shape, Text, UnknownValue } from './value.ts';

const LONGEST_SEARCHED = 120;
const ANYTHING: PatternPart = { text: '*', wild: true };
const MOST_FOUND = 60;

/**
 * What a value that stands in a policy may turn out to be, seen from the texts of the request it is compared with. For
 * all patterns that it may be stands `*`: enough for one comparison, where nothing says which texts it may be.
 */
export function usedTexts(unknown: Unknown, value: UnknownValue, domains: Domains): Candidates {
  const found = new Map<string, Candidate>();
  let complete = true;
  for (const use of unknown.uses) {
    const texts = textsFor(use, unknown, value.shape, domains);
    if (texts === undefined) complete = false;
    for (const text of texts ?? []) found.set(textKey(text), { text, label: labelOf(text), capacity: 1 });
  }
  if (unknown.uses.some((use) => mayBePattern(use, value))) {
    found.set(textKey(['*']), { text: ['*'], label: '*', capacity: 1 });
    if (unknown.uses.length + unknown.occurrences.length > 1 || value.shape !== undefined) complete = false;
  }
  if (isCaseTold(unknown, value)) complete = false;
  return { candidates: [...found.values()], complete };
}

function labelOf(text: Text): string {
  const label = spelled(text);
  return knownText(text) === undefined ? `the same as ${label}` : label;
}

/** A text as it may stand in the policy: where case counts for nothing, also as a shape without capitals wants it. */
function spellings(use: TemplateUse, text: string): readonly Text[] {
  return ignoresCase(use) ? [[text], [text.toLowerCase()]] : [[text]];
}

/** Whether texts that are the same but for their case may make a difference, of which only one is looked at. */
function isCaseTold({ uses, occurrences }: Unknown, { shape }: UnknownValue): boolean {
  const compared = [...uses, ...occurrences];
  const loose = compared.filter((one) => ignoresCase(one) && (!('values' in one) || one.values.length > 0));
  if (loose.length === 0) return false;
  const letters = shape === undefined ? '' : shape.prefix + shape.alphabet;
  return letters !== letters.toLowerCase() || !compared.every(ignoresCase);
}

function ignoresCase({ matcher }: { readonly matcher: Matcher }): boolean {
  return matcher.kind === 'StringEqualsIgnoreCase' || matcher.kind === 'Action';
}

/** Whether it may hold a wildcard, or make an ARN so short that wildcards complete it. */
function mayBePattern({ value, matcher }: TemplateUse, { shape }: UnknownValue): boolean {
  if (!hasWildcards(matcher.kind)) return false;
  if (shape === undefined || /[*?]/.test(shape.prefix + shape.alphabet)) return true;
  return matcher.kind === 'Resource' && !isWholeArn(value, shape);
}

function isWholeArn(value: LooseValue, { prefix }: Shape): boolean {
  const written = value.map((part) => ('text' in part && part.wild ? part.text : '')).join('');
  return (written + prefix).split(':').length >= COMPONENTS;
}

/** With which texts in its place the policy's value would match. Undefined: they cannot all be told. */
function textsFor(
  use: TemplateUse,
  unknown: Unknown,
  shape: Shape | undefined,
  domains: Domains,
): readonly Text[] | undefined {
  const { value, matcher, text } = use;
  const known = knownText(text);
  if (value.length === 1) {
    if (known !== undefined)
      return [
        ...spellings(use, known),
        ...probes(comparisonOf(matcher.kind, [[{ text: known, wild: false }]]), shape).map((one) => [one]),
      ];
    if (domains.precedes(text, unknown.name)) return [text];
    return text.length === 1 ? [] : undefined;
  }
  if (known === undefined) return undefined;
  const [before, after] = around(value, unknown.name);
  if (before === undefined || after === undefined) return undefined;
  if (!hasWildcards(matcher.kind)) return middle(known, before, after, ignoresCase(use));
  return searched(use, known, before, after)?.flatMap((part) => spellings(use, part));
}

/** The known parts before and after the name; undefined where there are other unknown parts among them. */
function around(
  value: LooseValue,
  name: string,
): readonly [(readonly PatternPart[])?, (readonly PatternPart[])?] {
  const index = value.findIndex((part) => 'value' in part && part.value.name === name);
  const before = value.slice(0, index).filter((part) => 'text' in part);
  const after = value.slice(index + 1).filter((part) => 'text' in part);
  return before.length + after.length + 1 === value.length ? [before, after] : [];
}

function middle(
  known: string,
  before: readonly PatternPart[],
  after: readonly PatternPart[],
  anyCase: boolean,
): readonly Text[] {
  const cased = (text: string): string => (anyCase ? text.toLowerCase() : text);
  const joined = (parts: readonly PatternPart[]): string => cased(parts.map(({ text }) => text).join(''));
  const found = between(cased(known), joined(before), joined(after));
  return found === undefined ? [] : [[found]];
}

/** Parts of the text with which the pattern around them matches. */
function searched(
  { matcher }: TemplateUse,
  known: string,
  before: readonly PatternPart[],
  after: readonly PatternPart[],
): readonly string[] | undefined {
  if (known.length > LONGEST_SEARCHED) return undefined;
  // In an ARN `*` is less than anything: its parts end at a colon, and where one is short more is added to it.
  if (!matches(globPattern([...before, ANYTHING, ...after, ANYTHING], true), known)) return [];
  const matchesWith = (text: string): boolean =>
    comparisonOf(matcher.kind, [[...before, { text, wild: true }, ...after]]).test(known) === 'true';
  const found = new Set<string>();
  for (let from = 0; from <= known.length; from++) {
    for (let to = from; to <= known.length; to++) {
      const part = known.slice(from, to);
      if (!found.has(part) && matchesWith(part)) found.add(part);
      if (found.size > MOST_FOUND) return undefined;
    }
  }
  return [...found];
}
