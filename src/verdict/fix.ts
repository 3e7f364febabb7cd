import type { RequestReport } from '../generated/report.ts';
import type { ConditionExplanation, StatementExplanation } from '../iam/decision.ts';
import { shortList } from '../report/values.ts';
import { reportText } from './value.ts';

export type Fix = Pick<RequestReport, 'fix' | 'fixValues'>;

/** The keys that a person can do something about in the function's own configuration. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['lambda:vpcids', 'VPC'],
  ['lambda:subnetids', 'subnets'],
  ['lambda:securitygroupids', 'security groups'],
]);

const wordOf = ({ condition }: ConditionExplanation) => WORDS.get(condition.key.toLowerCase());
const wordFor = (key: string) => WORDS.get(key.toLowerCase()) ?? key;

/**
 * What would keep every matching Deny from matching, in words, and the values that all of them accept. Empty where one of
 * them does not tell: a bare Deny, a condition on who acts.
 */
export function fixForDeny(statements: readonly StatementExplanation[]): Fix {
  const denies = statements.filter(({ statement, truth }) => statement.effect === 'Deny' && truth === 'true');
  if (denies.some(({ policy }) => policy.sensitive)) return {};
  const steps = denies.map(({ conditions }) => stepOf(conditions, 'avoid'));
  return fixOf(steps);
}

/** What would make an Allow match that nearly does. */
export function fixForMissingAllow(statements: readonly StatementExplanation[]): Fix {
  const allow = statements.find(
    ({ policy, statement, truth }) => !policy.sensitive && statement.effect === 'Allow' && truth === 'false',
  );
  const failing = allow?.conditions.filter(({ truth }) => truth !== 'true') ?? [];
  return fixOf([stepOf(failing, 'meet')]);
}

/** What to do about one statement. */
interface Step {
  /** Empty where nothing can be done in the function's own configuration. */
  readonly words: string;
  /** How many of the conditions the function can do something about: each is a way to avoid the statement. */
  readonly ways: number;
  /** The values that the statement accepts, by key. */
  readonly accepted: readonly (readonly [key: string, values: readonly string[]])[];
}

/** All steps are needed. */
function fixOf(steps: readonly Step[]): Fix {
  const words = [...new Set(steps.map((step) => step.words))];
  if (words.length === 0 || words.includes('')) return {};
  const accepted = acceptedByAll(steps);
  const impossible = accepted.find(([key, values]) => values.length === 0 && steps.every(isOnly(key)));
  if (impossible !== undefined)
    return { fix: `the statements have no ${wordFor(impossible[0])} in common: have one of them changed` };
  const possible = accepted.filter(([, values]) => values.length > 0);
  return {
    fix: `${words.join(', and ')}, or have the policy changed`,
    ...(possible.length === 0
      ? {}
      : { fixValues: Object.fromEntries(possible.map(([key, values]) => [key, [...values]])) }),
  };
}

/** Whether a step leaves no way but to use another value of this key, or has nothing to do with it. */
const isOnly =
  (key: string) =>
  ({ accepted, ways }: Step) =>
    ways === 1 || !accepted.some(([other]) => other === key);

/** Of each key that a step accepts values of, those that all such steps accept. */
function acceptedByAll(steps: readonly Step[]): Step['accepted'] {
  const found = new Map<string, readonly string[]>();
  for (const [key, values] of steps.flatMap(({ accepted }) => accepted)) {
    const before = found.get(key) ?? values;
    found.set(
      key,
      before.filter((value) => values.includes(value)),
    );
  }
  return [...found];
}

type Aim = 'meet' | 'avoid';

const MOST_VALUES = 5;

function stepOf(conditions: readonly ConditionExplanation[], aim: Aim): Step {
  const ours = conditions.filter((explained) => wordOf(explained) !== undefined);
  const words = [...new Set(ours.map((explained) => wordsFor(explained, aim)))];
  return {
    words: words.join(aim === 'meet' ? ' and ' : ' or '),
    ways: ours.length,
    accepted: ours
      .filter((explained) => accepts(explained, aim))
      .map(({ condition }) => [condition.key, textsOf(condition)] as const),
  };
}

function wordsFor(explained: ConditionExplanation, aim: Aim): string {
  const { condition } = explained;
  const texts = textsOf(condition);
  if (condition.operator.base === 'Null') {
    const wantsVpc = texts.includes('true') === (aim === 'avoid');
    return wantsVpc ? 'give the function a vpc_config' : 'leave the function without a VPC';
  }
  const only = condition.operator.negated === (aim === 'avoid');
  return `${only ? 'use only' : 'do not use'} ${wordFor(condition.key)} ${shortList(
    texts.map((text) => text || '""'),
    MOST_VALUES,
  )}`;
}

/** The policy's values are those that the fix asks for, not those it forbids. */
function accepts({ condition }: ConditionExplanation, aim: Aim): boolean {
  return condition.operator.base !== 'Null' && condition.operator.negated === (aim === 'avoid');
}

/** Each once. */
const textsOf = (condition: ConditionExplanation['condition']): readonly string[] => [
  ...new Set(condition.values.map(({ text }) => reportText(text))),
];
