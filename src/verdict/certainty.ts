import type { Decision } from '../iam/decision.ts';
import type { CausedRequest } from '../request/planned-request.ts';

/**
 * The decision about a request that may not be made at all: refused is what it would be, not what it will be, so
 * that is undetermined. Allowed stays allowed: a request that is not made is not refused.
 */
export function asMade(
  decision: Decision,
  { certainty, because, action }: Pick<CausedRequest, 'certainty' | 'because' | 'action'>,
): Decision {
  if (certainty === 'will' || decision.kind === 'allowed') return decision;
  const reason = { text: `whether the apply makes this request is not known: ${because}` };
  const notMade = { choices: [{ name: action, text: 'is not made' }] };
  const made = { choices: [{ name: action, text: 'is made' }] };
  if (decision.kind === 'undetermined') {
    return { ...decision, reasons: [reason, ...decision.reasons], allowedIf: decision.allowedIf ?? notMade };
  }
  return {
    kind: 'undetermined',
    reasons: [reason],
    allowedIf: notMade,
    deniedIf: made,
    explanation: decision.explanation,
  };
}
