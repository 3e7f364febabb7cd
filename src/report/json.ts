import type { Report } from '../generated/report.ts';
import { MEMBERS, type Shape } from './json-members.ts';
import { orderReport } from './order.ts';

/** The report as the contract for other programs has it: the same report gives the same bytes. Ends in a line break. */
export function formatJson(report: Report): string {
  return [...jsonPieces(report)].join('');
}

/** The same, a piece for each request and result: the report of a large plan is longer than memory is to be. */
export function* jsonPieces(report: Report): Iterable<string> {
  yield* new Writer().pieces(orderReport(report), MEMBERS);
  yield '\n';
}

/**
 * JSON with two blanks per level and a line break at the end. What a terminal or a GitHub runner would act on is
 * written as an escape, which means the same text to whoever parses it.
 */
export function stringify(value: unknown): string {
  return `${harmless(JSON.stringify(value, undefined, 2))}\n`;
}

const harmless = (json: string) =>
  PLAIN.test(json) ? json : json.replace(ACTED_ON, asEscape).replaceAll('##[', '#\\u0023[');

/** What most texts are made of, and nobody acts on: told much faster than what somebody may act on. */
const PLAIN = /^[\n -"$-~]*$/;

/** What JSON.stringify leaves as it is, and the line breaks that it writes itself are not among. */
const ACTED_ON = /[\u007f-\u009f]|(?!\n)[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const asEscape = (character: string) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * Writes a value with its members in the order of the schema; those of a map, and those it does not know, by name.
 * Functions of one network share the parts of their reports: what is one object is written out once.
 */
class Writer {
  readonly #written = new Map<string, Map<object, string>>();
  /** What was written since the last piece. Strings that are added share what they are made of. */
  #text = '';

  /** The text of an object without an indent, one for each item of the lists in it. */
  *pieces(value: object, shape: typeof MEMBERS): Iterable<string> {
    let before = '{';
    if (!isObject(value)) return;
    for (const name of namesInOrder(value, shape)) {
      const member = value[name];
      if (member === undefined) continue;
      yield `${before}\n  ${headOf(name)}`;
      yield* this.#itemPieces(member, shapeOf(shape, name));
      before = ',';
    }
    yield before === '{' ? '{}' : '\n}';
  }

  *#itemPieces(value: unknown, shape: Shape): Iterable<string> {
    if (shape === 'as-is' || !isObject(value) || !isArray(value) || value.length === 0) {
      yield this.#piece(value, shape, '  ');
      return;
    }
    let before = '[';
    for (const item of value) {
      yield `${before}\n    ${this.#piece(item, shape, '    ')}`;
      before = ',';
    }
    yield '\n  ]';
  }

  #piece(value: unknown, shape: Shape, indent: string): string {
    return this.#aside(() => this.#write(value, shape, indent));
  }

  /** What `write` writes, as a text of its own. */
  #aside(write: () => void): string {
    const outer = this.#text;
    this.#text = '';
    write();
    const text = this.#text;
    this.#text = outer;
    return text;
  }

  #write(value: unknown, shape: Shape, indent: string): void {
    if (typeof value === 'string') this.#text += quoted(value);
    else if (shape === 'as-is' || !isObject(value)) this.#text += plainText(value, indent);
    else if ('members' in shape && shape.shared) this.#text += this.#shared(value, shape, indent);
    else this.#members(value, shape, indent);
  }

  #shared(value: JsonObject | readonly unknown[], shape: NestedShape, indent: string): string {
    const written = this.#writtenAt(indent);
    const known = written.get(value);
    if (known !== undefined) return known;
    const text = inOnePiece(this.#aside(() => this.#members(value, shape, indent)));
    written.set(value, text);
    return text;
  }

  #writtenAt(indent: string): Map<object, string> {
    const known = this.#written.get(indent);
    if (known !== undefined) return known;
    const written = new Map<object, string>();
    this.#written.set(indent, written);
    return written;
  }

  #members(value: JsonObject | readonly unknown[], shape: NestedShape, indent: string): void {
    const { inner, first, next } = linesBelow(indent);
    let before = first;
    if (isArray(value)) {
      for (const item of value) {
        this.#text += before === first ? `[${first}` : next;
        before = next;
        this.#write(item, shape, inner);
      }
      this.#text += before === first ? '[]' : `\n${indent}]`;
      return;
    }
    for (const name of namesInOrder(value, shape)) {
      const member = value[name];
      if (member === undefined) continue;
      this.#text += (before === first ? `{${first}` : next) + headOf(name);
      before = next;
      this.#write(member, shapeOf(shape, name), inner);
    }
    this.#text += before === first ? '{}' : `\n${indent}}`;
  }
}

/**
 * The same text. One that was added up of many is a tree of them until somebody looks at a character: without that,
 * every text that it becomes a part of would be put together of all of them again.
 */
const inOnePiece = (text: string) => (text.charCodeAt(0) >= 0 ? text : '');

type NestedShape = Exclude<Shape, 'as-is'>;

interface Lines {
  readonly inner: string;
  readonly first: string;
  readonly next: string;
}

/** How lines begin one level below an indent. */
function linesBelow(indent: string): Lines {
  const known = LINES.get(indent);
  if (known !== undefined) return known;
  const inner = `${indent}  `;
  const lines: Lines = { inner, first: `\n${inner}`, next: `,\n${inner}` };
  LINES.set(indent, lines);
  return lines;
}

const LINES = new Map<string, Lines>();

/** A name as it stands before its value. Those that a stranger chose are not kept. */
function headOf(name: string): string {
  const known = HEADS.get(name);
  if (known !== undefined) return known;
  const head = `${quoted(name)}: `;
  if (HEADS.size < MOST_HEADS) HEADS.set(name, head);
  return head;
}

const HEADS = new Map<string, string>();
const MOST_HEADS = 1_000;

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const quoted = (text: string) => (AS_IT_IS.test(text) ? `"${text}"` : harmless(JSON.stringify(text)));

/** Of what JSON writes without escapes, and nobody acts on. */
const AS_IT_IS = /^[ !$-[\]-~]*$/;

function plainText(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  const text = harmless(JSON.stringify(value ?? null, undefined, 2));
  return isObject(value) ? text.replaceAll('\n', `\n${indent}`) : text;
}

function namesInOrder(object: JsonObject, shape: Exclude<Shape, 'as-is'>): readonly string[] {
  const names = Object.keys(object);
  if ('mapOf' in shape) return names.length < 2 ? names : names.sort();
  if (areInOrder(names, shape.members)) return names;
  const known = Object.keys(shape.members).filter((name) => Object.hasOwn(object, name));
  if (known.length === names.length) return known;
  return [...known, ...names.filter((name) => !Object.hasOwn(shape.members, name)).sort()];
}

/** Whether these are names of the shape and stand in its order already: most objects are made so. */
function areInOrder(names: readonly string[], members: Readonly<Record<string, unknown>>): boolean {
  const places = placesOf(members);
  let before = -1;
  for (const name of names) {
    const place = places.get(name) ?? -1;
    if (place <= before) return false;
    before = place;
  }
  return true;
}

function placesOf(members: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  const known = PLACES.get(members);
  if (known !== undefined) return known;
  const places = new Map(Object.keys(members).map((name, place) => [name, place]));
  PLACES.set(members, places);
  return places;
}

const PLACES = new WeakMap<object, ReadonlyMap<string, number>>();

function shapeOf(shape: Exclude<Shape, 'as-is'>, name: string): Shape {
  if ('mapOf' in shape) return shape.mapOf;
  const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  return typeof member === 'function' ? member() : (member ?? 'as-is');
}
