import type { Json } from '../../plan/json.ts';
import { itemsOf, known, list } from '../construct.ts';
import { isShuffled } from '../evaluate/access.ts';
import { isCertainlyText, numberOf, textOf } from '../evaluate/convert.ts';
import { failure, isFailure, type Result, undecided } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';
import { type Call, type FunctionFamily, listOf, onKnown, type TerraformFunction } from './function.ts';
import { mayHold, newContains, newEndsWith, newStartsWith, prefixOf } from './new-texts.ts';
import { partsOf, splitText } from './split.ts';

/** https://developer.hashicorp.com/terraform/language/functions: string functions. */
export const STRINGS: FunctionFamily = {
  join: (given, call) => joined(given, call),
  split: (given, call) => split(given, call),
  trimspace: unlessNew((text) => text.replaceAll(SPACE_AROUND, '')),
  lower: unlessNew((text) => lowerCase(text)),
  chomp: unlessNew((text) => text.replace(/(?:\r\n|\n|\r)+$/u, '')),
  upper: onTexts((text) => upperCase(text)),
  title: onTexts((text) => text.replaceAll(FIRST_LETTERS, upperCase)),
  strrev: onTexts((text) => charactersOf(text).reverse().join('')),
  trim: unlessNewHas(
    onTexts((text, cut) => trimmed(text, cut ?? '')),
    (prefix, cut) => [...cut].some((character) => mayHold(prefix.slice(0, 1), character)),
  ),
  trimprefix: unlessNewHas(
    onTexts((text, cut) => (text.startsWith(cut ?? '') ? text.slice((cut ?? '').length) : text)),
    (prefix, cut) => cut !== '' && newStartsWith(prefix, cut),
  ),
  trimsuffix: unlessNewHas(
    onTexts((text, cut) =>
      cut !== undefined && cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text,
    ),
    (_, cut) => cut !== '' && newEndsWith(cut),
  ),
  startswith: (given, call) => beginsOrEnds(given, call),
  endswith: (given, call) => beginsOrEnds(given, call),
  strcontains: (given, call) => holdsText(given, call),
  substr: (given, call) => substrOf(given, call),
  indent: (given, call) => indented(given, call),
};

/** https://pkg.go.dev/unicode#IsSpace */
const SPACE_AROUND = /^(?:(?!\ufeff)[\s\u0085])+|(?:(?!\ufeff)[\s\u0085])+$/gu;

/** One character becomes one character, whatever stands beside it. https://pkg.go.dev/unicode#ToUpper */
function upperCase(text: string): string {
  return [...text]
    .map((character) => {
      const upper = character.toUpperCase();
      return [...upper].length === 1 ? upper : character;
    })
    .join('');
}

function lowerCase(text: string): string {
  return [...text].map((character) => [...character.toLowerCase()][0] ?? '').join('');
}

/** https://pkg.go.dev/strings#Title: beyond ASCII only spaces part words. */
const FIRST_LETTERS = /(?<![\p{L}\p{N}_]|[^\p{ASCII}\s])\p{L}/gu;

/** A function of known primitives, taken as texts. */
function onTexts(
  compute: (text: string, second: string | undefined, third: string | undefined) => Json | undefined,
): TerraformFunction {
  return onKnown((given) => {
    const [first, second, third] = given.map((one) => (typeof one === 'object' ? undefined : textOf(one)));
    return first === undefined ? undefined : compute(first, second, third);
  });
}

/** As a reader counts them: an accent belongs to its letter. */
function charactersOf(text: string): string[] {
  return [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);
}

/** Every line but the first behind that many spaces. */
function indented(given: readonly Value[], call: Call): Result {
  const [spaces, text] = given;
  const count = numberOf(spaces);
  if (count === undefined || text === undefined) return undecided(call.context, call.name, given);
  if (count < 0 || count > MOST_SPACES) return failure('indent takes a number of spaces');
  return unlessNew((line) => line.replaceAll('\n', `\n${' '.repeat(count)}`))([text], call);
}

const MOST_SPACES = 1000;

/** Identifiers that are drawn by AWS are lower case and have no space around them: these leave them as they are. */
function unlessNew(compute: (text: string) => string): TerraformFunction {
  const onText = onTexts(compute);
  return (given, call) => {
    const [value] = given;
    if (value?.kind === 'new') return value;
    const parts = value?.kind === 'template' && value.encoding === undefined ? value.parts : [];
    if (parts.length === 0 || !parts.every(isKnownOrDrawn)) return onText(given, call);
    return joinParts(parts.map((part, at) => computePart(compute, part, at > 0, at < parts.length - 1)));
  };
}

const isKnownOrDrawn = (part: Value) => part.kind === 'known' || prefixOf(part) !== undefined;

