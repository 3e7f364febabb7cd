import { compileCondition, conditionTruth } from '../iam/condition.ts';
import type { Condition, Policy, Statement } from '../iam/policy.ts';
import { type ContextValue, PRESENT, type Request } from '../iam/request.ts';
import { blindWorld } from '../iam/world.ts';
import { best } from './best.ts';
import { mostConcerned } from './named-function.ts';
import {
  ABSENT,
  ACCOUNT,
  concrete,
  FUNCTION_ARN,
  MULTIVALUED,
  mayBePresent,
  ordinary,
  shown,
  single,
} from './ordinary-request.ts';
import { aboutNetwork, networkKey, type Surroundings } from './probe.ts';

/** The rest of the requests of an audit, and what was chosen for it, in words for a reader. */
export interface ChosenSurroundings extends Surroundings {
  readonly assumptions: readonly string[];
}

/**
 * A caller, a place and a function that the statements about the VPC concern: who is exempted from them learns
 * nothing about them. Where they leave it open, an ordinary one.
 */
export function surroundingsOf(policies: readonly Policy[]): ChosenSurroundings {
  const resource = mostConcerned(policies);
  const chosen = new Map<string, ContextValue>();
  for (const [key, placed] of otherKeys(policies)) chosen.set(key, bestValue(key, placed, resource));
  return {
    resource,
    other: (key) => chosen.get(key) ?? ordinary(key),
    assumptions: [
      ...(resource === FUNCTION_ARN ? [] : [`the function is ${resource}`]),
      ...[...chosen].map(([key, value]) => `${key} ${shown(value)}`),
    ],
  };
}

/** The conditions on each key that says nothing about the network. */
function otherKeys(policies: readonly Policy[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const placed of conditionsOf(policies)) {
    const key = placed.condition.key.toLowerCase();
    if (networkKey(key) !== undefined || !mayBePresent(key)) continue;
    const same = found.get(key) ?? [];
    found.set(key, same);
    same.push(placed);
  }
  return found;
}

interface Placed {
  readonly condition: Condition;
  readonly statement: Statement;
  readonly policy: Policy;
}

function conditionsOf(policies: readonly Policy[]): readonly Placed[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) =>
      statement.conditions.map((condition) => ({ condition, statement, policy })),
    ),
  );
}

/** The value with which most statements about the VPC apply, and as few others deny as can be. */
function bestValue(key: string, placed: readonly Placed[], resource: string): ContextValue {
  const compared = valuesOf(
    placed.map(({ condition }) => condition),
    key,
  );
  return best([ordinary(key), ...compared, ABSENT], (value) =>
    placed.reduce((sum, one) => sum + worth(one, key, value, resource), 0),
  );
}

/** Values that these conditions compare a key with; of a pattern one that it matches. */
export function valuesOf(conditions: readonly Condition[], key: string): readonly ContextValue[] {
  const compared = conditions.filter(({ operator }) => operator.base !== 'Null');
  const texts = compared.flatMap((condition) =>
    condition.values.flatMap(({ text: [first, ...more] }) =>
      typeof first === 'string' && more.length === 0 ? [instanceOf(first, condition)] : [],
    ),
  );
  return [...new Set(texts)]
    .slice(0, MOST_VALUES)
    .map((text) =>
      MULTIVALUED.has(key)
        ? { kind: 'multi', presence: PRESENT, values: [{ kind: 'known', text }] }
        : single(text),
    );
}

const MOST_VALUES = 50;

const instanceOf = (text: string, { operator: { base } }: Condition) =>
  /^(StringLike|ArnLike|ArnEquals)$/.test(base)
    ? concreteArn(text)
    : base === 'IpAddress'
      ? text.replace(/\/.*/, '')
      : text;

/** Of an ARN the account and the region are ordinary ones where the pattern leaves them open. */
const concreteArn = (pattern: string) =>
  concrete(
    pattern
      .replace(/^(arn:[^:]*:[^:]*:)\*:/, '$1us-east-1:')
      .replace(/^(arn:([^:]*:){3})\*:/, `$1${ACCOUNT}:`),
  );

/** Statements about the VPC should apply; other denials should not, other Allows should. */
function worth(
  { condition, statement, policy }: Placed,
  key: string,
  value: ContextValue,
  resource: string,
): number {
  const request: Request = {
    action: 'lambda:CreateFunction',
    resource: [resource],
    context: {
      lookup: (asked) => (asked.toLowerCase() === key ? value : ordinary(asked.toLowerCase())),
    },
  };
  const truth = conditionTruth(compileCondition(condition, policy.version), request, blindWorld());
  if (aboutNetwork(statement)) return truth === 'true' ? 1000 : 0;
  return truth === (statement.effect === 'Allow' ? 'true' : 'false') ? 1 : 0;
}
