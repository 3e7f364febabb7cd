import type { Condition, Policy, PolicyValue, Statement } from '../iam/policy.ts';

/** The meaning of a policy as text, without what means nothing: order, repetition, Sids, positions. */
export function canonical({ statements, version }: Pick<Policy, 'statements'> & Partial<Policy>): string {
  return JSON.stringify([version ?? '', ...new Set(statements.map(statementText))].sort());
}

function statementText({ effect, actions, resources, conditions, undecidable }: Statement): string {
  return JSON.stringify([
    effect,
    actions.negated,
    valuesText(actions.patterns).map((text) => text.toLowerCase()),
    resources.negated,
    valuesText(resources.patterns),
    [...new Set(conditions.map(conditionText))].sort(),
    undecidable ?? null,
  ]);
}

const conditionText = ({ operator, key, values }: Condition) =>
  JSON.stringify([operator.name, key.toLowerCase(), valuesText(values)]);

const valuesText = (values: readonly PolicyValue[]): readonly string[] =>
  [...new Set(values.map(({ text }) => JSON.stringify(text)))].sort();
