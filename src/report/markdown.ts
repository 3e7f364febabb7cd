import type { Report, RequestReport, Result } from '../generated/report.ts';
import { groupAlike } from './alike.ts';
import { isDenied, LEVELS, type Look, lookOf } from './decisions.ts';
import { code, markdown, prose } from './escape.ts';
import { mermaidText } from './graph/mermaid.ts';
import { pictureForPage } from './graph/model.ts';
import {
  headlineText,
  judging,
  ledgerText,
  notesAt,
  type ShownNote,
  suppressedRequests,
  type Verdict,
  verdictOf,
} from './ledger.ts';
import { detailsOf } from './markdown/details.ts';
import { type Linker, linker } from './markdown/link.ts';
import { fitSections, type Section, size } from './markdown/section.ts';
import { tableSection } from './markdown/table.ts';
import { orderReport, ruleOf } from './order.ts';
import { rulePage } from './pages.ts';
import { counted, shortList } from './values.ts';

export interface MarkdownOptions {
  /** `https://github.com/OWNER/REPOSITORY/blob/SHA/`: places become links. */
  readonly blobBase?: string;
  /** The result has fewer bytes: a job summary may have 1 MiB, a comment 65,536 characters. Default 1,000,000. */
  readonly maxBytes?: number;
}

const MOST_BYTES = 1_000_000;

/**
 * The report as a page of GitHub's Markdown: for a job's summary or a comment. Whatever the plan's author wrote stands
 * in it as text alone. When it would be too long, whole parts are left out and counted.
 */
export function formatMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const ordered = orderReport(report);
  const link = linker(options.blobBase);
  const top = [headline(ordered), ...notesAt(ordered, 'loud').map((note) => `> **! ${noteText(note)}**`)];
  const bottom = [...notesAt(ordered, 'usual').map((note) => `Note: ${noteText(note)}`), ledger(ordered)];
  const bytes = options.maxBytes ?? MOST_BYTES;
  const ends = [fitSections([listed(top, 0.05)], bytes), fitSections([listed(bottom, 0.05)], bytes)] as const;
  const middle = fitSections(sectionsOf(ordered, link), bytes * 0.9 - 4);
  return `${[ends[0], middle, ends[1]].filter((part) => part !== '').join('\n\n')}\n`;
}

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  denied: '✗',
  undetermined: '?',
  nothing: '!',
  allowed: '✓',
};

const headline = (report: Report) =>
  `## ${SYMBOLS[verdictOf(report)]} tfvpc: ${markdown(headlineText(report))}`;

function noteText({ text, subjects }: ShownNote): string {
  const shown = shortList(subjects.map((subject) => subject.map(code).join(' ')));
  return shown === '' ? prose(text) : `${prose(text)} (${shown})`;
}

function ledger(report: Report): string {
  return [`**${ledgerText(report)}**`, ...notesAt(report, 'last').map(noteText)].join('<br>');
}

/** Paragraphs; the last of them is never cut before others. */
function listed(items: readonly string[], share: number): Section {
  return {
    head: '',
    items,
    between: '\n\n',
    foot: '',
    share,
    cut: (count) => `*and ${count} more notes, left out here*`,
  };
}

function sectionsOf(report: Report, link: Linker): Section[] {
  const suppressed = suppressedRequests(report);
  const open = report.requests.filter((_, index) => !suppressed.has(index));
  const denied = open.filter(({ decision }) => isDenied(decision));
  const doubtful = open.filter(({ decision }) => decision === 'undetermined');
  const allowed = open.filter(({ decision }) => decision === 'allowed');
  const judged = judging(report);
  return [
    tableSection([...denied, ...doubtful], report, link),
    explanations('Denied', 'denied', denied, link, 0.35),
    explanations('Undetermined', 'undetermined', doubtful, link, 0.15),
    otherResults(report, link),
    picture(report),
    ...[true, false].map((is) =>
      allowedSection(
        allowed.filter((request) => judged(request) === is),
        link,
        lookOf('allowed', is),
      ),
    ),
    suppressedSection(report, suppressed, link),
  ];
}

/** So few are shown unfolded. */
const FEW = 3;

function explanations(
  title: string,
  word: string,
  requests: readonly RequestReport[],
  link: Linker,
  share: number,
): Section {
  const groups = groupAlike(requests);
  return {
    head: `### ${title}\n\n`,
    items: groups.map((alike) => detailsOf(alike, link, word === 'denied' && groups.length <= FEW)),
    between: '\n\n',
    foot: '',
    share,
    cut: (count) =>
      `*The explanations of ${count} more ${word} functions are left out here: the JSON report has them*`,
  };
}

function otherResults({ results }: Report, link: Linker): Section {
  const others = results.filter(
    ({ request, suppressed }) => request === undefined && suppressed === undefined,
  );
  return {
    head: '### Further results\n\n',
    items: others.map((result) => resultLine(result, link)),
    between: '\n',
    foot: '',
    share: 0.1,
    cut: (count) => `*and ${count} more results, left out here*`,
  };
}

function resultLine({ ruleId, level, message, address, location }: Result, link: Linker): string {
  const rule = ruleOf(ruleId) === undefined ? code(ruleId) : `[${ruleId}](${rulePage(ruleId)})`;
  const subject = [
    ...(address === undefined ? [] : [code(address)]),
    ...(location === undefined ? [] : [link.place(location)]),
  ].join(' ');
  return `- ${LEVELS[level].symbol} ${level} ${rule}${subject === '' ? '' : ` ${subject}`}: ${prose(message)}`;
}

/** GitHub draws no picture of more characters or edges. */
const MOST_EDGES = 200;
const MOST_PICTURE_BYTES = 45_000;

function picture(report: Report): Section {
  const { picture: drawn, leftOut } = pictureForPage(report, MOST_EDGES);
  const text = mermaidText(drawn);
  const fits = drawn.nodes.length > 0 && size(text) <= MOST_PICTURE_BYTES;
  const more = leftOut === 0 ? '' : `\n\n*Not in the picture: ${counted(leftOut, 'more function')}*`;
  return {
    head: '### Picture\n\n',
    items: fits ? [`\`\`\`mermaid\n${text}\`\`\`${more}`] : [],
    between: '',
    foot: '',
    share: 0.08,
    cut: () => '*The picture is left out here*',
  };
}

function allowedSection(requests: readonly RequestReport[], link: Linker, { symbol, word }: Look): Section {
  const place = ({ location }: RequestReport) => (location === undefined ? '' : ` · ${link.place(location)}`);
  return {
    head: `<details><summary>${symbol} ${requests.length} ${word}</summary>\n\n`,
    items: requests.map((request) => `- ${code(request.address)}${place(request)}: ${code(request.request)}`),
    between: '\n',
    foot: '\n\n</details>',
    share: 0.05,
    cut: (count) => `*${count} functions (${word}) are not listed here*`,
  };
}

function suppressedSection(report: Report, suppressed: ReadonlyMap<number, string>, link: Linker): Section {
  const items = [...suppressed].flatMap(([index, why]) => {
    const request = report.requests[index];
    if (request === undefined) return [];
    const place = request.location === undefined ? '' : ` · ${link.place(request.location)}`;
    return [`- ${code(request.address)}${place}: ${request.decision}; ${prose(why)}`];
  });
  return {
    head: `<details><summary>${items.length} suppressed</summary>\n\n`,
    items,
    between: '\n',
    foot: '\n\n</details>',
    share: 0.02,
    cut: (count) => `*${count} suppressed functions are not listed here*`,
  };
}
