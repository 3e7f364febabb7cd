import type { JsonMember, JsonNode, JsonObject } from './document.ts';
import { type Findings, type Members, membersOf, type Reading, unknownElement } from './findings.ts';
import { whyUnknown } from './holes.ts';
import { parseConditions } from './parse-condition.ts';
import { actionFault, resourceFault } from './patterns.ts';
import type { Policy, PolicyValue, Statement, StatementPart } from './policy.ts';
import { knownText } from './resolve.ts';
import { nearest, suggestion } from './spelling.ts';
import type { Text } from './value.ts';

/** The elements of a statement, and which part of it a doubt about the element concerns. */
const ELEMENTS = {
  Sid: 'condition',
  Effect: 'effect',
  Principal: 'condition',
  NotPrincipal: 'condition',
  Action: 'action',
  NotAction: 'action',
  Resource: 'resource',
  NotResource: 'resource',
  Condition: 'condition',
} as const satisfies Record<string, StatementPart>;

const NAMES = Object.keys(ELEMENTS);
const EVERY_PART = ['effect', 'action', 'resource', 'condition'] as const satisfies readonly StatementPart[];

/** One statement of a policy. What is not in the language becomes a finding, and the part that holds it is doubted. */
export function parseStatement(node: JsonNode, index: number, policy: Reading): Statement {
  const reading = { ...policy, findings: policy.findings.ofStatement(index) };
  return node.kind === 'object' ? fromObject(node, index, reading) : fromStranger(node, index, reading);
}

function fromObject(node: JsonObject, index: number, reading: Reading): Statement {
  const { findings } = reading;
  const members = membersOf(node, NAMES);
  refuseStrangers(members, findings);
  const sid = parseSid(members.get('Sid'), reading);
  const effect = parseEffect(members.get('Effect'), node, reading);
  const principal = parsePrincipal(members, reading);
  const actions = parseElement(members, node, reading, ACTION);
  const resources = parseElement(members, node, reading, RESOURCE);
  const conditions = parseConditions(conditionOf(members), reading);
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    actions,
    resources,
    ...(principal === undefined ? {} : { principal }),
    conditions,
    position: node.position,
    ...doubts(findings),
  };
}

/** Given twice, either may be the one that counts: then none excludes anything. */
function conditionOf(members: Members): JsonNode | undefined {
  const twice = members.repeated.some(({ name }) => name.toLowerCase() === 'condition');
  return twice ? undefined : members.get('Condition')?.value;
}

function fromStranger(node: JsonNode, index: number, reading: Reading): Statement {
  const { findings, marked } = reading;
  const hole = node.kind === 'string' ? marked.wholeHole(node.text) : undefined;
  if (hole === undefined) {
    findings.note('wrong-type', 'a statement must be an object', node.position);
  }
  const why = hole === undefined ? { reason: 'a statement must be an object' } : whyUnknown(hole.value);
  for (const part of EVERY_PART) findings.doubt(why, part);
  const none = { negated: false, patterns: [] };
  const empty = { actions: none, resources: none, conditions: [] };
  return { index, effect: 'Deny', ...empty, position: node.position, ...doubts(findings) };
}

function doubts(findings: Findings): Pick<Statement, 'undecidable' | 'doubted'> {
  if (findings.undecidable === undefined) return {};
  return { undecidable: findings.undecidable, doubted: findings.doubted };
}

function refuseStrangers(members: Members, findings: Findings): void {
  for (const { name, position } of members.repeated) {
    findings.fault('duplicate-key', `\`${name}\` is given twice`, position, partOf(name));
  }
  for (const member of members.unknown) {
    findings.fault('unknown-element', unknownElement(member, NAMES), member.position, partOf(member.name));
  }
}

/** The part that a key concerns which may be misspelt in case; what means nothing may be a further restriction. */
function partOf(name: string): StatementPart {
  const spelled = NAMES.find((known) => known.toLowerCase() === name.toLowerCase());
  return spelled === undefined ? 'condition' : ELEMENTS[spelled as keyof typeof ELEMENTS];
}

