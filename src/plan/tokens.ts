import type { PlanBytes } from './bytes.ts';
import { ScanError } from './scan-error.ts';
import {
  BACKSLASH,
  byteText,
  IS_DIGIT,
  IS_ESCAPE,
  IS_HEX,
  IS_WHITESPACE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  STOPS_STRING,
} from './syntax.ts';

const LITERALS = new Map(['true', 'false', 'null'].map((text) => [text.charCodeAt(0), text]));
const LETTER_U = 0x75;
const LETTER_E = 0x45;
const LETTER_E_SMALL = 0x65;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;

/** Passes the tokens of JSON, chunk after chunk. Written for speed: the loops touch numbers alone. */
export class Tokens {
  protected readonly bytes: PlanBytes;
  protected chunk: Uint8Array;
  /** The position of the chunk's first byte. */
  protected base: number;
  /** In the chunk. */
  protected at = 0;

  constructor(bytes: PlanBytes, start: number) {
    this.bytes = bytes;
    this.base = start;
    this.chunk = bytes.from(start);
  }

  get position(): number {
    return this.base + this.at;
  }

  /** The next byte that is not whitespace; it stays the next one. */
  peek(): number {
    for (;;) {
      const { chunk } = this;
      let i = this.at;
      while (i < chunk.length) {
        const byte = chunk[i] ?? 0;
        if (byte > 0x20 || IS_WHITESPACE[byte] === 0) {
          this.at = i;
          return byte;
        }
        i++;
      }
      this.at = i;
      this.#refill();
    }
  }

  /** True at the end of the bytes, whitespace aside. */
  atEnd(): boolean {
    while (this.#byte() !== undefined) {
      if (IS_WHITESPACE[this.chunk[this.at] ?? 0] === 0) return false;
      this.at++;
    }
    return true;
  }

  /** Passes the string that begins here; true when there is no escape in it. */
  protected passString(): boolean {
    this.at++;
    let plain = true;
    for (;;) {
      const { chunk } = this;
      let i = this.at;
      while (i < chunk.length && STOPS_STRING[chunk[i] ?? 0] === 0) i++;
      this.at = i;
      if (i === chunk.length) {
        this.#refill();
        continue;
      }
      const byte = chunk[i] ?? 0;
      if (byte === QUOTE) {
        this.at = i + 1;
        return plain;
      }
      if (byte !== BACKSLASH) throw this.unexpected('no control character in a string');
      plain = false;
      this.#passEscape();
    }
  }

  #passEscape(): void {
    this.at++;
    const byte = this.#next();
    if (byte !== LETTER_U) {
      if (IS_ESCAPE[byte] === 0) throw this.unexpected('an escape after `\\`');
      this.at++;
      return;
    }
    this.at++;
    for (let digit = 0; digit < 4; digit++) {
      if (IS_HEX[this.#next()] === 0) throw this.unexpected('four hexadecimal digits after `\\u`');
      this.at++;
    }
  }

  /** Passes a number, `true`, `false` or `null`, whose first byte is known. */
  protected passScalar(first: number): void {
    const literal = LITERALS.get(first);
    if (literal !== undefined) this.#passLiteral(literal);
    else if (first === MINUS || IS_DIGIT[first] === 1) this.#passNumber(first);
    else throw this.unexpected('a value');
  }

  #passLiteral(literal: string): void {
    for (let i = 0; i < literal.length; i++) {
      if (this.#next() !== literal.charCodeAt(i)) throw this.unexpected(`\`${literal}\``);
      this.at++;
    }
  }

  #passNumber(first: number): void {
    if (first === MINUS) this.at++;
    if (this.#next() === ZERO) this.at++;
    else this.#passDigits();
    if (this.#byte() === POINT) {
      this.at++;
      this.#passDigits();
    }
    const byte = this.#byte();
    if (byte !== LETTER_E && byte !== LETTER_E_SMALL) return;
    this.at++;
    const sign = this.#byte();
    if (sign === PLUS || sign === MINUS) this.at++;
    this.#passDigits();
  }

  #passDigits(): void {
    if (IS_DIGIT[this.#next()] === 0) throw this.unexpected('a digit');
    for (let byte = this.#byte(); byte !== undefined && IS_DIGIT[byte] === 1; byte = this.#byte()) this.at++;
  }

  /** The byte here, undefined at the end. */
  #byte(): number | undefined {
    if (this.at < this.chunk.length) return this.chunk[this.at];
    return this.#advance() ? this.chunk[this.at] : undefined;
  }

  #next(): number {
    if (this.at === this.chunk.length) this.#refill();
    return this.chunk[this.at] ?? 0;
  }

  #refill(): void {
    if (!this.#advance()) throw new ScanError('truncated', this.position, 'the JSON ends');
  }

  #advance(): boolean {
    const { position } = this;
    const chunk = this.bytes.from(position);
    if (chunk.length === 0) return false;
    this.base = position;
    this.at = 0;
    this.chunk = chunk;
    return true;
  }

  protected unexpected(expected: string): ScanError {
    const found = byteText(this.chunk[this.at] ?? 0);
    return new ScanError('malformed', this.position, `expected ${expected}, found ${found}`);
  }

  /** For a value that is JSON and not of the kind that a plan has here. */
  shape(expected: string): ScanError {
    const kind = kindOf(this.peek());
    if (kind === undefined) return this.unexpected('a value');
    return new ScanError('shape', this.position, `expected ${expected}, found ${kind}`);
  }

  /** For a value that has been passed already. */
  shapeAt(position: number, expected: string): ScanError {
    return new ScanError('shape', position, `expected ${expected}`);
  }
}

const KINDS: ReadonlyMap<number, string> = new Map([
  [OPEN_BRACE, 'an object'],
  [OPEN_BRACKET, 'an array'],
  [QUOTE, 'a string'],
  [0x74, 'true'],
  [0x66, 'false'],
  [0x6e, 'null'],
]);

/** What kind of value begins with this byte. */
export function kindOf(first: number): string | undefined {
  return first === MINUS || IS_DIGIT[first] === 1 ? 'a number' : KINDS.get(first);
}
