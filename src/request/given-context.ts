import { InputError } from '../error.ts';
import type { ContextValue, MultiValue } from '../iam/request.ts';
import type { Value } from '../iam/value.ts';
import type { GivenContext } from './options.ts';

/** What is known of a request under a key without `--context`; undefined where nothing is. */
export type KnownContext = (key: string) => ContextValue | undefined;

/** A key of which something was given that cannot be, and why, in words. */
export interface Contradiction {
  readonly key: string;
  readonly why: string;
}

/** The first key under which a request cannot carry what was given. */
export function contradicted(given: GivenContext, known: KnownContext): Contradiction | undefined {
  for (const [key, { values }] of given) {
    const held = known(key);
    const why = held === undefined ? undefined : whyNot(values, held);
    if (why !== undefined) return { key, why };
  }
  return undefined;
}

/** @returns the error that tells a person of it */
export function contradictionError(
  { key, why }: Contradiction,
  given: GivenContext,
  owner: string,
): InputError {
  const { key: spelled, values } = given.get(key) ?? { key, values: [] };
  const entries = values.map((value) => `--context ${spelled}=${value}`);
  return new InputError('usage', `\`${entries.join(' ')}\` contradicts the plan: ${owner}: ${why}`, {
    hint: 'leave it out: it is the same for all requests, and --network tells which subnet is in which VPC',
  });
}

function whyNot(values: readonly string[], held: ContextValue): string | undefined {
  switch (held.kind) {
    case 'absent':
      return `the request does not carry the key${held.reason === undefined ? '' : `: ${held.reason}`}`;
    case 'single':
      return values.some((text) => mayBe(text, held.value)) ? undefined : `it is ${shown(held.value)}`;
    case 'multi':
      return whyNotList(values, held);
  }
}

/** All that is certainly there must have been given, and all that was given must be able to be there. */
function whyNotList(values: readonly string[], { values: elements, rest }: MultiValue): string | undefined {
  const lacking = elements.find((element) => !values.some((text) => mayBe(text, element)));
  if (lacking !== undefined) return `${shown(lacking)} is among the values`;
  const open = rest === undefined ? elements : [...elements, { ...rest, kind: 'unknown' as const }];
  const stranger = values.find((text) => !open.some((element) => mayBe(text, element)));
  return stranger === undefined ? undefined : `\`${stranger}\` is not among the values`;
}

/** Whether a value may turn out to be this text. What this apply makes has an id that nobody knows before. */
function mayBe(text: string, value: Value): boolean {
  switch (value.kind) {
    case 'known':
      return value.text === text;
    case 'new':
      return false;
    case 'one-of':
      return value.candidates.some((candidate) => mayBe(text, candidate));
    case 'unknown':
      return value.shape === undefined || text.startsWith(value.shape.prefix);
  }
}

function shown(value: Value): string {
  if (value.origin?.sensitive === true) return 'another value, which is sensitive';
  if (value.kind === 'known') return `\`${value.text}\``;
  return value.kind === 'new' ? `new: ${value.name}` : `one that ${value.name} may be`;
}
