import type { JsonMember, JsonNode, JsonObject } from './document.ts';
import { type Reading, repeatedMembers, singleMembers } from './findings.ts';
import { whyUnknown } from './holes.ts';
import { nearestOperator, operatorNamed, takesVariables } from './operator.ts';
import type { Condition, Operator, PolicyValue } from './policy.ts';
import { suggestion } from './spelling.ts';
import { variableFault } from './template.ts';
import type { Text } from './value.ts';

/**
 * The conditions of a statement: one for each operator and key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(node: JsonNode | undefined, reading: Reading): readonly Condition[] {
  if (node === undefined) return [];
  const block = objectOf(node, '`Condition`', reading);
  if (block === undefined) return [];
  return block.members.flatMap((member) => parseOperator(member, reading));
}

/**
 * The object without the members that are given twice, which are reported: each of them may be the one that counts, so
 * none may exclude anything. Undefined where it is no object.
 */
function objectOf(node: JsonNode, name: string, reading: Reading): JsonObject | undefined {
  const { findings, marked } = reading;
  const hole = node.kind === 'string' ? marked.wholeHole(node.text) : undefined;
  if (hole !== undefined) {
    findings.doubt(whyUnknown(hole.value), 'condition');
    return undefined;
  }
  if (node.kind !== 'object') {
    findings.fault('wrong-type', `${name} must be an object`, node.position, 'condition');
    return undefined;
  }
  for (const member of repeatedMembers(node)) {
    findings.fault('duplicate-key', `\`${member.name}\` is given twice`, member.position, 'condition');
  }
  return { ...node, members: singleMembers(node) };
}

function parseOperator(member: JsonMember, reading: Reading): readonly Condition[] {
  const { findings } = reading;
  if (isHole(member, reading)) return [];
  const operator = operatorNamed(member.name);
  if (operator === undefined) {
    const near = suggestion(nearestOperator(member.name));
    const message = `unknown condition operator \`${member.name}\`${near}`;
    findings.fault('unknown-operator', message, member.position, 'condition');
    return [];
  }
  const keys = objectOf(member.value, `\`${member.name}\``, reading);
  if (keys === undefined) return [];
  if (member.value.kind === 'object' && member.value.members.length === 0) {
    findings.fault('empty-list', `\`${member.name}\` names no condition key`, keys.position, 'condition');
  }
  return keys.members.flatMap((key) => parseKey(operator, key, reading));
}

function parseKey(operator: Operator, member: JsonMember, reading: Reading): readonly Condition[] {
  const { findings, marked } = reading;
  if (isHole(member, reading)) return [];
  const { value, name: key, position } = member;
  if (!/^[^:]+:.+$/.test(key)) {
    const message = `\`${key}\` is no condition key: expected \`service:name\``;
    findings.fault('unknown-element', message, position, 'condition');
    return [];
  }
  const hole = value.kind === 'string' ? marked.wholeHole(value.text) : undefined;
  if (hole !== undefined && hole.place === 'any') {
    findings.doubt(whyUnknown(hole.value), 'condition');
    return [];
  }
  if (value.kind === 'array' && value.items.length === 0) {
    findings.fault('empty-list', `\`${key}\` has no values`, value.position, 'condition');
    return [];
  }
  const items = value.kind === 'array' ? value.items : [value];
  const values = items.map((item) => parseValue(operator, item, key, reading));
  if (values.includes(undefined)) return [];
  return [{ operator, key, values: values.filter((one) => one !== undefined), position }];
}

function parseValue(
  operator: Operator,
  item: JsonNode,
  key: string,
  reading: Reading,
): PolicyValue | undefined {
  const { findings, marked } = reading;
  if (item.kind === 'object' || item.kind === 'array' || item.kind === 'null') {
    findings.fault('wrong-type', `a value of \`${key}\` must be a string`, item.position, 'condition');
    return undefined;
  }
  const text = marked.read(item.text);
  if (operator.base === 'Null' && !isPresenceValue(text, operator, item, reading)) return undefined;
  const fault = takesVariables(operator.base) ? variableFault(text, reading.version) : undefined;
  if (fault !== undefined) {
    findings.fault('invalid-value', fault, item.position, 'condition');
    return undefined;
  }
  return { text, position: item.position };
}

/** `Null` takes `true` or `false` and nothing else. */
function isPresenceValue(text: Text, operator: Operator, item: JsonNode, { findings }: Reading): boolean {
  const hole = text.find((part) => typeof part !== 'string');
  if (hole !== undefined) {
    findings.doubt(whyUnknown(hole), 'condition');
    return false;
  }
  const whole = text.join('');
  if (/^(true|false)$/i.test(whole)) return true;
  const message = `\`${operator.name}\` takes \`true\` or \`false\`, not \`${whole}\``;
  findings.fault('null-not-boolean', message, item.position, 'condition');
  return false;
}

/** A name that holds a part that is not known yet. */
function isHole(member: JsonMember, { findings, marked }: Reading): boolean {
  const hole = marked.read(member.name).find((piece) => typeof piece !== 'string');
  if (hole === undefined) return false;
  findings.doubt(whyUnknown(hole), 'condition');
  return true;
}
