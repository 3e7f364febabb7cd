import { known, list, object } from '../construct.ts';
import { isEmptyText, textOf } from '../evaluate/convert.ts';
import { failure, type Result, undecided } from '../evaluate/result.ts';
import type { Value } from '../value.ts';
import type { Call, FunctionFamily } from './function.ts';
import { newMatches, prefixOf } from './new-texts.ts';
import { type Pattern, readPattern } from './pattern.ts';
import { replacedText } from './replaced-text.ts';
import { splitText } from './split.ts';

/** https://developer.hashicorp.com/terraform/language/functions: functions that search texts. */
export const PATTERNS: FunctionFamily = {
  regex: ([pattern, text], call) => firstMatch(pattern, text, call),
  regexall: ([pattern, text], call) => everyMatch(pattern, text, call),
  replace: (given, call) => replaced(given, call),
};

function textIn(value: Value | undefined): string | undefined {
  return value?.kind === 'known' ? textOf(value.value) : undefined;
}

function readOn(pattern: Value | undefined, text: Value | undefined): [Pattern, string] | undefined {
  const [written, searched] = [textIn(pattern), textIn(text)];
  if (written === undefined || searched === undefined) return undefined;
  const read = readPattern(written, searched);
  return read === undefined ? undefined : [read, searched];
}

/** `regex` fails where nothing is found: of a new id that may be known, though not what is found. */
function firstMatch(pattern: Value | undefined, text: Value | undefined, call: Call): Result {
  const read = readOn(pattern, text);
  if (read === undefined || read[0].captures === 'mixed')
    return pieceFound(textIn(pattern), text) ?? unread(pattern, text, call);
  const [found] = read[1].matchAll(read[0].expression);
  return found === undefined ? failure('the pattern is not found') : matchValue(found, read[0]);
}

/** `[^/]+$`, `^[^/]+`: the last or first piece of a text that has parts which are not known. */
function pieceFound(pattern: string | undefined, text: Value | undefined): Value | undefined {
  const [, start, separator = '', , end] = PIECE.exec(pattern ?? '') ?? [];
  const isOneEnd = (start === '') !== (end === '');
  const pieces = isOneEnd && text !== undefined ? splitText(text, separator) : undefined;
  const piece = pieces?.at(end === '' ? 0 : -1);
  return piece !== undefined && isEmptyText(piece) === false ? piece : undefined;
}

const PIECE = /^(\^?)\[\^([/:,])\]([+*])(\$?)$/u;

function unread(pattern: Value | undefined, text: Value | undefined, call: Call): Result {
  const isFound = foundInNew(pattern, text);
  if (isFound === false) return failure('the pattern is not found');
  if (isFound === undefined) call.context.doubt();
  return undecided(
    call.context,
    call.name,
    [pattern, text].filter((one) => one !== undefined),
  );
}

function foundInNew(pattern: Value | undefined, text: Value | undefined): boolean | undefined {
  const [written, prefix] = [textIn(pattern), prefixOf(text)];
  return written === undefined || prefix === undefined ? undefined : newMatches(prefix, written);
}

/** Numbered and named groups together are an error, which is not asked for here. */
function matchValue(found: RegExpExecArray, { captures }: Pattern): Value {
  switch (captures) {
    case 'none':
    case 'mixed':
      return known(found[0]);
    case 'numbered':
      return list(found.slice(1).map((part: string | undefined) => known(part ?? null)));
    case 'named':
      return object(
        new Map(Object.entries(found.groups ?? {}).map(([name, part]) => [name, known(part ?? null)])),
      );
  }
}

function everyMatch(pattern: Value | undefined, text: Value | undefined, call: Call): Result {
  const read = readOn(pattern, text);
  if (read !== undefined && !read[0].mayBeEmpty && read[0].captures !== 'mixed') {
    return list([...read[1].matchAll(read[0].expression)].map((found) => matchValue(found, read[0])));
  }
  const isFound = foundInNew(pattern, text);
  if (isFound === false) return list([]);
  const given = [pattern, text].filter((one) => one !== undefined);
  const unknown = undecided(call.context, call.name, given);
  if (isFound === undefined || unknown.kind !== 'unknown') return unknown;
  return list([], { rest: { name: unknown.name, reason: unknown.reason, atLeast: 1 } });
}

/** A search between slashes is a pattern. */
function replaced(given: readonly Value[], call: Call): Result {
  const [text, search, replacement] = given;
  const [wanted, instead] = [textIn(search), textIn(replacement)];
  if (wanted === undefined || replacement === undefined || text === undefined)
    return undecided(call.context, call.name, given);
  const isPattern = wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/');
  const result = isPattern
    ? replacedByPattern(text, wanted.slice(1, -1), instead)
    : replacedText(text, wanted, replacement);
  return result ?? undecided(call.context, call.name, given);
}

function replacedByPattern(text: Value, pattern: string, instead: string | undefined): Value | undefined {
  if (instead === undefined) return undefined;
  const whole = textIn(text);
  if (whole === undefined) {
    const [, separator] = TO_LAST.exec(pattern) ?? [];
    const pieces = separator === undefined || instead !== '' ? undefined : splitText(text, separator);
    if (pieces !== undefined) return pieces.at(-1);
    const prefix = prefixOf(text);
    return prefix !== undefined && newMatches(prefix, pattern) === false ? text : undefined;
  }
  const read = readPattern(pattern, whole);
  if (read === undefined || read.mayBeEmpty) return undefined;
  const matches = [...whole.matchAll(read.expression)];
  let [changed, end] = ['', 0];
  for (const match of matches) {
    changed += `${whole.slice(end, match.index)}${expanded(instead, match)}`;
    end = match.index + match[0].length;
  }
  return known(`${changed}${whole.slice(end)}`, text.trail);
}

/** All up to the last separator. */
const TO_LAST = /^\^?\.\*([/:,])$/u;

/** `$1`, `${name}`, `$$`: https://pkg.go.dev/regexp#Regexp.Expand */
function expanded(instead: string, match: RegExpExecArray): string {
  return instead.replaceAll(/\$(?:(\$)|(\w+)|\{(\w+)\})/gu, (_, dollar, bare, braced) => {
    if (dollar !== undefined) return '$';
    const name = String(bare ?? braced);
    return (/^\d+$/u.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}
