import { LazyAttributes } from './evaluate/lazy-attributes.ts';
import type { Value } from './value.ts';

/** Enough for the blocks of one resource. */
const MOST_PARTS = 256;

/**
 * The value, with the arguments of its blocks worked out: what they take of the source is asked for while it can still
 * be loaded.
 */
export function workedOut<V extends Value | undefined>(value: V): V {
  const waiting: Value[] = value === undefined ? [] : [value];
  let left = MOST_PARTS;
  for (let part = waiting.pop(); part !== undefined && left > 0; part = waiting.pop()) {
    left -= 1;
    waiting.push(...partsOf(part, left));
  }
  return value;
}

function partsOf(value: Value, most: number): readonly Value[] {
  switch (value.kind) {
    case 'list':
      return [...value.items.slice(0, most), ...(value.rest?.candidates ?? []).slice(0, most)];
    case 'one-of':
      return value.candidates.slice(0, most);
    case 'object':
      return value.attributes instanceof LazyAttributes ? firstOf(value.attributes, most) : [];
    default:
      return [];
  }
}

function firstOf(attributes: LazyAttributes, most: number): readonly Value[] {
  const names = [...attributes.keys()].slice(0, most);
  return names.flatMap((name) => attributes.get(name) ?? []);
}
