import type { Note, Report, RequestReport } from '../generated/report.ts';
import { isDenied } from './decisions.ts';
import { counted } from './values.ts';

/** `1 denied · 1 undetermined · 3 allowed · 37 changes without a request that these policies decide`. */
export function ledgerText(report: Report): string {
  const { summary } = report;
  const unjudged = unjudgedOf(report).length;
  const allowed = summary.allowed - unjudged;
  const suppressed = suppressedRequests(report).size;
  return [
    `${summary.explicitDeny + summary.implicitDeny} denied`,
    `${summary.undetermined} undetermined`,
    ...(allowed === 0 && unjudged > 0 ? [] : [`${allowed} allowed`]),
    ...(unjudged === 0 ? [] : [`${unjudged} not judged`]),
    `${counted(summary.noRequest, 'change')} without a request that these policies decide`,
    ...(suppressed === 0 ? [] : [`${suppressed} of these suppressed`]),
  ].join(' · ');
}

/** Answers of a request whether there was a policy to judge its plan by: without any, nothing denies it. */
export function judging({ notes }: Report): (request: RequestReport) => boolean {
  const without = new Set(notes.filter(({ code }) => code === 'no-policies').map(({ plan }) => plan));
  return ({ plan }) => !without.has(plan) && !without.has(undefined);
}

function unjudgedOf(report: Report): readonly RequestReport[] {
  const judged = judging(report);
  return report.requests.filter((request) => request.decision === 'allowed' && !judged(request));
}

/** A note as it is shown: once, however many plans and resources it is of. */
export interface ShownNote {
  readonly text: string;
  /** The plan, where there are several, and the address. */
  readonly subjects: readonly (readonly string[])[];
}

/** The notes of one place, each text once. */
export function notesAt({ notes, plans }: Report, place: (typeof NOTE_PLACE)[Note['code']]): ShownNote[] {
  const shown = new Map<string, string[][]>();
  for (const { code, text, plan, address } of notes) {
    if (NOTE_PLACE[code] !== place) continue;
    const subject = [plans.length > 1 ? plan : undefined, address].filter((part) => part !== undefined);
    const subjects = shown.get(text) ?? [];
    shown.set(text, subject.length === 0 ? subjects : [...subjects, subject]);
  }
  return [...shown].map(([text, subjects]) => ({ text, subjects }));
}

/** The one line that a reader in a hurry reads: without symbol. */
export function headlineText(report: Report): string {
  const suppressed = suppressedRequests(report);
  const open = report.requests.filter((_, index) => !suppressed.has(index));
  if (open.length === 0) return nothingText(suppressed.size);
  const more = suppressed.size === 0 ? '' : ` (${suppressed.size} more suppressed)`;
  return `${openText(report, open)}${more}`;
}

const nothingText = (suppressed: number) =>
  suppressed === 0 ? 'nothing was evaluated' : `${counted(suppressed, 'Lambda change')}, suppressed`;

function openText(report: Report, open: readonly RequestReport[]): string {
  const total = counted(open.length, 'Lambda change');
  const denied = open.filter(({ decision }) => isDenied(decision)).length;
  const doubtful = open.filter(({ decision }) => decision === 'undetermined').length;
  if (denied > 0) return `${denied} of ${total} would be refused by AWS`;
  if (doubtful > 0) return `${doubtful} of ${total} could not be decided`;
  const unjudged = unjudgedOf(report).length;
  if (unjudged === open.length) return `${total}, and no policy to judge by`;
  if (unjudged > 0) return `${unjudged} of ${total} had no policy to be judged by`;
  return `AWS would refuse none of ${total}`;
}

export type Verdict = 'denied' | 'undetermined' | 'nothing' | 'allowed';

/** The whole report in one word; what is suppressed does not count. */
export function verdictOf(report: Report): Verdict {
  const suppressed = suppressedRequests(report);
  const open = report.requests.filter((_, index) => !suppressed.has(index));
  if (open.some(({ decision }) => isDenied(decision))) return 'denied';
  if (open.some(({ decision }) => decision === 'undetermined')) return 'undetermined';
  const empty = open.length === 0 || report.notes.some(({ code }) => LOUD_VERDICT.has(code));
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
