import type { Verdict } from './trial.ts';

/** How many verdicts of a kind there are. */
export interface Figures {
  readonly decided: number;
  /** Decided, and not the truth; or a request that was not seen. */
  readonly wrong: number;
  /** Undetermined, where the truth does not depend on what nobody can know. */
  readonly needless: number;
  /** Undetermined, where it does. */
  readonly open: number;
}

/** The sets of verdicts that have figures of their own. */
const VIEWS = {
  'with the source': ({ mode }: Verdict) => mode === 'with source',
  'from the plan alone': ({ mode }: Verdict) => mode === 'plan alone',
  'from the plan alone, where what the plan leaves out does not decide': (verdict: Verdict) =>
    verdict.mode === 'plan alone' && verdict.inPlan === 'all',
} as const;

export type View = keyof typeof VIEWS;

export const VIEW_NAMES: readonly View[] = [
  'with the source',
  'from the plan alone',
  'from the plan alone, where what the plan leaves out does not decide',
];

export function figuresOf(verdicts: readonly Verdict[], view: View): Figures {
  const seen = verdicts.filter(VIEWS[view]);
  const undetermined = seen.filter(({ said }) => said === 'undetermined');
  const needless = undetermined.filter(({ knowable }) => knowable).length;
  return {
    decided: seen.length - undetermined.length,
    wrong: seen.filter(isWrong).length,
    needless,
    open: undetermined.length - needless,
  };
}

export function isWrong({ said, truth }: Verdict): boolean {
  if (said === 'undetermined') return false;
  // A request that is denied in any case, perhaps explicitly, is said to be an implicit deny.
  if (said === 'implicit-deny') return truth === 'allowed';
  return said !== truth;
}

/** Needless ones among those whose truth does not depend on what nobody can know, in percent. */
export function needlessShare({ decided, needless }: Figures): number {
  return decided + needless === 0 ? 0 : (100 * needless) / (decided + needless);
}

/** The needless ones from the plan alone, by what the plan holds of what decides. */
export function needlessInPlan(verdicts: readonly Verdict[]): Readonly<Record<Verdict['inPlan'], number>> {
  const needless = verdicts.filter(
    ({ mode, said, knowable }) => mode === 'plan alone' && said === 'undetermined' && knowable,
  );
  const count = (inPlan: Verdict['inPlan']) => needless.filter((verdict) => verdict.inPlan === inPlan).length;
  return { all: count('all'), references: count('references'), nothing: count('nothing') };
}
