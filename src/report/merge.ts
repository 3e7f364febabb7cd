import type { Report, Summary } from '../generated/report.ts';
import { withDistinctPlans } from './merge-plans.ts';
import { orderReport } from './order.ts';

const EMPTY: Report = {
  formatVersion: '1.0',
  tool: { name: 'tfvpc', version: '0.0.0' },
  summary: { allowed: 0, explicitDeny: 0, implicitDeny: 0, undetermined: 0, noRequest: 0 },
  plans: [],
  policies: [],
  notes: [],
  requests: [],
  results: [],
};

/**
 * One report of several, in the order that its schema promises: of the same inputs in another order only the plans'
 * order differs. Policies, notes and results about no plan that several of them share are there once. The version is
 * the first report's.
 */
export function mergeReports(given: readonly Report[]): Report {
  const reports = withDistinctPlans(given);
  const [first = EMPTY] = reports;
  const shift = shifts(reports);
  const results = reports.flatMap((report, index) =>
    report.results.map((result) =>
      result.request === undefined ? result : { ...result, request: result.request + (shift[index] ?? 0) },
    ),
  );
  return orderReport({
    formatVersion: '1.0',
    tool: first.tool,
    summary: reports.map(({ summary }) => summary).reduce(sum, EMPTY.summary),
    plans: reports.flatMap(({ plans }) => plans),
    policies: distinct(reports.flatMap(({ policies }) => policies)),
    notes: distinct(reports.flatMap(({ notes }) => notes)),
    requests: reports.flatMap(({ requests }) => requests),
    results: distinctUnless(results, ({ request, plan }) => request !== undefined || plan !== undefined),
  });
}

/** How many requests stand before those of each report. */
function shifts(reports: readonly Report[]): number[] {
  let before = 0;
  return reports.map(({ requests }) => {
    const shift = before;
    before += requests.length;
    return shift;
  });
}

function sum(a: Summary, b: Summary): Summary {
  return {
    allowed: a.allowed + b.allowed,
    explicitDeny: a.explicitDeny + b.explicitDeny,
    implicitDeny: a.implicitDeny + b.implicitDeny,
    undetermined: a.undetermined + b.undetermined,
    noRequest: a.noRequest + b.noRequest,
  };
}

const distinct = <T>(items: readonly T[]) => distinctUnless(items, () => false);

/** Each once, in the order of the first; of those for which `always` holds, every one. */
function distinctUnless<T>(items: readonly T[], always: (item: T) => boolean): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (always(item)) return true;
    const text = JSON.stringify(item);
    return !seen.has(text) && seen.add(text);
  });
}
