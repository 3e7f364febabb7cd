import { stringify } from './json.ts';
import { compareText } from './order.ts';
import { MOST_RUNS } from './sarif/runs.ts';

/** A SARIF log as far as merging looks at it: the rest of each run goes through untouched. */
interface Log {
  readonly runs: readonly Run[];
}
interface Run {
  readonly automationDetails?: { readonly id?: string };
}

export { MOST_RUNS };

export type MergedSarif =
  | { readonly kind: 'merged'; readonly text: string }
  /** Two runs of one category: GitHub refuses them, and one would hide the other. */
  | { readonly kind: 'same-category'; readonly category: string }
  | { readonly kind: 'too-many-runs'; readonly count: number };

/** One SARIF file with the runs of several, sorted by category. */
export function mergeSarif(logs: readonly Log[]): MergedSarif {
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

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** Whether a JSON document is a SARIF log. */
export function isSarifLog(json: unknown): json is Log {
  return (
    typeof json === 'object' &&
    json !== null &&
    'runs' in json &&
    Array.isArray(json.runs) &&
    json.runs.every(isObject)
  );
}
