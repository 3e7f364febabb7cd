import { prefixOfDrawn } from '../identifiers.ts';
import type { Value } from '../value.ts';

/**
 * What can be said of the text of an id that AWS is yet to draw: a prefix, and at least 8 lower-case hexadecimal
 * digits. Undefined where the value is no such id.
 */
export function prefixOf(value: Value | undefined): string | undefined {
  return value?.kind === 'new' ? prefixOfDrawn(value.type, value.attribute) : undefined;
}

const FEWEST_DIGITS = 8;
const DIGITS = /^[0-9a-f]*$/u;

/** Whether every id with the prefix begins with the text: undefined where only some do. */
export function newStartsWith(prefix: string, text: string): boolean | undefined {
  if (prefix.startsWith(text)) return true;
  const isPossible = text.startsWith(prefix) && DIGITS.test(text.slice(prefix.length));
  return isPossible ? undefined : false;
}

export function newEndsWith(text: string): boolean | undefined {
  if (text === '') return true;
  return DIGITS.test(text.slice(-FEWEST_DIGITS)) ? undefined : false;
}

export function newContains(prefix: string, text: string): boolean | undefined {
  if (prefix.includes(text)) return true;
  const isPossible = [...text].every((character) => mayHold(prefix, character));
  return isPossible ? undefined : false;
}

/** Whether the character may stand somewhere in such an id. */
export function mayHold(prefix: string, character: string): boolean {
  return prefix.includes(character) || DIGITS.test(character);
}

/** Whether the pattern is found in every such id, or in none. */
export function newMatches(prefix: string, pattern: string): boolean | undefined {
  const match = /^\^([\w:/-]*)(?:(\.|\[[a-z0-9-]+\]|\\w)([+*])(\$?))?$/u.exec(pattern);
  if (match === null) return undefined;
  const [, literal = '', characters, , end] = match;
  const starts = newStartsWith(prefix, literal);
  if (starts !== true || characters === undefined) return starts;
  const rest = prefix.slice(literal.length);
  const all = [...new Set([...(end === '$' || rest === '' ? rest : rest.slice(0, 1)), ...HEX])];
  return all.every((character) => new RegExp(`^${characters}$`, 'u').test(character)) ? true : undefined;
}

const HEX = '0123456789abcdef';
