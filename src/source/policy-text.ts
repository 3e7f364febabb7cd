import { type Node, parseTree } from 'jsonc-parser';
import type { Position } from '../error.ts';
import type { Region } from './outline.ts';

/** A statement in a document that is written as JSON. */
export interface StatementText {
  readonly region: Region;
  readonly sid?: string;
}

/** The statements of a document in JSON as it stands in a heredoc or a file, templates within its texts and all. */
export function statementsInText(raw: string, start: Position): readonly StatementText[] {
  const root = parseTree(raw);
  const statements = root === undefined ? undefined : memberOf(root, 'statement');
  const nodes = statements?.type === 'array' ? (statements.children ?? []) : [statements];
  const lines = raw.split('\n');
  const starts = lineStarts(lines);
  return nodes.flatMap((node) => {
    if (node?.type !== 'object') return [];
    const sid: unknown = memberOf(node, 'sid')?.value;
    return [{ region: firstLineOf(node, lines, starts, start), ...(typeof sid === 'string' ? { sid } : {}) }];
  });
}

function lineStarts(lines: readonly string[]): readonly number[] {
  let offset = 0;
  return lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    return start;
  });
}

function firstLineOf(
  { offset, length }: Node,
  lines: readonly string[],
  starts: readonly number[],
  first: Position,
): Region {
  const row = starts.findLastIndex((start) => start <= offset);
  const indent = offset - (starts[row] ?? 0);
  const shown = (lines[row] ?? '').slice(indent, indent + length).trimEnd().length;
  const line = first.line + row;
  const column = indent + (row === 0 ? first.column : 1);
  return { line, column, endLine: line, endColumn: column + shown };
}

function memberOf(object: Node, name: string): Node | undefined {
  const property = object.children?.find(({ children }) => {
    const key: unknown = children?.[0]?.value;
    return typeof key === 'string' && key.toLowerCase() === name;
  });
  return property?.children?.[1];
}