/** The part of a text beside others, which begin and end with a letter or digit. */
function computePart(
  compute: (text: string) => string,
  part: Value,
  isAfter: boolean,
  isBefore: boolean,
): Value {
  if (part.kind !== 'known') return part;
  const [before, after] = [isAfter ? 'x' : '', isBefore ? 'x' : ''];
  const text = compute(`${before}${part.value}${after}`);
  return known(text.slice(before.length, text.length - after.length), part.trail);
}

/** A new id in which there is certainly nothing to cut off stays as it is. */
function unlessNewHas(
  cut: TerraformFunction,
  has: (prefix: string, part: string) => boolean | undefined,
): TerraformFunction {
  return (given, call) => {
    const [text, part] = given;
    const prefix = prefixOf(text);
    const wanted = part?.kind === 'known' ? textOf(part.value) : undefined;
    const isWhole = prefix !== undefined && wanted !== undefined && has(prefix, wanted) === false;
    return isWhole && text !== undefined ? text : cut(given, call);
  };
}

function trimmed(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = [...text];
  let [from, to] = [0, characters.length];
  while (from < to && cut.has(characters[from] ?? '')) from += 1;
  while (to > from && cut.has(characters[to - 1] ?? '')) to -= 1;
  return characters.slice(from, to).join('');
}

const substrKnown = onKnown(([text, offset, size]) => substring(String(text), Number(offset), Number(size)));

/** The beginning of a new id is its prefix. */
function substrOf(given: readonly Value[], call: Call): Result {
  const [text, offset, size] = given;
  const prefix = prefixOf(text);
  const [from, length] = [numberOf(offset), numberOf(size)];
  if (text?.kind === 'new' && from === 0 && length !== undefined && length < 0) return text;
  const isInside =
    prefix !== undefined && from !== undefined && length !== undefined && from >= 0 && length >= 0;
  if (!isInside || from + length > prefix.length) return substrKnown(given, call);
  return known(prefix.slice(from, from + length), text?.trail);
}

const containsKnown = onTexts((text, part) => text.includes(part ?? ''));

function holdsText(given: readonly Value[], call: Call): Result {
  const [text, part] = given;
  const prefix = prefixOf(text);
  const wanted = part?.kind === 'known' ? textOf(part.value) : undefined;
  const answer = prefix === undefined || wanted === undefined ? undefined : newContains(prefix, wanted);
  return answer === undefined ? containsKnown(given, call) : known(answer);
}

function substring(text: string, offset: number, size: number): string {
  const characters = charactersOf(text);
  const from = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(from, size < 0 ? undefined : from + size).join('');
}

function joined(given: readonly Value[], call: Call): Result {
  const [separator, ...lists] = given;
  const texts: Value[] = [];
  for (const one of lists) {
    const items = listOf(one);
    if (isFailure(items)) return items;
    if (items.rest !== undefined || isShuffled(items)) return undecided(call.context, call.name, [items]);
    texts.push(...itemsOf(items));
  }
  if (separator === undefined) return failure('join takes a separator');
  return joinParts(texts.flatMap((text, at) => (at === 0 ? [text] : [separator, text])));
}

function split(given: readonly Value[], call: Call): Result {
  const [separator, text] = given;
  const between = separator?.kind === 'known' ? textOf(separator.value) : undefined;
  if (between === undefined || text === undefined) return undecided(call.context, call.name, given);
  if (text.kind === 'known' && text.value === null) return failure('split takes a text');
  const items = splitText(text, between);
  return items === undefined ? undecided(call.context, call.name, given) : list(items);
}

/** Of a text with unknown parts the first or last known part may tell. */
function beginsOrEnds(given: readonly Value[], call: Call): Result {
  const [text, part] = given;
  const wanted = part?.kind === 'known' ? textOf(part.value) : undefined;
  if (text === undefined || wanted === undefined) return undecided(call.context, call.name, given);
  const answer = hasEdge(text, wanted, call.name === 'startswith');
  return answer === undefined ? undecided(call.context, call.name, given) : known(answer);
}

function hasEdge(text: Value, wanted: string, isStart: boolean): boolean | undefined {
  const prefix = prefixOf(text);
  if (prefix !== undefined) return isStart ? newStartsWith(prefix, wanted) : newEndsWith(wanted);
  if (wanted === '' && isCertainlyText(text)) return true;
  const edge = partsOf(text).at(isStart ? 0 : -1);
  const shown = edge?.kind === 'known' ? textOf(edge.value) : undefined;
  if (shown === undefined) return undefined;
  if (isStart ? shown.startsWith(wanted) : shown.endsWith(wanted)) return true;
  const isWhole = text.kind === 'known' || shown.length >= wanted.length;
  return isWhole ? false : undefined;
}
