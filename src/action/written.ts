import type { Report } from '../generated/report.ts';
import { field, parseJson } from '../http/json.ts';

/** The JSON report that the check wrote a moment ago; undefined for a text that is none. */
export function readReport(json: string): Report | undefined {
  const report = parseJson(json);
  return isReport(report) ? report : undefined;
}

/** Written by this very version: its format version is enough to know it by. */
function isReport(report: unknown): report is Report {
  return field(report, 'formatVersion') === '1.0' && field(report, 'summary') !== undefined;
}