/** Undefined where it is not known: it decides nothing. */
function parseSid(member: JsonMember | undefined, { findings, marked }: Reading): string | undefined {
  if (member === undefined) return undefined;
  if (member.value.kind === 'string') return knownText(marked.read(member.value.text));
  findings.fault('wrong-type', '`Sid` must be a string', member.value.position, 'condition');
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function parseEffect(member: JsonMember | undefined, node: JsonObject, reading: Reading): 'Allow' | 'Deny' {
  const { findings, marked } = reading;
  if (member === undefined) {
    findings.fault('missing-element', '`Effect` is missing', node.position, 'effect');
    return 'Deny';
  }
  const { value } = member;
  if (value.kind !== 'string') {
    findings.fault('wrong-type', '`Effect` must be a string', value.position, 'effect');
    return 'Deny';
  }
  if (value.text === 'Allow' || value.text === 'Deny') return value.text;
  const hole = marked.read(value.text).find((piece) => typeof piece !== 'string');
  if (hole !== undefined) findings.doubt(whyUnknown(hole), 'effect');
  else {
    const near = suggestion(nearest(value.text, ['Allow', 'Deny']));
    findings.fault('unknown-effect', `unknown effect \`${value.text}\`${near}`, value.position, 'effect');
  }
  return 'Deny';
}

/** Principal and NotPrincipal belong to resource policies and trust policies: no kind that is read here has them. */
function parsePrincipal(members: Members, { findings }: Reading): Statement['principal'] {
  const principal = members.get('Principal');
  const excluded = members.get('NotPrincipal');
  for (const member of [principal, excluded]) {
    if (member === undefined) continue;
    const message = `\`${member.name}\` is not allowed in this kind of policy`;
    findings.fault('forbidden-principal', message, member.position, 'condition');
  }
  if (principal === undefined && excluded === undefined) return undefined;
  return { negated: principal === undefined };
}

interface ElementKind {
  readonly name: string;
  readonly negatedName: string;
  readonly part: StatementPart;
  readonly code: 'invalid-action' | 'invalid-resource';
  readonly fault: (pattern: Text, version: Policy['version']) => string | undefined;
}
const ACTION: ElementKind = {
  name: 'Action',
  negatedName: 'NotAction',
  part: 'action',
  code: 'invalid-action',
  fault: actionFault,
};
const RESOURCE: ElementKind = {
  name: 'Resource',
  negatedName: 'NotResource',
  part: 'resource',
  code: 'invalid-resource',
  fault: resourceFault,
};

function parseElement(
  members: Members,
  node: JsonObject,
  reading: Reading,
  kind: ElementKind,
): { negated: boolean; patterns: readonly PolicyValue[] } {
  const { findings } = reading;
  const plain = members.get(kind.name);
  const negated = members.get(kind.negatedName);
  if (plain !== undefined && negated !== undefined) {
    const message = `\`${kind.name}\` and \`${kind.negatedName}\` exclude each other`;
    findings.fault('conflicting-elements', message, negated.position, kind.part);
  }
  const member = plain ?? negated;
  if (member === undefined) {
    const message = `\`${kind.name}\` or \`${kind.negatedName}\` is missing`;
    findings.fault('missing-element', message, node.position, kind.part);
    return { negated: false, patterns: [] };
  }
  return { negated: plain === undefined, patterns: parsePatterns(member, reading, kind) };
}

function parsePatterns(member: JsonMember, reading: Reading, kind: ElementKind): readonly PolicyValue[] {
  const { findings, marked } = reading;
  const { value, name } = member;
  const hole = value.kind === 'string' ? marked.wholeHole(value.text) : undefined;
  if (hole !== undefined && hole.place === 'any') findings.doubt(whyUnknown(hole.value), kind.part);
  if (value.kind === 'array' && value.items.length === 0) {
    findings.fault('empty-list', `\`${name}\` is empty`, value.position, kind.part);
  }
  const items = value.kind === 'array' ? value.items : [value];
  return items.flatMap((item) => parsePattern(item, name, reading, kind));
}

function parsePattern(
  item: JsonNode,
  name: string,
  reading: Reading,
  kind: ElementKind,
): readonly PolicyValue[] {
  const { findings, marked } = reading;
  if (item.kind !== 'string') {
    findings.fault('wrong-type', `\`${name}\` must hold strings`, item.position, kind.part);
    return [];
  }
  const text = marked.read(item.text);
  const fault = kind.fault(text, reading.version);
  if (fault !== undefined) findings.fault(kind.code, fault, item.position, kind.part);
  return [{ text, position: item.position }];
}
