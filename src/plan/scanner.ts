import type { Json } from './json.ts';
import { type KnownName, type Names, nameOf } from './names.ts';
import { checkLength, parseJson } from './parse-json.ts';
import type { Range } from './range.ts';
import { ScanError } from './scan-error.ts';
import { StringCache } from './string-cache.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './syntax.ts';
import { Tokens } from './tokens.ts';

/** Deeper than any plan is, and shallow enough for every reader that descends recursively. */
export const MAX_DEPTH = 1000;

const LETTER_N = 0x6e;
const OBJECT = 1;
const ARRAY = 2;

/**
 * Walks through JSON without making values of it. Everything that it passes is checked to be JSON, also what is
 * skipped. https://www.rfc-editor.org/rfc/rfc8259
 *
 * Objects and arrays are walked by the caller:
 * `for (let more = scanner.enterObject(); more; more = scanner.nextMember())`, where each turn must pass the value.
 */
export class Scanner extends Tokens {
  #depth = 0;
  readonly #kinds = new Uint8Array(MAX_DEPTH + 1);
  readonly #seen = new Int32Array(MAX_DEPTH + 1);
  #keyStart = 0;
  #keyEnd = 0;
  #keyPlain = true;
  readonly #strings = new StringCache();
  #members = 0;

  /** How many members of objects have begun so far. */
  get members(): number {
    return this.#members;
  }

  /** Whether an object begins here. */
  enterObject(): boolean {
    this.#enter(OPEN_BRACE, OBJECT);
    if (this.peek() === CLOSE_BRACE) return this.#leave();
    return this.#key();
  }

  /** True: stands at the value of the next member. False: the object has ended. */
  nextMember(): boolean {
    const byte = this.peek();
    if (byte === CLOSE_BRACE) return this.#leave();
    if (byte !== COMMA) throw this.unexpected('`,` or `}`');
    this.at++;
    return this.#key();
  }

  enterArray(): boolean {
    this.#enter(OPEN_BRACKET, ARRAY);
    return this.peek() === CLOSE_BRACKET ? this.#leave() : true;
  }

  nextItem(): boolean {
    const byte = this.peek();
    if (byte === CLOSE_BRACKET) return this.#leave();
    if (byte !== COMMA) throw this.unexpected('`,` or `]`');
    this.at++;
    return true;
  }

  /** Passes one value of any kind. */
  skipValue(): void {
    const floor = this.#depth;
    do {
      const byte = this.peek();
      if (byte === QUOTE) this.passString();
      else if (byte === OPEN_BRACE) {
        if (this.enterObject()) continue;
      } else if (byte === OPEN_BRACKET) {
        if (this.enterArray()) continue;
      } else this.passScalar(byte);
      this.#closeFinished(floor);
    } while (this.#depth > floor);
  }

  #closeFinished(floor: number): void {
    while (this.#depth > floor) {
      if (this.#kinds[this.#depth] === OBJECT ? this.nextMember() : this.nextItem()) return;
    }
  }

  /** The text of the string that stands here. */
  string(): string {
    if (this.peek() !== QUOTE) throw this.shape('a string');
    const start = this.position;
    const plain = this.passString();
    return this.#text(start + 1, this.position - 1, plain);
  }

  /** The name of the member whose value stands here. */
  key(): string {
    return this.#text(this.#keyStart, this.#keyEnd, this.#keyPlain);
  }

  /**
   * Which of these names the member has whose value stands here; undefined for another one. No name may come twice:
   * which of the values counts would be a matter of the reader.
   */
  keyOf<Name extends string>(names: Names<Name>): Name | undefined {
    const known = this.#knownKey(names);
    if (known === undefined) return undefined;
    const seen = this.#seen[this.#depth] ?? 0;
    if ((seen & known.bit) !== 0) throw this.duplicate(known.name);
    this.#seen[this.#depth] = seen | known.bit;
    return known.name;
  }

  #knownKey<Name extends string>(names: Names<Name>): KnownName<Name> | undefined {
    const start = this.#keyStart - this.base;
    if (start < 0 || !this.#keyPlain) return names.byText.get(this.key());
    return nameOf(names, this.chunk, start, this.#keyEnd - this.base);
  }

  /** For a second member of a name; `first` is the position of the first one's. */
  duplicate(name: string, first?: number): ScanError {
    return new ScanError('duplicate', this.keyPosition, `a second member \`${name}\` in one object`, first);
  }

  /** Where the name of the member begins, its quote included. */
  get keyPosition(): number {
    return this.#keyStart - 1;
  }

  /** Passes null, if that stands here. */
  skipNull(): boolean {
    if (this.peek() !== LETTER_N) return false;
    this.skipValue();
    return true;
  }

  /** The value that stands here, parsed. */
  value(): Json {
    const { start, end } = this.range();
    return parseJson(this.#raw(start, end), start);
  }

  /** Passes the value that stands here, and tells where it was. */
  range(): Range {
    const start = this.valuePosition();
    this.skipValue();
    return { start, end: this.position };
  }

  objectRange(): Range {
    if (this.peek() !== OPEN_BRACE) throw this.shape('an object');
    return this.range();
  }

  /** Where the value begins that comes next. */
  valuePosition(): number {
    this.peek();
    return this.position;
  }

  #text(start: number, end: number, plain: boolean): string {
    return plain ? this.#raw(start, end) : String(parseJson(this.#raw(start - 1, end + 1), start - 1));
  }

  #raw(start: number, end: number): string {
    checkLength(start, end);
    const from = start - this.base;
    if (from >= 0) return this.#strings.text(this.chunk, from, end - this.base);
    const bytes = this.bytes.slice(start, end);
    return this.#strings.text(bytes, 0, bytes.length);
  }

  #enter(byte: number, kind: number): void {
    if (this.peek() !== byte) throw this.shape(kind === OBJECT ? 'an object' : 'an array');
    if (this.#depth === MAX_DEPTH) {
      throw new ScanError('too-deep', this.position, `nested deeper than ${MAX_DEPTH} levels`);
    }
    this.at++;
    this.#depth++;
    this.#kinds[this.#depth] = kind;
    this.#seen[this.#depth] = 0;
  }

  #leave(): false {
    this.at++;
    this.#depth--;
    return false;
  }

  #key(): true {
    if (this.peek() !== QUOTE) throw this.unexpected('a member name in quotes');
    this.#keyStart = this.position + 1;
    this.#keyPlain = this.passString();
    this.#keyEnd = this.position - 1;
    if (this.peek() !== COLON) throw this.unexpected('`:`');
    this.at++;
    this.#members++;
    return true;
  }
}
