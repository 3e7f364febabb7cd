import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/generated/report.ts';
import { formatAnnotations } from '../../src/report/annotations.ts';
import { formatExplanation } from '../../src/report/explain.ts';
import { formatGraph } from '../../src/report/graph.ts';
import { formatJson } from '../../src/report/json.ts';
import { formatJunit } from '../../src/report/junit.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import { formatText } from '../../src/report/text.ts';

const folder = fileURLToPath(new URL('../../testdata/report', import.meta.url));

/** The folders of testdata/report: each holds a report, and how it is written in each format. */
export const sampleNames = readdirSync(folder).sort();

export const samplePath = (name: string, file: string) => `${folder}/${name}/${file}`;

export const sampleText = (name: string, file: string) => readFileSync(samplePath(name, file), 'utf8');

/** A new one each time, so that no test changes another's. */
export function sample(name: string): Report {
  return JSON.parse(sampleText(name, 'report.json'));
}

export const BLOBS = 'https://github.com/octo/infra/blob/0123456789abcdef/';

const plain = { color: false, width: 96, verbose: false, quiet: false };

/** Every file that a sample's folder holds beside the report. */
export const OUTPUTS: Readonly<Record<string, (report: Report) => string>> = {
  'text.txt': (report) => formatText(report, plain),
  'verbose.txt': (report) => formatText(report, { ...plain, verbose: true }),
  'quiet.txt': (report) => formatText(report, { ...plain, quiet: true }),
  'explained.txt': (report) =>
    report.requests.map((request) => formatExplanation(request, plain, true)).join('\n'),
  'ordered.json': formatJson,
  'results.sarif': (report) => formatSarif(report),
  'summary.md': (report) => formatMarkdown(report, { blobBase: BLOBS }),
  'junit.xml': (report) => formatJunit(report),
  'annotations.txt': formatAnnotations,
  'graph.mmd': (report) => formatGraph(report, 'mermaid'),
  'graph.dot': (report) => formatGraph(report, 'dot'),
  'graph.json': (report) => formatGraph(report, 'json'),
};
