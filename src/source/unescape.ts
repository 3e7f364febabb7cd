/** Where a text stands decides what means something in it. */
export type Quoting = 'quoted' | 'heredoc';

/** The tree has what an Expression cannot say. */
export class UntranslatableError extends Error {
  override readonly name = 'UntranslatableError';
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/**
 * The text that a literal part of a template stands for: backslashes mean something between quotes alone.
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function unescapeLiteral(text: string, quoting: Quoting): string {
  // What a third `$` before an escape means, the parser's own versions do not agree on.
  if (/\$\$\$\{|%%%\{/.test(text)) throw new UntranslatableError(`the text \`${text}\``);
  if (quoting === 'heredoc') return text.replace(/\$\$\{|%%\{/g, (doubled) => doubled.slice(1));
  return text.replace(/\$\$\{|%%\{|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gs, (found) =>
    found.startsWith('\\') ? unescapeCharacter(found.slice(1)) : found.slice(1),
  );
}

function unescapeCharacter(sequence: string): string {
  const simple = ESCAPES.get(sequence);
  if (simple !== undefined) return simple;
  const code = Number.parseInt(sequence.slice(1), 16);
  if (!(code <= 0x10ffff)) throw new UntranslatableError(`the escape \`\\${sequence}\``);
  return String.fromCodePoint(code);
}
