import type { Policy, PolicyFinding, PolicyFindingCode } from '../../iam/policy.ts';
import type { RuleId } from '../../rules.ts';
import { differenceFrom } from '../difference.ts';
import { nullCondition, withConditions, withStatement } from '../edit.ts';
import { FUNCTION_ACTIONS, type Probe } from '../probe.ts';
import type { AuditResult } from '../report.ts';
import { ANY, type Candidate, findProbe, type PolicyRule, type Room } from '../room.ts';

/** The rule of each thing that is wrong with a document as such. */
const RULE_OF = {
  'not-json': 'TFVPC101',
  'not-a-policy': 'TFVPC101',
  'duplicate-key': 'TFVPC219',
  'unknown-element': 'TFVPC216',
  'missing-element': 'TFVPC101',
  'conflicting-elements': 'TFVPC101',
  'wrong-type': 'TFVPC101',
  'unknown-version': 'TFVPC226',
  'missing-version': 'TFVPC226',
  'unknown-effect': 'TFVPC216',
  'unknown-operator': 'TFVPC216',
  'empty-list': 'TFVPC218',
  'invalid-action': 'TFVPC101',
  'invalid-resource': 'TFVPC223',
  'duplicate-sid': 'TFVPC219',
  'forbidden-principal': 'TFVPC227',
  'null-not-boolean': 'TFVPC217',
  'invalid-value': 'TFVPC101',
  'too-deep': 'TFVPC101',
} as const satisfies Record<PolicyFindingCode, RuleId>;

/** What the document holds that is not in the policy language. */
export const notInTheLanguage: PolicyRule = (room) => {
  const { findings } = room.policy;
  const witness = findings.length === 0 ? undefined : doubtful(room);
  return findings.map(
    (finding): Candidate => ({
      ruleId: RULE_OF[finding.code],
      message: finding.message,
      at: finding,
      ...(finding.statement === undefined ? {} : { statement: finding.statement }),
      witness: finding.code === 'missing-version' ? listed(room) : (witness ?? listed(room)),
      claim: ANY,
      texts: respelled(room, finding),
      rewrites:
        (finding.code === 'missing-version' || finding.code === 'unknown-version') && !holdsVariables(room)
          ? [{ ...room.policy, version: '2012-10-17' }]
          : [],
      ...(finding.code === 'missing-version' || finding.code === 'unknown-version' ? { harmless: true } : {}),
    }),
  );
};

/** The same of a document that nothing is asked about. */
export const documentResults = ({ findings }: Policy): readonly AuditResult[] =>
  findings.map(({ code, message, position, statement }) => ({
    ruleId: RULE_OF[code],
    message,
    ...(position === undefined ? {} : { position }),
    ...(statement === undefined ? {} : { statement }),
  }));

/** The text with the name that the finding proposes; none where it proposes nothing. */
function respelled({ audited: { text } }: Room, { message, position }: PolicyFinding): readonly string[] {
  const meant = /: did you mean `([^`]+)`$/.exec(message)?.[1];
  if (text === undefined || meant === undefined || position === undefined) return [];
  const lines = text.split('\n');
  const line = lines[position.line - 1] ?? '';
  const before = line.slice(0, position.column - 1);
  const after = line.slice(position.column - 1).replace(/^"(?:[^"\\]|\\.)*"/, () => JSON.stringify(meant));
  return [lines.with(position.line - 1, before + after).join('\n')];
}

/** A request about which the document decides nothing for certain. */
const doubtful = (room: Room): Probe | undefined =>
  findProbe(room, (probe) => room.decide(probe) === 'undetermined');

const listed = ({ cases }: Room): Probe => ({ action: FUNCTION_ACTIONS[0], network: cases['all listed'] });

/** `Null` looks at no value: a set operator makes it always true, or never. */
export const nullWithSetOperator: PolicyRule = (room) =>
  room.views.flatMap((view) =>
    view.statement.conditions
      .filter(({ operator }) => operator.base === 'Null' && operator.set !== undefined)
      .map((condition): Candidate => {
        const always = condition.operator.set === 'ForAllValues';
        const [value] = condition.values;
        const absent = value?.text.join('').toLowerCase() === 'true' ? 'true' : 'false';
        const plain = withConditions(view.statement, condition, [nullCondition(condition.key, absent)]);
        return {
          ruleId: 'TFVPC217',
          message: `${condition.operator.name} is ${always ? 'always true' : 'never true'}, whether the key is there or not: Null takes no set operator`,
          at: condition,
          statement: view.statement.index,
          witness: differenceFrom(room, withStatement(room.policy, view.statement.index, plain)) ?? {
            action: FUNCTION_ACTIONS[0],
            network: undefined,
          },
          claim: ANY,
          rewrites: [withStatement(room.policy, view.statement.index, plain)],
          mayOpen: () => always === (view.statement.effect === 'Deny'),
        };
      }),
  );

/** `${…}` is a variable only with Version 2012-10-17. */
export const variableInOldVersion: PolicyRule = (room) => {
  if (room.policy.version === '2012-10-17') return [];
  return room.views.flatMap((view) => {
    const { resources, conditions } = view.statement;
    const values = [...resources.patterns, ...conditions.flatMap((one) => one.values)];
    return values
      .filter(({ text }) =>
        VARIABLE.test(text.map((part) => (typeof part === 'string' ? part : '')).join('')),
      )
      .map(
        (value): Candidate => ({
          ruleId: 'TFVPC220',
          message: `\`${value.text.map((part) => (typeof part === 'string' ? part : '…')).join('')}\` is compared as it is written: policy variables need "Version": "2012-10-17"`,
          at: value.position === undefined ? view.statement : value,
          statement: view.statement.index,
          witness: { action: FUNCTION_ACTIONS[0], network: room.cases['all listed'] },
          claim: ANY,
        }),
      );
  });
};

const VARIABLE = /\$\{[^}]*\}/;

/** Whether some value would be read as a policy variable. */
export const holdsVariables = ({ views }: Room) =>
  views.some(({ statement: { resources, conditions } }) =>
    [...resources.patterns, ...conditions.flatMap((one) => one.values)].some(({ text }) =>
      text.join('').includes('${'),
    ),
  );
