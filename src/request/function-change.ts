import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import type { Change } from '../plan/plan.ts';
import { ATTRIBUTE_EFFECTS, type AttributeEffect, EFFECT_WORDS } from './attributes.ts';
import { type Difference, difference, forEachMember } from './difference.ts';

/** What an update of aws_lambda_function changes, attribute by attribute; names sorted. */
export interface FunctionChange {
  /** Attributes that certainly make the provider call UpdateFunctionConfiguration. */
  readonly certain: readonly string[];
  /** Attributes that may, once they are known; and attributes of which it is not known what they do. */
  readonly possible: readonly string[];
  readonly vpcConfig: Difference;
  readonly layers: Difference;
  readonly others: ReadonlySet<AttributeEffect>;
}

export function functionChange(change: Change): FunctionChange {
  const differences = attributeDifferences(change);
  const configuring = differences.filter(({ effect }) => effect === 'configuration' || effect === undefined);
  const named = (kept: (entry: AttributeDifference) => boolean) =>
    configuring.filter(kept).map(({ name }) => name);
  const of = (name: string) => differences.find((entry) => entry.name === name)?.difference ?? 'same';
  return {
    certain: named((entry) => entry.effect === 'configuration' && entry.difference === 'changed'),
    possible: named((entry) => entry.effect === undefined || entry.difference === 'maybe'),
    vpcConfig: of('vpc_config'),
    layers: of('layers'),
    others: new Set(differences.flatMap(({ effect }) => (effect === undefined ? [] : [effect]))),
  };
}

interface AttributeDifference {
  readonly name: string;
  /** Undefined for an attribute that is not in the table: of a newer provider. */
  readonly effect: AttributeEffect | undefined;
  readonly difference: Difference;
}

function attributeDifferences(change: Change): readonly AttributeDifference[] {
  const [before, after, unknown] = [change.before, change.after, change.afterUnknown].map(objectOf);
  if (before === undefined || after === undefined || unknown === undefined) return [];
  const found: AttributeDifference[] = [];
  forEachMember(before, after, unknown, (name, old, now, open) => {
    const difference = attributeDifference(name, old, now, open);
    if (difference !== 'same') found.push({ name, effect: effectOf(name), difference });
  });
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** An attribute that should force a replacement and did not: a newer provider changes it in place, somehow. */
function effectOf(name: string): AttributeEffect | undefined {
  const effect = ATTRIBUTE_EFFECTS.get(name);
  return effect === 'replacement' ? undefined : effect;
}

function attributeDifference(
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  if (name !== 'vpc_config') return difference(before, after, unknown);
  if (unknown === true) return 'maybe';
  return difference(blockOf(before), blockOf(after), blockOf(unknown));
}

/** The only block of a list of blocks. No block is as good as an empty one: the provider makes the same call. */
export function blockOf(json: Json | undefined): JsonObject {
  return objectOf(isArray(json) ? json[0] : undefined);
}

function objectOf(json: Json | undefined): JsonObject {
  return isObject(json) ? json : {};
}

/** In words, what an update changes that makes no call with the function's configuration. */
export function otherChanges(others: ReadonlySet<AttributeEffect>): string {
  const telling = [...others].filter((effect) => effect !== 'computed');
  const shown = telling.length === 0 ? [...others] : telling;
  if (shown.length === 0) return 'nothing changes';
  return `it changes only ${shown
    .map((effect) => EFFECT_WORDS[effect])
    .sort()
    .join(', ')}`;
}
