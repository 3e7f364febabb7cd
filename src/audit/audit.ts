import type { AuditedPolicy } from './audited.ts';
import { behaviourOf } from './behaviour.ts';
import { documentOf } from './edit.ts';
import { lint } from './lint.ts';
import type { PolicyAudit } from './report.ts';

/** What a policy does, and what is wrong with it. */
export function audit(audited: AuditedPolicy): PolicyAudit {
  const { policy, surroundings, besideFullAccess, tooLarge } = audited;
  if (policy.sensitive) return concealedAudit(audited);
  const document = tooLarge ? undefined : documentOf(policy, audited.kind);
  return {
    path: policy.label,
    behaviour: policy.undecidable === undefined && !tooLarge ? behaviourOf(audited) : [],
    ...lint(audited),
    assumptions: surroundings.assumptions,
    besideFullAccess,
    ...(document === undefined ? {} : { document }),
  };
}

/** Of a sensitive document nothing may be shown. */
const concealedAudit = ({ policy, besideFullAccess }: AuditedPolicy): PolicyAudit => ({
  path: policy.label,
  behaviour: [],
  results: [],
  assumptions: ['the document is sensitive: nothing of it is shown'],
  besideFullAccess,
});
