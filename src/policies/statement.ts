import type { Value as GraphValue, ObjectValue } from '../graph/value.ts';
import type { PolicyHole } from '../iam/policy.ts';
import type { Parts } from './parts.ts';
import { isSomething, toIamValue, toText } from './value.ts';

/** What tells whether a statement replaces another one: `open` where that is not known. */
export type Sid = { readonly kind: 'none' | 'open' } | { readonly kind: 'known'; readonly text: string };

export const NO_SID: Sid = { kind: 'none' };
export const OPEN: Sid = { kind: 'open' };

/** One statement of an aws_iam_policy_document as JSON. */
export interface StatementParts {
  readonly sid: Sid;
  readonly parts: Parts;
}

/**
 * Writes a `statement` block as the provider does.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/iam/policy_document_data_source.go
 */
export function statementParts(value: GraphValue): StatementParts {
  if (value.kind !== 'object' || value.rest !== undefined) return { sid: OPEN, parts: [anything(value)] };
  const sid = value.attributes.get('sid');
  const members: readonly (readonly [string, Parts | undefined])[] = [
    ['Sid', isSomething(sid) ? stringParts(sid, asWritten) : undefined],
    ['Effect', effectParts(value.attributes.get('effect'))],
    ['Action', listParts(value.attributes.get('actions'), asWritten)],
    ['NotAction', listParts(value.attributes.get('not_actions'), asWritten)],
    ['Resource', listParts(value.attributes.get('resources'), withVariables)],
    ['NotResource', listParts(value.attributes.get('not_resources'), withVariables)],
    ['Principal', principalParts(value.attributes.get('principals'))],
    ['NotPrincipal', principalParts(value.attributes.get('not_principals'))],
    ['Condition', conditionParts(value.attributes.get('condition'))],
  ];
  return { sid: sidOf(sid), parts: objectParts(members) };
}

function sidOf(value: GraphValue | undefined): Sid {
  if (!isSomething(value)) return NO_SID;
  return value.kind === 'known' ? { kind: 'known', text: String(value.value) } : OPEN;
}

/** `{"name":…,…}`, without the members that are undefined. */
export function objectParts(members: readonly (readonly [string, Parts | undefined])[]): Parts {
  const written = members.flatMap(([name, parts]) =>
    parts === undefined ? [] : [[`${JSON.stringify(name)}:`, ...parts]],
  );
  return ['{', ...between(written), '}'];
}

/** With commas between them. */
export function between(items: readonly Parts[]): Parts {
  return items.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts]));
}

const effectParts = (effect: GraphValue | undefined): Parts =>
  isSomething(effect) ? stringParts(effect, asWritten) : ['"Allow"'];

type Rewrite = (text: string) => string;
const asWritten: Rewrite = (text) => text;
/** The data source takes `&{…}` for policy variables, because Terraform has its own `${…}`. */
const withVariables: Rewrite = (text) => text.replaceAll('&{', '${');

/** A JSON string of known and unknown parts. */
function stringParts(value: GraphValue, rewrite: Rewrite): Parts {
  const inside = toText(value).map((part): string | PolicyHole =>
    typeof part === 'string'
      ? JSON.stringify(rewrite(part)).slice(1, -1)
      : { value: part, place: 'in-string' },
  );
  return ['"', ...inside, '"'];
}

/** Undefined for a list that is empty: the provider leaves the element out. */
function listParts(value: GraphValue | undefined, rewrite: Rewrite): Parts | undefined {
  if (!isSomething(value)) return undefined;
  if (value.kind !== 'list' || value.rest !== undefined || !value.items.every(isText))
    return [anything(value)];
  if (value.items.length === 0) return undefined;
  return ['[', ...between(value.items.map((item) => stringParts(item, rewrite))), ']'];
}

function isText(value: GraphValue): boolean {
  if (value.kind === 'one-of') return value.candidates.every(isText);
  return value.kind !== 'list' && value.kind !== 'object';
}

/** One JSON value of which nothing is known. */
export function anything(value: GraphValue): PolicyHole {
  const hole =
    value.kind === 'list' && value.rest !== undefined
      ? { ...value.rest, kind: 'unknown' as const }
      : undefined;
  if (hole === undefined) return { value: toIamValue(value), place: 'any' };
  const { name, reason, settle } = hole;
  return {
    value: { kind: 'unknown', name, reason, ...(settle === undefined ? {} : { settle }) },
    place: 'any',
  };
}

/** Who the principals are does not matter: policies of these kinds have none. */
function principalParts(value: GraphValue | undefined): Parts | undefined {
  if (!isSomething(value) || (value.kind === 'list' && value.items.length === 0 && value.rest === undefined))
    return undefined;
  return ['"*"'];
}

/** Blocks with the same test and variable are one condition with all their values. */
function conditionParts(value: GraphValue | undefined): Parts | undefined {
  if (!isSomething(value)) return undefined;
  if (value.kind !== 'list' || value.rest !== undefined) return [anything(value)];
  if (value.items.length === 0) return undefined;
  const operators = new Map<string, Map<string, Parts[]>>();
  for (const block of value.items) {
    const condition = conditionOf(block);
    if (condition === undefined) return [anything(block)];
    const keys = operators.get(condition.test) ?? new Map<string, Parts[]>();
    operators.set(
      condition.test,
      keys.set(condition.variable, [...(keys.get(condition.variable) ?? []), condition.values]),
    );
  }
  return objectParts([...operators].map(([test, keys]) => [test, keyParts(keys)] as const));
}

const keyParts = (keys: ReadonlyMap<string, readonly Parts[]>): Parts =>
  objectParts([...keys].map(([key, values]) => [key, joinedValues(values)] as const));

function joinedValues(values: readonly Parts[]): Parts {
  const [whole] = values.filter(isHole);
  return whole ?? ['[', ...between(values), ']'];
}

const isHole = (parts: Parts) => parts.length === 1 && typeof parts[0] !== 'string';

interface ConditionBlock {
  readonly test: string;
  readonly variable: string;
  /** The values, without brackets; or one hole for all of them. */
  readonly values: Parts;
}

function conditionOf(block: GraphValue): ConditionBlock | undefined {
  if (block.kind !== 'object') return undefined;
  const test = knownText(block, 'test');
  const variable = knownText(block, 'variable');
  const values = block.attributes.get('values');
  if (test === undefined || variable === undefined || values === undefined) return undefined;
  if (values.kind !== 'list' || values.rest !== undefined || !values.items.every(isText))
    return { test, variable, values: [anything(values)] };
  return { test, variable, values: between(values.items.map((item) => stringParts(item, withVariables))) };
}

function knownText(block: ObjectValue, name: string): string | undefined {
  const value = block.attributes.get(name);
  return value?.kind === 'known' && value.value !== null ? String(value.value) : undefined;
}
