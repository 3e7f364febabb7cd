import type { ListValue, NewValue, ObjectValue, OneOfValue, TemplateValue, Value } from './value.ts';

/**
 * Whether two values are the same after the apply: undefined where that is not known. A new value is the same as
 * itself and different from every text, from null, and from every other new value.
 */
export function same(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'one-of') return sameAsCandidates(left, right);
  if (right.kind === 'one-of') return sameAsCandidates(right, left);
  if (left.kind === 'unknown' || right.kind === 'unknown') return sameUnknown(left, right);
  if (left.kind === 'template') return sameTemplate(left, right);
  if (right.kind === 'template') return sameTemplate(right, left);
  if (left.kind === 'list' || right.kind === 'list') return sameList(left, right);
  if (left.kind === 'object' || right.kind === 'object') return sameObject(left, right);
  if (left.kind === 'new' || right.kind === 'new') return sameNew(left, right);
  return left.value === right.value;
}

function sameNew(left: Value, right: Value): boolean {
  return left.kind === 'new' && right.kind === 'new' && newKey(left) === newKey(right);
}

function newKey(value: NewValue): string {
  return `${value.instance}\u0000${value.attribute}`;
}

function sameUnknown(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' && right.kind === 'unknown') return left.name === right.name ? true : undefined;
  const [open, other] = left.kind === 'unknown' ? [left, right] : [right, left];
  const isNull = other.kind === 'known' && other.value === null;
  return open.kind === 'unknown' && open.notNull === true && isNull ? false : undefined;
}

/** Of the same choice each candidate meets its own counterpart, which may have been converted. */
function sameAsCandidates(value: OneOfValue, other: Value): boolean | undefined {
  const counterparts = other.kind === 'one-of' && other.name === value.name ? other.candidates : undefined;
  const answers = new Set(
    value.candidates.map((candidate, at) => same(candidate, counterparts?.[at] ?? other)),
  );
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
}

/** A text with unknown parts differs from what does not begin or end as it does, and from what is no text. */
function sameTemplate(template: TemplateValue, other: Value): boolean | undefined {
  if (other.kind === 'template') return haveSameParts(template, other) ? true : undefined;
  if (other.kind === 'list' || other.kind === 'object') return false;
  if (other.kind !== 'known') return undefined;
  if (other.value === null) return false;
  const text = String(other.value);
  const first = template.parts[0];
  const last = template.parts.at(-1);
  const begins = first?.kind === 'known' ? text.startsWith(String(first.value)) : true;
  const ends = last?.kind === 'known' ? text.endsWith(String(last.value)) : true;
  const holdsNew = template.parts.some((part) => part.kind === 'new');
  return begins && ends && !holdsNew ? undefined : false;
}

function haveSameParts(left: TemplateValue, right: TemplateValue): boolean {
  const areSame = (part: Value, at: number) => sameOrAbsent(part, right.parts[at]) === true;
  return (
    left.encoding === right.encoding && left.parts.length === right.parts.length && left.parts.every(areSame)
  );
}

function sameList(left: Value, right: Value): boolean | undefined {
  if (left.kind !== 'list' || right.kind !== 'list') return false;
  if (left.rest !== undefined || right.rest !== undefined) return undefined;
  if (left.isSet || right.isSet) return sameSet(left, right);
  if (left.items.length !== right.items.length) return false;
  return all(left.items.map((item, index) => sameOrAbsent(item, right.items[index])));
}

/** What has no order may be a set, or a list whose order is lost: two of these that hold the same may differ. */
function sameSet(left: ListValue, right: ListValue): boolean | undefined {
  const [ours, theirs] = [left.items.map(keyOf), right.items.map(keyOf)];
  if (ours.includes(undefined) || theirs.includes(undefined)) return undefined;
  const [all, others] = [new Set(ours), new Set(theirs)];
  if (all.size !== others.size || ![...all].every((key) => others.has(key))) return false;
  const isOrdered = all.size < 2 || [...left.items, ...right.items].every(({ kind }) => kind === 'known');
  return left.isSet && right.isSet && isOrdered ? true : undefined;
}

function sameObject(left: Value, right: Value): boolean | undefined {
  if (left.kind !== 'object' || right.kind !== 'object') return false;
  if ([left, right].some(({ rest, newKeys }) => rest !== undefined && newKeys === undefined))
    return undefined;
  if (left.attributes.size !== right.attributes.size) return false;
  const [ours, theirs] = [left.newKeys ?? [], right.newKeys ?? []];
  if (ours.length !== theirs.length) return false;
  return all([
    ...[...left.attributes].map(([name, value]) => sameOrAbsent(value, right.attributes.get(name))),
    ...ours.map(([key, value]) => sameOrAbsent(value, theirs.find(([other]) => sameNew(key, other))?.[1])),
  ]);
}

function sameOrAbsent(left: Value, right: Value | undefined): boolean | undefined {
  return right === undefined ? false : same(left, right);
}

/** Three-valued AND. */
function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/**
 * A text that is equal for two values exactly when they are the same; undefined for values of which that is not
 * known (unknown, one-of, templates and whatever holds one).
 */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'known':
      return JSON.stringify(value.value);
    case 'new':
      return `new ${newKey(value)}`;
    case 'list':
      return value.rest === undefined ? keyOfItems(value.items, value.isSet) : undefined;
    case 'object':
      return keyOfObject(value);
    case 'one-of':
    case 'unknown':
    case 'template':
      return undefined;
  }
}

function keyOfItems(items: readonly Value[], isSet: boolean): string | undefined {
  const keys = items.map(keyOf);
  if (keys.includes(undefined)) return undefined;
  return `[${(isSet ? [...new Set(keys)].sort() : keys).join()}]`;
}

function keyOfObject({ attributes, rest, newKeys = [] }: ObjectValue): string | undefined {
  if (rest !== undefined && newKeys.length === 0) return undefined;
  const members: string[] = [];
  for (const [name, value] of [...attributes, ...newKeys]) {
    const key = keyOf(value);
    if (key === undefined) return undefined;
    members.push(`${typeof name === 'string' ? JSON.stringify(name) : `new ${newKey(name)}`}:${key}`);
  }
  return `{${members.sort().join()}}`;
}

/** The same, but also for unknown values and one-ofs, which are the same when their names are. */
export function nameOf(value: Value): string | undefined {
  if (value.kind === 'unknown' || value.kind === 'one-of') return `${value.kind} ${value.name}`;
  return keyOf(value);
}

/** Without those that are certainly there already. The first one stays. */
export function distinctValues(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const name = nameOf(value);
    if (name === undefined) return true;
    const fresh = !seen.has(name);
    seen.add(name);
    return fresh;
  });
}
