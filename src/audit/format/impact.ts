import { isDenied } from '../../report/decisions.ts';
import { csvCell, escapeTerminal } from '../../report/escape.ts';
import { stringify } from '../../report/json.ts';
import { counted } from '../../report/values.ts';
import type { RequestImpact } from '../impact.ts';

/** What a policy does to the functions of many files. */
export interface ImpactReport {
  readonly policies: readonly string[];
  readonly was: readonly string[];
  readonly assumptions: readonly string[];
  readonly files: number;
  readonly functions: number;
  /** What is refused or not decided, by file and address. */
  readonly rows: readonly ImpactRow[];
  /** Resources that may hold functions which were not looked into. */
  readonly notJudged: readonly {
    readonly workspace: string;
    readonly type: string;
    readonly address: string;
  }[];
  /** Files that could not be read, and why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

export interface ImpactRow extends RequestImpact {
  readonly workspace: string;
  readonly address: string;
  readonly arn: string;
}

/** Refused by the new policies, and not by those that are attached now. */
export const isNewlyRefused = ({ decision, before }: RequestImpact): boolean =>
  isDenied(decision) && (before === undefined || !isDenied(before));

/** For programs. Fields may be added; these keep their names and meaning. */
export function impactJson({ rows, ...rest }: ImpactReport): string {
  const refused = rows.filter(isNewlyRefused);
  const json = {
    ...rest,
    affected: new Set(refused.map(placeOf)).size,
    refused,
    already: rows.filter((row) => isDenied(row.decision) && !isNewlyRefused(row)),
    undetermined: rows.filter(({ decision }) => decision === 'undetermined'),
  };
  return stringify(json);
}

const placeOf = ({ workspace, address }: ImpactRow) => JSON.stringify([workspace, address]);

export function impactCsv({ rows }: ImpactReport): string {
  const lines = rows.map((row) =>
    [
      row.workspace,
      row.address,
      row.arn,
      row.request,
      row.decision,
      row.before ?? '',
      row.policy ?? '',
      row.statement ?? '',
      row.because,
    ]
      .map(csvCell)
      .join(','),
  );
  return `workspace,address,function,request,decision,before,policy,statement,because\n${lines.map((line) => `${line}\n`).join('')}`;
}

const MARKS = { allowed: '✓', undetermined: '?', 'implicit-deny': '✗', 'explicit-deny': '✗' } as const;

export function impactText(report: ImpactReport): string {
  const { rows, functions, files, assumptions, notJudged, unreadable } = report;
  const refused = rows.filter(isNewlyRefused);
  const shown = rows.filter((row) => isNewlyRefused(row) || row.decision === 'undetermined');
  const already = rows.filter((row) => isDenied(row.decision) && !isNewlyRefused(row));
  const affected = new Set(refused.map(placeOf));
  const open = shown.map(placeOf).filter((place) => !affected.has(place));
  const lines = [
    ...byWorkspace(shown),
    ...assumptions.map((text) => `assumed: ${text}`),
    ...(already.length === 0 ? [] : [`refused already: ${counted(already.length, 'request')}`]),
    ...notJudged.map(
      ({ workspace, address }) => `not judged: ${workspace}: what ${address} makes is not looked into`,
    ),
    ...unreadable.map(({ path, message }) => `not read: ${path}: ${message}`),
    `${affected.size} of ${counted(functions, 'function')} in ${counted(files - unreadable.length, 'file')} would be refused at their next update or re-creation · ${new Set(open).size} undetermined`,
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

function byWorkspace(rows: readonly ImpactRow[]): readonly string[] {
  const workspaces = [...new Set(rows.map(({ workspace }) => workspace))];
  return workspaces.flatMap((workspace) => [
    workspace,
    ...functionLines(rows.filter((row) => row.workspace === workspace)),
    '',
  ]);
}

function functionLines(rows: readonly ImpactRow[]): readonly string[] {
  const seen = new Map<string, ImpactRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.address, row.decision, row.policy, row.statement, row.because]);
    seen.set(key, [...(seen.get(key) ?? []), row]);
  }
  return [...seen.values()].flatMap((alike) => {
    const [row] = alike;
    if (row === undefined) return [];
    const requests = alike.map(({ request }) => request.replace('lambda:', '')).join(', ');
    const by = row.policy === undefined ? '' : `  ${row.policy}  ${row.statement ?? ''}`;
    return [`  ${MARKS[row.decision]} ${row.address}  ${requests}${by}`, `      ${row.because}`];
  });
}
