import type { OutlineText, OutlineValue, Region } from './outline.ts';
import type { Node } from './tree-sitter.ts';

interface Regions {
  readonly region: (node: Node) => Region;
}

/** Deeper values are `other`. */
const DEPTH = 64;

/** The shape of an expression as tree-sitter sees it: objects, lists, calls and plain texts, through parentheses. */
export function valueOutline(node: Node, regions: Regions, depth = 0): OutlineValue {
  const region = regions.region(node);
  const empty = { region, entries: [], items: [] };
  if (depth > DEPTH) return { kind: 'other', ...empty };
  const inner = (child: Node) => valueOutline(child, regions, depth + 1);
  switch (node.type) {
    case 'expression':
    case 'literal_value':
    case 'template_expr':
    case 'collection_value': {
      const [child, another] = node.namedChildren.filter(({ type }) => type !== 'comment');
      return child === undefined || another !== undefined ? otherOutline(node, empty) : inner(child);
    }
    case 'object':
      return { kind: 'object', ...empty, entries: entriesOf(node, regions, depth) };
    case 'tuple':
      return {
        kind: 'list',
        ...empty,
        items: node.namedChildren.filter(({ type }) => type === 'expression').map(inner),
      };
    case 'function_call':
      return callOutline(node, empty, inner);
    case 'string_lit':
    case 'heredoc_template': {
      const text = node.type === 'string_lit' ? quotedText(node) : heredocText(node);
      return { kind: 'text', ...empty, ...(text === undefined ? {} : { text }) };
    }
    case 'quoted_template':
      return {
        kind: 'text',
        ...empty,
        text: { start: behindQuote(node), raw: node.text.slice(1, -1), quoted: true },
      };
    default:
      return { kind: 'other', ...empty };
  }
}

function otherOutline(node: Node, empty: Pick<OutlineValue, 'region' | 'entries' | 'items'>): OutlineValue {
  const text = node.text;
  const isReference = /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:\.[\p{ID_Start}_][\p{ID_Continue}-]*)+$/u.test(
    text,
  );
  return { kind: 'other', ...empty, ...(isReference ? { reference: text } : {}) };
}

function callOutline(
  node: Node,
  empty: Pick<OutlineValue, 'region' | 'entries' | 'items'>,
  inner: (child: Node) => OutlineValue,
): OutlineValue {
  const [name, list] = node.namedChildren.filter(({ type }) => type !== 'comment');
  const items = list?.namedChildren.filter(({ type }) => type === 'expression') ?? [];
  return { kind: 'call', ...empty, name: name?.text ?? '', items: items.map(inner) };
}

function entriesOf(node: Node, regions: Regions, depth: number): OutlineValue['entries'] {
  return node.namedChildren
    .filter(({ type }) => type === 'object_elem')
    .flatMap((entry) => {
      const key = entry.childForFieldName('key');
      const value = entry.childForFieldName('val');
      if (key === null || value === null) return [];
      return [
        {
          key: key.text.replace(/^"(.*)"$/s, '$1'),
          region: regions.region(entry),
          value: valueOutline(value, regions, depth + 1),
        },
      ];
    });
}

function quotedText(node: Node): OutlineText | undefined {
  const literal = node.namedChildren.find(({ type }) => type === 'template_literal');
  if (literal === undefined) return undefined;
  return { start: positionOf(literal), raw: literal.text, quoted: true };
}

/** The lines between the markers, as they are, templates in them included. */
function heredocText(node: Node): OutlineText | undefined {
  const text = node.text;
  const first = text.indexOf('\n');
  const last = text.lastIndexOf('\n');
  if (first < 0 || last <= first) return undefined;
  const start = { line: node.startPosition.row + 2, column: 1 };
  return { start, raw: text.slice(first + 1, last + 1), quoted: false };
}

function behindQuote(node: Node): { readonly line: number; readonly column: number } {
  const { line, column } = positionOf(node);
  return { line, column: column + 1 };
}

function positionOf(node: Node): { readonly line: number; readonly column: number } {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}
