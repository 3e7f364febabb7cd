import type { MergeCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import type { Io } from '../io.ts';
import { parseFile } from '../plan/parse-json.ts';
import { type Format, piecesOf } from '../report/format.ts';
import { mergeReports } from '../report/merge.ts';
import {
  isSarifLog,
  type MergedSarif,
  mergeSarif,
  type SarifLog,
  sarifFailures,
} from '../report/merge-sarif.ts';
import { MOST_RUNS } from '../report/sarif/runs.ts';
import { checkSchema, faultText } from '../schema.ts';
import { formatOptions } from './format-options.ts';
import { type OutputTarget, outputTargets, printReport, writeOutputs } from './outputs.ts';
import { expanded } from './patterns.ts';
import { statusOf } from './status.ts';

interface ReportFile {
  readonly path: string;
  readonly json: unknown;
}

/** `tfvpc merge`: JSON reports into one of any format, or SARIF files into one. */
export async function mergeCommand(command: MergeCommand, io: Io): Promise<number> {
  const paths = [...(await expanded(command.paths, io.files))].sort();
  const targets = outputTargets(command.output, paths, io);
  const files = paths.map((path) => readReport(path, io));
  const logs = files.map(({ json }) => json).filter(isSarifLog);
  if (logs.length === files.length) return mergeLogs(logs, targets, command, io);
  const report = mergeReports(await Promise.all(files.map(reportIn)));
  const options = formatOptions(command.display, undefined, io);
  const render = (format: Format) => piecesOf(format, report, options);
  await writeOutputs(targets, render, io);
  await printReport(render(command.format), io);
  return statusOf(report, command);
}

function readReport(path: string, io: Io): ReportFile {
  return { path, json: parseFile('malformed-json', io.files.readText(path), path) };
}

/** By the schema: nothing behind this asks what a member is. */
async function reportIn({ path, json }: ReportFile): Promise<Report> {
  const checked = await checkSchema<Report>('report', json);
  if (checked.kind === 'valid') return checked.data;
  const message = isSarifLog(json)
    ? 'this is SARIF, and others are JSON reports: merge one kind at a time'
    : `this is no report of tfvpc: ${faultText(checked.fault)}`;
  throw new InputError('usage', message, {
    path,
    hint: 'write reports with: tfvpc check --output json=FILE',
  });
}

async function mergeLogs(
  logs: readonly SarifLog[],
  targets: readonly OutputTarget[],
  command: MergeCommand,
  io: Io,
): Promise<number> {
  // `text` is what is printed where no format is named.
  const named = command.format === 'text' ? [] : [command.format];
  const other = [...named, ...targets.map(({ format }) => format)].find((format) => format !== 'sarif');
  if (other !== undefined)
    throw new InputError('usage', `SARIF files cannot become ${other}: merge JSON reports for that`);
  const text = mergedText(mergeSarif(logs));
  await writeOutputs(targets, () => [text], io);
  if (targets.length === 0 || command.format === 'sarif') io.stdout.write(text);
  return statusOf({ results: sarifFailures(logs) }, command);
}

function mergedText(merged: MergedSarif): string {
  switch (merged.kind) {
    case 'merged':
      return merged.text;
    case 'same-category':
      throw new InputError(
        'usage',
        `two runs have the category \`${merged.category}\`: GitHub refuses that`,
        {
          hint: 'give each its own with: tfvpc check --category',
        },
      );
    case 'too-many-runs':
      throw new InputError('usage', `${merged.count} runs are too many: GitHub takes ${MOST_RUNS} in a file`);
  }
}
