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
  readonly #names = new Map<string, string>();

  /** The text of an object without an indent, one for each item of the lists in it. */
  *pieces(value: object, shape: typeof MEMBERS): Iterable<string> {
    let before = '{';
    if (!isObject(value)) return;
    for (const name of namesInOrder(value, shape)) {
      const member = value[name];
      if (member === undefined) continue;
      yield `${before}\n  ${this.#name(name)}: `;
      yield* this.#itemPieces(member, shapeOf(shape, name));
      before = ',';
    }
    yield before === '{' ? '{}' : '\n}';
  }

  *#itemPieces(value: unknown, shape: Shape): Iterable<string> {
    if (shape === 'as-is' || !isObject(value) || !isArray(value) || value.length === 0) {
      yield this.text(value, shape, '  ');
      return;
    }
    let before = '[';
    for (const item of value) {
      yield `${before}\n    ${this.text(item, shape, '    ')}`;
      before = ',';
    }
    yield '\n  ]';
  }

  text(value: unknown, shape: Shape, indent: string): string {
    if (shape === 'as-is' || !isObject(value)) return plainText(value, indent);
    if (!('members' in shape && shape.shared)) return this.#text(value, shape, indent);
    const written = this.#writtenAt(indent);
    const known = written.get(value);
    if (known !== undefined) return known;
    const text = this.#text(value, shape, indent);
    written.set(value, text);
    return text;
  }

  #name(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const text = quoted(name);
    this.#names.set(name, text);
    return text;
  }

  #writtenAt(indent: string): Map<object, string> {
    const known = this.#written.get(indent);
    if (known !== undefined) return known;
    const written = new Map<object, string>();
    this.#written.set(indent, written);
    return written;
  }

  #text(value: JsonObject | readonly unknown[], shape: Exclude<Shape, 'as-is'>, indent: string): string {
    const inner = `${indent}  `;
    if (isArray(value)) {
      const items = value.map((item) => this.text(item, shape, inner));
      return joined('[', items, ']', indent);
    }
    const lines: string[] = [];
    for (const name of namesInOrder(value, shape)) {
      const member = value[name];
      if (member !== undefined)
        lines.push(`${this.#name(name)}: ${this.text(member, shapeOf(shape, name), inner)}`);
    }
    return joined('{', lines, '}', indent);
  }
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function joined(open: string, lines: readonly string[], close: string, indent: string): string {
  const [first, ...others] = lines;
  if (first === undefined) return open + close;
  const between = `,\n${indent}  `;
  // Strings that are added share what they are made of; `join` would copy each level of the report anew.
  let text = `${open}\n${indent}  ${first}`;
  for (const line of others) text += between + line;
  return `${text}\n${indent}${close}`;
}

const quoted = (text: string) => harmless(JSON.stringify(text));

function plainText(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  const text = harmless(JSON.stringify(value ?? null, undefined, 2));
  return isObject(value) ? text.replaceAll('\n', `\n${indent}`) : text;
}

function namesInOrder(object: JsonObject, shape: Exclude<Shape, 'as-is'>): readonly string[] {
  const names = Object.keys(object);
  if ('mapOf' in shape) return names.sort();
  const known = Object.keys(shape.members).filter((name) => Object.hasOwn(object, name));
  if (known.length === names.length) return known;
  return [...known, ...names.filter((name) => !Object.hasOwn(shape.members, name)).sort()];
}

function shapeOf(shape: Exclude<Shape, 'as-is'>, name: string): Shape {
  if ('mapOf' in shape) return shape.mapOf;
  const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  return typeof member === 'function' ? member() : (member ?? 'as-is');
}
