import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue, ListValue, ObjectValue } from '../graph/value.ts';
import type { ConditionPlace, ConditionValues } from './condition-values.ts';
import { type DocumentText, documentText, type Parts, undecidable } from './parts.ts';
import { type Lost, sourceDocument, type Taken } from './source-document.ts';
import { anything, between, OPEN, objectParts, type StatementParts, statementParts } from './statement.ts';
import { isSomething } from './value.ts';

/** What documents are made again with. */
export interface Documents {
  readonly graph: Graph;
  readonly values: ConditionValues;
}

const DEEPEST = 16;
const DEFAULT_VERSION = '2012-10-17';

/** The text of a document, wherever in the plan it is made. */
export async function resolveDocument(
  documents: Documents,
  value: GraphValue | undefined,
  depth = 0,
): Promise<Exclude<DocumentText, { kind: 'attribute' }>> {
  const text = documentText(value);
  if (text.kind !== 'attribute') return text;
  const isDocument =
    text.of.type === 'aws_iam_policy_document' && /^(minified_)?json$/.test(text.of.attribute);
  if (isDocument && depth < DEEPEST) return rebuildDocument(documents, text.of.instance, depth);
  return undecidable(text.value);
}

/**
 * What an aws_iam_policy_document that is read only during the apply will say: source documents first, then its
 * statements, then override documents; a statement replaces an earlier one with the same Sid.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
async function rebuildDocument(
  context: Documents,
  address: string,
  depth: number,
): Promise<Exclude<DocumentText, { kind: 'attribute' }>> {
  const sources = await documentsOf(context, address, SOURCES, depth);
  const own = await ownDocument(context, address);
  const overrides = await documentsOf(context, address, OVERRIDES, depth);
  const documents = [...sources, own, ...overrides];
  return documents.find(isLost) ?? merged(documents.filter(isTaken));
}

const isLost = (document: Taken | Lost): document is Lost => 'kind' in document;
const isTaken = (document: Taken | Lost): document is Taken => !isLost(document);

const SOURCES = ['source_json', 'source_policy_documents'];
const OVERRIDES = ['override_policy_documents', 'override_json'];

async function documentsOf(
  context: Documents,
  address: string,
  names: readonly string[],
  depth: number,
): Promise<readonly (Taken | Lost)[]> {
  const found: (Taken | Lost)[] = [];
  for (const name of names) {
    const value = await context.graph.attribute(address, [name]);
    if (!isSomething(value)) continue;
    if (value.kind === 'list' && value.rest !== undefined) found.push(undecidable(value.rest));
    const items = value.kind === 'list' ? value.items.filter(isSomething) : [value];
    for (const item of items) found.push(take(await resolveDocument(context, item, depth + 1)));
  }
  return found;
}

function take(text: Exclude<DocumentText, { kind: 'attribute' }>): Taken | Lost {
  return text.kind === 'undecidable' ? text : sourceDocument(text.parts);
}

async function ownDocument(context: Documents, address: string): Promise<Taken | Lost> {
  const version = await context.graph.attribute(address, ['version']);
  const value = await context.graph.attribute(address, ['statement']);
  if (isSomething(version) && version.kind !== 'known') return undecidable(version);
  const written = isSomething(version) ? String(version.value) : DEFAULT_VERSION;
  if (!isSomething(value)) return { version: written, statements: [] };
  if (value.kind !== 'list') return undecidable(value);
  const statements: StatementParts[] = [];
  for (const [index, block] of value.items.entries()) {
    const place = { statement: index, statements: value.items.length };
    statements.push(statementParts(await withConditionValues(context, address, place, block)));
  }
  if (value.rest !== undefined) statements.push({ sid: OPEN, parts: [anything(value)] });
  return { version: written, statements };
}

/** Within a document of its own no statement replaces another. */
function merged(documents: readonly Taken[]): Exclude<DocumentText, { kind: 'attribute' }> {
  const all = documents.flatMap(({ statements }) => statements);
  const isOne = documents.filter(({ statements }) => statements.length > 0).length < 2;
  const named = all.filter(({ sid }) => sid.kind !== 'none');
  if (!isOne && named.length > 1 && named.some(({ sid }) => sid.kind === 'open'))
    return {
      kind: 'undecidable',
      reason: 'a Sid is not known: whether it replaces a statement is not, either',
    };
  const version = documents.map((document) => document.version).reduce((a, b) => (b > a ? b : a));
  const members = [
    ['Version', [JSON.stringify(version)]],
    ['Statement', ['[', ...between(distinctStatements(all)), ']']],
  ] as const;
  return { kind: 'parts', parts: objectParts(members) };
}

/** Each Sid once, at its first place, as it is said last. */
function distinctStatements(all: readonly StatementParts[]): readonly Parts[] {
  const found = new Map<string | number, Parts>();
  for (const [index, { sid, parts }] of all.entries())
    found.set(sid.kind === 'known' ? sid.text : index, parts);
  return [...found.values()];
}

/** The statement with the values of its conditions, where none of them is known and the configuration tells them. */
async function withConditionValues(
  { values: configured }: Documents,
  address: string,
  place: Pick<ConditionPlace, 'statement' | 'statements'>,
  statement: GraphValue,
): Promise<GraphValue> {
  const conditions = statement.kind === 'object' ? statement.attributes.get('condition') : undefined;
  if (statement.kind !== 'object' || conditions?.kind !== 'list') return statement;
  const items = await Promise.all(
    conditions.items.map(async (condition) => {
      if (condition.kind !== 'object') return condition;
      const [test, variable, values] = ['test', 'variable', 'values'].map((name) =>
        condition.attributes.get(name),
      );
      if (test?.kind !== 'known' || variable?.kind !== 'known' || !isOpenList(values)) return condition;
      const found = await configured.of(address, {
        ...place,
        conditions: conditions.items.length,
        test: String(test.value),
        variable: String(variable.value),
        values: values.items.length,
      });
      if (found === undefined) return condition;
      return withAttribute(condition, 'values', { ...values, items: found });
    }),
  );
  return withAttribute(statement, 'condition', { ...conditions, items });
}

const isOpenList = (value: GraphValue | undefined): value is ListValue =>
  value?.kind === 'list' && value.rest === undefined && value.items.every(({ kind }) => kind === 'unknown');

const withAttribute = (object: ObjectValue, name: string, value: GraphValue): ObjectValue => ({
  ...object,
  attributes: new Map([...object.attributes, [name, value]]),
});
