import { isArray, isObject, type Json } from '../plan/json.ts';
import { known, list, object } from './construct.ts';
import type { AttributePath } from './graph.ts';
import type { Instance } from './instances.ts';
import type { Hop, Value } from './value.ts';

/** What the plan says an instance's attributes are: at one moment, before or after the apply. */
export interface State {
  readonly values: Json | undefined;
  /** Mirrors `values`: true where a value is unknown. */
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
  /** Every attribute that is not unknown is in `values`, null ones too: what is missing does not exist. */
  readonly complete: boolean;
}

/** After the apply. */
export function stateAfter(instance: Instance): State {
  const change = instance.change?.change();
  if (change !== undefined && isObject(change.after)) {
    return {
      values: change.after,
      unknown: change.afterUnknown,
      sensitive: change.afterSensitive,
      complete: change.afterUnknown !== undefined,
    };
  }
  if (change !== undefined && change.afterUnknown === true) return EVERYTHING_UNKNOWN;
  const stored = instance.planned ?? instance.prior;
  if (stored === undefined) return EVERYTHING_UNKNOWN;
  const isWhole = instance.planned === undefined || instance.change?.actions === 'no-op';
  return {
    values: stored.values(),
    unknown: undefined,
    sensitive: stored.sensitiveValues(),
    complete: isWhole,
  };
}

const EVERYTHING_UNKNOWN: State = { values: undefined, unknown: true, sensitive: undefined, complete: true };

/** Before the apply: undefined for what did not exist. */
export function stateBefore(instance: Instance): State | undefined {
  const change = instance.change?.actions === 'create' ? undefined : instance.change?.change();
  if (change !== undefined && isObject(change.before)) {
    return { values: change.before, unknown: undefined, sensitive: change.beforeSensitive, complete: true };
  }
  if (instance.prior === undefined) return undefined;
  return {
    values: instance.prior.values(),
    unknown: undefined,
    sensitive: instance.prior.sensitiveValues(),
    complete: true,
  };
}

/** What stands at a path: `unknown` with the part of the path that is unknown as a whole. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly path: AttributePath }
  | { readonly kind: 'there'; readonly part: State };

export function findPath(state: State, path: AttributePath): Found {
  let part = state;
  for (const [depth, step] of path.entries()) {
    if (part.unknown === true) return { kind: 'unknown', path: path.slice(0, depth) };
    const next = child(part, step);
    if (next === undefined) {
      return part.complete ? { kind: 'absent' } : { kind: 'unknown', path: path.slice(0, depth + 1) };
    }
    part = next;
  }
  return part.unknown === true ? { kind: 'unknown', path } : { kind: 'there', part };
}

/** One step down; undefined where neither a value nor an unknown is there. */
export function child(part: State, step: string | number): State | undefined {
  const values = member(part.values, step);
  const unknown = member(part.unknown, step);
  if (values === undefined && (unknown === undefined || unknown === false)) return undefined;
  const sensitive = part.sensitive === true ? true : member(part.sensitive, step);
  return { values, unknown, sensitive, complete: part.complete };
}

/** Whether a mark (`after_sensitive`) says yes of what stands at a path, of something around it, or of a part of it. */
export function isMarked(mark: Json | undefined, path: AttributePath): boolean {
  const [step, ...below] = path;
  if (mark === true) return true;
  if (step !== undefined) return isMarked(member(mark, step), below);
  return isArray(mark) ? mark.some((one) => isMarked(one, [])) : isObject(mark);
}

export function member(json: Json | undefined, step: string | number): Json | undefined {
  if (isArray(json)) return typeof step === 'number' ? json[step] : undefined;
  if (!isObject(json) || typeof step !== 'string') return undefined;
  return Object.hasOwn(json, step) ? json[step] : undefined;
}

/** The names of the attributes that are there, known or unknown. */
export function attributeNames(part: State): readonly string[] {
  const names = isObject(part.values) ? Object.keys(part.values) : [];
  if (!isObject(part.unknown)) return names;
  const { unknown } = part;
  return [...new Set([...names, ...Object.keys(unknown).filter((name) => unknown[name] !== false)])];
}

/** Reads a planned value; `hole` answers for what is unknown in it. */
export function readState(
  part: State,
  path: AttributePath,
  hole: (path: AttributePath) => Value,
  origin: Hop,
): Value {
  if (part.unknown === true) return hole(path);
  const value = readKnown(part, path, hole, origin);
  return part.sensitive === true ? { ...value, sensitive: true } : value;
}

function readKnown(
  part: State,
  path: AttributePath,
  hole: (path: AttributePath) => Value,
  origin: Hop,
): Value {
  const { values } = part;
  const below = (step: string | number): Value =>
    readState(child(part, step) ?? NOTHING, [...path, step], hole, origin);
  if (isArray(values) || (values === undefined && isArray(part.unknown))) {
    const length = Math.max(
      isArray(values) ? values.length : 0,
      isArray(part.unknown) ? part.unknown.length : 0,
    );
    return list(
      Array.from({ length }, (_, index) => below(index)),
      { trail: [origin] },
    );
  }
  if (isObject(values) || (values === undefined && isObject(part.unknown))) {
    return object(new Map(attributeNames(part).map((name) => [name, below(name)])), { trail: [origin] });
  }
  const text = values === null || values === undefined ? 'null' : String(values);
  const shown = part.sensitive === true ? '(sensitive)' : text;
  return known(values ?? null, [origin, { text: `known: ${shown}` }]);
}

const NOTHING: State = { values: null, unknown: undefined, sensitive: undefined, complete: true };
