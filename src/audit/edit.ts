import { formatPolicy } from '../iam/format.ts';
import { operatorNamed } from '../iam/operator.ts';
import type { Condition, Operator, Policy, PolicySource, Statement } from '../iam/policy.ts';

/** The policy with another statement in the place of one. */
export function withStatement(policy: Policy, index: number, statement: Statement): Policy {
  return withStatements(policy, index, [statement]);
}

/** The policy with any number of statements in the place of one. */
export function withStatements(policy: Policy, index: number, instead: readonly Statement[]): Policy {
  const statements = policy.statements.flatMap((one) => (one.index === index ? instead : [one]));
  return { ...policy, statements };
}

export function withMore(policy: Policy, more: readonly Statement[]): Policy {
  return { ...policy, statements: [...policy.statements, ...more] };
}

/** The statement with other conditions in the place of one. */
export function withConditions(
  statement: Statement,
  old: Condition,
  instead: readonly Condition[],
): Statement {
  return { ...statement, conditions: statement.conditions.flatMap((one) => (one === old ? instead : [one])) };
}

/** The condition under another operator; undefined where AWS has none of this name. */
export function withOperator(condition: Condition, name: string): Condition | undefined {
  const operator = operatorNamed(name);
  return operator === undefined ? undefined : { ...condition, operator };
}

/** The operator's name with another set operator, or none. */
export function renamed({ name }: Operator, set: 'ForAllValues' | 'ForAnyValue' | undefined): string {
  const bare = name.replace(/^[^:]*:/, '');
  return set === undefined ? bare : `${set}:${bare}`;
}

const NULL = operatorNamed('Null');

/** `Null`: the key is absent (`true`) or present (`false`). */
export function nullCondition(key: string, absent: 'true' | 'false'): Condition {
  if (NULL === undefined) throw new Error('there is no operator Null');
  return { operator: NULL, key, values: [{ text: [absent] }] };
}

/** A statement that differs in some elements, under a Sid that no other has. */
export function variant(
  policy: Policy,
  statement: Statement,
  sid: string,
  change: Partial<Statement>,
): Statement {
  const { sid: _, ...rest } = statement;
  return { ...rest, sid: freeSid(policy, sid), ...change };
}

function freeSid({ statements }: Policy, wanted: string): string {
  const taken = new Set(statements.map(({ sid }) => sid));
  for (let count = 1; ; count++) {
    const sid = count === 1 ? wanted : `${wanted}${count}`;
    if (!taken.has(sid)) return sid;
  }
}

/** The document, indented; undefined where it has parts that are not known. */
export function documentOf(policy: Policy, kind: PolicySource['kind']): string | undefined {
  const parts = formatPolicy(policy, kind).parts.filter((part) => typeof part === 'string');
  const whole = formatPolicy(policy, kind).parts.length === parts.length;
  return whole ? `${JSON.stringify(plainer(JSON.parse(parts.join(''))), null, 2)}\n` : undefined;
}

/** JSON as people write it; undefined for what is none. */
export function indented(text: string): string | undefined {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return undefined;
  }
}

/** Lists of one value as people write them. */
function plainer(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 1 && typeof value[0] === 'string' ? value[0] : value.map(plainer);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainer(inner)]));
}
