import { setTimeout as wait } from 'node:timers/promises';

/** How the passing of time reaches a network client: passed in, so that tests do not wait. */
export interface Timing {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1: keeps jobs that failed together from retrying together. */
  readonly random: () => number;
  /** How long to wait for the next byte, in milliseconds. */
  readonly patience: number;
}

export const REAL_TIMING: Timing = {
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
  random: Math.random,
  patience: 60_000,
};
