import { posix } from 'node:path';
import { known } from '../construct.ts';
import { textOf } from '../evaluate/convert.ts';
import { type Result, undecided } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';
import type { Call, FunctionFamily } from './function.ts';
import { splitText } from './split.ts';

/** https://developer.hashicorp.com/terraform/language/functions: functions that take paths apart. */
export const PATHS: FunctionFamily = {
  basename: (given, call) => ofPath(given, call, baseOf, (pieces) => pieces.slice(-1)),
  dirname: (given, call) => ofPath(given, call, directoryOf, (pieces) => pieces.slice(0, -1)),
};

function ofPath(
  given: readonly Value[],
  call: Call,
  ofText: (path: string) => string,
  take: (pieces: readonly Value[]) => readonly Value[],
): Result {
  const [path] = given;
  const text = path?.kind === 'known' ? textOf(path.value) : undefined;
  if (text !== undefined) return known(ofText(text), path?.trail);
  const pieces = path === undefined ? undefined : splitText(path, '/');
  if (pieces === undefined || !pieces.every(isName)) return undecided(call.context, call.name, given);
  const taken = take(pieces);
  if (taken.length === 0) return known('.');
  return joinParts(taken.flatMap((piece, at) => (at === 0 ? [piece] : [known('/'), piece])));
}

/** Neither nothing nor a step within the tree. */
const isName = (piece: Value) => piece.kind !== 'known' || !['', '.', '..'].includes(String(piece.value));

function baseOf(path: string): string {
  const name = path.split('/').findLast((part) => part !== '');
  return name ?? (path === '' ? '.' : '/');
}

/** What stands before the last slash, cleaned up. */
function directoryOf(path: string): string {
  const directory = posix.normalize(path.slice(0, path.lastIndexOf('/') + 1));
  return directory === '/' ? directory : directory.replace(/\/$/u, '');
}
