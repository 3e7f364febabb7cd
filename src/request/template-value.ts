import { known, list, object, unknown } from '../graph/construct.ts';
import { splitText } from '../graph/functions/split.ts';
import { same } from '../graph/identity.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import { isSomething } from '../policies/value.ts';
import { own } from './difference.ts';
import { dynamicValue, isDynamic, type TemplateScope } from './template-scope.ts';
import { MARK, UNQUOTED } from './template-text.ts';

/** Deeper nesting than any template has. */
const DEEPEST = 64;

/**
 * What a piece of a template stands for. Undefined for `AWS::NoValue`: the property is left out. What only
 * CloudFormation knows is unknown, under a name that is the same wherever the stack says the same.
 */
export function templateValue(json: Json, scope: TemplateScope, depth = 0): GraphValue | undefined {
  if (depth > DEEPEST) return lost(json, scope, 'the template is nested too deeply');
  if (typeof json === 'string') return textValue(json, scope);
  if (isArray(json)) return list(json.map((item) => templateValue(item, scope, depth + 1)).filter(isThere));
  if (!isObject(json)) return known(json);
  const [name, ...others] = Object.keys(json);
  if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
    return functionValue(name, json[name] ?? null, scope, depth);
  const members = Object.entries(json).flatMap(([key, member]) => {
    const value = templateValue(member, scope, depth + 1);
    return value === undefined ? [] : [[key, value] as const];
  });
  return object(new Map(members));
}

const isThere = (value: GraphValue | undefined): value is GraphValue => value !== undefined;

function lost(json: Json, { owner }: TemplateScope, reason: string): GraphValue {
  return unknown(`${owner} ${JSON.stringify(json)}`, reason);
}

/** A text, with the values in it that the plan does not know yet. */
function textValue(text: string, scope: TemplateScope): GraphValue {
  if (isDynamic(text)) return dynamicValue(text, scope.owner);
  if (!text.includes(MARK)) return known(text);
  const pieces = text.split(MARK);
  const parts = pieces.flatMap((piece, index): readonly GraphValue[] => {
    if (index % 2 === 0) return piece === '' ? [] : [known(piece)];
    const hole = scope.holes[Number(piece)];
    return hole === undefined ? [] : [hole];
  });
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'template', parts, trail: [] };
}

type Function = (argument: Json, scope: TemplateScope, depth: number) => GraphValue | undefined;

const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['Ref', reference],
  ['Fn::Sub', substitute],
  ['Fn::Join', join],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::If', choose],
  ['Fn::FindInMap', findInMap],
  [UNQUOTED, unquoted],
]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
function functionValue(
  name: string,
  argument: Json,
  scope: TemplateScope,
  depth: number,
): GraphValue | undefined {
  const call = FUNCTIONS.get(name);
  if (call !== undefined) return call(argument, scope, depth + 1);
  return lost({ [name]: argument }, scope, `only CloudFormation knows what ${name} gives`);
}

function reference(argument: Json, scope: TemplateScope): GraphValue | undefined {
  const name = String(argument);
  if (name === 'AWS::NoValue') return undefined;
  const value = scope.parameters.get(name) ?? scope.pseudo.get(name);
  return value ?? lost({ Ref: argument }, scope, `${name} is made by the stack`);
}

function unquoted(argument: Json, scope: TemplateScope): GraphValue {
  return lost({ [UNQUOTED]: argument }, scope, 'YAML 1.1 may read what has no quotes as something else');
}

function substitute(argument: Json, scope: TemplateScope, depth: number): GraphValue {
  const [text, variables] = isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return lost({ 'Fn::Sub': argument }, scope, 'it is no text');
  const given = isObject(variables) ? variables : {};
  const parts: GraphValue[] = [];
  let from = 0;
  for (const found of text.matchAll(/\$\{([^}]*)\}/g)) {
    if (found.index > from) parts.push(textValue(text.slice(from, found.index), scope));
    from = found.index + found[0].length;
    parts.push(substituted(found[1] ?? '', given, scope, depth));
  }
  if (from < text.length) parts.push(textValue(text.slice(from), scope));
  return joined(parts);
}

function substituted(name: string, given: JsonObject, scope: TemplateScope, depth: number): GraphValue {
  if (name.startsWith('!')) return known(`\${${name.slice(1)}}`);
  const own_ = own(given, name);
  const value = own_ === undefined ? undefined : templateValue(own_, scope, depth);
  if (value !== undefined) return value;
  if (name.includes('.')) return lost({ 'Fn::GetAtt': name }, scope, 'only CloudFormation knows it');
  return reference(name, scope) ?? known('');
}

/** One text made of several; known when all of them are. */
function joined(parts: readonly GraphValue[]): GraphValue {
  if (parts.every((part) => part.kind === 'known')) {
    return known(parts.map((part) => (part.kind === 'known' ? String(part.value ?? '') : '')).join(''));
  }
  return { kind: 'template', parts, trail: [] };
}

