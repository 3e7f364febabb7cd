import { globPattern, matches, type Pattern, start } from '../iam/pattern.ts';
import type { Policy } from '../iam/policy.ts';
import { textClasses } from '../iam/text-classes.ts';
import { LAMBDA_ACTIONS, OTHER_ACTIONS } from './lambda-actions.ts';
import { CARRYING } from './probe.ts';

/** One action of each kind that the policies tell apart, beside those that carry network keys. */
export interface ToldApart {
  readonly actions: readonly string[];
  /** False: there may be kinds that are not here. */
  readonly complete: boolean;
}

/** Names that a reader knows stand for their kind where there is one; of the others, some text that is of the kind. */
export function actionsToldApart(policies: readonly Policy[]): ToldApart {
  const patterns = policies.flatMap(({ statements }) =>
    statements.flatMap(({ actions }) =>
      actions.patterns.map(({ text }) => globPattern([{ text: text.join(''), wild: true }], true)),
    ),
  );
  const machines = patterns.map((pattern, group) => ({
    pattern,
    from: start(pattern),
    suffix: [],
    final: true,
    group,
  }));
  const avoid = { never: CARRYING, rather: new Set<string>() };
  const found = textClasses(machines, undefined, avoid, 1, new Map());
  const made = found.classes.flatMap(({ texts }) => texts).filter((text) => /^[^:\s]+:[^:\s]+$/.test(text));
  const byKind = new Map<string, string>();
  for (const action of [...OTHER_ACTIONS, ...LAMBDA_ACTIONS, ...named(policies), ...made]) {
    const kind = kindOf(action, patterns);
    if (!CARRYING.has(action.toLowerCase()) && !byKind.has(kind)) byKind.set(kind, action);
  }
  return { actions: [...byKind.values()], complete: found.complete };
}

/** Actions as the policies write them; of a pattern one that it matches. */
const named = (policies: readonly Policy[]): readonly string[] =>
  policies.flatMap(({ statements }) =>
    statements.flatMap(({ actions }) =>
      actions.patterns
        .map(({ text }) => text.join('').replace(/\*/g, 'Example').replace(/\?/g, 'x'))
        .filter((action) => /^[\w-]+:\w+$/.test(action)),
    ),
  );

const kindOf = (action: string, patterns: readonly Pattern[]) =>
  patterns.map((pattern) => (matches(pattern, action) ? 'y' : 'n')).join('');
