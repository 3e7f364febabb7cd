import type { AuditedPolicy } from './audited.ts';
import { behaviourOf } from './behaviour.ts';
import { documentOf } from './edit.ts';
import { lint } from './lint.ts';
import type { PolicyAudit } from './report.ts';

/** What a policy does, and what is wrong with it. */
export function audit(audited: AuditedPolicy): PolicyAudit {
  const { policy, surroundings, besideFullAccess } = audited;
  const document = documentOf(policy, audited.kind);
  return {
    path: policy.label,
    behaviour: policy.undecidable === undefined ? behaviourOf(audited) : [],
    results: lint(audited),
    assumptions: surroundings.assumptions,
    besideFullAccess,
    ...(document === undefined ? {} : { document }),
  };
}