function join(argument: Json, scope: TemplateScope, depth: number): GraphValue {
  const [delimiter, items] = isArray(argument) ? argument : [];
  const found = items === undefined ? undefined : itemsOf(items, scope, depth);
  if (typeof delimiter !== 'string' || found === undefined)
    return lost({ 'Fn::Join': argument }, scope, 'what is joined is not known');
  return joined(found.flatMap((item, index) => (index === 0 ? [item] : [known(delimiter), item])));
}

/** The items of a list; undefined where how many they are is not known. */
function itemsOf(items: Json, scope: TemplateScope, depth: number): readonly GraphValue[] | undefined {
  const value = templateValue(items, scope, depth);
  if (value?.kind !== 'list' || value.rest !== undefined) return undefined;
  return value.items.every((item) => item.kind !== 'one-of' || item.candidates.every(isSomething))
    ? value.items
    : undefined;
}

function split(argument: Json, scope: TemplateScope, depth: number): GraphValue {
  const [delimiter, text] = isArray(argument) ? argument : [];
  const value = text === undefined ? undefined : templateValue(text, scope, depth);
  const pieces =
    typeof delimiter !== 'string' || delimiter === '' || value === undefined
      ? undefined
      : splitText(value, delimiter);
  return pieces === undefined
    ? lost({ 'Fn::Split': argument }, scope, 'what is split is not known')
    : list(pieces);
}

function select(argument: Json, scope: TemplateScope, depth: number): GraphValue {
  const [index, items] = isArray(argument) ? argument : [];
  const found = items === undefined ? undefined : itemsOf(items, scope, depth);
  const at = index === undefined ? undefined : templateValue(index, scope, depth);
  const item = at?.kind === 'known' && /^\d+$/.test(String(at.value)) ? found?.[Number(at.value)] : undefined;
  return item ?? lost({ 'Fn::Select': argument }, scope, 'what is selected is not known');
}

function findInMap(argument: Json, scope: TemplateScope, depth: number): GraphValue | undefined {
  const names = (isArray(argument) ? argument : []).map((name) => templateValue(name, scope, depth));
  let found: Json | undefined = scope.mappings;
  for (const name of names) {
    found = name?.kind === 'known' && isObject(found) ? own(found, String(name.value)) : undefined;
  }
  return found === undefined || names.length !== 3
    ? lost({ 'Fn::FindInMap': argument }, scope, 'what is found in the mapping is not known')
    : templateValue(found, scope, depth);
}

function choose(argument: Json, scope: TemplateScope, depth: number): GraphValue | undefined {
  const [condition, yes, no] = isArray(argument) ? argument : [];
  if (yes === undefined || no === undefined)
    return lost({ 'Fn::If': argument }, scope, 'the choice is not complete');
  const truth = conditionHolds(String(condition), scope);
  if (truth !== undefined) return templateValue(truth ? yes : no, scope, depth);
  const candidates = [yes, no].map((branch) => templateValue(branch, scope, depth) ?? known(null));
  const reason = `whether the condition ${String(condition)} holds is not known`;
  const flat = candidates.flatMap((candidate) =>
    candidate.kind === 'one-of' ? candidate.candidates : [candidate],
  );
  return {
    kind: 'one-of',
    name: `${scope.owner} ${JSON.stringify(argument)}`,
    candidates: flat,
    reason,
    trail: [],
  };
}

const answered = new WeakMap<TemplateScope, Map<string, boolean | undefined>>();

/** Whether a condition of the template holds; undefined where that is not known. Each is worked out once. */
export function conditionHolds(name: string, scope: TemplateScope): boolean | undefined {
  const answers = answered.get(scope) ?? new Map<string, boolean | undefined>();
  answered.set(scope, answers);
  if (answers.has(name)) return answers.get(name);
  // what depends on itself is not known
  answers.set(name, undefined);
  const condition = own(scope.conditions, name);
  const truth = condition === undefined ? undefined : truthOf(condition, scope, 0);
  answers.set(name, truth);
  return truth;
}

function truthOf(condition: Json, scope: TemplateScope, depth: number): boolean | undefined {
  if (!isObject(condition) || depth > DEEPEST) return undefined;
  const [[name, argument] = []] = Object.entries(condition);
  const items = isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return conditionHolds(String(argument), scope);
    case 'Fn::Equals': {
      const [left, right] = items.map((item) => templateValue(item, scope));
      return isSomething(left) && isSomething(right) ? equalTexts(left, right) : undefined;
    }
    case 'Fn::Not': {
      const truth = truthOf(items[0] ?? null, scope, depth + 1);
      return truth === undefined ? undefined : !truth;
    }
    case 'Fn::And':
      return every(items.map((item) => truthOf(item, scope, depth + 1)));
    case 'Fn::Or': {
      const none = every(items.map((item) => negated(truthOf(item, scope, depth + 1))));
      return negated(none);
    }
    default:
      return undefined;
  }
}

const negated = (truth: boolean | undefined) => (truth === undefined ? undefined : !truth);

function equalTexts(left: GraphValue, right: GraphValue): boolean | undefined {
  if (left.kind === 'known' && right.kind === 'known') return String(left.value) === String(right.value);
  return same(left, right);
}

function every(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
