import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { isArray, isObject, type Json } from '../plan/json.ts';
import { parseMarked } from './marked-json.ts';
import { type DocumentText, documentText, type Parts } from './parts.ts';
import { anything, between, objectParts, type StatementParts, statementParts } from './statement.ts';
import { isSomething } from './value.ts';

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
  graph: Graph,
  value: GraphValue | undefined,
  depth = 0,
): Promise<Exclude<DocumentText, { kind: 'attribute' }>> {
  const text = documentText(value);
  if (text.kind !== 'attribute') return text;
  const isDocument =
    text.of.type === 'aws_iam_policy_document' && /^(minified_)?json$/.test(text.of.attribute);
  if (isDocument && depth < DEEPEST) return rebuildDocument(graph, text.of.instance, depth);
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
  graph: Graph,
  address: string,
  depth: number,
): Promise<Exclude<DocumentText, { kind: 'attribute' }>> {
  const sources = await documentsOf(graph, address, SOURCES, depth);
  const own = await ownDocument(graph, address);
  const overrides = await documentsOf(graph, address, OVERRIDES, depth);
  const documents = [...sources, own, ...overrides];
  return documents.find(isLost) ?? { kind: 'parts', parts: written(mergeAll(documents.filter(isTaken))) };
}

const isLost = (document: Taken | Lost): document is Lost => 'kind' in document;
const isTaken = (document: Taken | Lost): document is Taken => !isLost(document);

const SOURCES = ['source_json', 'source_policy_documents'];
const OVERRIDES = ['override_policy_documents', 'override_json'];

type Lost = Extract<DocumentText, { kind: 'undecidable' }>;

async function documentsOf(
  graph: Graph,
  address: string,
  names: readonly string[],
  depth: number,
): Promise<readonly (Taken | Lost)[]> {
  const found: (Taken | Lost)[] = [];
  for (const name of names) {
    const value = await graph.attribute(address, [name]);
    if (!isSomething(value)) continue;
    if (value.kind === 'list' && value.rest !== undefined)
      found.push({ kind: 'undecidable', reason: value.rest.reason });
    const items = value.kind === 'list' ? value.items.filter(isSomething) : [value];
    for (const item of items) found.push(take(await resolveDocument(graph, item, depth + 1)));
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

async function ownDocument(graph: Graph, address: string): Promise<Taken | Lost> {
  const version = await graph.attribute(address, ['version']);
  const value = await graph.attribute(address, ['statement']);
  const statements: StatementParts[] = [];
  if (isSomething(value) && value.kind !== 'list') return lostStatements(value);
  for (const block of value?.kind === 'list' ? value.items : []) {
    const statement = statementParts(block);
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
