import { lookOf } from '../decisions.ts';
import { dot } from '../escape.ts';
import type { Picture, PictureNode } from './model.ts';

/** The picture in the DOT language of Graphviz. */
export function dotText({ nodes, edges }: Picture): string {
  return [
    'digraph tfvpc {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", style="filled", fillcolor="#f6f8fa"];',
    ...nodes.map((node) => `  ${node.id} [label="${labelOf(node)}", ${drawnAs(node)}];`),
    ...edges.map(({ from, to }) => `  ${from} -> ${to};`),
    '}',
    '',
  ].join('\n');
}

function labelOf(node: PictureNode): string {
  if (node.kind === 'function')
    return `${lookOf(node.decision, node.judged ?? true).symbol} ${dot(node.label)}`;
  if (node.kind === 'no-vpc') return dot(node.label);
  const mark = { known: '', new: ' (new)', unknown: ' ?' }[node.certainty];
  return `${dot(node.label)}${mark}${node.from === undefined ? '' : `\\n${dot(node.from)}`}`;
}

const COLORS = { red: '#cf222e', yellow: '#9a6700', green: '#1a7f37', cyan: '#0969da' } as const;

const SHAPES: Readonly<Record<PictureNode['kind'], string>> = {
  function: 'box',
  subnet: 'ellipse',
  'security-group': 'hexagon',
  vpc: 'tab',
  'no-vpc': 'plaintext',
};

function drawnAs(node: PictureNode): string {
  const shape = `shape=${SHAPES[node.kind]}`;
  if (node.kind === 'no-vpc') return shape;
  if (node.kind === 'function') {
    return `${shape}, color="${COLORS[lookOf(node.decision, node.judged ?? true).style]}", penwidth=2`;
  }
  return node.certainty === 'known' ? shape : `${shape}, style="filled,dashed"`;
}
