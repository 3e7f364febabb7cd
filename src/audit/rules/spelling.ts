import { globPattern, matches } from '../../iam/pattern.ts';
import type { Condition, Policy, PolicyValue } from '../../iam/policy.ts';
import { nearest } from '../../iam/spelling.ts';
import { differenceTo } from '../difference.ts';
import { withConditions, withStatement } from '../edit.ts';
import { LAMBDA_ACTIONS, LAMBDA_KEYS, OTHER_ACTIONS, VERBS } from '../lambda-actions.ts';
import { FUNCTION_ACTIONS } from '../probe.ts';
import { ANY, type Candidate, type PolicyRule, type Room, type StatementView } from '../room.ts';

/** A condition key of Lambda's that does not exist: no request carries it. */
export const unknownKey: PolicyRule = (room) =>
  room.views.flatMap((view) =>
    view.statement.conditions.flatMap((condition): readonly Candidate[] => {
      const meant = keyMeant(condition.key) ?? keyOfEc2(condition.key, view);
      if (meant === undefined) return [];
      const changed = withConditions(view.statement, condition, [{ ...condition, key: meant }]);
      return [
        {
          ...common(room, view, condition, withStatement(room.policy, view.statement.index, changed)),
          message: `no request carries \`${condition.key}\`: did you mean \`${meant}\``,
          mayOpen: ({ action }) => FUNCTION_ACTIONS.some((name) => name === action),
        },
      ];
    }),
  );

/** A key of Lambda's in a case that AWS does not use. Who writes all of it in one case knows that case does not matter. */
export const unusualSpelling: PolicyRule = (room) =>
  room.views.flatMap((view) =>
    view.statement.conditions.flatMap((condition): readonly Candidate[] => {
      const { key } = condition;
      const usual = LAMBDA_KEYS.find((known) => known.toLowerCase() === key.toLowerCase());
      const name = key.slice(key.indexOf(':') + 1);
      if (usual === undefined || usual.endsWith(`:${name}`) || name === name.toLowerCase()) return [];
      const changed = withConditions(view.statement, condition, [{ ...condition, key: usual }]);
      return [
        {
          ruleId: 'TFVPC230',
          message: `AWS spells \`${key}\` as \`${usual}\`: keys compare without case, so it means the same`,
          at: condition,
          statement: view.statement.index,
          witness: { action: FUNCTION_ACTIONS[0], network: room.cases['all listed'] },
          claim: ANY,
          rewrites: [withStatement(room.policy, view.statement.index, changed)],
          harmless: true,
        },
      ];
    }),
  );

/** What both have in common: a request that the right name decides otherwise is the witness, where there is one. */
function common(room: Room, view: StatementView, at: Candidate['at'], corrected: Policy) {
  return {
    ruleId: 'TFVPC216',
    at,
    statement: view.statement.index,
    witness: differenceTo(room, corrected, [...FUNCTION_ACTIONS, ...OTHER_ACTIONS]) ?? {
      action: FUNCTION_ACTIONS[0],
      network: room.cases['all listed'],
    },
    claim: ANY,
    rewrites: [corrected],
    corrects: true,
  } as const satisfies Partial<Candidate>;
}

/** The key that was meant; undefined where the key exists, or is nothing like one of Lambda's. */
function keyMeant(key: string): string | undefined {
  const [service = '', ...rest] = key.split(':');
  if (LAMBDA_KEYS.some((known) => known.toLowerCase() === key.toLowerCase())) return undefined;
  const inLambda = service.toLowerCase() === 'lambda' || nearest(service, ['lambda']) !== undefined;
  const inNone = service.toLowerCase() === 'aws' || service.toLowerCase() === 'ec2';
  if (!inLambda && !inNone) return undefined;
  const near = nearest(`lambda:${rest.join(':')}`, LAMBDA_KEYS);
  return near !== undefined && (inLambda || isSameName(near, rest.join(':'))) ? near : undefined;
}

/** Keys of EC2's, which no request to Lambda carries, and what they are there. */
const KEYS_OF_EC2: Readonly<Record<string, string>> = {
  'ec2:vpc': 'lambda:VpcIds',
  'ec2:vpcid': 'lambda:VpcIds',
  'ec2:subnet': 'lambda:SubnetIds',
  'ec2:subnetid': 'lambda:SubnetIds',
  'ec2:securitygroup': 'lambda:SecurityGroupIds',
  'ec2:securitygroupid': 'lambda:SecurityGroupIds',
};

/** In a statement that is about Lambda alone. */
function keyOfEc2(key: string, { statement: { actions } }: StatementView): string | undefined {
  const alone = actions.patterns.every(({ text }) => /^lambda:/i.test(text.join('')));
  if (actions.negated || !alone || !Object.hasOwn(KEYS_OF_EC2, key.toLowerCase())) return undefined;
  return KEYS_OF_EC2[key.toLowerCase()];
}

/** Of another service only a key that is surely Lambda's: `aws:SubnetIds`. */
const isSameName = (known: string, name: string) => known.toLowerCase() === `lambda:${name}`.toLowerCase();

/** An action of Lambda's that does not exist. */
export const unknownAction: PolicyRule = (room) =>
  room.views.flatMap((view) =>
    view.statement.actions.patterns.flatMap((value): readonly Candidate[] => {
      const text = value.text.join('');
      const meant = actionMeant(text);
      if (meant === undefined) return [];
      const patterns = view.statement.actions.patterns.map((one) =>
        one === value ? { ...one, text: [meant] } : one,
      );
      const statement = { ...view.statement, actions: { ...view.statement.actions, patterns } };
      return [
        {
          ...common(
            room,
            view,
            positioned(value, view),
            withStatement(room.policy, view.statement.index, statement),
          ),
          message: `there is no action \`${text}\`: did you mean \`${meant}\``,
          mayOpen: () => view.statement.effect === 'Allow',
        },
      ];
    }),
  );

const positioned = (value: PolicyValue, { statement }: StatementView): Pick<Condition, 'position'> =>
  value.position === undefined ? statement : value;

/** The action of Lambda's that a misspelt name surely means; undefined where it is right, or like none. */
export function actionMeant(text: string): string | undefined {
  const [service = '', name = ''] = text.split(':');
  if (name === '' || /\$\{/.test(text)) return undefined;
  const misspelt = service.toLowerCase() !== 'lambda' && nearest(service, ['lambda']) !== undefined;
  if (misspelt) return isKnown(`lambda:${name}`) ? `lambda:${name}` : undefined;
  if (service.toLowerCase() !== 'lambda' || isKnown(text)) return undefined;
  const near = nearest(text, LAMBDA_ACTIONS);
  return near !== undefined && mayBeMeant(name, near.replace('lambda:', '')) ? near : undefined;
}

const isKnown = (text: string) =>
  [...LAMBDA_ACTIONS, ...OTHER_ACTIONS].some((action) =>
    matches(globPattern([{ text, wild: true }], true), action.toLowerCase()),
  );

/** A name with another verb is rather an action that is new than a slip. */
function mayBeMeant(name: string, known: string): boolean {
  const verb = verbOf(name);
  return verb === undefined || verb === verbOf(known);
}

const verbOf = (name: string) => VERBS.find((verb) => name.toLowerCase().startsWith(verb.toLowerCase()));
