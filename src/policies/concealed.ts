import type { Value as GraphValue } from '../graph/value.ts';
import { holdsSensitive } from '../graph/watched.ts';
import type { Policy, Undecidable } from '../iam/policy.ts';
import type { DocumentText } from './parts.ts';

/** Whether Terraform marks any part of a document sensitive. */
export function isSensitiveDocument(value: GraphValue | undefined, text: DocumentText): boolean {
  if (value !== undefined && holdsSensitive(value)) return true;
  return (
    text.kind === 'parts' &&
    text.parts.some((part) => typeof part !== 'string' && part.value.origin?.sensitive === true)
  );
}

/** The same policy, to be evaluated and not shown: without its names, and with nothing that quotes it. */
export function concealed({ id: _, ...policy }: Policy): Policy {
  return {
    ...policy,
    sensitive: true,
    findings: policy.findings.map((finding) => ({ ...finding, message: FAULT })),
    statements: policy.statements.map(({ sid: _, ...statement }) => ({
      ...statement,
      ...concealedDoubt(statement.undecidable),
    })),
    ...concealedDoubt(policy.undecidable),
  };
}

const FAULT = 'something is wrong here, and what is not shown: the policy is sensitive';
const DOUBT =
  'something in it is not known or cannot be read, and what is not shown: the policy is sensitive';

function concealedDoubt(undecidable: Undecidable | undefined): { readonly undecidable?: Undecidable } {
  return undecidable === undefined ? {} : { undecidable: { ...undecidable, reason: DOUBT } };
}
