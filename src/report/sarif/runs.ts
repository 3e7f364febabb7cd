import type { Note, PlanSummary, Report, Result } from '../../generated/report.ts';

/** What goes into one run: the plans of one root module, and their results. */
export interface RunPart {
  /** What keeps its alerts apart from those of other runs. Ends in a slash. */
  readonly category: string;
  readonly results: readonly Result[];
  readonly notes: readonly Note[];
}

/** GitHub refuses a file with more, and two of the same category. */
export const MOST_RUNS = 20;

/** One part per root module, in the order of the plans; always at least one, so that old alerts are closed. */
export function runParts(report: Report, category: string | undefined): RunPart[] {
  const base = slashed(category ?? 'tfvpc');
  const categories = categoriesOf(report.plans, base, category !== undefined);
  const distinct = [...new Set(categories.values())];
  const [first = base] = distinct;
  const categoryOf = (plan: string | undefined) =>
    plan === undefined ? first : (categories.get(plan) ?? first);
  const parts = new Map([first, ...distinct].map((name) => [name, emptyPart()]));
  for (const result of report.results) parts.get(categoryOf(result.plan))?.results.push(result);
  for (const note of report.notes) parts.get(categoryOf(note.plan))?.notes.push(note);
  return [...parts].map(([name, { results, notes }]) => ({ category: name, results, notes }));
}

const emptyPart = () => ({ results: [] as Result[], notes: [] as Note[] });

/** By plan. A category that was asked for is that of a lone root module as it is. */
function categoriesOf(plans: readonly PlanSummary[], base: string, asked: boolean): Map<string, string> {
  const modules = [...new Set(plans.map(moduleOf))];
  const own = new Set(modules.length > MOST_RUNS ? modules.slice(0, MOST_RUNS - 1) : modules);
  const alone = asked && modules.length === 1;
  return new Map(
    plans.map((plan) => {
      const module = moduleOf(plan);
      if (alone) return [plan.path, base];
      return [plan.path, own.has(module) ? base + module : `${base}and-more/`];
    }),
  );
}

/** The root module's directory, else the plan's own path; empty for the repository's root, else with a slash. */
function moduleOf({ rootModule, path }: PlanSummary): string {
  const segments = (rootModule ?? path).replaceAll('\\', '/').split('/');
  return slashed(segments.filter((segment) => !/^(?:|\.|\.\.|-)$/u.test(segment)).join('/'));
}

const slashed = (text: string) => (text === '' || text.endsWith('/') ? text : `${text}/`);
