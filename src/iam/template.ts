import type { Policy } from './policy.ts';
import type { Text, Value } from './value.ts';

/**
 * A policy value taken apart: text as written (in which wildcards are wildcards), quoted text (in which they are
 * characters), policy variables, and values that are not known yet.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type Template = readonly Piece[];

export type Piece = WrittenPiece | QuotedPiece | VariablePiece | HolePiece;

export interface WrittenPiece {
  readonly kind: 'written';
  readonly text: string;
}
export interface QuotedPiece {
  readonly kind: 'quoted';
  readonly text: string;
}
export interface VariablePiece {
  readonly kind: 'variable';
  /** Lower case. */
  readonly key: string;
  /** What stands for it when the request carries no such key. */
  readonly otherwise?: string;
}
export interface HolePiece {
  readonly kind: 'hole';
  readonly value: Value;
}

const SPECIAL = new Set(['*', '?', '$']);
const VARIABLE = /^([^\s:,'{}$]+:[^\s,'{}$]*[^\s,'{}$:])(?:, ?'([^']*)')?$/;

/** The template of a text; undefined where it holds something that looks like a variable and is none. */
export function templateOf(text: Text, version: Policy['version']): Template | undefined {
  const pieces: Piece[] = [];
  for (const part of text) {
    if (typeof part !== 'string') pieces.push(holePiece(part));
    else if (version === '2008-10-17') pieces.push({ kind: 'written', text: part });
    else {
      const read = readVariables(part);
      if (read === undefined) return undefined;
      pieces.push(...read);
    }
  }
  return pieces;
}

/** What is wrong with the variables in a value, in words. Undefined: nothing. */
export function variableFault(text: Text, version: Policy['version']): string | undefined {
  if (templateOf(text, version) !== undefined) return undefined;
  const shown = text.map((part) => (typeof part === 'string' ? part : '…')).join('');
  return `\`${shown}\` holds something that is no policy variable: expected \`\${key}\` or \`\${key, 'default'}\``;
}

/** A template without variables and unknown parts, so that it is the same for every request. */
export function isStatic(template: Template): template is readonly (WrittenPiece | QuotedPiece)[] {
  return template.every((piece) => piece.kind === 'written' || piece.kind === 'quoted');
}

function holePiece(value: Value): Piece {
  return value.kind === 'known' ? { kind: 'written', text: value.text } : { kind: 'hole', value };
}

function readVariables(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let from = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', from)) {
    const close = text.indexOf('}', open);
    const piece = close < 0 ? undefined : readVariable(text.slice(open + 2, close));
    if (piece === undefined) return undefined;
    if (open > from) pieces.push({ kind: 'written', text: text.slice(from, open) });
    pieces.push(piece);
    from = close + 1;
  }
  if (from < text.length) pieces.push({ kind: 'written', text: text.slice(from) });
  return pieces;
}

function readVariable(inside: string): Piece | undefined {
  if (SPECIAL.has(inside)) return { kind: 'quoted', text: inside };
  const match = VARIABLE.exec(inside);
  if (match === null) return undefined;
  const [, key = '', otherwise] = match;
  return { kind: 'variable', key: key.toLowerCase(), ...(otherwise === undefined ? {} : { otherwise }) };
}
