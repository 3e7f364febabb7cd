import type { Trail } from './value.ts';

const REFERENCE = /^(data\.|module\.|var\.|local\.|[a-z][\w-]*\.[\w-]+)/;

/** The last reference on the way to a value: what a person calls it. Undefined where there is none. */
export function referenceIn(trail: Trail): string | undefined {
  return trail.findLast(({ text }) => REFERENCE.test(text))?.text;
}
