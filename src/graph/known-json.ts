import { isArray, isObject, type Json } from '../plan/json.ts';
import { known, list, object } from './construct.ts';
import type { Trail, Value } from './value.ts';

/** A JSON value of the plan of which everything is known. */
export function fromJson(json: Json, trail: Trail = []): Value {
  if (isArray(json))
    return list(
      json.map((item) => fromJson(item)),
      { trail },
    );
  if (isObject(json)) {
    return object(new Map(Object.entries(json).map(([name, item]) => [name, fromJson(item)])), { trail });
  }
  return known(json, trail);
}

/** The JSON of a value; undefined when a part of it is not known. */
export function toJson(value: Value): Json | undefined {
  switch (value.kind) {
    case 'known':
      return value.value;
    case 'list':
      return value.rest === undefined ? listToJson(value.items) : undefined;
    case 'object':
      return value.rest === undefined ? objectToJson(value.attributes) : undefined;
    case 'new':
    case 'one-of':
    case 'unknown':
    case 'template':
      return undefined;
  }
}

function listToJson(items: readonly Value[]): Json | undefined {
  const parts: Json[] = [];
  for (const item of items) {
    const json = toJson(item);
    if (json === undefined) return undefined;
    parts.push(json);
  }
  return parts;
}

function objectToJson(attributes: ReadonlyMap<string, Value>): Json | undefined {
  const members: [string, Json][] = [];
  for (const [name, value] of attributes) {
    const json = toJson(value);
    if (json === undefined) return undefined;
    members.push([name, json]);
  }
  return Object.fromEntries(members);
}
