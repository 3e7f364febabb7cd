import { InputError } from '../error.ts';
import type { PlanBytes } from './bytes.ts';
import { otherText } from './other-inputs.ts';
import { IS_WHITESPACE, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './syntax.ts';

/** How far from the beginning the JSON may stand. */
const HEAD = 1 << 20;

/** So begins the line that setup-terraform's wrapper prints before a command's output. */
const COMMAND = new TextEncoder().encode('[command]');

/**
 * Where the plan's JSON begins: at once, or at the first line that looks like it, when a wrapper printed something
 * before (`[command]/usr/bin/terraform show -json …`). Throws InputError when there is nothing of the kind.
 */
export function documentStart(bytes: PlanBytes, start: number, path: string): number {
  const head = bytes.slice(start, start + HEAD);
  const first = skipWhitespace(head, 0);
  if (first === head.length && head.length < HEAD) throw emptiness(start + head.length, path);
  if (head[first] === OPEN_BRACE) return start + first;
  const object =
    head[first] === OPEN_BRACKET && !isCommand(head, first) ? undefined : objectLine(head, first);
  if (object === undefined) throw otherText(head.subarray(first), path);
  return start + object;
}

function emptiness(size: number, path: string): InputError {
  return new InputError('empty', size === 0 ? 'the file is empty' : 'the file holds only whitespace', {
    path,
  });
}

/** The brace at the beginning of the first line that begins like a JSON object. */
function objectLine(head: Uint8Array, from: number): number | undefined {
  for (let end = head.indexOf(NEWLINE, from); end >= 0; end = head.indexOf(NEWLINE, end + 1)) {
    const brace = skipWhitespace(head, end + 1);
    if (head[brace] === OPEN_BRACE && beginsMember(head, brace)) return brace;
  }
  return undefined;
}

/** Human output has lines that begin with a brace as well, but no quote after it. */
function beginsMember(head: Uint8Array, brace: number): boolean {
  return head[skipWhitespace(head, brace + 1)] === QUOTE;
}

function isCommand(head: Uint8Array, at: number): boolean {
  return COMMAND.every((byte, i) => head[at + i] === byte);
}

function skipWhitespace(head: Uint8Array, from: number): number {
  let at = from;
  while (at < head.length && IS_WHITESPACE[head[at] ?? 0] === 1) at++;
  return at;
}
