import { isDenied, lookOf } from '../decisions.ts';
import { mermaid } from '../escape.ts';
import type { Picture, PictureNode } from './model.ts';

/** The picture as Mermaid, which GitHub draws. Decisions are coloured and marked, what is new is dashed. */
export function mermaidText({ nodes, edges }: Picture): string {
  return [
    WIDE_LABELS,
    'flowchart LR',
    ...nodes.map((node) => `  ${node.id}${boxOf(node)}:::${classOf(node)}`),
    ...edges.map(({ from, to }) => `  ${from} --> ${to}`),
    ...CLASSES.map((line) => `  classDef ${line}`),
    '',
  ].join('\n');
}

/** Without it an id is broken at its hyphen. */
const WIDE_LABELS = '%%{init: {"flowchart": {"wrappingWidth": 420}}}%%';

/** Dark letters on light colours, so that both of GitHub's themes can be read. */
const CLASSES = [
  'denied fill:#ffebe9,stroke:#cf222e,stroke-width:2px,color:#1f2328',
  'undetermined fill:#fff8c5,stroke:#9a6700,stroke-width:2px,color:#1f2328',
  'allowed fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  'known fill:#f6f8fa,stroke:#57606a,color:#1f2328',
  'new fill:#f6f8fa,stroke:#0969da,stroke-dasharray:5 4,color:#1f2328',
  'unknown fill:#ffffff,stroke:#9a6700,stroke-dasharray:2 3,color:#1f2328',
];

const MOST_CHARACTERS = 80;

function boxOf(node: PictureNode): string {
  switch (node.kind) {
    case 'function':
      return `["${lookOf(node.decision, node.judged ?? true).symbol} ${label(node.label)}"]`;
    case 'subnet':
      return `("${withOrigin(node)}")`;
    case 'security-group':
      return `{{"${withOrigin(node)}"}}`;
    case 'vpc':
      return `(["${withOrigin(node)}"])`;
    case 'no-vpc':
      return `(["${label(node.label)}"])`;
  }
}

function withOrigin({ label: own, from, certainty }: Extract<PictureNode, { certainty: unknown }>): string {
  const marks = { known: '', new: ' (new)', unknown: ' ?' };
  return `${label(own)}${marks[certainty]}${from === undefined ? '' : `<br/>${label(from)}`}`;
}

function classOf(node: PictureNode): string {
  if (node.kind === 'no-vpc') return 'known';
  if (node.kind !== 'function') return node.certainty;
  if (node.judged === false) return 'unknown';
  return isDenied(node.decision) ? 'denied' : node.decision;
}

/** The end of an address says more than its beginning. */
const label = (text: string) =>
  mermaid(text.length <= MOST_CHARACTERS ? text : `…${text.slice(1 - MOST_CHARACTERS)}`);
