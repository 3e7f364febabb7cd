import type { Policy, Statement } from '../iam/policy.ts';

/** How many steps it is to ask one statement. */
export const statementWeight = ({ actions, resources, conditions }: Statement): number =>
  1 + conditions.length + Math.ceil((actions.patterns.length + resources.patterns.length) / 8);

/** How many steps it is to decide one request. */
export const policyWeight = ({ statements }: Policy): number =>
  statements.reduce((sum, statement) => sum + statementWeight(statement), 1);

/** Of the longest document that AWS takes, every fourth character could be a value. */
const MOST_ITEMS = 3_000;

/** Whether a policy has so many statements and values that no policy of AWS's can be meant. */
export const isTooLarge = ({ statements }: Policy): boolean =>
  statements.reduce((sum, statement) => sum + itemsOf(statement), 0) > MOST_ITEMS;

const itemsOf = ({ actions, resources, conditions }: Statement): number =>
  conditions.reduce(
    (sum, { values }) => sum + 1 + values.length,
    1 + actions.patterns.length + resources.patterns.length,
  );

/** Why nothing is said about a policy that is too large. */
export const TOO_LARGE =
  'it has far more statements and values than AWS takes, and only the document itself was looked at';
