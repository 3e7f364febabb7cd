import type { Report, Result } from '../generated/report.ts';

/** From which results on a check fails, from the rarest to the most. */
export type FailOn = 'denied' | 'undetermined' | 'error' | 'warning' | 'note';

const DENIED: ReadonlySet<string> = new Set(['TFVPC001', 'TFVPC002']);
const UNDETERMINED: ReadonlySet<string> = new Set([...DENIED, 'TFVPC003']);

/** Each includes what is worse than itself: who fails on what is not decided also fails on what is denied. */
const FAILS: Readonly<Record<FailOn, (result: Result) => boolean>> = {
  denied: ({ ruleId }) => DENIED.has(ruleId),
  undetermined: ({ ruleId }) => UNDETERMINED.has(ruleId),
  error: ({ level }) => level === 'error',
  warning: ({ level }) => level !== 'note',
  note: () => true,
};

/** The results for which the check fails: at or above any of the thresholds, and not suppressed. */
export function failing(report: Pick<Report, 'results'>, failOn: readonly FailOn[]): readonly Result[] {
  return report.results.filter(
    (result) => result.suppressed === undefined && failOn.some((threshold) => FAILS[threshold](result)),
  );
}
