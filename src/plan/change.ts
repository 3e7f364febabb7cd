import { isObject, type Json, member } from './json.ts';
import type { Actions, Change } from './plan.ts';

const ACTIONS: readonly (readonly [Actions, ...(readonly string[])])[] = [
  ['no-op', 'no-op'],
  ['create', 'create'],
  ['read', 'read'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['delete-create', 'delete', 'create'],
  ['create-delete', 'create', 'delete'],
  ['forget', 'forget'],
  ['create-forget', 'create', 'forget'],
  ['forget-create', 'forget', 'create'],
  ['open', 'open'],
];
const BY_JSON = new Map(ACTIONS.map(([word, ...actions]) => [JSON.stringify(actions), word]));

/** `change.actions` as one word; whatever is not known is `unsupported`. */
export function actionsOf(json: Json): Actions {
  return BY_JSON.get(JSON.stringify(json)) ?? 'unsupported';
}

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** In a plan, and here. */
const MEMBERS = [
  ['before', 'before'],
  ['after', 'after'],
  ['after_unknown', 'afterUnknown'],
  ['before_sensitive', 'beforeSensitive'],
  ['after_sensitive', 'afterSensitive'],
  ['replace_paths', 'replacePaths'],
] as const;

/** The members of a `change`; each stays absent when the plan does not have it. */
export function changeOf(json: Json): Change {
  const change: Mutable<Change> = {};
  for (const [written, name] of MEMBERS) {
    const value = member(json, written);
    if (value !== undefined) change[name] = value;
  }
  const importing = member(json, 'importing');
  if (isObject(importing)) change.importing = importing;
  return change;
}
