import type { PlanBytes } from './bytes.ts';
import { decode } from './decode.ts';
import type { Json } from './json.ts';
import { ScanError } from './scan-error.ts';

/** V8 holds no string of 512 MiB: values are parsed up to half of that. */
const LONGEST = 1 << 28;

/** JSON.parse, with its result called what it is. Throws SyntaxError. */
export function parseJson(text: string): Json {
  const json: Json = JSON.parse(text);
  return json;
}

/** Parses the value between two positions. Throws ScanError when it is too long, SyntaxError when it is no JSON. */
export function parseSlice(bytes: PlanBytes, start: number, end: number): Json {
  checkLength(start, end);
  return parseJson(decode(bytes.slice(start, end)));
}

export function checkLength(start: number, end: number): void {
  if (end - start > LONGEST) {
    throw new ScanError('too-long', start, `longer than ${LONGEST / (1 << 20)} MiB`);
  }
}
