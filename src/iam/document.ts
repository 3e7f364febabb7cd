import { createScanner, type JSONScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';
import type { Position } from '../error.ts';

/** A JSON document whose every part knows where it stands. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly position: Position;
  /** In the order of the text; a name may occur more than once. */
  readonly members: readonly JsonMember[];
}
export interface JsonMember {
  readonly name: string;
  readonly position: Position;
  readonly value: JsonNode;
}
export interface JsonArray {
  readonly kind: 'array';
  readonly position: Position;
  readonly items: readonly JsonNode[];
}
export interface JsonString {
  readonly kind: 'string';
  readonly position: Position;
  readonly text: string;
}
/** A number, as written; `true`, `false` or `null`. */
export interface JsonScalar {
  readonly kind: 'number' | 'boolean' | 'null';
  readonly position: Position;
  readonly text: string;
}

/** What is wrong with the text as JSON: `too-deep`, or anything else. */
export interface JsonFault {
  readonly kind: 'fault';
  readonly code: 'not-json' | 'too-deep';
  readonly message: string;
  readonly position: Position;
}

/** Deeper than any policy can be, and far from what the stack holds. */
const DEEPEST = 64;
const LONGEST_SHOWN = 20;

/** The document in this text, read strictly (RFC 8259): no comments, no trailing commas. Never throws. */
export function readDocument(text: string): JsonNode | JsonFault {
  const cursor = new Cursor(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (cursor.kind === END) return cursor.fault('it is empty: a policy is a JSON object');
  const node = readValue(cursor, 0);
  if (node.kind === 'fault' || cursor.kind === END) return node;
  return cursor.fault('the document ends here, and more text follows');
}

// jsonc-parser declares its token kinds as `const enum`s, which isolated modules cannot read.
const OPEN_BRACE: SyntaxKind = 1;
const CLOSE_BRACE: SyntaxKind = 2;
const OPEN_BRACKET: SyntaxKind = 3;
const CLOSE_BRACKET: SyntaxKind = 4;
const COMMA: SyntaxKind = 5;
const COLON: SyntaxKind = 6;
const NULL: SyntaxKind = 7;
const TRUE: SyntaxKind = 8;
const FALSE: SyntaxKind = 9;
const STRING: SyntaxKind = 10;
const NUMBER: SyntaxKind = 11;
const LINE_BREAK: SyntaxKind = 14;
const SPACE: SyntaxKind = 15;
const END: SyntaxKind = 17;
const NO_ERROR: ScanError = 0;

/** The tokens of a text, one at a time; spaces are passed over, comments are not. */
class Cursor {
  readonly #scanner: JSONScanner;
  readonly #source: string;
  kind: SyntaxKind = END;

  constructor(text: string) {
    this.#source = text;
    this.#scanner = createScanner(text, false);
    this.advance();
  }

  advance(): void {
    do this.kind = this.#scanner.scan();
    while (this.kind === SPACE || this.kind === LINE_BREAK);
  }

  get text(): string {
    return this.#scanner.getTokenValue();
  }

  /** The token as it is written. */
  get written(): string {
    const from = this.#scanner.getTokenOffset();
    return this.#source.slice(from, from + Math.min(this.#scanner.getTokenLength(), LONGEST_SHOWN + 1));
  }

  get broken(): boolean {
    return this.#scanner.getTokenError() !== NO_ERROR;
  }

  get position(): Position {
    return {
      line: this.#scanner.getTokenStartLine() + 1,
      column: this.#scanner.getTokenStartCharacter() + 1,
    };
  }

  fault(message: string, code: JsonFault['code'] = 'not-json'): JsonFault {
    return { kind: 'fault', code, message, position: this.position };
  }
}

function readValue(cursor: Cursor, depth: number): JsonNode | JsonFault {
  if (cursor.broken) return cursor.fault(`\`${shown(cursor.written)}\` is not valid JSON`);
  if (depth > DEEPEST)
    return cursor.fault(`the document is nested deeper than ${DEEPEST} levels`, 'too-deep');
  if (cursor.kind === OPEN_BRACE) return readObject(cursor, depth);
  if (cursor.kind === OPEN_BRACKET) return readArray(cursor, depth);
  return readScalar(cursor);
}

function readScalar(cursor: Cursor): JsonNode | JsonFault {
  const kind = scalarKind(cursor.kind);
  if (kind === undefined) return cursor.fault(expected(cursor, 'a value'));
  const node = { kind, position: cursor.position, text: cursor.text };
  cursor.advance();
  return node;
}

function scalarKind(kind: SyntaxKind): 'string' | JsonScalar['kind'] | undefined {
  if (kind === STRING) return 'string';
  if (kind === NUMBER) return 'number';
  if (kind === TRUE || kind === FALSE) return 'boolean';
  return kind === NULL ? 'null' : undefined;
}

function readArray(cursor: Cursor, depth: number): JsonNode | JsonFault {
  const position = cursor.position;
  const items: JsonNode[] = [];
  cursor.advance();
  while (cursor.kind !== CLOSE_BRACKET || items.length > 0) {
    const item = readValue(cursor, depth + 1);
    if (item.kind === 'fault') return item;
    items.push(item);
    if (cursor.kind === CLOSE_BRACKET) break;
    if (cursor.kind !== COMMA) return cursor.fault(expected(cursor, '`,` or `]`'));
    cursor.advance();
  }
  cursor.advance();
  return { kind: 'array', position, items };
}

function readObject(cursor: Cursor, depth: number): JsonNode | JsonFault {
  const position = cursor.position;
  const members: JsonMember[] = [];
  cursor.advance();
  while (cursor.kind !== CLOSE_BRACE || members.length > 0) {
    const member = readMember(cursor, depth);
    if ('kind' in member) return member;
    members.push(member);
    if (cursor.kind === CLOSE_BRACE) break;
    if (cursor.kind !== COMMA) return cursor.fault(expected(cursor, '`,` or `}`'));
    cursor.advance();
  }
  cursor.advance();
  return { kind: 'object', position, members };
}

function readMember(cursor: Cursor, depth: number): JsonMember | JsonFault {
  if (cursor.broken) return cursor.fault(`\`${shown(cursor.written)}\` is not valid JSON`);
  if (cursor.kind !== STRING) return cursor.fault(expected(cursor, 'a name in double quotes'));
  const { text: name, position } = cursor;
  cursor.advance();
  if (cursor.kind !== COLON) return cursor.fault(expected(cursor, '`:`'));
  cursor.advance();
  const value = readValue(cursor, depth + 1);
  return value.kind === 'fault' ? value : { name, position, value };
}

function expected(cursor: Cursor, what: string): string {
  return cursor.kind === END
    ? `the text ends where ${what} should be`
    : `${what} should be here, not \`${shown(cursor.written)}\``;
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
