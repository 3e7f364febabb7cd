import type { ContextValue, Presence, Rest } from '../../src/iam/request.ts';
import type { KnownValue, NewValue, OneOfValue, Shape, UnknownValue, Value } from '../../src/iam/value.ts';

/** How testdata spells a value: a known text, or what is known of one that is not. */
export type GivenValue =
  | string
  | { readonly unknown: string; readonly shape?: Shape; readonly maybeNew?: false; readonly isArn?: true }
  | { readonly new: string; readonly shape: Shape }
  | { readonly oneOf: string; readonly of: readonly GivenValue[] };

/** How testdata spells what a request carries under one key. */
export type Given =
  | 'absent'
  | { readonly one: GivenValue }
  | { readonly many: readonly GivenValue[]; readonly rest?: GivenRest }
  | { readonly maybe: Given };

export interface GivenRest {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly shape?: Shape;
}

const PRESENT: Presence = { kind: 'present' };

export function contextValue(given: Given, key: string): ContextValue {
  if (given === 'absent') return { kind: 'absent' };
  if ('one' in given) return { kind: 'single', presence: PRESENT, value: givenValue(given.one) };
  if ('maybe' in given) {
    const value = contextValue(given.maybe, key);
    const presence: Presence = {
      kind: 'unknown',
      name: `presence of ${key}`,
      reason: 'the caller is not known',
    };
    return value.kind === 'absent' ? value : { ...value, presence };
  }
  const values = given.many.map(givenValue);
  if (given.rest === undefined) return { kind: 'multi', presence: PRESENT, values };
  const rest: Rest = { name: `rest of ${key}`, reason: 'the list is not known', ...given.rest };
  return { kind: 'multi', presence: PRESENT, values, rest };
}

export function givenValue(given: GivenValue): Value {
  return 'object' === typeof given && 'oneOf' in given ? oneOf(given) : plainValue(given);
}

function oneOf({ oneOf: name, of }: Extract<GivenValue, { readonly oneOf: string }>): OneOfValue {
  const candidates = of.map((one) => {
    if (typeof one === 'object' && 'oneOf' in one) throw new Error('a choice of choices');
    return plainValue(one);
  });
  return { kind: 'one-of', name, candidates, reason: `which of them \`${name}\` is, is not known` };
}

function plainValue(
  given: Exclude<GivenValue, { readonly oneOf: string }>,
): KnownValue | NewValue | UnknownValue {
  if (typeof given === 'string') return { kind: 'known', text: given };
  if ('new' in given) return { kind: 'new', name: given.new, shape: given.shape };
  const { unknown: name, ...more } = given;
  return { kind: 'unknown', name, reason: `\`${name}\` is not known`, ...more };
}
