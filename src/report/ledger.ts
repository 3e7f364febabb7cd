import type { Note, Report } from '../generated/report.ts';
import { isDenied } from './decisions.ts';
import { counted } from './values.ts';

/** `1 denied · 1 undetermined · 3 allowed · 37 changes without a request that these policies decide`. */
export function ledgerText(report: Report): string {
  const { summary } = report;
  const suppressed = suppressedRequests(report).size;
  return [
    `${summary.explicitDeny + summary.implicitDeny} denied`,
    `${summary.undetermined} undetermined`,
    `${summary.allowed} ${isJudged(report) ? 'allowed' : 'not judged'}`,
    `${counted(summary.noRequest, 'change')} without a request that these policies decide`,
    ...(suppressed === 0 ? [] : [`${suppressed} of these suppressed`]),
  ].join(' · ');
}

/** Without any policy, nothing denies a request, and nothing was judged. */
export function isJudged({ notes, policies, summary }: Report): boolean {
  const isEmpty = summary.allowed > 0 && policies.every(({ from }) => from === 'assumed');
  return !isEmpty || notes.every(({ code }) => code !== 'no-policies');
}

/** The one line that a reader in a hurry reads: without symbol. */
export function headlineText(report: Report): string {
  const { requests } = report;
  const total = counted(requests.length, 'Lambda change');
  const suppressed = suppressedRequests(report);
  const open = requests.filter((_, index) => !suppressed.has(index));
  const denied = open.filter(({ decision }) => isDenied(decision)).length;
  const doubtful = open.filter(({ decision }) => decision === 'undetermined').length;
  if (requests.length === 0) return 'nothing was evaluated';
  if (denied > 0) return `${denied} of ${total} would be refused by AWS`;
  if (doubtful > 0) return `${doubtful} of ${total} could not be decided`;
  if (report.notes.some(({ code }) => code === 'no-policies')) return `${total}, and no policy to judge by`;
  return `AWS would refuse none of ${total}`;
}

export type Verdict = 'denied' | 'undetermined' | 'nothing' | 'allowed';

/** The whole report in one word; what is suppressed does not count. */
export function verdictOf(report: Report): Verdict {
  const suppressed = suppressedRequests(report);
  const open = report.requests.filter((_, index) => !suppressed.has(index));
  if (open.some(({ decision }) => isDenied(decision))) return 'denied';
  if (open.some(({ decision }) => decision === 'undetermined')) return 'undetermined';
  const empty = report.requests.length === 0 || report.notes.some(({ code }) => LOUD_VERDICT.has(code));
  return empty ? 'nothing' : 'allowed';
}

const LOUD_VERDICT: ReadonlySet<Note['code']> = new Set(['nothing-evaluated', 'no-policies']);

/** Why a request does not count, by its place in the requests. */
export function suppressedRequests(report: Report): ReadonlyMap<number, string> {
  return new Map(
    report.results.flatMap(({ request, suppressed }) =>
      request === undefined || suppressed === undefined ? [] : [[request, suppressed] as const],
    ),
  );
}

/** `loud`: the answer is not what it seems without it. `last`: stands beside the ledger. */
export const NOTE_PLACE: Readonly<Record<Note['code'], 'loud' | 'usual' | 'last'>> = {
  'nothing-evaluated': 'loud',
  'no-policies': 'loud',
  'errored-plan': 'loud',
  'incomplete-plan': 'loud',
  'not-evaluated': 'loud',
  'left-out': 'loud',
  assumed: 'usual',
  source: 'usual',
  suppressed: 'usual',
  'not-judged': 'last',
};
