import type { AuditedPolicy } from '../audited.ts';
import { FUNCTION_ACTIONS } from '../probe.ts';
import type { AuditResult } from '../report.ts';
import { ANY, type PolicyRule } from '../room.ts';

/**
 * The most characters that a document may have. Organizations counts all that is sent; IAM counts no white space.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const QUOTAS = {
  scp: { most: 10_240, counted: (text: string) => text.length, what: 'a service control policy' },
  identity: { most: 6_144, counted: withoutBlanks, what: 'a managed policy' },
  boundary: { most: 6_144, counted: withoutBlanks, what: 'a managed policy' },
  session: { most: 2_048, counted: withoutBlanks, what: 'a session policy' },
} as const;

function withoutBlanks(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** A document that AWS does not save because it is too long. */
export const overQuota: PolicyRule = ({ audited, cases }) =>
  quotaResults(audited).map(({ ruleId, message, position }) => ({
    ruleId,
    message,
    at: { ...(position === undefined ? {} : { position }) },
    witness: { action: FUNCTION_ACTIONS[0], network: cases['all listed'] },
    claim: ANY,
  }));

/** The same of a document that nothing else is asked about. */
export function quotaResults({ kind, text }: AuditedPolicy): readonly AuditResult[] {
  const { most, counted, what } = QUOTAS[kind];
  const size = text === undefined ? 0 : counted(text);
  if (size <= most) return [];
  const message = `${size} characters: ${what} may have ${most} at most`;
  return [{ ruleId: 'TFVPC224', message, position: { line: 1, column: 1 } }];
}
