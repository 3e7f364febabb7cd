import type { Policy, Statement } from '../../iam/policy.ts';
import { withStatement } from '../edit.ts';
import { LAMBDA_ACTIONS, OTHER_ACTIONS } from '../lambda-actions.ts';
import {
  CARRYING,
  FUNCTION_ACTIONS,
  NETWORK_ACTIONS,
  NEWER_ACTIONS,
  type Probe,
  SECURITY_GROUP_KEY,
  SUBNET_KEY,
  VPC_KEY,
} from '../probe.ts';
import {
  type Candidate,
  comparing,
  findProbe,
  nameOf,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';
import { actionMeant } from './spelling.ts';

/** A Deny about the network that also meets requests which carry no network at all. */
export const deniesOtherActions: PolicyRule = (room) =>
  room.views.flatMap((view): readonly Candidate[] => {
    const [condition] = view.about;
    if (view.statement.effect !== 'Deny' || condition === undefined) return [];
    const witness = strayProbes(room, view).find(
      (probe) => view.truth(probe) === 'true' && room.decide(probe) === 'explicit-deny',
    );
    if (witness === undefined) return [];
    return [
      {
        ruleId: 'TFVPC208',
        message: `${witness.action} carries no ${condition.key}, and without the key the condition is true: ${nameOf(view.statement)} denies it always`,
        at: view.statement,
        statement: view.statement.index,
        witness,
        claim: ['explicit-deny'],
        rewrites: [withStatement(room.policy, view.statement.index, aboutFunctions(view))],
        mayOpen: ({ action }) => !carriesKeys(view, action),
      },
    ];
  });

/** Requests that do not carry a key which the statement asks for. */
function strayProbes({ cases }: Room, view: StatementView): readonly Probe[] {
  const others = [...OTHER_ACTIONS, ...LAMBDA_ACTIONS]
    .filter((action) => !CARRYING.has(action.toLowerCase()))
    .map((action) => ({ action, network: undefined }));
  const newer = NEWER_ACTIONS.map((action) => ({ action, network: cases['all listed'] }));
  const asksForVpc = view.about.some(({ key }) => key.toLowerCase() === VPC_KEY);
  return asksForVpc ? [...others, ...newer] : others;
}

/** Whether requests for this action carry all keys that the statement asks for. */
function carriesKeys({ about }: StatementView, action: string): boolean {
  if (FUNCTION_ACTIONS.some((name) => name === action)) return true;
  return (
    NEWER_ACTIONS.some((name) => name === action) && about.every(({ key }) => key.toLowerCase() !== VPC_KEY)
  );
}

function aboutFunctions(view: StatementView): Statement {
  const kept = NETWORK_ACTIONS.filter((action) => view.names(action) && carriesKeys(view, action));
  return { ...view.statement, actions: { negated: false, patterns: kept.map((name) => ({ text: [name] })) } };
}

/** Who may not create such a function may change one to be such, or the reverse. */
export const oneActionUnguarded: PolicyRule = (room) => {
  for (const view of room.views) {
    if (view.about.length === 0) continue;
    const [guarded, ...more] = FUNCTION_ACTIONS.filter((action) => view.names(action));
    const free = FUNCTION_ACTIONS.find((action) => action !== guarded);
    if (guarded === undefined || free === undefined || more.length > 0 || isGuarded(room, view, free))
      continue;
    if (isMisspelt(view, free)) continue;
    const witness = findProbe(room, (probe) => slips(room, view, probe, guarded), [free]);
    if (witness === undefined) continue;
    return [
      {
        ruleId: 'TFVPC209',
        message: `${nameOf(view.statement)} guards ${guarded}, and nothing guards ${free}: the same network passes there`,
        at: view.statement,
        statement: view.statement.index,
        witness,
        claim: ['allowed'],
        rewrites: [guardingBoth(room, guarded, free)],
      },
    ];
  }
  return [];
};

/** It was meant to be guarded, and the name is wrong: another rule says so. */
const isMisspelt = ({ statement: { actions } }: StatementView, action: string): boolean =>
  actions.patterns.some(({ text }) => actionMeant(text.join('')) === action);

/** Whether a statement about the same keys names the action. */
function isGuarded({ views }: Room, view: StatementView, action: string): boolean {
  const keys = new Set(view.about.map(({ key }) => key.toLowerCase()));
  return views.some(
    (other) => other.names(action) && other.about.some(({ key }) => keys.has(key.toLowerCase())),
  );
}

/** The network is refused for the action that is guarded, by this statement, and not for the other. */
function slips(room: Room, view: StatementView, probe: Probe, guarded: string): boolean {
  const same = { ...probe, action: guarded };
  const refuses = view.statement.effect === 'Deny' ? 'true' : 'false';
  return room.decide(probe) === 'allowed' && room.decide(same) !== 'allowed' && view.truth(same) === refuses;
}

function guardingBoth({ policy, views }: Room, guarded: string, free: string): Policy | undefined {
  const lacking = views.filter(
    (view) =>
      view.statement.effect === 'Deny' && view.about.length > 0 && view.names(guarded) && !view.names(free),
  );
  if (lacking.length === 0) return conditioned(policy, views, guarded, free);
  if (lacking.some(({ statement }) => statement.actions.negated)) return undefined;
  return lacking.reduce((edited, { statement }) => {
    const patterns = [...statement.actions.patterns, { text: [free] }];
    return withStatement(edited, statement.index, { ...statement, actions: { negated: false, patterns } });
  }, policy);
}

/** The Allow of the other action with the conditions of the guarded one; undefined where it allows more than that. */
function conditioned(
  policy: Policy,
  views: readonly StatementView[],
  guarded: string,
  free: string,
): Policy | undefined {
  const allows = views.filter(({ statement }) => statement.effect === 'Allow');
  const guard = allows.find((view) => view.about.length > 0 && view.names(guarded));
  const open = allows.filter((view) => view.about.length === 0 && view.names(free));
  const narrow = open.every(
    ({ statement: { actions } }) => !actions.negated && actions.patterns.length === 1,
  );
  if (guard === undefined || !narrow) return undefined;
  return open.reduce((edited, { statement }) => {
    const conditions = [...guard.about, ...statement.conditions];
    return withStatement(edited, statement.index, { ...statement, conditions });
  }, policy);
}

/**
 * Subnets and security groups are also given to capacity providers and network connectors. A policy that knows of one
 * of these actions, or allows it by name, should guard both.
 */
export const newerActionsUnguarded: PolicyRule = (room) => {
  const guards = room.views.filter((view) => comparing(view).some(({ key }) => isListKey(key)));
  const [guard] = guards.filter((view) => view.names(FUNCTION_ACTIONS[0]));
  if (guard === undefined) return [];
  for (const action of NEWER_ACTIONS) {
    if (guards.some((view) => view.names(action)) || !knowsOf(room, guards, action)) continue;
    const witness = findProbe(room, (probe) => escapes(room, guard, probe), [action]);
    if (witness === undefined) continue;
    return [
      {
        ruleId: 'TFVPC210',
        message: `${action} takes subnets and security groups too, and ${nameOf(guard.statement)} does not guard it`,
        at: guard.statement,
        statement: guard.statement.index,
        witness,
        claim: ['allowed'],
        rewrites: [guardingToo(room, guards, action)],
      },
    ];
  }
  return [];
};

/** The statements about lists alone name the action too: the others ask for a key that it does not carry. */
const guardingToo = ({ policy }: Room, guards: readonly StatementView[], action: string): Policy =>
  guards
    .filter(({ about, statement }) => about.every(({ key }) => isListKey(key)) && !statement.actions.negated)
    .reduce((edited, { statement }) => {
      const patterns = [...statement.actions.patterns, { text: [action] }];
      return withStatement(edited, statement.index, { ...statement, actions: { negated: false, patterns } });
    }, policy);

const isListKey = (key: string) => [SUBNET_KEY, SECURITY_GROUP_KEY].includes(key.toLowerCase());

/** It guards the other one, or allows this one by name. */
function knowsOf({ views }: Room, guards: readonly StatementView[], action: string): boolean {
  const guardsOther = NEWER_ACTIONS.some((other) => guards.some((view) => view.names(other)));
  const allowsIt = views.some(
    ({ statement: { effect, actions } }) =>
      effect === 'Allow' &&
      !actions.negated &&
      actions.patterns.some(({ text }) => text.join('').toLowerCase() === action.toLowerCase()),
  );
  return guardsOther || allowsIt;
}

function escapes(room: Room, guard: StatementView, probe: Probe): boolean {
  if (probe.network === undefined || room.decide(probe) !== 'allowed') return false;
  const create = { ...probe, action: FUNCTION_ACTIONS[0] };
  return room.decide(create) !== 'allowed' && guard.truth(create) !== 'unknown';
}
