import { type AskedKeys, EVERY_KEY } from '../iam/asked-keys.ts';
import type { ContextValue, Presence } from '../iam/request.ts';
import type { GivenContext } from './options.ts';
import type { Tags } from './tags.ts';

const reason = 'no policy asks for it: it was not read';
const doubt: Presence & { kind: 'unknown' } = { kind: 'unknown', name: 'what was not read', reason };

/** Stand for what no policy asks for, and is not read from the plan. Whoever asks nevertheless learns nothing of it. */
export const UNASKED: ContextValue = { kind: 'single', presence: doubt, value: doubt };
export const UNASKED_LIST: ContextValue = {
  kind: 'multi',
  presence: doubt,
  values: [],
  rest: { name: doubt.name, reason, atLeast: 1 },
};
export const UNASKED_TAGS: Tags = { known: new Map(), open: { name: doubt.name, reason } };

/** The keys that policies ask for, and those that were given, which the plan must not contradict. */
export function askedOrGiven(asked: AskedKeys = EVERY_KEY, given: GivenContext): AskedKeys {
  return {
    has: (key) => asked.has(key) || given.has(key.toLowerCase()),
    hasBelow: (prefix) =>
      asked.hasBelow(prefix) || [...given.keys()].some((key) => key.startsWith(prefix.toLowerCase())),
  };
}

export const asksRequestTags = (asked: AskedKeys) =>
  asked.has('aws:TagKeys') || asked.hasBelow('aws:RequestTag/');
export const asksResourceTags = (asked: AskedKeys) => asked.hasBelow('aws:ResourceTag/');
export const asksLayers = (asked: AskedKeys) => asked.has('lambda:Layer');
export const asksCodeSigning = (asked: AskedKeys) => asked.has('lambda:CodeSigningConfigArn');
