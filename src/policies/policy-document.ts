import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue, ListValue, ObjectValue } from '../graph/value.ts';
import { isArray, isObject, type Json } from '../plan/json.ts';
import type { ConditionPlace, ConditionValues } from './condition-values.ts';
import { parseMarked } from './marked-json.ts';
import { type DocumentText, documentText, type Parts } from './parts.ts';
import { anything, between, objectParts, type StatementParts, statementParts } from './statement.ts';
import { isSomething } from './value.ts';

/** What documents are made again with. */
export interface Documents {
  readonly graph: Graph;
  readonly values: ConditionValues;
}

/** A document taken apart, for merging: the last one to give an id or a later version wins. */
interface Taken {
  readonly id?: string;
  readonly version: string;
  readonly statements: readonly StatementParts[];
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
  return undecidableOf(text.value);
}

function undecidableOf(value: GraphValue): {
  readonly kind: 'undecidable';
  readonly reason: string;
  readonly settle?: string;
} {
  const reason = value.kind === 'unknown' ? value.reason : 'the document is not known before the apply';
  return {
    kind: 'undecidable',
    reason,
    ...(value.kind === 'unknown' && value.settle !== undefined ? { settle: value.settle } : {}),
  };
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
  return documents.find(isLost) ?? { kind: 'parts', parts: written(mergeAll(documents.filter(isTaken))) };
}

const isLost = (document: Taken | Lost): document is Lost => 'kind' in document;
const isTaken = (document: Taken | Lost): document is Taken => !isLost(document);

const SOURCES = ['source_json', 'source_policy_documents'];
const OVERRIDES = ['override_policy_documents', 'override_json'];

type Lost = Extract<DocumentText, { kind: 'undecidable' }>;

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
    if (value.kind === 'list' && value.rest !== undefined)
      found.push({ kind: 'undecidable', reason: value.rest.reason });
    const items = value.kind === 'list' ? value.items.filter(isSomething) : [value];
    for (const item of items) found.push(take(await resolveDocument(context, item, depth + 1)));
  }
  return found;
}

function take(text: Exclude<DocumentText, { kind: 'attribute' }>): Taken | Lost {
  if (text.kind === 'undecidable') return text;
  const marked = parseMarked(text.parts);
  if (marked === undefined || !isObject(marked.root))
    return { kind: 'undecidable', reason: 'a source document is no JSON object' };
  const { Statement: statements, Version: version, Id: id } = marked.root;
  if (typeof statements === 'string' && marked.holdsHole(statements))
    return { kind: 'undecidable', reason: 'the statements of a source document are not known' };
  const list = isArray(statements) ? statements : statements === undefined ? [] : [statements];
  const sids = list.map(sidOf);
  if (sids.some((sid) => sid !== undefined && marked.holdsHole(sid)))
    return { kind: 'undecidable', reason: 'a Sid of a source document is not known' };
  return {
    version: typeof version === 'string' ? version : '',
    ...(typeof id === 'string' ? { id } : {}),
    statements: list.map((statement, index) => ({ sid: sids[index], parts: marked.write(statement) })),
  };
}

function sidOf(statement: Json): string | undefined {
  if (!isObject(statement)) return undefined;
  const { Sid: sid } = statement;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

async function ownDocument(context: Documents, address: string): Promise<Taken | Lost> {
  const { graph } = context;
  const version = await graph.attribute(address, ['version']);
  const value = await graph.attribute(address, ['statement']);
  const statements: StatementParts[] = [];
  if (isSomething(value) && value.kind !== 'list') return lostStatements(value);
  for (const [index, block] of (value?.kind === 'list' ? value.items : []).entries()) {
    const place = { statement: index, statements: value?.kind === 'list' ? value.items.length : 0 };
    const statement = statementParts(await withConditionValues(context, address, place, block));
    if (statement === undefined) return lostStatements(block);
    statements.push(statement);
  }
  if (value?.kind === 'list' && value.rest !== undefined)
    statements.push({ sid: undefined, parts: [anything(value)] });
  return {
    version: version?.kind === 'known' && version.value !== null ? String(version.value) : DEFAULT_VERSION,
    statements,
  };
}

function lostStatements(value: GraphValue): Lost {
  return undecidableOf(value);
}

function mergeAll(documents: readonly Taken[]): Taken {
  const statements: StatementParts[] = [];
  const places = new Map<string, number>();
  for (const statement of documents.flatMap((document) => document.statements)) {
    const place = statement.sid === undefined ? undefined : places.get(statement.sid);
    if (place !== undefined) {
      statements[place] = statement;
      continue;
    }
    if (statement.sid !== undefined) places.set(statement.sid, statements.length);
    statements.push(statement);
  }
  const id = documents.findLast((document) => document.id !== undefined)?.id;
  const version = documents.map((document) => document.version).reduce((a, b) => (b > a ? b : a), '');
  return { version, ...(id === undefined ? {} : { id }), statements };
}

function written({ id, version, statements }: Taken): Parts {
  return objectParts([
    ['Version', [JSON.stringify(version === '' ? DEFAULT_VERSION : version)]],
    ['Id', id === undefined ? undefined : [JSON.stringify(id)]],
    ['Statement', ['[', ...between(statements.map(({ parts }) => parts)), ']']],
  ]);
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
