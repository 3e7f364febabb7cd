import type { Policy, Statement } from './policy.ts';

/** Whether policies look at a condition key in any request; names without case. */
export interface AskedKeys {
  readonly has: (key: string) => boolean;
  /** Any key that begins so: `aws:RequestTag/`. */
  readonly hasBelow: (prefix: string) => boolean;
}

/** For whoever does not know the policies. */
export const EVERY_KEY: AskedKeys = { has: () => true, hasBelow: () => true };

/**
 * Which keys policies look at: those of their conditions. A policy variable is a key too: where there may be one, every
 * key counts as asked. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function askedKeys(policies: Iterable<Policy>): AskedKeys {
  const keys = new Set<string>();
  for (const { statements } of policies) {
    for (const statement of statements) {
      if (mayHoldVariable(statement)) return EVERY_KEY;
      for (const { key } of statement.conditions) keys.add(key.toLowerCase());
    }
  }
  return {
    has: (key) => keys.has(key.toLowerCase()),
    hasBelow: (prefix) => [...keys].some((key) => key.startsWith(prefix.toLowerCase())),
  };
}

/** A part that is not known yet may turn out to be one. */
function mayHoldVariable({ actions, resources, conditions }: Statement): boolean {
  const values = [...actions.patterns, ...resources.patterns, ...conditions.flatMap((one) => one.values)];
  return values.some(({ text }) => text.some((part) => typeof part !== 'string' || part.includes('${')));
}
