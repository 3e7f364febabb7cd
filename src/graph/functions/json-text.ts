import { known } from '../construct.ts';
import { isShuffled, sortedEntries } from '../evaluate/access.ts';
import { isCertainlyText, textOf } from '../evaluate/convert.ts';
import type { ObjectValue, Value } from '../value.ts';

/**
 * JSON with holes: known parts run together; what is not known stands inside quotes where it certainly is a text, and
 * without quotes where it may be any JSON value.
 */
export function jsonOf(value: Value): Value {
  const parts: Value[] = [];
  write(value, parts);
  const [only] = parts;
  const encodedText: Value =
    parts.length === 1 && only?.kind === 'known'
      ? { ...only, trail: value.trail }
      : { kind: 'template', parts, encoding: 'json', trail: value.trail };
  return value.sensitive === true ? { ...encodedText, sensitive: true } : encodedText;
}

function write(value: Value, parts: Value[]): void {
  switch (value.kind) {
    case 'known':
      text(parts, quoted(value.value));
      return;
    case 'template':
      text(parts, '"');
      for (const part of value.parts) {
        if (part.kind === 'known') text(parts, quoted(String(part.value)).slice(1, -1));
        else parts.push(part);
      }
      text(parts, '"');
      return;
    case 'list':
      if (value.rest !== undefined || isShuffled(value)) parts.push(value);
      else writeList(value.items, parts);
      return;
    case 'object':
      if (value.rest !== undefined) parts.push(value);
      else writeObject(value, parts);
      return;
    case 'new':
    case 'unknown':
    case 'one-of': {
      const quote = isCertainlyText(value) ? '"' : '';
      text(parts, quote);
      parts.push(value);
      text(parts, quote);
      return;
    }
  }
}

/** The same text where it means nothing in which order the elements of an array stand. */
export function inSomeOrder(parts: readonly Value[]): readonly Value[] {
  const written: Value[] = [];
  for (const part of parts) {
    if (part.kind === 'list' && part.rest === undefined) writeList(part.items, written);
    else written.push(part);
  }
  return written;
}

function writeList(items: readonly Value[], parts: Value[]): void {
  text(parts, '[');
  for (const [at, item] of items.entries()) {
    if (at > 0) text(parts, ',');
    write(item, parts);
  }
  text(parts, ']');
}

function writeObject(value: ObjectValue, parts: Value[]): void {
  text(parts, '{');
  for (const [at, [name, member]] of sortedEntries(value).entries()) {
    text(parts, `${at > 0 ? ',' : ''}${quoted(name)}:`);
    write(member, parts);
  }
  text(parts, '}');
}

function text(parts: Value[], more: string): void {
  if (more === '') return;
  const last = parts.at(-1);
  if (last?.kind === 'known') parts[parts.length - 1] = known(`${last.value}${more}`);
  else parts.push(known(more));
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['<', '\\u003c'],
  ['>', '\\u003e'],
  ['&', '\\u0026'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
]);

/** As Terraform writes JSON: it escapes what HTML might stumble over. */
function quoted(value: null | boolean | number | string): string {
  if (typeof value === 'number') return textOf(value) ?? 'null';
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (character) => ESCAPED.get(character) ?? character,
  );
}
