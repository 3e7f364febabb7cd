import { code, codeBlock, prose } from '../../report/escape.ts';
import { RULES } from '../../rules.ts';
import { CASES } from '../behaviour.ts';
import { FUNCTION_ACTIONS } from '../probe.ts';
import type { AuditResult, PolicyAudit } from '../report.ts';
import { placeText, probeText, SHOWN } from './text.ts';

/** The audit for a job summary or a comment. */
export function auditMarkdown(audits: readonly PolicyAudit[]): string {
  return `${audits.map((audit) => policyLines(audit).join('\n')).join('\n\n')}\n`;
}

function policyLines(audit: PolicyAudit): readonly string[] {
  return [
    `### ${code(audit.path)}`,
    '',
    ...tableLines(audit),
    ...(audit.besideFullAccess && audit.behaviour.length > 0
      ? ['It allows nothing by itself: *allowed* means that it does not deny.', '']
      : []),
    ...audit.assumptions.map((text) => `- assumed: ${prose(text)}`),
    ...(audit.incomplete === undefined ? [] : [`- not searched to the end: ${prose(audit.incomplete)}`]),
    ...audit.results.flatMap((result) => resultLines(audit, result)),
  ];
}

function tableLines({ behaviour }: PolicyAudit): readonly string[] {
  if (behaviour.length === 0) return [];
  const names = FUNCTION_ACTIONS.map((action) => action.replace('lambda:', ''));
  const rows = CASES.map((name) => {
    const decisions = behaviour.filter((row) => row.case === name).map(({ decision }) => SHOWN[decision]);
    return `| ${name} | ${decisions.join(' | ')} |`;
  });
  return [`| | ${names.join(' | ')} |`, '| --- | --- | --- |', ...rows, ''];
}

function resultLines({ path }: PolicyAudit, result: AuditResult): readonly string[] {
  const { ruleId, message, witness, rewrite } = result;
  const place = placeText(path, result);
  return [
    '',
    `#### ${RULES[ruleId].level}: ${RULES[ruleId].short} (${ruleId})`,
    '',
    `${code(place)}: ${prose(message)}`,
    '',
    ...(witness === undefined ? [] : [`${SHOWN[witness.decision]}: ${code(probeText(witness.probe))}`, '']),
    ...(rewrite === undefined
      ? []
      : ['Rewrite, checked by the evaluator:', '', codeBlock('json', rewrite.trimEnd().split('\n'))]),
  ];
}
