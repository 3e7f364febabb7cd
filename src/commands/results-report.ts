import type { Report, Result } from '../generated/report.ts';
import { VERSION } from '../version.ts';

/** A report of results alone: nothing of it is about requests of a plan. */
export function resultsReport(results: readonly Result[]): Report {
  return {
    formatVersion: '1.0',
    tool: { name: 'tfvpc', version: VERSION },
    summary: { allowed: 0, explicitDeny: 0, implicitDeny: 0, undetermined: 0, noRequest: 0 },
    plans: [],
    policies: [],
    notes: [],
    requests: [],
    results: [...results],
  };
}
