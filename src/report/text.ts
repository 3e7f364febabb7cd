import type { Report, RequestReport, Result } from '../generated/report.ts';
import { groupAlike } from './alike.ts';
import { placeText } from './deciding.ts';
import { LEVELS, lookOf } from './decisions.ts';
import { judging, ledgerText, notesAt, type ShownNote, suppressedRequests, verdictOf } from './ledger.ts';
import { orderReport } from './order.ts';
import { shownReport } from './shown.ts';
import { headerText } from './text/header.ts';
import { type Line, type Page, renderLine } from './text/line.ts';
import { BODY, headLine, requestLines } from './text/request.ts';
import { counted, shortList } from './values.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also what is allowed, and every statement, with the trail of each id. */
  readonly verbose: boolean;
  /** The last lines alone. */
  readonly quiet: boolean;
}

/** The report for a terminal, most important first. Ends in a line break; nothing in it needs colour. */
export function formatText(report: Report, options: TextOptions): string {
  const shown = orderReport(shownReport(report));
  const blocks = options.quiet ? [closing(shown)] : allBlocks(shown, options.verbose);
  const full = blocks.filter((lines) => lines.length > 0);
  return `${full.map((lines) => renderBlock(lines, options)).join('\n\n')}\n`;
}

const renderBlock = (lines: readonly Line[], page: Page) =>
  lines.flatMap((line) => renderLine(line, page)).join('\n');

function allBlocks(report: Report, verbose: boolean): Line[][] {
  const suppressed = suppressedRequests(report);
  const showPlan = report.plans.length > 1;
  const open = report.requests.filter((_, index) => !suppressed.has(index));
  const judged = judging(report);
  return [
    [{ indent: 0, text: headerText(report), style: 'dim' }],
    noteLines(report, 'loud'),
    ...groupAlike(open.filter(({ decision }) => decision !== 'allowed' || verbose)).map(
      ({ request, others }) =>
        requestLines(request, { verbose, judged: judged(request), showPlan, alike: others }),
    ),
    ...report.results.filter(isOther).map(resultLines),
    ...[true, false].map((is) =>
      verbose
        ? []
        : allowedLines(
            open.filter((request) => judged(request) === is),
            is,
          ),
    ),
    [...suppressed].flatMap(([index, why]) => suppressedLines(report.requests[index], why)),
    noteLines(report, 'usual'),
    closing(report, { withLoud: false }),
  ];
}

const isOther = ({ request, suppressed }: Result) => request === undefined && suppressed === undefined;

function resultLines(result: Result): Line[] {
  const { symbol, word, style } = LEVELS[result.level];
  const place = result.location === undefined ? result.plan : placeText(result.location);
  const subject = result.address ?? place ?? '';
  return [
    {
      indent: BODY,
      lead: { text: `${symbol} ${word}`, style },
      text: `${result.ruleId}  ${subject}`,
      style: 'bold',
      ...(place === undefined || place === subject ? {} : { right: place }),
    },
    { indent: BODY, text: result.message },
    ...(result.relatedLocations ?? []).map(({ location, message }) => ({
      indent: BODY + 2,
      text: message,
      right: placeText(location),
    })),
  ];
}

function allowedLines(requests: readonly RequestReport[], judged: boolean): Line[] {
  const allowed = requests.filter(({ decision }) => decision === 'allowed').length;
  if (allowed === 0) return [];
  const { symbol, word, style } = lookOf('allowed', judged);
  return [
    {
      indent: BODY,
      lead: { text: `${symbol} ${word}`, style },
      text: `${counted(allowed, 'request')} (--verbose lists ${allowed === 1 ? 'it' : 'them'})`,
    },
  ];
}

function suppressedLines(request: RequestReport | undefined, why: string): Line[] {
  if (request === undefined) return [];
  return [headLine(request), { indent: BODY, text: `suppressed, does not count: ${why}`, style: 'dim' }];
}

const noteLines = (report: Report, place: NotePlace): Line[] =>
  notesAt(report, place).map((note) => noteLine(note, place));

type NotePlace = Parameters<typeof notesAt>[1];

function noteLine(note: ShownNote, place: NotePlace): Line {
  const subjects = shortList(note.subjects.map((subject) => subject.join(' ')));
  const text = subjects === '' ? note.text : `${note.text} (${subjects})`;
  if (place === 'loud') return { indent: 2, lead: { text: '!', style: 'yellow' }, text, style: 'yellow' };
  return { indent: 0, text: place === 'usual' ? `note: ${text}` : text, style: 'dim' };
}

const LEDGER_STYLE = { denied: 'red', undetermined: 'yellow', nothing: 'yellow', allowed: 'green' } as const;

function closing(report: Report, { withLoud } = { withLoud: true }): Line[] {
  return [
    ...(withLoud ? noteLines(report, 'loud') : []),
    { indent: 0, text: ledgerText(report), style: LEDGER_STYLE[verdictOf(report)] },
    ...noteLines(report, 'last'),
  ];
}
