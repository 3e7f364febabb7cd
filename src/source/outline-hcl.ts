import { exceeds } from './bounds.ts';
import {
  OUTLINE_DEPTH,
  type Outline,
  type OutlineAttribute,
  type OutlineBlock,
  type Region,
} from './outline.ts';
import { valueOutline } from './outline-value.ts';
import { loadTreeSitter, type Node, type TreeSitter } from './tree-sitter.ts';

/** Larger files are not located. */
const FILE_BOUNDS = { length: 2 * 1024 * 1024, depth: 1000 };

/** The outline of a .tf file; undefined where the file is too large. */
export async function outlineHcl(text: string): Promise<Outline | undefined> {
  if (exceeds(text, FILE_BOUNDS)) return undefined;
  const treeSitter = await loadTreeSitter();
  const root = parseTolerantly(text, treeSitter);
  if (root === undefined) return undefined;
  const lines = new Lines(text);
  const blocks = blocksOf(root, lines, 0);
  const fault = root.hasError ? firstFault(root) : undefined;
  return fault === undefined
    ? { blocks }
    : { blocks, fault: { line: fault.startPosition.row + 1, column: fault.startPosition.column + 1 } };
}

/**
 * The grammar stumbles over two things that are right: an object's key in parentheses after a line without a
 * comma (it takes `a \n (b)` for a call), and `1e5`. Where it stumbled, it is given the same text with a comma and
 * without the `e`: every character keeps its place.
 */
function parseTolerantly(text: string, treeSitter: TreeSitter): Node | undefined {
  const root = treeSitter.parse(text);
  if (root === undefined || !root.hasError) return root;
  const softer = text
    .replace(/(?<=[^\s,{[(][ \t\r]*\n[ \t]*)[ \t](?=\([^\n]*\)\s*[=:])/g, ',')
    .replace(/(?<=\b\d+)[eE][+-]?(?=\d+\b)/g, (exponent) => '0'.repeat(exponent.length));
  return softer === text ? root : (treeSitter.parse(softer) ?? root);
}

/** Where the lines of a text end, for regions that stop at the end of their first line. */
export class Lines {
  readonly text: string;
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.#lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  }

  /** The part of a node that stands on its first line. */
  region(node: Node, last: Node = node): Region {
    const line = node.startPosition.row + 1;
    const column = node.startPosition.column + 1;
    const endsHere = last.endPosition.row === node.startPosition.row;
    const endColumn = endsHere ? last.endPosition.column + 1 : this.#endOf(node.startPosition.row);
    return { line, column, endLine: line, endColumn: Math.max(endColumn, column) };
  }

  #endOf(row: number): number {
    return (this.#lines[row]?.trimEnd().length ?? 0) + 1;
  }
}

/** Blocks in a node, those within faulty or grouping nodes too. */
function blocksOf(parent: Node, lines: Lines, depth: number): readonly OutlineBlock[] {
  if (depth > OUTLINE_DEPTH) return [];
  return membersOf(parent)
    .filter(({ type }) => type === 'block')
    .map((block) => blockOf(block, lines, depth));
}

function membersOf(parent: Node): readonly Node[] {
  return parent.namedChildren.flatMap((child) =>
    child.type === 'body' || child.type === 'ERROR'
      ? child.namedChildren.flatMap((inner) => (inner.type === 'body' ? inner.namedChildren : [inner]))
      : [child],
  );
}

function blockOf(block: Node, lines: Lines, depth: number): OutlineBlock {
  const children = block.namedChildren;
  const start = children.find(({ type }) => type === 'block_start');
  const header = children.slice(0, start === undefined ? 1 : children.indexOf(start));
  const [type, ...labels] = header.map(labelOf);
  return {
    type: type ?? '',
    labels,
    header: lines.region(block, start ?? header.at(-1)),
    attributes: attributesOf(block, lines),
    blocks: blocksOf(block, lines, depth + 1),
  };
}

/** A label is a plain name or a text without templates. */
function labelOf(node: Node): string {
  return node.type === 'string_lit' ? node.text.slice(1, -1) : node.text;
}

function attributesOf(block: Node, lines: Lines): ReadonlyMap<string, OutlineAttribute> {
  const attributes = new Map<string, OutlineAttribute>();
  for (const member of membersOf(block)) {
    const [name, value] = member.type === 'attribute' ? member.namedChildren : [];
    if (name === undefined || value === undefined) continue;
    attributes.set(name.text, {
      region: lines.region(member),
      value: () => valueOutline(value, lines),
      text: () => lines.text.slice(value.startIndex, value.endIndex),
    });
  }
  return attributes;
}

/** The first node at which the parser gave up or put something in. */
function firstFault(root: Node): Node | undefined {
  let node = root;
  for (let depth = 0; depth < 1000; depth += 1) {
    if (node.isError || node.isMissing) return node;
    const next = node.children.find((child) => child.hasError || child.isError || child.isMissing);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}
