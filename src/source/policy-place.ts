import { type Node, parseTree } from 'jsonc-parser';
import type { OutlinedFile, PlacedBlock } from './module-outline.ts';
import type { OutlineText, OutlineValue, Region } from './outline.ts';
import { type AttributePath, contentOf } from './outline-path.ts';

/** Where a statement of a policy document stands. */
export interface StatementPlace {
  readonly in: OutlinedFile;
  readonly region: Region;
}

/** The blocks of the same module by type and labels. */
export type FindBlocks = (key: readonly string[]) => readonly PlacedBlock[];

/** How often a reference is followed. */
const HOPS = 8;

/** The place of a statement; undefined where the document is made in a way that does not tell. */
export function placeOfStatement(
  found: readonly PlacedBlock[],
  path: AttributePath,
  statement: number,
  find: FindBlocks,
): StatementPlace | undefined {
  for (const placed of [...found].reverse()) {
    const place = isDocument(placed)
      ? statementBlock(placed, statement)
      : statementInAttribute(placed, path, statement, find);
    if (place !== undefined) return place;
  }
  return undefined;
}

const isDocument = ({ block }: PlacedBlock): boolean => block.labels[0] === 'aws_iam_policy_document';

function statementBlock({ block, in: file }: PlacedBlock, statement: number): StatementPlace | undefined {
  const all = block.blocks.filter(
    ({ type, labels }) => type === 'statement' || (type === 'dynamic' && labels[0] === 'statement'),
  );
  const dynamic = all.find(({ type }) => type === 'dynamic');
  // Behind a dynamic block the count is lost.
  const isCounted = dynamic === undefined || statement < all.indexOf(dynamic);
  const one = isCounted ? all[statement] : all.length === 1 ? dynamic : undefined;
  return one === undefined ? undefined : { in: file, region: one.header };
}

function statementInAttribute(
  placed: PlacedBlock,
  path: AttributePath,
  statement: number,
  find: FindBlocks,
): StatementPlace | undefined {
  const value = valueAt(placed, path);
  return value === undefined ? undefined : statementInValue(placed.in, value, statement, find, HOPS);
}

/** The value of an attribute, in nested blocks too: `['inline_policy', 0, 'policy']`. */
function valueAt({ block }: PlacedBlock, path: AttributePath): OutlineValue | undefined {
  const [name, index, ...rest] = path;
  if (typeof name !== 'string') return undefined;
  if (index === undefined) return block.attributes.get(name)?.value();
  const nested = block.blocks.filter(({ type, labels }) => type === name || labels[0] === name);
  const inner = typeof index === 'number' ? nested[index] : undefined;
  if (inner === undefined || rest.length > 16) return undefined;
  const attribute = contentOf(inner).attributes.get(String(rest[0]));
  return rest.length === 1 ? attribute?.value() : undefined;
}

function statementInValue(
  file: OutlinedFile,
  value: OutlineValue,
  statement: number,
  find: FindBlocks,
  hops: number,
): StatementPlace | undefined {
  if (hops === 0) return undefined;
  switch (value.kind) {
    case 'call': {
      const [argument] = value.items;
      if (value.name !== 'jsonencode' || argument === undefined) return undefined;
      return statementInValue(file, argument, statement, find, hops - 1);
    }
    case 'object':
      return statementInObject(file, value, statement);
    case 'text':
      return value.text === undefined ? undefined : statementInText(file, value.text, statement);
    case 'list':
      return undefined;
    case 'other':
      return followed(value.reference, statement, find, hops - 1);
  }
}

function statementInObject(
  file: OutlinedFile,
  { entries }: OutlineValue,
  statement: number,
): StatementPlace | undefined {
  const statements = entries.find(({ key }) => key.toLowerCase() === 'statement')?.value;
  const one = statements?.kind === 'list' ? statements.items[statement] : statements;
  if (one === undefined || (statements?.kind === 'object' && statement !== 0)) return undefined;
  return one.kind === 'object' ? { in: file, region: one.region } : undefined;
}

function followed(
  reference: string | undefined,
  statement: number,
  find: FindBlocks,
  hops: number,
): StatementPlace | undefined {
  const [root = '', first = '', second = '', last] = reference?.split('.') ?? [];
  if (root === 'local' && last === undefined && second === '') {
    for (const { block, in: file } of [...find(['locals'])].reverse()) {
      const value = block.attributes.get(first)?.value();
      if (value !== undefined) return statementInValue(file, value, statement, find, hops);
    }
  }
  if (root === 'data' && first === 'aws_iam_policy_document' && last === 'json') {
    return placeOfStatement(find(['data', first, second]), [], statement, find);
  }
  return undefined;
}

/** A statement in JSON as it stands in a heredoc, templates within its texts and all. */
function statementInText(
  file: OutlinedFile,
  text: OutlineText,
  statement: number,
): StatementPlace | undefined {
  if (text.quoted) return undefined;
  const root = parseTree(text.raw);
  const statements = root === undefined ? undefined : memberOf(root, 'statement');
  const one = statements?.type === 'array' ? statements.children?.[statement] : statements;
  if (one?.type !== 'object' || (statements?.type === 'object' && statement !== 0)) return undefined;
  const before = text.raw.slice(0, one.offset).split('\n');
  const line = text.start.line + before.length - 1;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const [rest = ''] = text.raw.slice(one.offset, one.offset + one.length).split('\n', 1);
  return { in: file, region: { line, column, endLine: line, endColumn: column + rest.trimEnd().length } };
}

function memberOf(object: Node, name: string): Node | undefined {
  const property = object.children?.find(({ children }) => {
    const key: unknown = children?.[0]?.value;
    return typeof key === 'string' && key.toLowerCase() === name;
  });
  return property?.children?.[1];
}
