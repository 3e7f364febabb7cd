import { isArray, type Json } from '../plan/json.ts';
import type { AttributePath } from './graph.ts';
import { type Instance, survives } from './instances.ts';
import { member, stateAfter, stateBefore } from './planned.ts';

/** The texts of a list, where the plan holds every one of them and none is sensitive. */
export function plainTexts(
  instance: Instance,
  path: AttributePath,
  moment: 'before' | 'after',
): readonly string[] | undefined {
  if (moment === 'after' && (!survives(instance) || instance.deferred !== undefined)) return undefined;
  const state = moment === 'before' ? stateBefore(instance) : stateAfter(instance);
  if (state === undefined) return undefined;
  let { values, unknown, sensitive } = state;
  for (const step of path) {
    if (unknown === true || sensitive === true) return undefined;
    [values, unknown, sensitive] = [member(values, step), member(unknown, step), member(sensitive, step)];
  }
  if (!isArray(values) || isMarked(unknown, values.length) || isMarked(sensitive, values.length))
    return undefined;
  return values.every(isText) ? values : undefined;
}

const isText = (json: Json): json is string => typeof json === 'string';

/**
 * Whether a mark of a list, or of one of its elements, says anything but no; and whether there are more of them than
 * elements.
 */
const isMarked = (mark: Json | undefined, length: number): boolean =>
  mark !== undefined &&
  mark !== false &&
  !(isArray(mark) && mark.length <= length && mark.every((item) => item === false));
