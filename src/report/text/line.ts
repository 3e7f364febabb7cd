import { styleText } from 'node:util';

export type Style = 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim';

/** One line before it is broken to the width. */
export interface Line {
  /** How many columns stay free on its left. */
  readonly indent: number;
  readonly text: string;
  readonly style?: Style;
  /** Stands at the right edge, where there is room, else on a line of its own. */
  readonly right?: string;
  /** Stands in the free columns on the left of its first line. */
  readonly lead?: { readonly text: string; readonly style: Style };
  /** Further columns that the second and later lines leave free. */
  readonly hanging?: number;
  /** Stands behind the text, never broken. */
  readonly tail?: string;
  /** A command to copy: stays on one line however long it is. */
  readonly unbroken?: true;
}

export interface Page {
  readonly width: number;
  readonly color: boolean;
}

const NARROWEST = 20;

/** The lines of a page, broken between words and coloured where wanted; a word is never broken. */
export function renderLine(line: Line, page: Page): string[] {
  const room = Math.max(NARROWEST, page.width - line.indent);
  const words = line.unbroken ? [line.text] : wordsOf(line.text);
  const pieces = wrap(line.tail === undefined ? words : [...words, line.tail], room, line.hanging ?? 2);
  return withRight(pieces, line.right, room).map((piece, index) => {
    const lead = index === 0 && line.lead !== undefined ? line.lead : undefined;
    const left = (lead?.text ?? '').padEnd(line.indent);
    const painted = line.style === undefined ? piece : paint(piece, line.style, page);
    return `${lead === undefined ? left : paint(left, lead.style, page)}${painted}`.trimEnd();
  });
}

/** node:util knows the sequences; whether to use them was decided by who asked, so it must not look for itself. */
function paint(text: string, style: Style, { color }: Page): string {
  return color && text !== '' ? styleText(style, text, { validateStream: false }) : text;
}

function withRight(pieces: readonly string[], right: string | undefined, room: number): string[] {
  const [first = '', ...others] = pieces;
  if (right === undefined || right === '') return [first, ...others];
  const gap = room - columns(first) - columns(right);
  if (gap >= 2) return [first + ' '.repeat(gap) + right, ...others];
  return [first, ...others, right];
}

const columns = (text: string) => [...text].length;

/** Each with the blanks before it. */
const wordsOf = (text: string) => text.split(/(?<=\S)(?= )/u);

/** Broken between words so that no line is longer, where that can be done. */
function wrap(words: readonly string[], room: number, hanging: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    if (current !== '' && columns(current) + columns(word) > room) {
      lines.push(current);
      current = ' '.repeat(hanging) + word.trimStart();
    } else current += word;
  }
  return [...lines, current];
}
