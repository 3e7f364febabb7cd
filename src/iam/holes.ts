import type { PolicyHole, PolicySource } from './policy.ts';
import type { Text, Value } from './value.ts';

/** The JSON text of a policy in which a mark stands for each part that is not known, and how to read the marks back. */
export interface MarkedDocument {
  readonly text: string;
  /** A string of the document with its marks turned back into values. */
  readonly read: (text: string) => Text;
  /** The hole of which this string consists, if it is one that may stand for any JSON value. */
  readonly wholeHole: (text: string) => PolicyHole | undefined;
}

const FIRST_PRIVATE = 0xe000;
const LAST_PRIVATE = 0xf8ff;

/**
 * Marks the holes of a policy with a character that occurs nowhere in its text. Undefined where each of the 6,400
 * private ones does.
 */
export function markHoles(source: PolicySource): MarkedDocument | undefined {
  const mark = unusedCharacter(source);
  if (mark === undefined) return undefined;
  const holes: PolicyHole[] = [];
  const written = source.parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.value.kind === 'known') return quoted(part.value.text, part.place);
    holes.push(part);
    return quoted(`${mark}${holes.length - 1}${mark}`, part.place);
  });
  return {
    text: written.join(''),
    read: (text) => readMarks(text, mark, holes),
    wholeHole: (text) => wholeHole(text, mark, holes),
  };
}

/** Why a value is not known, in words, and what would settle it. */
export function whyUnknown(value: Value): { readonly reason: string; readonly settle?: string } {
  if (value.kind === 'known') return { reason: `it is \`${value.text}\`` };
  if (value.kind === 'new') return { reason: `\`${value.name}\` does not exist yet` };
  return value.settle === undefined
    ? { reason: value.reason }
    : { reason: value.reason, settle: value.settle };
}

function quoted(text: string, place: PolicyHole['place']): string {
  const json = JSON.stringify(text);
  return place === 'in-string' ? json.slice(1, -1) : json;
}

function unusedCharacter(source: PolicySource): string | undefined {
  const used = new Set<string>();
  for (const part of source.parts) for (const letter of privateOf(part)) used.add(letter);
  for (let code = FIRST_PRIVATE; code <= LAST_PRIVATE; code++) {
    const letter = String.fromCharCode(code);
    if (!used.has(letter)) return letter;
  }
  return undefined;
}

/** The private characters of a part, written as they are or as JSON escapes. */
function privateOf(part: string | PolicyHole): readonly string[] {
  const text = typeof part === 'string' ? part : part.value.kind === 'known' ? part.value.text : '';
  const plain = text.match(/[\ue000-\uf8ff]/g) ?? [];
  const escaped = text.match(/\\u[ef][0-9a-f]{3}/gi) ?? [];
  return [...plain, ...escaped.map((code) => String.fromCharCode(Number.parseInt(code.slice(2), 16)))];
}

function readMarks(text: string, mark: string, holes: readonly PolicyHole[]): Text {
  const pieces = text.split(mark);
  return pieces.flatMap((piece, index): Text => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    const hole = holes[Number(piece)];
    return hole === undefined ? [] : [hole.value];
  });
}

function wholeHole(text: string, mark: string, holes: readonly PolicyHole[]): PolicyHole | undefined {
  const [before, index, after, ...more] = text.split(mark);
  if (before !== '' || after !== '' || more.length > 0) return undefined;
  return holes[Number(index)];
}
