import type { Json } from '../../plan/json.ts';
import { itemsOf, known, list } from '../construct.ts';
import { textOf } from '../evaluate/convert.ts';
import { failure, isFailure, type Result, undecided } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { TemplateValue, Value } from '../value.ts';
import { type Call, type FunctionFamily, listOf, onKnown, type TerraformFunction } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: string functions. */
export const STRINGS: FunctionFamily = {
  join: (given, call) => joined(given, call),
  split: (given, call) => split(given, call),
  format: (given, call) => format(given, call),
  formatlist: (given, call) => formatList(given, call),
  replace: (given, call) => replaced(given, call),
  trimspace: unlessNew((text) => text.trim()),
  lower: unlessNew((text) => text.toLowerCase()),
  chomp: unlessNew((text) => text.replace(/(?:\r\n|\n|\r)+$/u, '')),
  upper: onTexts((text) => text.toUpperCase()),
  title: onTexts((text) => text.replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase())),
  strrev: onTexts((text) => [...text].reverse().join('')),
  trim: onTexts((text, cut) => trimmed(text, cut ?? '', true, true)),
  trimprefix: onTexts((text, cut) => (text.startsWith(cut ?? '') ? text.slice((cut ?? '').length) : text)),
  trimsuffix: onTexts((text, cut) =>
    cut !== undefined && cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text,
  ),
  startswith: (given, call) => beginsOrEnds(given, call),
  endswith: (given, call) => beginsOrEnds(given, call),
  strcontains: onTexts((text, part) => text.includes(part ?? '')),
  substr: onKnown(([text, offset, size]) => substring(String(text), Number(offset), Number(size))),
  indent: onKnown(([spaces, text]) =>
    String(text).replaceAll('\n', `\n${' '.repeat(Math.min(Number(spaces), 1000))}`),
  ),
};

/** A function of known primitives, taken as texts. */
function onTexts(
  compute: (text: string, second: string | undefined, third: string | undefined) => Json | undefined,
): TerraformFunction {
  return onKnown((given) => {
    const [first, second, third] = given.map((one) => (typeof one === 'object' ? undefined : textOf(one)));
    return first === undefined ? undefined : compute(first, second, third);
  });
}

/** Identifiers that are drawn by AWS are lower case and have no space around them: these leave them as they are. */
function unlessNew(compute: (text: string) => string): TerraformFunction {
  const onText = onTexts(compute);
  return (given, call) => (given[0]?.kind === 'new' ? given[0] : onText(given, call));
}

/** A search between slashes is a regular expression, which may take for ever: not evaluated. */
function replaced(given: readonly Value[], call: Call): Result {
  const search = given[1];
  const isPattern = search?.kind === 'known' && isPatternText(String(search.value));
  return isPattern ? undecided(call.context, call.name, given) : replaceText(given, call);
}

function isPatternText(search: string): boolean {
  return search.length > 1 && search.startsWith('/') && search.endsWith('/');
}

const replaceText = onTexts((text, search, replacement) =>
  search === undefined || replacement === undefined ? undefined : text.replaceAll(search, () => replacement),
);

function trimmed(text: string, cutset: string, left: boolean, right: boolean): string {
  const cut = new Set(cutset);
  const characters = [...text];
  let [from, to] = [0, characters.length];
  while (left && from < to && cut.has(characters[from] ?? '')) from += 1;
  while (right && to > from && cut.has(characters[to - 1] ?? '')) to -= 1;
  return characters.slice(from, to).join('');
}

function substring(text: string, offset: number, size: number): string {
  const characters = [...text];
  const from = offset < 0 ? characters.length + offset : offset;
  return characters.slice(from, size < 0 ? undefined : from + size).join('');
}

function joined(given: readonly Value[], call: Call): Result {
  const [separator, ...lists] = given;
  const texts: Value[] = [];
  for (const one of lists) {
    const items = listOf(one);
    if (isFailure(items)) return items;
    if (items.rest !== undefined || (items.isSet && items.items.length > 1 && !areKnown(items.items))) {
      return undecided(call.context, call.name, [items]);
    }
    texts.push(...(items.isSet ? [...itemsOf(items)].sort(byText) : itemsOf(items)));
  }
  if (separator === undefined) return failure('join takes a separator');
  return joinParts(texts.flatMap((text, at) => (at === 0 ? [text] : [separator, text])));
}

function areKnown(items: readonly Value[]): boolean {
  return items.every((item) => item.kind === 'known');
}

function byText(left: Value, right: Value): number {
  const [one, other] = [left, right].map((value) =>
    Buffer.from(value.kind === 'known' ? (textOf(value.value) ?? '') : ''),
  );
  return one === undefined || other === undefined ? 0 : Buffer.compare(one, other);
}

