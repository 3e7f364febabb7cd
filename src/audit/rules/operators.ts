import type { Condition, Policy } from '../../iam/policy.ts';
import { differenceFrom } from '../difference.ts';
import { nullCondition, renamed, withConditions, withMore, withOperator, withStatement } from '../edit.ts';
import { FUNCTION_ACTIONS, networkKey, type Probe } from '../probe.ts';
import { ANY, findProbe, nameOf, type PolicyRule, type Room, type StatementView } from '../room.ts';
import { eachCondition } from './values.ts';
import { requireVpc } from './without-vpc.ts';

/** An operator without ForAllValues or ForAnyValue on a list: AWS does not say what that means. */
export const plainOperatorOnList: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const { operator, key } = condition;
    if (operator.set !== undefined || networkKey(key)?.multivalued !== true) return [];
    const witness = findProbe(room, (probe) => room.decide(probe) === 'undetermined');
    if (witness === undefined) return [];
    return [
      {
        ruleId: 'TFVPC203',
        message: `${key} is a list, and ${operator.name} compares one value: AWS does not define it without ForAllValues or ForAnyValue`,
        at: condition,
        statement: view.statement.index,
        witness,
        claim: ['undetermined'],
        rewrites: withSetOperator(room, view, condition),
      },
    ];
  });

function withSetOperator(
  room: Room,
  view: StatementView,
  condition: Condition,
): readonly (Policy | undefined)[] {
  const { statement } = view;
  const denies = statement.effect === 'Deny';
  const changed = withOperator(
    condition,
    renamed(condition.operator, denies ? 'ForAnyValue' : 'ForAllValues'),
  );
  if (changed === undefined) return [];
  const edited = withStatement(room.policy, statement.index, withConditions(statement, condition, [changed]));
  const present = withConditions(statement, condition, [changed, nullCondition(condition.key, 'false')]);
  return denies
    ? [edited, withMore(edited, [requireVpc(room, view)])]
    : [withStatement(room.policy, statement.index, present), edited];
}

/** A set operator on the one value of `lambda:VpcIds` changes nothing but what happens without a VPC. */
export const setOperatorOnVpc: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const { operator, key } = condition;
    if (operator.set === undefined || networkKey(key)?.multivalued !== false) return [];
    const plain = replaced(room, view, condition, renamed(operator, undefined));
    const difference = plain === undefined ? undefined : differenceFrom(room, plain);
    return [
      {
        ruleId: 'TFVPC205',
        message: setMessage(condition, room, difference),
        at: condition,
        statement: view.statement.index,
        witness: difference ?? listed(room, view),
        claim: ANY,
        rewrites: [plain],
        ...(difference === undefined ? { harmless: true } : {}),
      },
    ];
  });

const listed = ({ cases }: Room, { names }: StatementView): Probe => ({
  action: FUNCTION_ACTIONS.find(names) ?? FUNCTION_ACTIONS[0],
  network: cases['all listed'],
});

function setMessage({ operator, key }: Condition, room: Room, difference: Probe | undefined): string {
  const reason = `${key} holds one value, and ${operator.set} is for lists`;
  if (difference === undefined) return `${reason}: the plain operator means the same`;
  const without = difference.network === undefined ? ' without a VPC' : '';
  return room.decide(difference) === 'allowed'
    ? `${reason}: with it a function${without} passes that the plain operator refuses`
    : `${reason}: with it a function${without} is refused that the plain operator lets pass`;
}

/** IfExists makes a condition true when the key is absent: too much, or nothing new. */
export const ifExists: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const { operator } = condition;
    if (!operator.ifExists) return [];
    const without = replaced(room, view, condition, operator.name.replace(/IfExists$/, ''));
    if (without === undefined) return [];
    const difference = differenceFrom(room, without);
    return [
      {
        ruleId: 'TFVPC212',
        message: existsMessage(view, condition, room, difference),
        at: condition,
        statement: view.statement.index,
        witness: difference ?? { action: 'lambda:CreateFunction', network: undefined },
        claim: ANY,
        rewrites: [without],
        ...(difference === undefined ? { harmless: true } : {}),
      },
    ];
  });

function existsMessage(
  { statement }: StatementView,
  { operator: { name }, key }: Condition,
  { decide }: Room,
  probe: Probe | undefined,
): string {
  if (probe === undefined) return `IfExists does nothing: ${name} means the same without it`;
  const decision = decide(probe);
  if (decision === 'undetermined') return `AWS does not say what ${name} means when there is no ${key}`;
  return decision === 'allowed'
    ? `${name} is true when there is no ${key}: ${nameOf(statement)} lets functions without a VPC pass`
    : `${name} is true when there is no ${key}: ${nameOf(statement)} also refuses functions without a VPC`;
}

function replaced(
  { policy }: Room,
  { statement }: StatementView,
  condition: Condition,
  name: string,
): Policy | undefined {
  const changed = withOperator(condition, name);
  if (changed === undefined) return undefined;
  return withStatement(policy, statement.index, withConditions(statement, condition, [changed]));
}
