import type { Domains } from './domain.ts';
import type { Candidate, Candidates } from './element-candidates.ts';
import type { LoosePart, LooseValue, NamedValue, Occurrence, Unknown } from './occurrence.ts';
import { knownText, textKey } from './resolve.ts';
import type { Shape, Text, UnknownValue } from './value.ts';

/** A text of known parts and names. */
export type NamedText = readonly (string | NamedValue)[];

/**
 * The values of the policies, not known themselves, that the value may turn out to be the same as. Of two names the one
 * that comes later is filled in as the same as the other: where this one comes first, it is for the other to tell.
 */
export function sameAs(unknown: Unknown, value: UnknownValue, domains: Domains): Candidates {
  const found = new Map<string, Candidate>();
  let complete = true;
  for (const occurrence of unknown.occurrences) {
    for (const other of occurrence.values) {
      const text = remainder(other, occurrence);
      if (text === undefined) complete = false;
      else if (domains.precedes(text, unknown.name)) add(found, text, value);
    }
  }
  return { candidates: [...found.values()], complete };
}

function add(found: Map<string, Candidate>, text: Text, value: UnknownValue): void {
  if (!mayBe(value, text)) return;
  found.set(textKey(text), { text, label: `the same as ${spelled(text)}`, capacity: 1 });
}

/**
 * Whether a value may turn out to be this text, as far as the text is known: one that existed before is made of nothing
 * that does not exist yet, and the text must begin as its shape does.
 */
export function mayBe({ maybeNew, shape }: UnknownValue, text: Text): boolean {
  const isNew = text.some((part) => typeof part !== 'string' && part.kind === 'new');
  return !(maybeNew === false && isNew) && (shape === undefined || mayBegin(beginning(text), shape));
}

/** What is known of how a text begins. */
function beginning(text: Text): string {
  let known = '';
  for (const part of text) {
    if (typeof part === 'string') known += part;
    else if (part.kind === 'known') known += part.text;
    else return known + (part.kind === 'one-of' ? '' : (part.shape?.prefix ?? ''));
  }
  return known;
}

function mayBegin(known: string, { prefix, alphabet, lengths }: Shape): boolean {
  if (known.length > prefix.length + Math.max(...lengths)) return false;
  return [...known].every((letter, index) =>
    index < prefix.length ? prefix[index] === letter : alphabet.includes(letter),
  );
}

/** What the value would have to be for the whole text to be this one. Undefined: this cannot be told. */
export function remainder(other: LooseValue, { before, after }: Occurrence): NamedText | undefined {
  if (other.some(hasWildcard) || after.length > 0) return undefined;
  const prefix = knownText(before);
  if (prefix === undefined) return undefined;
  const [first, ...rest] = other;
  if (prefix === '') return other.map(partText);
  if (first === undefined || !('text' in first) || !first.text.startsWith(prefix)) return undefined;
  const left = first.text.slice(prefix.length);
  return [...(left === '' ? [] : [left]), ...rest.map(partText)];
}

function hasWildcard(part: LoosePart): boolean {
  return 'text' in part && part.wild && /[*?]/.test(part.text);
}

function partText(part: LoosePart): NamedText[number] {
  return 'text' in part ? part.text : part.value;
}

/** A text in words: names stand for what is not known. */
export function spelled(text: Text): string {
  return text
    .map((part) => (typeof part === 'string' ? part : part.kind === 'known' ? part.text : part.name))
    .join('');
}
