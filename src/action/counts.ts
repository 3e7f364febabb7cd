import { fieldAt, parseJson } from '../http/json.ts';

export interface CountedReport {
  readonly allowed: number;
  readonly denied: number;
  readonly undetermined: number;
}

/** How many requests a JSON report decides which way. Undefined for a text that is no report. */
export function readReport(json: string): CountedReport | undefined {
  const report = parseJson(json);
  const count = (name: string) => {
    const value = fieldAt(report, 'summary', name);
    return typeof value === 'number' ? value : Number.NaN;
  };
  const counts = {
    allowed: count('allowed'),
    denied: count('explicitDeny') + count('implicitDeny'),
    undetermined: count('undetermined'),
  };
  return Object.values(counts).some(Number.isNaN) ? undefined : counts;
}
