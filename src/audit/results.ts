import type { Location, Result } from '../generated/report.ts';
import { RULES, type RuleId } from '../rules.ts';
import { probeText, SHOWN } from './format/text.ts';
import type { AuditResult, PolicyAudit } from './report.ts';

/** The results of an audit as any report has them. `locate`: where a result stands in the files of the repository. */
export function reportResults(
  { path, results }: Pick<PolicyAudit, 'path' | 'results'>,
  locate: (result: AuditResult) => Location | undefined,
): Result[] {
  return results.map((result) => {
    const location = locate(result);
    return {
      ...resultOf(result.ruleId, `${path}: ${result.message}${witnessText(result)}`),
      ...(location === undefined ? {} : { location }),
    };
  });
}

export const resultOf = (ruleId: RuleId, message: string): Result => ({
  ruleId,
  level: RULES[ruleId].level,
  message,
});

function witnessText({ witness }: AuditResult): string {
  return witness === undefined ? '' : ` (${SHOWN[witness.decision]}: ${probeText(witness.probe)})`;
}
