import type { Report } from '../generated/report.ts';

/** The reports with plans of the same name told apart: the second `plan.json` becomes `plan.json (2)`. */
export function withDistinctPlans(reports: readonly Report[]): Report[] {
  const taken = new Set<string>();
  return reports.map((report) => {
    const names = new Map<string, string>();
    for (const path of new Set(report.plans.map((plan) => plan.path))) {
      const name = freeName(path, taken);
      names.set(path, name);
      taken.add(name);
    }
    return [...names].every(([path, name]) => path === name) ? report : renamed(report, names);
  });
}

function freeName(path: string, taken: ReadonlySet<string>): string {
  if (!taken.has(path)) return path;
  let number = 2;
  while (taken.has(`${path} (${number})`)) number++;
  return `${path} (${number})`;
}

function renamed(report: Report, names: ReadonlyMap<string, string>): Report {
  const name = (plan: string) => names.get(plan) ?? plan;
  const named = <T extends { plan?: string }>(item: T): T =>
    item.plan === undefined ? item : { ...item, plan: name(item.plan) };
  return {
    ...report,
    plans: report.plans.map((plan) => ({ ...plan, path: name(plan.path) })),
    notes: report.notes.map(named),
    requests: report.requests.map((request) => ({ ...request, plan: name(request.plan) })),
    results: report.results.map(named),
  };
}
