import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { Plan } from '../plan/plan.ts';

/** AWS refuses the requests of a plan whose clock is off by more: it was signed with it. */
const MOST_SECONDS_OFF = 15 * 60;

/**
 * What `aws:CurrentTime` and `aws:EpochTime` hold: a moment after the plan was made, where the plan tells when that was.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function applyTime({ timestamp }: Plan): ReadonlyMap<string, ContextValue> {
  const made = timestamp === undefined ? Number.NaN : Math.floor(Date.parse(timestamp) / 1000);
  const bound = Number.isNaN(made) ? {} : { notBefore: made - MOST_SECONDS_OFF };
  return new Map(
    ['aws:CurrentTime', 'aws:EpochTime'].map((name) => [
      name.toLowerCase(),
      {
        kind: 'single',
        presence: PRESENT,
        value: {
          kind: 'unknown',
          name,
          reason: 'the time of the apply is not known',
          settle: `--context ${name}=VALUE`,
          ...bound,
        },
      },
    ]),
  );
}
