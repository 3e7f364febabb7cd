import { isArray, type Json } from './json.ts';

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Where in a text of JSON an object has a second member of one name: which of the two counts would be a matter of the
 * reader, and JSON.parse takes the last without a word. Undefined where none has.
 *
 * @param json what JSON.parse makes of the text
 * @param members how many members stand in the text
 */
export function repeatedName(text: string, json: Json, members = namesIn(text)): number | undefined {
  return members === membersIn(json) ? undefined : secondOfName(text);
}

/** A colon outside of strings stands behind each name. */
function namesIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === COLON) count++;
  }
  return count;
}

/** With a list of what is left: JSON may be nested as deeply as anybody likes. */
function membersIn(json: Json): number {
  let count = 0;
  const left = [json];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    const values = isArray(one) ? one : Object.values(one);
    if (!isArray(one)) count += values.length;
    for (const value of values) if (typeof value === 'object') left.push(value);
  }
  return count;
}

function secondOfName(text: string): number | undefined {
  const objects: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === OPEN_BRACE) objects.push(new Set());
    else if (unit === CLOSE_BRACE) objects.pop();
    if (unit !== QUOTE) continue;
    const end = endOfString(text, at);
    if (isName(text, end) && isKnown(objects.at(-1), JSON.parse(text.slice(at, end + 1)))) return at;
    at = end;
  }
  return undefined;
}

/** Whether the name is in the set; it is from now on. */
function isKnown(names: Set<string> | undefined, name: string): boolean {
  const size = names?.size;
  return size === names?.add(name).size;
}

/** The closing quote of the string whose opening one stands here. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

function isName(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end + 1;
  return colon.test(text);
}
