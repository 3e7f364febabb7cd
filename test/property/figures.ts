import type { Verdict } from './trial.ts';

/** How many verdicts of a kind there are, by mode. */
export interface Figures {
  readonly decided: number;
  /** Decided, and not the truth; or a request that was not seen. */
  readonly wrong: number;
  /** Undetermined, where the truth does not depend on what nobody can know. */
  readonly needless: number;
  /** Of the needless ones, those of which the plan's configuration shows nothing: only the source has them. */
  readonly traceless: number;
  /** Undetermined, where it does. */
  readonly open: number;
}

export function figuresOf(verdicts: readonly Verdict[], mode: Verdict['mode']): Figures {
  const ofMode = verdicts.filter((verdict) => verdict.mode === mode);
  const undetermined = ofMode.filter(({ said }) => said === 'undetermined');
  const needless = undetermined.filter(({ knowable }) => knowable);
  return {
    decided: ofMode.length - undetermined.length,
    wrong: ofMode.filter(isWrong).length,
    needless: needless.length,
    traceless: needless.filter(({ traceless }) => traceless).length,
    open: undetermined.length - needless.length,
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
