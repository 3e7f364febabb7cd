import { escapeTerminal } from '../../report/escape.ts';
import { counted } from '../../report/values.ts';
import { RULES } from '../../rules.ts';
import { type BehaviourRow, CASES } from '../behaviour.ts';
import { indented } from '../edit.ts';
import { changedLines } from '../line-diff.ts';
import { FUNCTION_ACTIONS, type Probe, shownContext } from '../probe.ts';
import type { AuditResult, PolicyAudit } from '../report.ts';

/** The audit for a terminal. */
export function auditText(audits: readonly PolicyAudit[]): string {
  const parts = audits.map((audit) =>
    [
      ...tableLines(audit),
      ...noteLines(audit),
      ...audit.results.flatMap((one) => resultLines(audit, one)),
    ].join('\n'),
  );
  return `${[...parts, summary(audits)].map(escapeTerminal).join('\n\n')}\n`;
}

export const SHOWN = {
  allowed: 'allowed',
  'explicit-deny': 'denied',
  'implicit-deny': 'denied (not allowed)',
  undetermined: 'undetermined',
} as const satisfies Record<BehaviourRow['decision'], string>;

const FIRST = 38;
const SECOND = 22;

/** Rules about what passes and should not. */
const HOLES: ReadonlySet<string> = new Set(
  ['201', '202', '204', '206', '207', '209', '211', '212'].map((number) => `TFVPC${number}`),
);

/** Whether a result shows this very network passing. */
const isLeak = ({ probe, decision }: BehaviourRow, results: readonly AuditResult[]): boolean =>
  decision === 'allowed' &&
  results.some(
    ({ ruleId, witness }) =>
      HOLES.has(ruleId) &&
      witness?.decision === 'allowed' &&
      JSON.stringify(witness.probe.network) === JSON.stringify(probe.network),
  );

function tableLines({ path, behaviour, results }: PolicyAudit): readonly string[] {
  const [create, update] = FUNCTION_ACTIONS.map((action) => action.replace('lambda:', ''));
  const head = `${fit(path, FIRST)}${fit(create ?? '', SECOND)}${update ?? ''}`;
  if (behaviour.length === 0) return [path];
  const rows = CASES.map((name) => {
    const [one, two] = behaviour
      .filter((row) => row.case === name)
      .map((row) => SHOWN[row.decision] + (isLeak(row, results) ? '  ←leak' : ''));
    return `  ${fit(name, FIRST - 2)}${fit(one ?? '', SECOND)}${two ?? ''}`;
  });
  return [head, ...rows];
}

const fit = (text: string, width: number) => (text.length < width ? text.padEnd(width) : `${text} `);

function noteLines({ assumptions, besideFullAccess, behaviour, incomplete }: PolicyAudit): readonly string[] {
  return [
    ...(besideFullAccess && behaviour.length > 0
      ? ['  it allows nothing by itself: allowed means that it does not deny']
      : []),
    ...assumptions.map((text) => `  assumed: ${text}`),
    ...(incomplete === undefined ? [] : [`  not searched to the end: ${incomplete}`]),
  ];
}

const MARKS = { error: '✗', warning: '!', note: '·' } as const;

function resultLines({ path, document }: PolicyAudit, result: AuditResult): readonly string[] {
  const { ruleId, message, witness, rewrite } = result;
  const { level, short } = RULES[ruleId];
  const place = placeText(path, result);
  return [
    `${MARKS[level]} ${place}  ${short}  ${ruleId}`,
    `  ${message}`,
    ...(witness === undefined ? [] : [`  ${SHOWN[witness.decision]}: ${probeText(witness.probe)}`]),
    ...(rewrite === undefined ? [] : rewriteLines(rewrite, document)),
  ];
}

/** `scp.json:6:9`; of a document in the configuration the place there. */
export function placeText(path: string, { position, location }: AuditResult): string {
  const [file, place] = location === undefined ? [path, position] : [location.path, location];
  const line = place?.line === undefined ? '' : `:${place.line}`;
  return file + line + (place?.column === undefined ? '' : `:${place.column}`);
}

/** What changes in the document; the whole document where that cannot be told. */
function rewriteLines(rewrite: string, document: string | undefined): readonly string[] {
  const changes = document === undefined ? undefined : changedLines(document, indented(rewrite) ?? rewrite);
  const indent = Math.min(...(changes ?? []).map(({ text }) => text.search(/\S|$/)));
  const lines =
    changes?.map(({ mark, text }) => `${mark} ${text.slice(indent)}`) ?? rewrite.trimEnd().split('\n');
  return ['  rewrite (checked by the evaluator):', ...lines.map((line) => `    ${line}`)];
}

/** `CreateFunction with SubnetIds [a, b], SecurityGroupIds [c], VpcIds v`. */
export function probeText(probe: Probe): string {
  const shown = Object.entries(shownContext(probe)).map(([key, value]) => {
    const name = key.replace('lambda:', '');
    return typeof value === 'string' ? `${name} ${value}` : `${name} [${value.join(', ')}]`;
  });
  const action = probe.action.replace('lambda:', '');
  if (shown.length > 0) return `${action} with ${shown.join(', ')}`;
  return FUNCTION_ACTIONS.some((name) => name === probe.action) ? `${action} without a VPC` : action;
}

/** The others are of a target, to which too many are attached. */
const isOfPolicy = ({ results }: PolicyAudit) => results.every(({ ruleId }) => ruleId !== 'TFVPC225');

function summary(audits: readonly PolicyAudit[]): string {
  const levels = audits.flatMap(({ results }) => results.map(({ ruleId }) => RULES[ruleId].level));
  const count = (level: string) => levels.filter((one) => one === level).length;
  const looked = audits.filter(isOfPolicy).length;
  if (audits.length === 0) return 'there is no policy: nothing was looked at';
  const policies = counted(looked, 'policy', 'policies');
  const alone = looked > 1 ? '\neach was judged by itself' : '';
  return `${policies}: ${counted(count('error'), 'error')} · ${counted(count('warning'), 'warning')} · ${counted(count('note'), 'note')}${alone}`;
}
