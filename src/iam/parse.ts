import { type JsonArray, type JsonFault, type JsonNode, type JsonObject, readDocument } from './document.ts';
import { Findings, type Members, membersOf, type Reading, unknownElement } from './findings.ts';
import { type MarkedDocument, markHoles, whyUnknown } from './holes.ts';
import { parseStatement } from './parse-statement.ts';
import type { Policy, PolicySource, Statement, Undecidable } from './policy.ts';
import { knownText } from './resolve.ts';

const ELEMENTS = ['Version', 'Id', 'Statement'] as const;

/**
 * Reads a policy document. Never throws: what is not in the policy language becomes a finding with its position,
 * and what it would have decided becomes undecidable; a document that cannot be read at all is undecidable as a whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(source: PolicySource): Policy {
  const marked = markHoles(source);
  if (marked === undefined) return undecidable(source, { reason: NO_MARK });
  const root = readDocument(marked.text);
  if (root.kind === 'fault') return broken(source, root);
  if (marked.text.length > LONGEST)
    return broken(source, { code: 'not-a-policy', message: TOO_LONG, position: root.position });
  const hole = root.kind === 'string' ? marked.wholeHole(root.text) : undefined;
  if (hole !== undefined) return undecidable(source, whyUnknown(hole.value));
  if (root.kind !== 'object') {
    return broken(source, {
      ...root,
      code: 'not-a-policy',
      message: `a policy is an object, not ${article(root)}`,
    });
  }
  return parseRoot(source, marked, root);
}

/**
 * Far more than AWS takes of any policy, and little enough to be compared with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LONGEST = 1_000_000;
const NO_MARK = 'the document holds every private character of Unicode: no policy does';
const TOO_LONG = 'the document has more than a million characters: AWS takes 10,240 at most';

function parseRoot(source: PolicySource, marked: MarkedDocument, root: JsonObject): Policy {
  const findings = new Findings();
  const members = membersOf(root, ELEMENTS);
  refuseStrangers(members, findings);
  const version = parseVersion(source, marked, members, root, findings);
  const id = members.get('Id')?.value;
  const knownId = id?.kind === 'string' ? knownText(marked.read(id.text)) : undefined;
  if (id !== undefined && id.kind !== 'string') {
    findings.fault('wrong-type', `\`Id\` must be a string, not ${article(id)}`, id.position, 'condition');
  }
  const statements = parseStatements(members, root, { source, version, marked, findings });
  return {
    label: source.label,
    version,
    ...(knownId === undefined ? {} : { id: knownId }),
    statements,
    findings: findings.list,
    ...(findings.undecidable === undefined ? {} : { undecidable: findings.undecidable }),
  };
}

function refuseStrangers(members: Members, findings: Findings): void {
  for (const member of members.repeated) {
    findings.fault('duplicate-key', `\`${member.name}\` is given twice`, member.position, 'condition');
  }
  for (const member of members.unknown) {
    findings.fault('unknown-element', unknownElement(member, ELEMENTS), member.position, 'condition');
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function parseVersion(
  source: PolicySource,
  marked: MarkedDocument,
  members: Members,
  root: JsonObject,
  findings: Findings,
): Policy['version'] {
  const node = members.get('Version')?.value;
  if (node === undefined) {
    findings.note('missing-version', missingVersion(source.kind), root.position);
    return '2008-10-17';
  }
  const text = node.kind === 'string' ? marked.read(node.text) : [];
  const hole = text.find((part) => typeof part !== 'string');
  const [version] = text;
  if (hole !== undefined) findings.doubt(whyUnknown(hole), 'condition');
  else if (version === '2012-10-17') return version;
  else if (version === '2008-10-17') {
    if (source.kind === 'scp') findings.note('unknown-version', SCP_VERSION, node.position);
    return version;
  } else faultVersion(node, findings);
  return '2012-10-17';
}

function faultVersion(node: JsonNode, findings: Findings): void {
  if (node.kind === 'string') {
    const message = `unknown version \`${node.text}\`: expected \`2012-10-17\``;
    findings.fault('unknown-version', message, node.position, 'condition');
  } else {
    const message = `\`Version\` must be a string, not ${article(node)}`;
    findings.fault('wrong-type', message, node.position, 'condition');
  }
}

const SCP_VERSION = 'the version of a service control policy must be `2012-10-17`';

function missingVersion(kind: PolicySource['kind']): string {
  return kind === 'scp'
    ? `\`Version\` is missing: ${SCP_VERSION}`
    : '`Version` is missing: the policy means what it meant in 2008-10-17, without policy variables';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
function parseStatements(members: Members, root: JsonObject, reading: Reading): readonly Statement[] {
  const { findings, marked } = reading;
  const node = members.get('Statement')?.value;
  if (node === undefined) {
    findings.fault('missing-element', '`Statement` is missing', root.position, 'condition');
    return [];
  }
  const hole = node.kind === 'string' ? marked.wholeHole(node.text) : undefined;
  if (hole !== undefined) findings.doubt(whyUnknown(hole.value), 'condition');
  else if (node.kind === 'array') return parseList(node, reading);
  else if (node.kind === 'object') return [parseStatement(node, 0, reading)];
  else
    findings.fault(
      'wrong-type',
      `\`Statement\` must be a list, not ${article(node)}`,
      node.position,
      'condition',
    );
  return [];
}

function parseList(list: JsonArray, reading: Reading): readonly Statement[] {
  const { findings } = reading;
  if (list.items.length === 0) {
    findings.fault('empty-list', '`Statement` is empty', list.position, 'condition');
  }
  const statements = list.items.map((item, index) => parseStatement(item, index, reading));
  noteRepeatedSids(statements, findings);
  return statements;
}

function noteRepeatedSids(statements: readonly Statement[], findings: Findings): void {
  const seen = new Set<string>();
  for (const { sid, position, index } of statements) {
    if (sid === undefined || position === undefined) continue;
    if (seen.has(sid)) {
      findings.ofStatement(index).note('duplicate-sid', `the Sid \`${sid}\` is given twice`, position);
    }
    seen.add(sid);
  }
}

function broken(
  source: PolicySource,
  fault: Pick<JsonFault, 'message' | 'position'> & { code: JsonFault['code'] | 'not-a-policy' },
): Policy {
  const { code, message, position } = fault;
  return { ...undecidable(source, { reason: message }), findings: [{ code, message, position }] };
}

function undecidable(source: PolicySource, why: Undecidable): Policy {
  return { label: source.label, version: '2012-10-17', statements: [], findings: [], undecidable: why };
}

/** `a string`, `an object`, `null`, … */
function article(node: JsonNode): string {
  if (node.kind === 'null') return 'null';
  return node.kind === 'array' ? 'a list' : node.kind === 'object' ? 'an object' : `a ${node.kind}`;
}
