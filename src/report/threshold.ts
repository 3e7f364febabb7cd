import type { Result } from '../generated/report.ts';

/** From which results on a check fails, from the rarest to the most. */
export type FailOn = 'denied' | 'undetermined' | 'error' | 'warning' | 'note';

/** What a threshold looks at. */
export type Judged = Pick<Result, 'ruleId' | 'level' | 'suppressed'>;

const DENIED: ReadonlySet<string> = new Set(['TFVPC001', 'TFVPC002']);
const UNDETERMINED: ReadonlySet<string> = new Set([...DENIED, 'TFVPC003']);

/** Each includes what is worse than itself: who fails on what is not decided also fails on what is denied. */
const FAILS: Readonly<Record<FailOn, (result: Judged) => boolean>> = {
  denied: ({ ruleId }) => DENIED.has(ruleId),
  undetermined: ({ ruleId }) => UNDETERMINED.has(ruleId),
  error: ({ level }) => level === 'error',
  warning: ({ level }) => level !== 'note',
  note: () => true,
};

/** The results for which the check fails: at or above any of the thresholds, and not suppressed. */
export function failing<R extends Judged>(
  { results }: { readonly results: readonly R[] },
  failOn: readonly FailOn[],
): readonly R[] {
  return results.filter(
    (result) => result.suppressed === undefined && failOn.some((threshold) => FAILS[threshold](result)),
  );
}
