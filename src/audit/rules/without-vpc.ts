import type { Policy, Statement } from '../../iam/policy.ts';
import { nullCondition, variant, withMore, withStatement } from '../edit.ts';
import { FUNCTION_ACTIONS, networkKey } from '../probe.ts';
import {
  type Candidate,
  comparing,
  findProbe,
  nameOf,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';
import { matchesEveryId } from './values.ts';

/** ForAllValues is true of a list that is not there: functions without a VPC pass an Allow. */
export const allowWithoutVpc: PolicyRule = (room) =>
  room.views.flatMap((view): readonly Candidate[] => {
    const [condition] = emptyAllows(view);
    if (view.statement.effect === 'Deny' || condition === undefined) return [];
    const witness = findProbe(
      { networks: [undefined] },
      (probe) => view.truth(probe) === 'true' && room.decide(probe) === 'allowed',
    );
    if (witness === undefined) return [];
    return [
      {
        ruleId: 'TFVPC201',
        message: `${condition.operator.name} is true when there is no ${condition.key}: ${nameOf(view.statement)} also allows functions without a VPC`,
        at: condition,
        statement: view.statement.index,
        witness,
        claim: ['allowed'],
        rewrites: [withStatement(room.policy, view.statement.index, present(view)), allPresent(room)],
      },
    ];
  });

function emptyAllows(view: StatementView) {
  return comparing(view).filter(
    (condition) =>
      condition.operator.set === 'ForAllValues' &&
      !condition.operator.negated &&
      !condition.operator.ifExists &&
      networkKey(condition.key)?.multivalued === true &&
      !matchesEveryId(condition),
  );
}

/** The statement, and each of its lists must be there. */
function present(view: StatementView): Statement {
  const keys = new Set(emptyAllows(view).map(({ key }) => key));
  const nulls = [...keys].map((key) => nullCondition(key, 'false'));
  return { ...view.statement, conditions: [...view.statement.conditions, ...nulls] };
}

/** The same in every Allow: what one does not let pass any more another one may. */
const allPresent = ({ policy, views }: Room): Policy =>
  views
    .filter((view) => view.statement.effect === 'Allow' && emptyAllows(view).length > 0)
    .reduce((edited, view) => withStatement(edited, view.statement.index, present(view)), policy);

/** ForAnyValue is false of a list that is not there: functions without a VPC pass a Deny. */
export const denyWithoutVpc: PolicyRule = (room) => {
  for (const view of room.views) {
    const [condition] = comparing(view);
    if (view.statement.effect === 'Allow' || condition === undefined || !isApprovedList(view)) continue;
    const witness = findProbe(
      { networks: [undefined] },
      (probe) => view.names(probe.action) && room.decide(probe) === 'allowed',
    );
    if (witness === undefined) continue;
    return [
      {
        ruleId: 'TFVPC202',
        message: `${condition.operator.name} is false when there is no ${condition.key}: ${nameOf(view.statement)} lets functions without a VPC pass, and no other statement refuses them`,
        at: condition,
        statement: view.statement.index,
        witness,
        claim: ['allowed'],
        rewrites: [withMore(room.policy, [requireVpc(room, view)])],
      },
    ];
  }
  return [];
};

/** Nothing but lists of what is approved: with another condition on the network it is about some functions in a VPC. */
const isApprovedList = ({ about }: StatementView): boolean =>
  about.every(
    ({ operator, key }) =>
      operator.set === 'ForAnyValue' &&
      operator.negated &&
      !operator.ifExists &&
      networkKey(key)?.multivalued === true,
  );

/** The statement that refuses functions without a VPC, wherever this one applies. */
export function requireVpc({ policy }: Pick<Room, 'policy'>, view: StatementView): Statement {
  const patterns = FUNCTION_ACTIONS.filter((action) => view.names(action)).map((name) => ({ text: [name] }));
  const others = view.statement.conditions.filter(({ key }) => networkKey(key) === undefined);
  return variant(policy, view.statement, 'RequireVpc', {
    actions: { negated: false, patterns },
    conditions: [nullCondition('lambda:VpcIds', 'true'), ...others],
  });
}
