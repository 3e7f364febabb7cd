import type { Report, RequestReport, Result } from '../generated/report.ts';
import { RULES, type Rule, type RuleId } from '../rules.ts';
import { DECISIONS, LEVELS } from './decisions.ts';

/**
 * The report in the order that its schema promises: denied requests first, then undetermined, then allowed, then
 * by plan and address; the most severe results first. `request` of each result follows. Idempotent.
 */
export function orderReport(report: Report): Report {
  const order = report.requests.map((request, index) => ({ request, index }));
  order.sort((a, b) => compareRequests(a.request, b.request) || a.index - b.index);
  const newIndex = new Map(order.map(({ index }, now) => [index, now]));
  const results = report.results.map((result) => moved(result, newIndex));
  return {
    ...report,
    requests: order.map(({ request }) => request),
    results: sorted(results, compareResults),
  };
}

function moved(result: Result, newIndex: ReadonlyMap<number, number>): Result {
  const { request, ...rest } = result;
  const now = request === undefined ? undefined : newIndex.get(request);
  return now === undefined ? rest : { ...result, request: now };
}

function compareRequests(a: RequestReport, b: RequestReport): number {
  return (
    DECISIONS[a.decision].rank - DECISIONS[b.decision].rank ||
    compareText(a.plan, b.plan) ||
    compareText(a.address, b.address) ||
    compareText(a.request, b.request)
  );
}

/** The most severe first; then by rule, place, plan, address and message. */
export function compareResults(a: Result, b: Result): number {
  return (
    LEVELS[a.level].rank - LEVELS[b.level].rank ||
    severityOf(b) - severityOf(a) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.location?.path ?? '', b.location?.path ?? '') ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    compareText(a.plan ?? '', b.plan ?? '') ||
    compareText(a.address ?? '', b.address ?? '') ||
    (a.request ?? -1) - (b.request ?? -1) ||
    compareText(a.message, b.message)
  );
}

const severityOf = ({ ruleId }: Result) => Number(ruleOf(ruleId)?.securitySeverity ?? 0);

/** The rule of the table; undefined for one that this version does not know. */
export function ruleOf(id: string): Rule | undefined {
  return isRuleId(id) ? RULES[id] : undefined;
}

const isRuleId = (id: string): id is RuleId => Object.hasOwn(RULES, id);

/** By UTF-16 units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...items].sort(compare);
}
