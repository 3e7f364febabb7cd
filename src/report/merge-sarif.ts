import { stringify } from './json.ts';
import { compareText } from './order.ts';
import { MOST_RUNS } from './sarif/runs.ts';
import type { Judged } from './threshold.ts';

/** A SARIF log as far as merging looks at it: the rest of each run goes through untouched. */
export interface SarifLog {
  readonly runs: readonly Run[];
}
interface Run {
  readonly automationDetails?: { readonly id?: string };
  readonly results?: unknown;
}

export type MergedSarif =
  | { readonly kind: 'merged'; readonly text: string }
  /** Two runs of one category: GitHub refuses them, and one would hide the other. */
  | { readonly kind: 'same-category'; readonly category: string }
  | { readonly kind: 'too-many-runs'; readonly count: number };

/** One SARIF file with the runs of several, sorted by category. */
export function mergeSarif(logs: readonly SarifLog[]): MergedSarif {
  const runs = logs.flatMap((log) => log.runs);
  const categories = runs.map(categoryOf);
  const seen = new Set<string>();
  const repeated = categories.find((category) => seen.size === seen.add(category).size);
  if (repeated !== undefined) return { kind: 'same-category', category: repeated };
  if (runs.length > MOST_RUNS) return { kind: 'too-many-runs', count: runs.length };
  const sorted = [...runs].sort((a, b) => compareText(categoryOf(a), categoryOf(b)));
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: sorted };
  return { kind: 'merged', text: stringify(log) };
}

const categoryOf = (run: Run) => run.automationDetails?.id ?? '';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * The failures in SARIF logs, whichever tool found them, without those that are suppressed. A result that names no level
 * is a warning.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, 3.27.9, 3.27.10 and 3.27.23
 */
export function sarifFailures(logs: readonly SarifLog[]): readonly Judged[] {
  return logs
    .flatMap(({ runs }) => runs)
    .flatMap(({ results }) => (Array.isArray(results) ? results.filter(isObject) : []))
    .filter(({ kind = 'fail', suppressions = [] }) => kind === 'fail' && isEmpty(suppressions))
    .flatMap(({ ruleId, level = 'warning' }) => (isLevel(level) ? [{ ruleId: String(ruleId), level }] : []));
}

const isEmpty = (suppressions: unknown) => Array.isArray(suppressions) && suppressions.length === 0;

/** Not `none`. */
const isLevel = (level: unknown): level is Judged['level'] =>
  level === 'error' || level === 'warning' || level === 'note';

/** Whether a JSON document is a SARIF log. */
export function isSarifLog(json: unknown): json is SarifLog {
  return isObject(json) && Array.isArray(json.runs) && json.runs.every(isObject);
}
