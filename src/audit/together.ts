import type { PolicySource } from '../iam/policy.ts';
import { type AuditedPolicy, audited } from './audited.ts';
import { behaviourOf } from './behaviour.ts';
import { lintBy, semanticLint } from './lint.ts';
import type { AuditResult, PolicyAudit } from './report.ts';
import { notInTheLanguage } from './rules/parser.ts';
import { overQuota } from './rules/size.ts';

/**
 * What policies do that are attached to the same target: all their statements count, as if they were in one document.
 * Rewrites are of single documents, and left out. Undefined where they cannot be taken for one: something in them cannot
 * be read, or their versions differ.
 */
export function auditTogether(
  all: readonly AuditedPolicy[],
  kind: PolicySource['kind'],
): PolicyAudit | undefined {
  const policies = all.map(({ policy }) => policy);
  const [first, ...others] = policies;
  if (first === undefined || others.some(({ version }) => version !== first.version)) return undefined;
  if (policies.some(({ undecidable }) => undecidable !== undefined)) return undefined;
  const placed = policies.flatMap(({ statements, label }) =>
    statements.map((statement) => ({ statement, path: label })),
  );
  const statements = placed.map(({ statement }, index) => ({ ...statement, index }));
  const label = policies.map((policy) => policy.label).join(' + ');
  const one = audited({ ...first, label, statements, findings: [] }, kind);
  const { results, incomplete } = semanticLint(one);
  const own = all.flatMap((each) =>
    lintBy([notInTheLanguage, overQuota], each).results.map((result) => inFile(result, each.policy.label)),
  );
  return {
    path: label,
    behaviour: one.tooLarge ? [] : behaviourOf(one),
    results: [
      ...own,
      ...results.map((result) => inFile(result, placed[result.statement ?? 0]?.path ?? first.label)),
    ],
    assumptions: one.surroundings.assumptions,
    besideFullAccess: one.besideFullAccess,
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

function inFile({ rewrite: _, ...result }: AuditResult, path: string): AuditResult {
  return { ...result, location: { path, ...result.position } };
}