/** Undoes `join` as well: identifiers hold no separator but the hyphen. */
function split(given: readonly Value[], call: Call): Result {
  const [separator, text] = given;
  const between = separator?.kind === 'known' ? textOf(separator.value) : undefined;
  if (between === undefined || text === undefined) return undecided(call.context, call.name, given);
  const splits = between !== '' && !/^[a-z0-9-]*$/u.test(between);
  if (text.kind === 'new' && splits) return list([text]);
  if (text.kind === 'template' && splits) return splitTemplate(text, between, call);
  if (text.kind !== 'known') return undecided(call.context, call.name, given);
  const whole = textOf(text.value);
  if (whole === undefined) return failure('split takes a text');
  return list(whole.split(between).map((part) => known(part, text.trail)));
}

function splitTemplate(text: TemplateValue, separator: string, call: Call): Result {
  if (text.parts.some((part) => part.kind !== 'known' && part.kind !== 'new')) {
    return undecided(call.context, call.name, [text]);
  }
  const pieces: Value[][] = [[]];
  for (const part of text.parts) {
    const [first, ...others] = part.kind === 'known' ? (textOf(part.value) ?? '').split(separator) : [part];
    pieces.at(-1)?.push(asValue(first));
    for (const other of others) pieces.push([asValue(other)]);
  }
  const items = pieces.map((piece) => joinPiece(piece));
  const failed = items.find(isFailure);
  return failed ?? list(items.filter((item) => !isFailure(item)));
}

function asValue(part: string | Value | undefined): Value {
  return typeof part === 'object' ? part : known(part ?? '');
}

/** One new identifier between two separators is that identifier. */
function joinPiece(piece: readonly Value[]): Result {
  const parts = piece.filter((part) => part.kind !== 'known' || part.value !== '');
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : joinParts(parts);
}

const VERB = /%(%|[sdv])|%/gu;

/** `%s`, `%d`, `%v` and `%%`; a specification with other verbs or flags is not evaluated. */
function format(given: readonly Value[], call: Call): Result {
  const [pattern, ...values] = given;
  const text = pattern?.kind === 'known' ? textOf(pattern.value) : undefined;
  if (text === undefined) return undecided(call.context, call.name, given);
  const parts: Value[] = [];
  let end = 0;
  let next = 0;
  for (const match of text.matchAll(VERB)) {
    parts.push(known(text.slice(end, match.index)));
    end = match.index + match[0].length;
    if (match[1] === undefined) return undecided(call.context, call.name, given);
    if (match[1] === '%') parts.push(known('%'));
    else {
      const value = values[next];
      next += 1;
      if (value === undefined) return failure('format takes more arguments');
      if (value.kind === 'list' || value.kind === 'object') return undecided(call.context, call.name, given);
      parts.push(value);
    }
  }
  parts.push(known(text.slice(end)));
  const [only, ...others] = parts.filter((part) => part.kind !== 'known' || part.value !== '');
  if (only?.kind === 'new' && others.length === 0) return only;
  return joinParts(parts);
}

function formatList(given: readonly Value[], call: Call): Result {
  const lists = given.filter((value) => value.kind === 'list');
  const size = lists[0]?.items.length;
  if (size === undefined) return format(given, call);
  if (lists.some((one) => one.rest !== undefined || one.items.length !== size)) {
    return undecided(call.context, call.name, given);
  }
  const rows = Array.from({ length: size }, (_, at) =>
    format(
      given.map((value) => (value.kind === 'list' ? (itemsOf(value)[at] ?? value) : value)),
      call,
    ),
  );
  const failed = rows.find(isFailure);
  return failed ?? list(rows.filter((row) => !isFailure(row)));
}

/** Of a text with unknown parts the first or last known part may tell. */
function beginsOrEnds(given: readonly Value[], call: Call): Result {
  const [text, part] = given;
  const wanted = part?.kind === 'known' ? textOf(part.value) : undefined;
  if (text === undefined || wanted === undefined) return undecided(call.context, call.name, given);
  const isStart = call.name === 'startswith';
  const edge = text.kind === 'template' ? text.parts.at(isStart ? 0 : -1) : text;
  const shown = edge?.kind === 'known' ? textOf(edge.value) : undefined;
  if (shown === undefined) return undecided(call.context, call.name, given);
  if (isStart ? shown.startsWith(wanted) : shown.endsWith(wanted)) return known(true);
  const isWhole = text.kind === 'known' || shown.length >= wanted.length;
  return isWhole ? known(false) : undecided(call.context, call.name, given);
}
