import type { Report } from '../generated/report.ts';
import { dotText } from './graph/dot.ts';
import { mermaidText } from './graph/mermaid.ts';
import { pictureOf } from './graph/model.ts';
import { stringify } from './json.ts';

export type GraphFormat = 'mermaid' | 'dot' | 'json';

/**
 * Functions, their subnets and security groups, and the VPCs of those, with the decisions.
 * JSON: `{"formatVersion": "1.0", "nodes": [{"kind", "id", "label", …}], "edges": [{"from", "to"}]}`.
 */
export function formatGraph(report: Report, format: GraphFormat): string {
  const picture = pictureOf(report);
  switch (format) {
    case 'mermaid':
      return mermaidText(picture);
    case 'dot':
      return dotText(picture);
    case 'json':
      return stringify({ formatVersion: '1.0', ...picture });
  }
}
