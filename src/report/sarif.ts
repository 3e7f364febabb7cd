import { gzipSync } from 'node:zlib';
import type { Note, Report } from '../generated/report.ts';
import { RULES } from '../rules.ts';
import { type Finding, findings } from './aggregate.ts';
import { visible } from './escape.ts';
import { stringify } from './json.ts';
import { NOTE_PLACE } from './ledger.ts';
import { orderReport } from './order.ts';
import { INFORMATION_URI } from './pages.ts';
import type { Log, Notification, Run, SarifLevel } from './sarif/log.ts';
import { sarifResult } from './sarif/result.ts';
import { descriptorOf } from './sarif/rules.ts';
import { type RunPart, runParts } from './sarif/runs.ts';

export interface SarifOptions {
  /** What keeps these alerts apart from others of this tool; default `tfvpc/` and the root module. */
  readonly category?: string;
  /** What the file may have when compressed; default: as GitHub takes it. */
  readonly maxCompressedBytes?: number;
}

/** GitHub refuses more results in a run, and a file that is larger when compressed. */
const MOST_RESULTS = 25_000;
const MOST_BYTES = 10_000_000;

/**
 * The report for code scanning, SARIF 2.1.0: a run per root module, a result per rule and line. GitHub knows neither
 * passes nor suppressions, so both are left out. Valid with no results too: that closes old alerts.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function formatSarif(report: Report, options: SarifOptions = {}): string {
  const ordered = orderReport(report);
  const parts = runParts(ordered, options.category);
  for (let most = MOST_RESULTS, withCodeFlows = true; ; withCodeFlows = false) {
    const text = stringify(sarifLog(ordered, parts, { most, withCodeFlows }));
    if (most === 0 || fits(text, options.maxCompressedBytes ?? MOST_BYTES)) return text;
    if (!withCodeFlows) most = Math.floor(most / 2);
  }
}

/** Text that is short enough as it is need not be compressed to see. */
const fits = (text: string, bytes: number) => text.length * 3 < bytes || gzipSync(text).length < bytes;

interface Limits {
  /** Of the results of all runs together. */
  readonly most: number;
  readonly withCodeFlows: boolean;
}

function sarifLog(report: Report, parts: readonly RunPart[], limits: Limits): Log {
  let left = limits.most;
  const runs = parts.map((part) => {
    const all = findings(part.results);
    const kept = all.slice(0, left);
    left -= kept.length;
    return sarifRun(report, part, { kept, leftOut: all.length - kept.length }, limits);
  });
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
}

/** Listed in every run; of the rules about policies only those that have results. */
const CHECK_RULES = Object.keys(RULES).filter((id) => /^TFVPC[01]/.test(id));

interface Kept {
  readonly kept: readonly Finding[];
  readonly leftOut: number;
}

function sarifRun(report: Report, part: RunPart, { kept, leftOut }: Kept, limits: Limits): Run {
  const ids = [...new Set([...CHECK_RULES, ...kept.map(({ ruleId }) => ruleId)])].sort();
  const ruleIndex = new Map(ids.map((id, index) => [id, index]));
  const context = { requests: report.requests, ruleIndex, withCodeFlows: limits.withCodeFlows };
  const { name, version } = report.tool;
  return {
    tool: {
      driver: {
        name,
        version,
        semanticVersion: version,
        informationUri: INFORMATION_URI,
        rules: ids.map(descriptorOf),
      },
    },
    automationDetails: { id: visible(part.category) },
    invocations: [invocationOf([...part.notes.map(noteNotification), ...leftOutNotification(leftOut)])],
    columnKind: 'utf16CodeUnits',
    results: kept.map((finding) => sarifResult(finding, context)),
  };
}

const invocationOf = (notifications: readonly Notification[]) => ({
  executionSuccessful: true,
  ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
});

const NOTE_LEVEL = { loud: 'warning', usual: 'note', last: 'note' } as const satisfies Record<
  string,
  SarifLevel
>;

function noteNotification({ code, text, address }: Note): Notification {
  const subject = address === undefined ? '' : `${address}: `;
  return {
    level: NOTE_LEVEL[NOTE_PLACE[code]],
    message: { text: visible(subject + text) },
    descriptor: { id: code },
  };
}

function leftOutNotification(count: number): Notification[] {
  if (count === 0) return [];
  const text = `${count} results were left out: GitHub takes no more in one file. The JSON report has all of them`;
  return [{ level: 'warning', message: { text }, descriptor: { id: 'left-out' } }];
}
