import type { ExistingFunction } from '../audit/existing.ts';
import {
  type ImpactReport,
  type ImpactRow,
  impactCsv,
  impactJson,
  impactText,
  isNewlyRefused,
} from '../audit/format/impact.ts';
import { type Impact, impactOf } from '../audit/impact.ts';
import type { ImpactCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Result } from '../generated/report.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import type { Io } from '../io.ts';
import { formatSarif } from '../report/sarif.ts';
import { counted } from '../report/values.ts';
import { RULES, type RuleId } from '../rules.ts';
import { functionsIn } from './function-files.ts';
import { expanded } from './patterns.ts';
import { readPolicyFiles, unreadablePolicy } from './policy-files.ts';
import { resultsReport } from './results-report.ts';
import { statusOf, WRONG_INPUT, warn } from './status.ts';

/**
 * `tfvpc impact`: which existing functions a policy would refuse. Files are read one at a time, and only what is refused
 * or not decided is kept; a file that cannot be read does not keep the others from being looked at.
 */
export async function impactCommand(command: ImpactCommand, io: Io): Promise<number> {
  if (command.scp.length === 0)
    throw new InputError('usage', 'no policy is named', {
      hint: 'run: tfvpc impact --scp scp.json state.json',
    });
  const now = policiesIn(await expanded(command.scp, io.files), io);
  const was = command.was.length === 0 ? undefined : policiesIn(await expanded(command.was, io.files), io);
  const paths = await expanded(command.paths, io.files);
  if (paths.length === 0) throw new InputError('usage', 'no state and no plan is named');
  const impact = impactOf(now, was);
  const report = {
    ...look(paths, impact, io),
    policies: now.map(({ label }) => label),
    was: (was ?? []).map(({ label }) => label),
  };
  const { format } = command;
  io.stdout.write(FORMATS[format]({ ...report, assumptions: impact.assumptions }));
  if (report.notJudged.length > 0 && !TELLS_ALL.has(format))
    io.stderr.write(notJudged(report.notJudged.length));
  if (report.unreadable.length > 0) return WRONG_INPUT;
  return statusOf({ results: resultsOf(report.rows) }, command);
}

const FORMATS = {
  text: impactText,
  json: impactJson,
  csv: impactCsv,
  sarif: ({ rows }: ImpactReport) =>
    formatSarif(resultsReport(resultsOf(rows)), { category: 'tfvpc-impact/' }),
} as const;

/** Formats that have a place for what was not judged. */
const TELLS_ALL: ReadonlySet<string> = new Set(['text', 'json']);

const notJudged = (count: number) =>
  `tfvpc: not judged: ${counted(count, 'resource')} that may make functions, such as stacks: --format json lists them\n`;

/** @throws InputError `policy-unreadable`: a policy of which nothing can be read would refuse nothing */
function policiesIn(paths: readonly string[], io: Io): readonly Policy[] {
  return readPolicyFiles(paths, io.files).map(({ path, text }) => {
    const policy = parsePolicy({ label: path, kind: 'scp', parts: [text] });
    const error = unreadablePolicy(policy);
    if (error === undefined) return policy;
    throw error;
  });
}

type Looked = Pick<ImpactReport, 'files' | 'functions' | 'rows' | 'notJudged' | 'unreadable'>;

function look(paths: readonly string[], impact: Impact, io: Io): Looked {
  const rows: ImpactRow[] = [];
  const unreadable: { path: string; message: string }[] = [];
  const notJudged: ImpactReport['notJudged'][number][] = [];
  let functions = 0;
  for (const [index, path] of paths.entries()) {
    progress(`${index + 1}/${paths.length} ${path}`, io);
    try {
      const found = functionsIn(path, io);
      functions += found.functions.length;
      notJudged.push(...found.notJudged.map((one) => ({ workspace: path, ...one })));
      for (const existing of found.functions) rows.push(...rowsOf(path, existing, impact));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      progress('', io);
      warn(error, io);
      unreadable.push({ path, message: error.message });
    }
  }
  progress('', io);
  return { files: paths.length, functions, rows, notJudged, unreadable };
}

const rowsOf = (workspace: string, existing: ExistingFunction, impact: Impact): readonly ImpactRow[] =>
  impact
    .of(existing)
    .filter(({ decision }) => decision !== 'allowed')
    .map((one) => ({
      ...one,
      workspace,
      address: existing.address,
      arn: existing.sensitive ? '(sensitive)' : (existing.arn ?? existing.name),
    }));

/** One line that is written over, for a person who waits. */
function progress(text: string, { stderr }: Io): void {
  if (!stderr.isTerminal) return;
  const shown = text.replace(/[^ -~]/g, '?').slice(0, 78);
  stderr.write(`\r${shown.padEnd(78)}\r`);
}

const resultsOf = (rows: readonly ImpactRow[]): Result[] => rows.flatMap(resultOf);

/** None for what is allowed, and for what is refused already. */
function resultOf(row: ImpactRow): Result[] {
  const { decision, request, address, because } = row;
  if (decision === 'allowed' || (decision !== 'undetermined' && !isNewlyRefused(row))) return [];
  const ruleId = RULE_OF[decision];
  const by = row.policy === undefined ? '' : ` by \`${row.statement}\` of ${row.policy}`;
  const verb = decision === 'undetermined' ? 'is undetermined' : `would be refused${by}`;
  return [
    {
      ruleId,
      level: RULES[ruleId].level,
      message: `${request} for ${address} ${verb}: ${because}`,
      address,
      location: { path: row.workspace, line: 1 },
    },
  ];
}

const RULE_OF = {
  undetermined: 'TFVPC003',
  'explicit-deny': 'TFVPC001',
  'implicit-deny': 'TFVPC002',
} as const satisfies Record<Exclude<ImpactRow['decision'], 'allowed'>, RuleId>;
