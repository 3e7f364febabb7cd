import type { Report } from '../generated/report.ts';
import { formatAnnotations } from './annotations.ts';
import { formatJson, jsonPieces } from './json.ts';
import { formatJunit, type JunitOptions } from './junit.ts';
import { formatMarkdown, type MarkdownOptions } from './markdown.ts';
import { formatSarif, type SarifOptions } from './sarif.ts';
import { formatText, type TextOptions } from './text.ts';

export type Format = 'text' | 'json' | 'sarif' | 'markdown' | 'junit' | 'annotations';

/** Each format takes what is its own. */
export interface FormatOptions extends TextOptions, SarifOptions, MarkdownOptions, JunitOptions {}

/** How a report is written, by the name of the format. Each ends in a line break, or is empty. */
export const FORMATS: Readonly<Record<Format, (report: Report, options: FormatOptions) => string>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  markdown: formatMarkdown,
  junit: formatJunit,
  annotations: formatAnnotations,
};

/** The same in pieces: what is as long as the plan is need not be in memory as a whole. */
export function piecesOf(format: Format, report: Report, options: FormatOptions): Iterable<string> {
  return format === 'json' ? jsonPieces(report) : [FORMATS[format](report, options)];
}
