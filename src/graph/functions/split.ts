import { known } from '../construct.ts';
import { textOf } from '../evaluate/convert.ts';
import { isFailure } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';

/**
 * The pieces of a text between separators; undefined where they are not known. Undoes `join` as well: new identifiers
 * hold no separator but the hyphen.
 */
export function splitText(text: Value, separator: string): readonly Value[] | undefined {
  if (text.kind === 'known') return piecesOf(text.value, separator).map((piece) => known(piece, text.trail));
  if (separator === '' || /^[a-z0-9-]*$/u.test(separator)) return undefined;
  return splitParts(partsOf(text), separator);
}

const piecesOf = (value: (Value & { kind: 'known' })['value'], separator: string) =>
  (textOf(value) ?? '').split(separator);

/** The parts of a text, those of the parts among them. */
export function partsOf(text: Value): readonly Value[] {
  if (text.kind !== 'template' && text.kind !== 'unknown') return [text];
  return text.parts === undefined ? [text] : text.parts.flatMap(partsOf);
}

function splitParts(parts: readonly Value[], separator: string): readonly Value[] | undefined {
  if (!parts.every(isUnbroken)) return undefined;
  const pieces: Value[][] = [[]];
  for (const part of parts) {
    const [first = '', ...others] = part.kind === 'known' ? piecesOf(part.value, separator) : [part];
    pieces.at(-1)?.push(asValue(first));
    for (const other of others) pieces.push([asValue(other)]);
  }
  return pieces.flatMap((piece) => joinPiece(piece) ?? []);
}

/** Whether no separator can be in a part that is not known. */
function isUnbroken(part: Value): boolean {
  if (part.kind === 'unknown') return part.isWord === true;
  return part.kind === 'new' || (part.kind === 'known' && part.value !== null);
}

function asValue(part: string | Value): Value {
  return typeof part === 'object' ? part : known(part);
}

/** One new identifier between two separators is that identifier. */
function joinPiece(piece: readonly Value[]): Value | undefined {
  const parts = piece.filter((part) => part.kind !== 'known' || part.value !== '');
  const [only] = parts;
  const joined = only !== undefined && parts.length === 1 ? only : joinParts(parts);
  return isFailure(joined) ? undefined : joined;
}
