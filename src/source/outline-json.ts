import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Position } from '../error.ts';
import { exceeds } from './bounds.ts';
import type { HclJson } from './json.ts';
import {
  OUTLINE_DEPTH,
  type Outline,
  type OutlineAttribute,
  type OutlineBlock,
  type OutlineValue,
  type Region,
} from './outline.ts';

const FILE_BOUNDS = { length: 2 * 1024 * 1024, depth: 256 };

/** A .tf.json file: what it says and where it says it. */
export interface JsonFile {
  readonly outline: Outline;
  readonly json: HclJson;
}

/** Undefined where the file is too large or too deep; a fault in `outline` where it is no JSON. */
export function readJsonFile(text: string): JsonFile | undefined {
  if (exceeds(text, FILE_BOUNDS)) return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const places = new Places(text);
  const [error] = errors;
  const blocks = root === undefined ? [] : topBlocks(root, places);
  return {
    outline: error === undefined ? { blocks } : { blocks, fault: places.positionOf(error.offset) },
    json: root === undefined ? null : jsonOf(root),
  };
}

/** How many labels a block of the top level has. https://developer.hashicorp.com/terraform/language/syntax/json */
export const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['provider', 1],
  ['variable', 1],
  ['output', 1],
  ['check', 1],
  ['locals', 0],
]);

/** Lines and columns of offsets, by bisection. */
class Places {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  positionOf(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  region(start: number, end: number): Region {
    const { line, column } = this.positionOf(start);
    const last = this.positionOf(end);
    return { line, column, endLine: line, endColumn: last.line === line ? last.column : column + 1 };
  }
}

function topBlocks(root: Node, places: Places): readonly OutlineBlock[] {
  return membersOf(root).flatMap(({ key, value }) => {
    const type: unknown = key.value;
    const count = typeof type === 'string' ? LABELS.get(type) : undefined;
    if (typeof type !== 'string' || count === undefined) return [];
    return labelled(type, [], count, key, value, places);
  });
}

function labelled(
  type: string,
  labels: readonly string[],
  count: number,
  key: Node,
  value: Node,
  places: Places,
): readonly OutlineBlock[] {
  if (labels.length === count) {
    return objectsOf(value).map((body) =>
      blockOf(type, labels, headerOf(key, value, body, places), body, places, 0),
    );
  }
  return objectsOf(value).flatMap((object) =>
    membersOf(object).flatMap((member) =>
      labelled(type, [...labels, String(member.key.value)], count, member.key, member.value, places),
    ),
  );
}

/** The key of a block; the brace of one of several. */
function headerOf(key: Node, value: Node, body: Node, places: Places): Region {
  if (value === body || value.children?.[0] === body)
    return places.region(key.offset, key.offset + key.length);
  return places.region(body.offset, body.offset + 1);
}

function blockOf(
  type: string,
  labels: readonly string[],
  header: Region,
  body: Node,
  places: Places,
  depth: number,
): OutlineBlock {
  const attributes = new Map<string, OutlineAttribute>();
  const blocks: OutlineBlock[] = [];
  for (const { key, value } of membersOf(body)) {
    const name = String(key.value);
    const end =
      value.type === 'object' || value.type === 'array'
        ? key.offset + key.length
        : value.offset + value.length;
    attributes.set(name, {
      region: places.region(key.offset, end),
      value: () => jsonValueOutline(value, places, 0),
    });
    if (depth < OUTLINE_DEPTH) blocks.push(...nestedBlocks(name, key, value, places, depth + 1));
  }
  return { type, labels, header, attributes, blocks };
}

/** What looks like nested blocks: JSON does not tell them from arguments. */
function nestedBlocks(
  name: string,
  key: Node,
  value: Node,
  places: Places,
  depth: number,
): readonly OutlineBlock[] {
  if (name !== 'dynamic') {
    return objectsOf(value).map((body) =>
      blockOf(name, [], headerOf(key, value, body, places), body, places, depth),
    );
  }
  return objectsOf(value).flatMap((dynamics) =>
    membersOf(dynamics).flatMap((member) =>
      objectsOf(member.value).map((body) =>
        blockOf(
          name,
          [String(member.key.value)],
          headerOf(member.key, member.value, body, places),
          body,
          places,
          depth,
        ),
      ),
    ),
  );
}

function jsonValueOutline(node: Node, places: Places, depth: number): OutlineValue {
  const region = places.region(node.offset, node.offset + node.length);
  const empty = { region, entries: [], items: [] };
  if (depth > OUTLINE_DEPTH) return { kind: 'other', ...empty };
  if (node.type === 'array') {
    return {
      kind: 'list',
      ...empty,
      items: (node.children ?? []).map((item) => jsonValueOutline(item, places, depth + 1)),
    };
  }
  if (node.type === 'object') {
    const entries = membersOf(node).map(({ key, value }) => ({
      key: String(key.value),
      region: places.region(key.offset, value.offset + value.length),
      value: jsonValueOutline(value, places, depth + 1),
    }));
    return { kind: 'object', ...empty, entries };
  }
  const text: unknown = node.value;
  if (typeof text !== 'string') return { kind: 'other', ...empty };
  const reference = /^\$\{\s*([\p{ID_Continue}.-]+)\s*\}$/u.exec(text)?.[1];
  if (reference !== undefined) return { kind: 'other', ...empty, reference };
  const { line, column } = region;
  return { kind: 'text', ...empty, text: { start: { line, column: column + 1 }, raw: text, quoted: true } };
}

interface Member {
  readonly key: Node;
  readonly value: Node;
}

function membersOf(node: Node): readonly Member[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
}

/** An object, or those of a list. */
function objectsOf(node: Node): readonly Node[] {
  if (node.type === 'object') return [node];
  return node.type === 'array' ? (node.children ?? []).filter(({ type }) => type === 'object') : [];
}

function jsonOf(node: Node): HclJson {
  if (node.type === 'array') return (node.children ?? []).map(jsonOf);
  if (node.type === 'object') {
    return Object.fromEntries(membersOf(node).map(({ key, value }) => [String(key.value), jsonOf(value)]));
  }
  const value: unknown = node.value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
