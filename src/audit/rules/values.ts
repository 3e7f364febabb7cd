import type { Machine } from '../../iam/automaton.ts';
import { globPattern, matches, start } from '../../iam/pattern.ts';
import type { Condition, Policy, PolicyValue } from '../../iam/policy.ts';
import { textClasses } from '../../iam/text-classes.ts';
import { nullCondition, withConditions, withOperator, withStatement } from '../edit.ts';
import {
  FUNCTION_ACTIONS,
  type IdKind,
  type NetworkKey,
  networkKey,
  type Probe,
  type ProbeNetwork,
  type ProbeValue,
} from '../probe.ts';
import {
  ANY,
  type Candidate,
  comparing,
  findProbe,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';

/** `*` in an operator without wildcards is the character itself, which no id has. */
export const wildcardWithoutLike: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const [value] = condition.values.filter((one) => isLiteralWildcard(condition, one));
    const key = networkKey(condition.key);
    if (value === undefined || key === undefined) return [];
    const text = value.text.join('');
    const like = withOperator(condition, condition.operator.name.replace(/Equals(?=IfExists$|$)/, 'Like'));
    const pattern = globPattern([{ text, wild: true }]);
    return [
      {
        ruleId: 'TFVPC213',
        message: `\`${text}\` has a wildcard, and in ${condition.operator.name} that is an ordinary character: it matches no id. StringLike has wildcards`,
        at: value,
        statement: view.statement.index,
        witness: probeWith(room, view, key, idMatching(key, text) ?? `${key.kind}-0123456789abcdef0`),
        claim: ANY,
        rewrites: [edited(room, view, condition, like)],
        mayOpen: (probe) => valuesOf(probe.network, key).some((id) => matches(pattern, id)),
      },
    ];
  });

/** The same in the ARN of who is exempted: the exemption holds for nobody. */
export const wildcardInArn: PolicyRule = (room) =>
  room.views
    .filter(({ about }) => about.length > 0)
    .flatMap((view) =>
      view.statement.conditions
        .filter(({ key }) => networkKey(key) === undefined)
        .flatMap((condition): readonly Candidate[] => {
          const value = condition.values.find((one) => isLiteralWildcard(condition, one));
          const text = value?.text.join('') ?? '';
          if (value === undefined || !text.startsWith('arn:')) return [];
          const like = withOperator(
            condition,
            condition.operator.name.replace(/Equals(?=IfExists$|$)/, 'Like'),
          );
          return [
            {
              ruleId: 'TFVPC213',
              message: `\`${text}\` has a wildcard, and in ${condition.operator.name} that is an ordinary character: no ${condition.key} matches it`,
              at: value,
              statement: view.statement.index,
              witness: findProbe(room, (probe) => view.truth(probe) === 'true') ?? {
                action: FUNCTION_ACTIONS[0],
                network: room.cases['none listed'],
              },
              claim: ANY,
              rewrites: [edited(room, view, condition, like)],
              harmless: true,
            },
          ];
        }),
    );

/** Quoted wildcards (`${*}`) are meant as characters. */
export const isLiteralWildcard = ({ operator: { base } }: Condition, { text }: PolicyValue): boolean =>
  (base === 'StringEquals' || base === 'StringEqualsIgnoreCase') &&
  text.every((part) => typeof part === 'string') &&
  /[*?]/.test(plainText(text));

const plainText = (text: PolicyValue['text']) =>
  text.map((part) => (typeof part === 'string' ? part.replace(/\$\{[^}]*\}/g, '') : '')).join('');

/** The policy with another condition in the place of one. */
export function edited(
  room: Room,
  { statement }: StatementView,
  old: Condition,
  now: Condition | undefined,
): Policy | undefined {
  if (now === undefined) return undefined;
  return withStatement(room.policy, statement.index, withConditions(statement, old, [now]));
}

/** An id of AWS's that the pattern matches; undefined: there is none. */
export function idMatching({ kind }: NetworkKey, text: string): string | undefined {
  const machine: Machine = {
    pattern: globPattern([{ text, wild: true }]),
    from: [],
    suffix: [],
    final: true,
    group: 0,
  };
  const shape = { prefix: `${kind}-`, alphabet: '0123456789abcdef', lengths: [17, 8] };
  const none = { never: new Set<string>(), rather: new Set<string>() };
  const { classes } = textClasses([{ ...machine, from: start(machine.pattern) }], shape, none, 1, new Map());
  return classes.find(({ accepted }) => accepted.length > 0)?.texts[0];
}

/** A function as the policy lists it, with this one id. */
export function probeWith(room: Room, view: StatementView, key: NetworkKey, id: string): Probe {
  const action = FUNCTION_ACTIONS.find((name) => view.names(name)) ?? FUNCTION_ACTIONS[0];
  const listed = room.cases['all listed'];
  if (listed === undefined) return { action, network: undefined };
  const change = { vpc: { vpc: id }, subnet: { subnets: [id] }, sg: { securityGroups: [id] } } as const;
  return { action, network: { ...listed, ...change[key.kind] } };
}

/** The ids of one kind in a network. */
export function valuesOf(network: ProbeNetwork, { kind }: NetworkKey): readonly string[] {
  if (network === undefined) return [];
  const values: readonly ProbeValue[] = {
    vpc: [network.vpc],
    subnet: network.subnets,
    sg: network.securityGroups,
  }[kind];
  return values.filter((one) => typeof one === 'string');
}

/** A pattern that every id matches only asks whether there is a VPC. */
export const wildcardForAll: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const { operator, key: name } = condition;
    const key = networkKey(name);
    const plainOnList = operator.set === undefined && key?.multivalued === true;
    if (key === undefined || plainOnList || !matchesEveryId(condition)) return [];
    const asks = operator.negated ? 'true' : 'false';
    return [
      {
        ruleId: 'TFVPC214',
        message: `every id matches: ${operator.name} only asks whether there is a VPC at all, and Null says so`,
        at: condition,
        statement: view.statement.index,
        witness: probeWith(room, view, key, `${key.kind}-0bad0bad0bad0bad0`),
        claim: ANY,
        rewrites: [edited(room, view, condition, nullCondition(key.name, asks))],
        harmless: true,
      },
    ];
  });

/** Whether one of the values is `*`, `vpc-*` and the like. */
export function matchesEveryId({ operator: { base }, key, values }: Condition): boolean {
  const kind = networkKey(key)?.kind;
  if (kind === undefined || base !== 'StringLike') return false;
  return values.some(({ text }) => isEveryId(text.join(''), kind));
}

const isEveryId = (text: string, kind: IdKind) =>
  text.endsWith('*') && `${kind}-`.startsWith(text.replace(/\*+$/, ''));

/** What a rule finds in each condition that compares ids. */
export function eachCondition(
  room: Room,
  rule: (view: StatementView, condition: Condition) => readonly Candidate[],
): readonly Candidate[] {
  return room.views.flatMap((view) => comparing(view).flatMap((condition) => rule(view, condition)));
}
