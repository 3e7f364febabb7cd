import type { Choice, ContextKey, Value } from '../generated/report.ts';

const SHOWN = 6;
const DEEPEST = 4;

/** A value in words: the id, where it comes from, and how it is known. */
export function valueText(value: Value, depth = 0): string {
  const from = value.label === undefined ? '' : ` (${value.label})`;
  if (value.sensitive) return `(sensitive)${from}`;
  if (value.known !== undefined) return value.known === value.label ? value.known : value.known + from;
  if (value.new !== undefined) return `${value.new} (new)`;
  if (value.oneOf !== undefined) return oneOfText(value.oneOf, depth) + from;
  return `${value.label ?? 'a value'} (not known yet)`;
}

function oneOfText(candidates: readonly Value[], depth: number): string {
  if (depth >= DEEPEST) return 'one of several';
  return `one of ${shortList(candidates.map((candidate) => valueText(candidate, depth + 1)))}`;
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

/** One way to fill in what is not known. */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(({ name, text }) => `${name} is ${text}`).join(' and ');
}

/** `1 subnet`, `2 subnets`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
