/**
 * Quoted instance keys. Terraform 1 writes them as HCL strings, in which `${` is doubled to `$${`; Terraform 0.12
 * wrote them as Go strings, which have some escapes more.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
 */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

const CODES: ReadonlyMap<string, RegExp> = new Map([
  ['x', /[0-9a-fA-F]{2}/y],
  ['u', /[0-9a-fA-F]{4}/y],
  ['U', /00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}/y],
]);

interface Piece {
  readonly value: string;
  readonly end: number;
}

/** The string whose opening quote stands at `start`; `end` is behind its closing quote. */
export function readQuoted(text: string, start: number): Piece | undefined {
  if (text[start] !== '"') return undefined;
  const pieces: string[] = [];
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === '"') return { value: pieces.join(''), end: at + 1 };
    const piece = readPiece(text, at);
    if (piece === undefined) return undefined;
    pieces.push(piece.value);
    at = piece.end;
  }
  return undefined;
}

function readPiece(text: string, at: number): Piece | undefined {
  const char = text.charAt(at);
  if (char === '\\') return readEscape(text, at + 1);
  if (char === '\n') return undefined;
  const doubled = (char === '$' || char === '%') && text.startsWith(`${char}{`, at + 1);
  return doubled ? { value: `${char}{`, end: at + 3 } : { value: char, end: at + 1 };
}

function readEscape(text: string, at: number): Piece | undefined {
  const letter = text.charAt(at);
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, end: at + 1 };
  const pattern = CODES.get(letter);
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at + 1;
  const code = pattern.exec(text)?.[0];
  if (code === undefined) return undefined;
  return { value: String.fromCodePoint(Number.parseInt(code, 16)), end: at + 1 + code.length };
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** With its quotes; readQuoted gives the same value back. */
export function writeQuoted(value: string): string {
  const escaped = value.replace(/[\x00-\x1f"\\\x7f]/g, (char) => WRITTEN.get(char) ?? unicodeEscape(char));
  return `"${escaped.replace(/\$\{/g, () => '$${').replace(/%\{/g, '%%{')}"`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
