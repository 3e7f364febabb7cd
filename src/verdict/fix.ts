import type { RequestReport } from '../generated/report.ts';
import type { ConditionExplanation, StatementExplanation } from '../iam/decision.ts';
import { reportText } from './value.ts';

export type Fix = Pick<RequestReport, 'fix' | 'fixValues'>;

/** The keys that a person can do something about in the function's own configuration. */
const WORDS: Readonly<Record<string, string>> = {
  'lambda:vpcids': 'VPC',
  'lambda:subnetids': 'subnets',
  'lambda:securitygroupids': 'security groups',
};

/**
 * What would keep a matching Deny from matching, in words, and the values it accepts. Empty where the statement
 * does not tell: a bare Deny, a condition on who acts.
 */
export function fixForDeny(statements: readonly StatementExplanation[]): Fix {
  const deny = statements.find(({ statement, truth }) => statement.effect === 'Deny' && truth === 'true');
  return deny === undefined || deny.policy.sensitive ? {} : fixOf(deny.conditions, 'avoid');
}

/** What would make an Allow match that nearly does. */
export function fixForMissingAllow(statements: readonly StatementExplanation[]): Fix {
  const allow = statements.find(
    ({ policy, statement, truth }) => !policy.sensitive && statement.effect === 'Allow' && truth === 'false',
  );
  const failing = allow?.conditions.filter(({ truth }) => truth !== 'true') ?? [];
  return fixOf(failing, 'meet');
}

type Aim = 'meet' | 'avoid';

function fixOf(conditions: readonly ConditionExplanation[], aim: Aim): Fix {
  const ours = conditions.filter(({ condition }) => condition.key.toLowerCase() in WORDS);
  const words = [...new Set(ours.map((explained) => wordsFor(explained, aim)))];
  if (words.length === 0) return {};
  const accepted = ours
    .filter((explained) => accepts(explained, aim))
    .map(({ condition }) => [condition.key, textsOf(condition)] as const);
  return {
    fix: `${words.join(aim === 'meet' ? ' and ' : ' or ')}, or have the policy changed`,
    ...(accepted.length === 0 ? {} : { fixValues: Object.fromEntries(accepted) }),
  };
}

function wordsFor({ condition }: ConditionExplanation, aim: Aim): string {
  const texts = textsOf(condition);
  if (condition.operator.base === 'Null') {
    const wantsVpc = texts.includes('true') === (aim === 'avoid');
    return wantsVpc ? 'give the function a vpc_config' : 'leave the function without a VPC';
  }
  const word = WORDS[condition.key.toLowerCase()] ?? condition.key;
  const only = condition.operator.negated === (aim === 'avoid');
  return `${only ? 'use only' : 'do not use'} ${word} ${shortList(texts.map((text) => text || '""'))}`;
}

/** The policy's values are those that the fix asks for, not those it forbids. */
function accepts({ condition }: ConditionExplanation, aim: Aim): boolean {
  return condition.operator.base !== 'Null' && condition.operator.negated === (aim === 'avoid');
}

const textsOf = (condition: ConditionExplanation['condition']) =>
  condition.values.map(({ text }) => reportText(text));

const SHOWN = 5;

function shortList(texts: readonly string[]): string {
  if (texts.length <= SHOWN) return texts.join(', ');
  return `${texts.slice(0, SHOWN).join(', ')} and ${texts.length - SHOWN} more`;
}
