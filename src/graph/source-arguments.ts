import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import type { Instance } from './instances.ts';
import type { Value } from './value.ts';

/** What the source gives for an argument of an instance; undefined where it does not hold it. */
export function sourceArgument(
  _context: Context,
  _instance: Instance,
  _path: AttributePath,
): Value | undefined {
  return undefined;
}
