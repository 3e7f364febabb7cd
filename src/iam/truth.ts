import type { Truth } from './decision.ts';

/** Kleene's three-valued logic: https://plato.stanford.edu/entries/logic-manyvalued/#KleLog */
const NEGATION = { true: 'false', false: 'true', unknown: 'unknown' } as const satisfies Record<Truth, Truth>;

export function not(truth: Truth): Truth {
  return NEGATION[truth];
}

export function and(a: Truth, b: Truth): Truth {
  if (a === 'false' || b === 'false') return 'false';
  return a === 'true' && b === 'true' ? 'true' : 'unknown';
}

export function or(a: Truth, b: Truth): Truth {
  if (a === 'true' || b === 'true') return 'true';
  return a === 'false' && b === 'false' ? 'false' : 'unknown';
}

/** Of what is known for certain. */
export function truthOf(fact: boolean): Truth {
  return fact ? 'true' : 'false';
}
