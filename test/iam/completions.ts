import type { Request } from '../../src/iam/request.ts';
import { fits } from '../../src/iam/resolve.ts';
import type { PlainContext } from '../reference/reference.ts';
import type { Given, GivenRest, GivenValue } from './given.ts';

/** What a completion gives to each name: a text, whether it is there, or which further texts there are. */
export type Assignment = ReadonlyMap<string, string | boolean | readonly string[]>;

export interface Domain {
  readonly name: string;
  readonly ways: readonly (string | boolean | readonly string[])[];
}

/** Every assignment of the domains; new values differ from each other. */
export function* assignments(domains: readonly Domain[], isNew: ReadonlySet<string>): Generator<Assignment> {
  const [first, ...others] = domains;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const rest of assignments(others, isNew)) {
    for (const way of first.ways) {
      const clash =
        isNew.has(first.name) && [...rest].some(([name, other]) => isNew.has(name) && other === way);
      if (!clash) yield new Map([...rest, [first.name, way]]);
    }
  }
}

/** The names in what a request carries, and all that each may turn out to be. */
export function domainsOf(
  given: Readonly<Record<string, Given>>,
  texts: readonly string[],
  written: ReadonlySet<string>,
): readonly Domain[] {
  const domains = new Map<string, Domain>();
  for (const [key, value] of Object.entries(given)) addGiven(key, value, texts, written, domains);
  return [...domains.values()];
}

function addGiven(
  key: string,
  given: Given,
  texts: readonly string[],
  written: ReadonlySet<string>,
  domains: Map<string, Domain>,
): void {
  if (given === 'absent') return;
  if ('maybe' in given) {
    domains.set(`presence of ${key}`, { name: `presence of ${key}`, ways: [true, false] });
    addGiven(key, given.maybe, texts, written, domains);
  } else if ('one' in given) addValue(given.one, texts, written, domains);
  else {
    for (const one of given.many) addValue(one, texts, written, domains);
    if (given.rest !== undefined)
      domains.set(`rest of ${key}`, { name: `rest of ${key}`, ways: restWays(given.rest, texts) });
  }
}

function restWays(
  { atLeast = 0, atMost = 2, shape }: GivenRest,
  all: readonly string[],
): readonly (readonly string[])[] {
  const texts = all.filter((text) => fits(text, shape));
  const pairs = texts.flatMap((a, index) => texts.slice(index + 1).map((b) => [a, b]));
  const triples = pairs.flatMap(([a = '', b = '']) =>
    texts.slice(texts.indexOf(b) + 1).map((c) => [a, b, c]),
  );
  const sets = [[], ...texts.map((text) => [text]), ...pairs, ...(atMost > 2 ? triples : [])];
  return sets.filter(({ length }) => length >= atLeast && length <= atMost);
}

export function addValue(
  value: GivenValue,
  texts: readonly string[],
  written: ReadonlySet<string>,
  domains: Map<string, Domain>,
): void {
  if (typeof value === 'string') return;
  if ('oneOf' in value) {
    domains.set(value.oneOf, { name: value.oneOf, ways: value.of.map((_, index) => `${index}`) });
    for (const one of value.of) addValue(one, texts, written, domains);
  } else if ('new' in value) {
    const ways = texts.filter((text) => fits(text, value.shape) && !written.has(text));
    domains.set(value.new, { name: value.new, ways });
  } else
    domains.set(value.unknown, {
      name: value.unknown,
      ways: texts.filter((text) => fits(text, value.shape)),
    });
}

export function completedText(value: GivenValue, assignment: Assignment): string {
  if (typeof value === 'string') return value;
  if ('oneOf' in value) return completedText(value.of[Number(assignment.get(value.oneOf))] ?? '', assignment);
  return String(assignment.get('new' in value ? value.new : value.unknown));
}

/** The request context once everything is known. */
export function completedContext(
  given: Readonly<Record<string, Given>>,
  assignment: Assignment,
): PlainContext {
  const entries = Object.entries(given).flatMap(([key, value]): [string, string | string[]][] => {
    const one = completed(key, value, assignment);
    return one === undefined ? [] : [[key, one]];
  });
  return Object.fromEntries(entries);
}

function completed(key: string, given: Given, assignment: Assignment): string | string[] | undefined {
  if (given === 'absent') return undefined;
  if ('maybe' in given) {
    return assignment.get(`presence of ${key}`) === true
      ? completed(key, given.maybe, assignment)
      : undefined;
  }
  if ('one' in given) return completedText(given.one, assignment);
  const rest = assignment.get(`rest of ${key}`);
  return [...given.many.map((one) => completedText(one, assignment)), ...(Array.isArray(rest) ? rest : [])];
}

export type { Request };
