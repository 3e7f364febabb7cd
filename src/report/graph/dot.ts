import { DECISIONS, isDenied } from '../decisions.ts';
import { dot } from '../escape.ts';
import type { Picture, PictureNode } from './model.ts';

/** The picture in the DOT language of Graphviz. */
export function dotText({ nodes, edges }: Picture): string {
  return [
    'digraph tfvpc {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", style="filled", fillcolor="#f6f8fa"];',
    ...nodes.map((node) => `  ${node.id} [label="${labelOf(node)}", ${lookOf(node)}];`),
    ...edges.map(({ from, to }) => `  ${from} -> ${to};`),
    '}',
    '',
  ].join('\n');
}

function labelOf(node: PictureNode): string {
  if (node.kind === 'function') return `${DECISIONS[node.decision].symbol} ${dot(node.label)}`;
  if (node.kind === 'no-vpc') return dot(node.label);
  const mark = { known: '', new: ' (new)', unknown: ' ?' }[node.certainty];
  return `${dot(node.label)}${mark}${node.from === undefined ? '' : `\\n${dot(node.from)}`}`;
}

const SHAPES: Readonly<Record<PictureNode['kind'], string>> = {
  function: 'box',
  subnet: 'ellipse',
  'security-group': 'hexagon',
  vpc: 'tab',
  'no-vpc': 'plaintext',
};

function lookOf(node: PictureNode): string {
  const shape = `shape=${SHAPES[node.kind]}`;
  if (node.kind === 'no-vpc') return shape;
  if (node.kind === 'function') {
    const color = isDenied(node.decision) ? '#cf222e' : node.decision === 'allowed' ? '#1a7f37' : '#9a6700';
    return `${shape}, color="${color}", penwidth=2`;
  }
  return node.certainty === 'known' ? shape : `${shape}, style="filled,dashed"`;
}
