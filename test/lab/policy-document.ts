import { createHash } from 'node:crypto';
import { type Attributes, get, isAttributes, isEmpty, isList, text, type Value } from './value.ts';

/**
 * What `aws_iam_policy_document` answers: the document as the provider writes it, with the source and override
 * documents merged. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(config: Attributes): Attributes {
  const statements = listOf(config.statement).map(withEffect);
  const own = statements.map(statementOf);
  const sources = listOf(config.source_policy_documents).flatMap(statementsIn);
  const overrides = listOf(config.override_policy_documents).flatMap(statementsIn);
  const document = {
    Version: text(config.version) ?? '2012-10-17',
    ...(text(config.policy_id) ? { Id: text(config.policy_id) } : {}),
    Statement: overrideWith([...sources, ...own], overrides),
  };
  const json = JSON.stringify(document, null, 2);
  return {
    json,
    minified_json: JSON.stringify(document),
    id: createHash('sha256').update(json).digest('hex').slice(0, 10),
    version: document.Version,
    statement: statements,
  };
}

interface WrittenStatement {
  readonly Sid?: string | undefined;
  readonly [element: string]: unknown;
}

/** A statement with the Sid of an earlier one takes its place, the others follow. */
function overrideWith(
  statements: readonly WrittenStatement[],
  overrides: readonly WrittenStatement[],
): readonly WrittenStatement[] {
  const replaced = statements.map(
    (statement) => overrides.find(({ Sid }) => Sid !== undefined && Sid === statement.Sid) ?? statement,
  );
  return [...replaced, ...overrides.filter((override) => !replaced.includes(override))];
}

function statementsIn(document: Value): readonly WrittenStatement[] {
  const { Statement } = JSON.parse(text(document) ?? '{}');
  return [Statement ?? []].flat();
}

function withEffect(statement: Value): Attributes {
  return { ...(isAttributes(statement) ? statement : {}), effect: get(statement, 'effect') ?? 'Allow' };
}

function statementOf(statement: Attributes): WrittenStatement {
  return {
    ...(text(statement.sid) ? { Sid: text(statement.sid) } : {}),
    Effect: statement.effect,
    ...element('Action', statement.actions),
    ...element('NotAction', statement.not_actions),
    ...element('Resource', statement.resources),
    ...element('NotResource', statement.not_resources),
    ...conditions(listOf(statement.condition)),
  };
}

function element(name: string, values: Value | undefined): object {
  return isEmpty(values) ? {} : { [name]: oneOrMany(listOf(values)) };
}

function conditions(blocks: readonly Value[]): object {
  const byOperator = new Map<string, Map<string, readonly Value[]>>();
  for (const block of blocks) {
    const operator = text(get(block, 'test')) ?? '';
    const key = text(get(block, 'variable')) ?? '';
    const keys = byOperator.get(operator) ?? new Map<string, readonly Value[]>();
    byOperator.set(operator, keys.set(key, [...(keys.get(key) ?? []), ...listOf(get(block, 'values'))]));
  }
  if (byOperator.size === 0) return {};
  const written = [...byOperator].map(([operator, keys]) => [
    operator,
    Object.fromEntries([...keys].map(([key, values]) => [key, oneOrMany(values)])),
  ]);
  return { Condition: Object.fromEntries(written) };
}

/** The provider writes one value as a text, several sorted downwards. */
function oneOrMany(values: readonly Value[]): Value {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : [...values].map(String).sort().reverse();
}

function listOf(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}
