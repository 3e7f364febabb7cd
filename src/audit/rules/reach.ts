import type { Condition, PolicyValue } from '../../iam/policy.ts';
import { withStatements } from '../edit.ts';
import { FUNCTION_ACTIONS, NETWORK_ACTIONS, networkKey } from '../probe.ts';
import {
  ANY,
  type Candidate,
  comparing,
  findProbe,
  nameOf,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';
import { statementWeight } from '../weight.ts';
import { hasFaultyValue } from './ids.ts';

/** A statement with conditions on the network that no request can meet. */
export const unreachable: PolicyRule = (room) =>
  room.views
    .filter((view) => isUnreachable(room, view))
    .map(
      (view): Candidate => ({
        ruleId: 'TFVPC221',
        message: `no request meets all conditions of ${nameOf(view.statement)}: it never applies`,
        at: view.statement,
        statement: view.statement.index,
        witness: { action: FUNCTION_ACTIONS[0], network: room.cases['all listed'] },
        claim: ANY,
        rewrites: room.views.length > 1 ? [withStatements(room.policy, view.statement.index, [])] : [],
        harmless: true,
      }),
    );

function isUnreachable(room: Room, view: StatementView): boolean {
  if (view.about.length === 0 || view.about.some(isFaulty) || view.statement.undecidable !== undefined)
    return false;
  if (room.domain.incomplete !== undefined || !FUNCTION_ACTIONS.some((action) => view.names(action)))
    return false;
  const network = networkAlone(view);
  const actions = [...NETWORK_ACTIONS, 'lambda:GetFunction'];
  return (
    findProbe(
      room,
      (probe) => network.truth(probe) !== 'false',
      actions.filter((action) => view.names(action)),
    ) === undefined
  );
}

/** Other rules tell of it, and what the statement means is not what its author meant. */
const isFaulty = (condition: Condition): boolean =>
  hasFaultyValue(condition) || (condition.operator.base === 'Null' && condition.operator.set !== undefined);

const keysOf = (view: StatementView) =>
  [...new Set(comparing(view).map(({ key }) => key.toLowerCase()))].sort().join(' ');

/** The statement with its conditions on the network alone, for any function and caller. */
const networkAlone = (view: StatementView): StatementView =>
  view.changed({ conditions: view.about, resources: { negated: false, patterns: [{ text: ['*'] }] } });

/** A statement that applies only where another of the same effect does. */
export const redundant: PolicyRule = (room) => {
  const found: StatementView[] = [];
  for (const view of room.views) {
    const others = room.views.filter((other) => other !== view && !found.includes(other));
    const [by] = isRemovable(room, view) ? others.filter((other) => covers(room, other, view)) : [];
    if (by !== undefined) found.push(view);
  }
  return found.map(
    (view): Candidate => ({
      ruleId: 'TFVPC222',
      message: `${nameOf(view.statement)} changes nothing: wherever it applies, another statement does too`,
      at: view.statement,
      statement: view.statement.index,
      witness: { action: FUNCTION_ACTIONS[0], network: room.cases['all listed'] },
      claim: ANY,
      rewrites: [withStatements(room.policy, view.statement.index, [])],
      harmless: true,
    }),
  );
};

/** A `Null` beside a list says in so many words that a VPC is required: nobody should take it away. */
function isRemovable(room: Room, view: StatementView): boolean {
  if (view.about.length === 0 || view.statement.undecidable !== undefined) return false;
  return room.domain.incomplete === undefined && !view.about.some(isFaulty) && !isUnreachable(room, view);
}

/**
 * A list of what is approved covers every list of what is not; people write both, and mean both. Of statements that only
 * ask whether there is a VPC, one of the same kind alone makes another needless.
 */
const isSameKind = (other: StatementView, view: StatementView): boolean => polarity(other) === polarity(view);

const polarity = (view: StatementView): string =>
  [...new Set(comparing(view).map(({ operator }) => (operator.negated ? 'not' : 'is')))].sort().join(' ');

/** Who asks for each of the three keys in its own statement wants to have said so. */
const nullKeys = ({ about }: StatementView): string =>
  [...new Set(about.map(({ key }) => key.toLowerCase()))].sort().join(' ');

/** Whether the other one applies wherever this one does, for every caller and every resource. */
function covers(room: Room, other: StatementView, view: StatementView): boolean {
  if (other.statement.effect !== view.statement.effect || other.statement.undecidable !== undefined)
    return false;
  if (view.statement.effect === 'Allow' && keysOf(other) !== keysOf(view)) return false;
  if (!isSameKind(other, view) || other.about.length === 0) return false;
  if (comparing(view).length === 0 && nullKeys(other) !== nullKeys(view)) return false;
  room.audited.effort.spend(statementWeight(view.statement) + statementWeight(other.statement));
  if (!coversElement(other, view, 'actions') || !coversElement(other, view, 'resources')) return false;
  const own = new Set(view.statement.conditions.map(textOf));
  const foreign = other.statement.conditions.filter(({ key }) => networkKey(key) === undefined);
  if (!foreign.every((condition) => own.has(textOf(condition)))) return false;
  const [mine, others] = [networkAlone(view), networkAlone(other)];
  const actions = [...NETWORK_ACTIONS, 'lambda:GetFunction'];
  return (
    findProbe(
      room,
      (probe) => mine.truth(probe) !== 'false' && others.truth(probe) !== 'true',
      actions.filter(view.names),
    ) === undefined
  );
}

function coversElement(other: StatementView, view: StatementView, element: 'actions' | 'resources'): boolean {
  const wide = other.statement[element];
  const narrow = view.statement[element];
  const texts = new Set(wide.patterns.map(valueText));
  if (!wide.negated && texts.has('*')) return true;
  return (
    wide.negated === narrow.negated &&
    narrow.patterns.every((value) => texts.has(valueText(value))) &&
    (!wide.negated || wide.patterns.length === narrow.patterns.length)
  );
}

const valueText = ({ text }: PolicyValue) =>
  text.map((part) => (typeof part === 'string' ? part : part.kind)).join('');

const textOf = ({ operator, key, values }: Condition) =>
  `${operator.name} ${key.toLowerCase()} ${values.map(valueText).sort().join(' ')}`;
