/** Positions of a value's first byte and of the one behind its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The range of a value that a scanner has passed. */
export interface PassedRange extends Range {
  /** How many members the objects in it have. */
  readonly members: number;
}

/** Where nothing ends. */
export const NOWHERE: Range = { start: 0, end: 0 };
