import { Buffer } from 'node:buffer';
import { type InputErrorCode, malformedJson, repeatedMember } from '../error.ts';
import type { PlanBytes } from './bytes.ts';
import { decode } from './decode.ts';
import type { Json } from './json.ts';
import { repeatedName } from './repeated-name.ts';
import { ScanError } from './scan-error.ts';

/** V8 holds no string of 512 MiB: values are parsed up to half of that. */
const LONGEST = 1 << 28;

/**
 * The JSON of a text that stands at a position. Throws SyntaxError when it is none, and ScanError for two members of one
 * name in one object. The name is not told: it may be the user's own.
 * @param members how many members stand in the text, where that was counted; 0: that none comes twice is known
 */
export function parseJson(text: string, start = 0, members?: number): Json {
  const json: Json = JSON.parse(text);
  const at = members === 0 ? undefined : repeatedName(text, json, members);
  if (at === undefined) return json;
  const position = start + Buffer.byteLength(text.slice(0, at));
  throw new ScanError('duplicate', position, 'a second member of one name in one object');
}

/** Parses the value between two positions. Throws ScanError when it is too long, else as `parseJson`. */
export function parseSlice(bytes: PlanBytes, start: number, end: number, members?: number): Json {
  checkLength(start, end);
  return parseJson(decode(bytes.slice(start, end)), start, members);
}

/**
 * The JSON in a file that a person gave.
 * @throws InputError with this code for what is no JSON, and for two members of one name in one object
 */
export function parseFile(code: InputErrorCode, text: string, path: string): Json {
  try {
    const json: Json = JSON.parse(text);
    const at = repeatedName(text, json);
    if (at === undefined) return json;
    throw repeatedMember(code, text, path, at);
  } catch (error) {
    throw error instanceof SyntaxError ? malformedJson(code, text, path, error) : error;
  }
}

export function checkLength(start: number, end: number): void {
  if (end - start > LONGEST) {
    throw new ScanError('too-long', start, `longer than ${LONGEST / (1 << 20)} MiB`);
  }
}
