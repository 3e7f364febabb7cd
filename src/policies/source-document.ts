import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import { type MarkedJson, parseMarked } from './marked-json.ts';
import type { DocumentText, Parts } from './parts.ts';
import { NO_SID, OPEN, type Sid, type StatementParts } from './statement.ts';

/** A document taken apart, for merging: the latest version wins. Its id decides nothing. */
export interface Taken {
  readonly version: string;
  readonly statements: readonly StatementParts[];
}

/** Of a document nothing can be relied on. */
export type Lost = Extract<DocumentText, { kind: 'undecidable' }>;

/**
 * What the provider reads of a document that it merges: elements that it knows, their names in any case, and no
 * conditions on numbers.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/iam/policy_model.go
 * https://pkg.go.dev/encoding/json#Unmarshal
 */
export function sourceDocument(parts: Parts): Taken | Lost {
  const marked = parseMarked(parts);
  if (marked === undefined || !isObject(marked.root)) return lost('a source document is no JSON object');
  const root = elementsOf(marked.root, DOCUMENT, marked);
  const { Statement: statements = [], Version: version = '' } = root;
  const isKnown = (json: Json) => typeof json === 'string' && !marked.holdsHole(json);
  if (!isArray(statements) || !Object.keys(root).every(isKnown))
    return lost('the statements of a source document are not known');
  if (typeof version !== 'string' || !isKnown(version))
    return lost('the version of a source document is not known');
  return { version, statements: statements.map((statement) => statementOf(statement, marked)) };
}

const lost = (reason: string): Lost => ({ kind: 'undecidable', reason });

const DOCUMENT = ['Version', 'Statement'];
const STATEMENT = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

/** Those of these names, and those whose name is not known. */
function elementsOf(object: JsonObject, names: readonly string[], marked: MarkedJson): JsonObject {
  const found = Object.entries(object).flatMap(([written, value]) => {
    const name = names.find((one) => one.toLowerCase() === written.toLowerCase());
    if (name === undefined && !marked.holdsHole(written)) return [];
    return value === null ? [] : [[name ?? written, value] as const];
  });
  return Object.fromEntries(found);
}

function statementOf(statement: Json, marked: MarkedJson): StatementParts {
  if (!isObject(statement)) return { sid: OPEN, parts: marked.write(statement) };
  const { Condition: conditions, ...elements } = elementsOf(statement, STATEMENT, marked);
  const condition = conditionOf(conditions);
  const written = { ...elements, ...(condition === undefined ? {} : { Condition: condition }) };
  return { sid: sidOf(elements, marked), parts: marked.write(written) };
}

function sidOf(elements: JsonObject, { holdsHole }: MarkedJson): Sid {
  const { Sid: sid } = elements;
  if (Object.keys(elements).some(holdsHole)) return OPEN;
  if (typeof sid !== 'string' || sid === '') return NO_SID;
  return holdsHole(sid) ? OPEN : { kind: 'known', text: sid };
}

/** Undefined where the provider reads none at all. */
function conditionOf(conditions: Json | undefined): Json | undefined {
  if (!isObject(conditions)) return conditions;
  const read = Object.entries(conditions).flatMap(([test, keys]) => {
    const values = isObject(keys) ? valuesOf(keys) : keys;
    return values === null ? [] : [[test, values] as const];
  });
  return read.length === 0 ? undefined : Object.fromEntries(read);
}

function valuesOf(keys: JsonObject): JsonObject | null {
  const read = Object.entries(keys).filter(([, value]) => isRead(value));
  return read.length === 0 ? null : Object.fromEntries(read);
}

const isRead = (value: Json) => typeof value === 'string' || typeof value === 'boolean' || isArray(value);
