import type { ContextKey, Value } from '../generated/report.ts';

const SHOWN = 6;
const DEEPEST = 4;

/** How a format writes what was not written by us: a name, an id. */
export type WriteName = (name: string) => string;

const asItIs: WriteName = (name) => name;

/** The empty text too can be seen. */
export const written = (text: string, write: WriteName = asItIs) => (text === '' ? '""' : write(text));

/** A value in words: the id, where it comes from, and how it is known. */
export function valueText(value: Value, write: WriteName = asItIs, depth = 0): string {
  const from = value.label === undefined ? '' : ` (${write(value.label)})`;
  if (value.sensitive) return `(sensitive)${from}`;
  if (value.known !== undefined)
    return value.known === value.label ? write(value.known) : written(value.known, write) + from;
  if (value.new !== undefined) return `${write(value.new)} (new)`;
  if (value.oneOf !== undefined) return oneOfText(value.oneOf, write, depth) + from;
  return value.label === undefined ? 'a value not known yet' : `${write(value.label)} (not known yet)`;
}

function oneOfText(candidates: readonly Value[], write: WriteName, depth: number): string {
  if (depth >= DEEPEST) return 'one of several';
  return `one of ${shortList(candidates.map((candidate) => valueText(candidate, write, depth + 1)))}`;
}

/** `, because …`, where that says more than the value does. */
export function becauseText(value: Value, because: string | undefined, write: WriteName = asItIs): string {
  const same = because === undefined || because === value.label || because === `\`${value.label}\``;
  if (same) return '';
  return IS_NAME.test(because) ? `, as ${write(because)} says` : `, because ${write(because)}`;
}

/** An attribute, or a file. */
const IS_NAME = /^(?:`[^`]+`(?: before the apply)?|\S+)$/u;

const PARTS = { subnet: 'subnet', 'security-group': 'security group', vpc: 'VPC' } as const;

/**
 * A part of a network in words, the same for all functions that use it; the related location of where it is defined
 * has these very words.
 */
export function partText(part: keyof typeof PARTS, value: Value): string {
  return `${PARTS[part]} ${valueName(value)}`;
}

/** The name alone: an id, or the reference of what has none yet. */
export function valueName(value: Value): string {
  if (value.sensitive) return '(sensitive)';
  if (value.oneOf !== undefined && value.label === undefined) return valueText(value);
  return value.known ?? value.new ?? value.label ?? 'not known yet';
}

/** The first few and how many more there are. */
export function shortList(texts: readonly string[], shown = SHOWN): string {
  if (texts.length <= shown) return texts.join(', ');
  return `${texts.slice(0, shown).join(', ')} and ${texts.length - shown} more`;
}

/** What a request carries under a context key. */
export function contextText({ presence, values, complete, reason }: ContextKey): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  if (presence === 'absent') return `absent${why}`;
  const held = shortList((values ?? []).map((value) => valueText(value)));
  const shown = `${held === '' ? 'no values' : held}${complete === false ? ', perhaps further ones' : ''}`;
  return presence === 'present' ? shown : `perhaps absent${why}; otherwise ${shown}`;
}

/** `1 subnet`, `2 subnets`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
