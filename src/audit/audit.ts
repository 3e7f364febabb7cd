import type { Policy } from '../iam/policy.ts';
import type { AuditedPolicy } from './audited.ts';
import { behaviourOf } from './behaviour.ts';
import { documentOf, indented } from './edit.ts';
import { isWhole, lint } from './lint.ts';
import type { PolicyAudit } from './report.ts';

/** What a policy does, and what is wrong with it. */
export function audit(audited: AuditedPolicy): PolicyAudit {
  const { policy, surroundings, besideFullAccess, tooLarge } = audited;
  if (policy.sensitive) return concealedAudit(audited);
  const document = tooLarge ? undefined : documentAsItIs(audited);
  const notKnown = whyNotKnown(policy);
  return {
    path: policy.label,
    behaviour: policy.undecidable === undefined && !tooLarge ? behaviourOf(audited) : [],
    ...(notKnown === undefined ? {} : { incomplete: notKnown }),
    ...lint(audited),
    assumptions: surroundings.assumptions,
    besideFullAccess,
    ...(document === undefined ? {} : { document }),
  };
}

/** What a rewrite is compared with. A document that is not in the language can only be respelled: it stays as it is. */
function documentAsItIs({ policy, kind, text }: AuditedPolicy): string | undefined {
  return text === undefined || isWhole(policy) ? documentOf(policy, kind) : (indented(text) ?? text);
}

/** Of a plan: what the apply decides. */
function whyNotKnown({ undecidable, statements, findings }: Policy): string | undefined {
  if (findings.length > 0) return undefined;
  const reason = (undecidable ?? statements.find((one) => one.undecidable !== undefined)?.undecidable)
    ?.reason;
  return reason === undefined ? undefined : `a part of it is not known: ${reason}`;
}

/** Of a sensitive document nothing may be shown. */
const concealedAudit = ({ policy, besideFullAccess }: AuditedPolicy): PolicyAudit => ({
  path: policy.label,
  behaviour: [],
  results: [],
  assumptions: ['the document is sensitive: nothing of it is shown'],
  besideFullAccess,
});
