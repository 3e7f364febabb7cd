/** Positions of a value's first byte and of the one behind its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where nothing ends. */
export const NOWHERE: Range = { start: 0, end: 0 };
