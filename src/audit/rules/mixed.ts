import type { Condition, Policy } from '../../iam/policy.ts';
import { nullCondition, renamed, withConditions, withMore, withOperator, withStatement } from '../edit.ts';
import type { AttachedNetwork, Probe, ProbeValue } from '../probe.ts';
import { CARRYING, networkKey, SUBNET_KEY } from '../probe.ts';
import {
  type Candidate,
  comparing,
  findProbe,
  nameOf,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';
import { requireVpc } from './without-vpc.ts';

/** A list in which one value is as it should be hides the others. */
export const mixedListPasses: PolicyRule = (room) =>
  room.views.flatMap((view) =>
    comparing(view)
      .filter((condition) => isLax(view, condition))
      .flatMap((condition) => mixedCandidate(room, view, condition)),
  );

/** Asks for all values where one would be reason enough to deny, or for one where all should be right to allow. */
function isLax({ statement }: StatementView, { operator, key }: Condition): boolean {
  const lax = statement.effect === 'Deny' ? 'ForAllValues' : 'ForAnyValue';
  return operator.set === lax && networkKey(key)?.multivalued === true;
}

function mixedCandidate(room: Room, view: StatementView, condition: Condition): readonly Candidate[] {
  const witness = findProbe(room, (probe) => hides(room, view, condition, probe));
  if (witness === undefined) return [];
  return [
    {
      ruleId: 'TFVPC204',
      message: messageOf(view, condition),
      at: condition,
      statement: view.statement.index,
      witness,
      claim: ['allowed'],
      rewrites: rewritesOf(room, view, condition),
      // Requests for other actions are no leak: what denies them by mistake is another rule's.
      mayOpen: ({ action }) => !CARRYING.has(action.toLowerCase()),
    },
  ];
}

/** The function is allowed, and one of its subnets or groups alone would be refused by this very statement. */
function hides(room: Room, view: StatementView, condition: Condition, probe: Probe): boolean {
  const { network } = probe;
  if (network === undefined || room.decide(probe) !== 'allowed') return false;
  const values = valuesOf(network, condition);
  if (values.length < 2) return false;
  const denies = view.statement.effect === 'Deny';
  if ((view.truth(probe) === 'true') === denies) return false;
  return values.some((value) => {
    const alone = { ...probe, network: withValues(network, condition, [value]) };
    return (view.truth(alone) === 'true') === denies && room.decide(alone) !== 'allowed';
  });
}

const isSubnets = ({ key }: Condition) => key.toLowerCase() === SUBNET_KEY;

const valuesOf = (network: AttachedNetwork, condition: Condition) =>
  isSubnets(condition) ? network.subnets : network.securityGroups;

const withValues = (network: AttachedNetwork, condition: Condition, values: readonly ProbeValue[]) =>
  isSubnets(condition) ? { ...network, subnets: values } : { ...network, securityGroups: values };

function messageOf({ statement }: StatementView, condition: Condition): string {
  const { operator, key } = condition;
  const what = isSubnets(condition) ? 'subnet' : 'security group';
  const values = operator.negated ? 'unlisted' : 'listed';
  return statement.effect === 'Deny'
    ? `${operator.name} denies only when every ${what} is ${values}: one other ${what} beside it, and ${nameOf(statement)} does not apply`
    : `${operator.name} allows as soon as one ${what} of ${key} is ${values}, whatever the others are`;
}

function rewritesOf(room: Room, view: StatementView, condition: Condition): readonly (Policy | undefined)[] {
  const { statement } = view;
  const strict = statement.effect === 'Deny' ? 'ForAnyValue' : 'ForAllValues';
  const changed = withOperator(condition, renamed(condition.operator, strict));
  if (changed === undefined) return [];
  const edited = withStatement(room.policy, statement.index, withConditions(statement, condition, [changed]));
  if (statement.effect === 'Deny') return [edited, withMore(edited, [requireVpc(room, view)])];
  const present = [changed, nullCondition(condition.key, 'false')];
  return [withStatement(room.policy, statement.index, withConditions(statement, condition, present)), edited];
}
