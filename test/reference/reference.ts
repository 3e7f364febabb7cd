import { isIP } from 'node:net';

/**
 * The slow and obvious evaluator of fully known requests: one function for each sentence of AWS's pages, no index, no
 * cache, nothing shared with src/iam. `undefined` is what the pages leave open; `denied`: whether explicitly is open.
 */
export type Answer = 'allowed' | 'explicit-deny' | 'implicit-deny' | 'denied' | undefined;
type Tri = boolean | undefined;

/** A string is a single-valued key, a list a multivalued one; a key that is not there is absent. */
export type PlainContext = Readonly<Record<string, string | readonly string[]>>;

export interface PlainRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: PlainContext;
}

type OneOrMany<T> = T | readonly T[];
export interface PlainStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, OneOrMany<string | boolean | number>>>>
  >;
}
export interface PlainPolicy {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMany<PlainStatement>;
}
export interface PlainPolicies {
  readonly scp?: readonly (readonly PlainPolicy[])[];
  readonly boundary?: readonly PlainPolicy[];
  readonly session?: readonly PlainPolicy[];
  readonly identity?: readonly PlainPolicy[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function referenceDecision(policies: PlainPolicies, request: PlainRequest): Answer {
  const { scp = [], boundary, session, identity } = policies;
  const every = [...scp.flat(), ...(boundary ?? []), ...(session ?? []), ...(identity ?? [])];
  const denied = anyOf(every.map((policy) => applies(policy, 'Deny', request)));
  if (denied === true) return 'explicit-deny';
  const restricting = [boundary, session].filter((kind) => kind !== undefined && kind.length > 0);
  const kinds = [...scp, ...restricting, ...(identity === undefined ? [] : [identity])];
  const allowed = allOf(
    kinds.map((kind) => anyOf((kind ?? []).map((policy) => applies(policy, 'Allow', request)))),
  );
  if (allowed === false) return denied === false ? 'implicit-deny' : 'denied';
  return denied === false && allowed === true ? 'allowed' : undefined;
}

function anyOf(truths: readonly Tri[]): Tri {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function allOf(truths: readonly Tri[]): Tri {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function opposite(truth: Tri): Tri {
  return truth === undefined ? undefined : !truth;
}

function list<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function applies(policy: PlainPolicy, effect: string, request: PlainRequest): Tri {
  const statements = list<PlainStatement>(policy.Statement).filter(
    (statement) => statement.Effect === effect,
  );
  return anyOf(statements.map((statement) => statementApplies(statement, policy, request)));
}

function statementApplies(statement: PlainStatement, policy: PlainPolicy, request: PlainRequest): Tri {
  return allOf([
    actionApplies(statement, request),
    resourceApplies(statement, policy, request),
    conditionApplies(statement, policy, request),
  ]);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function actionApplies({ Action, NotAction }: PlainStatement, request: PlainRequest): Tri {
  const named = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => wildcard(pattern, '.*', '.', 'is').test(request.action));
  return Action === undefined ? !named(list(NotAction)) : named(list(Action));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
function resourceApplies(statement: PlainStatement, policy: PlainPolicy, request: PlainRequest): Tri {
  const { Resource, NotResource } = statement;
  const named = (patterns: readonly string[]): Tri =>
    anyOf(patterns.map((pattern) => resourceMatches(pattern, policy, request)));
  return Resource === undefined ? opposite(named(list(NotResource))) : named(list(Resource));
}

const OPENED = '\u0001';
const CLOSED = '\u0002';

function resourceMatches(pattern: string, policy: PlainPolicy, request: PlainRequest): Tri {
  if (pattern === '*') return true;
  const value = substitute(pattern, policy, request);
  if (value === 'nothing') return false;
  if (value === undefined) return undefined;
  const missing = 6 - value.replaceAll(/\u0001[^\u0002]*\u0002/g, 'x').split(':').length;
  const full = missing > 0 && value.startsWith('arn:') ? value + ':*'.repeat(missing) : value;
  return new RegExp(`^${segmentwise(full)}$`, 'su').test(request.resource);
}

/** Only at the end of a segment does `*` reach over a colon. */
function segmentwise(pattern: string): string {
  return pattern.replaceAll(
    /\u0001([^\u0002]*)\u0002|(\*(?=$|[:*]))|./gsu,
    (letter: string, quoted: string | undefined, last: string | undefined) => {
      if (quoted !== undefined) return escaped(quoted);
      if (last !== undefined) return '.*';
      return letter === '*' ? '[^:]*' : letter === '?' ? '[^:]' : escaped(letter);
    },
  );
}

function escaped(text: string): string {
  return text.replaceAll(
    /[\\^$.*+?()[\]{}|/-]/g,
    (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Text between the marks is quoted, the rest has wildcards. */
function wildcard(text: string, many: string, one: string, flags: string): RegExp {
  const parts = text.split(/(\u0001[^\u0002]*\u0002)/);
  const source = parts.map((part) => {
    if (part.startsWith(OPENED)) return escaped(part.slice(1, -1));
    return [...part]
      .map((letter) => (letter === '*' ? many : letter === '?' ? one : escaped(letter)))
      .join('');
  });
  return new RegExp(`^${source.join('')}$`, `${flags}u`);
}

function plain(text: string): string {
  return text.replaceAll(OPENED, '').replaceAll(CLOSED, '');
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * Undefined: a multivalued key as a variable. `nothing`: a variable without a value.
 */
function substitute(
  text: string,
  policy: PlainPolicy,
  request: PlainRequest,
): string | 'nothing' | undefined {
  if (policy.Version !== '2012-10-17') return text;
  let missing = false;
  let multivalued = false;
  const full = text.replaceAll(/\$\{([^}]*)\}/g, (_, inside: string) => {
    if (['*', '?', '$'].includes(inside)) return `${OPENED}${inside}${CLOSED}`;
    const [key = '', otherwise] = inside.split(/, ?(?=')/);
    const value = lookup(request.context, key);
    if (Array.isArray(value)) multivalued = true;
    else if (typeof value === 'string') return `${OPENED}${value}${CLOSED}`;
    else if (otherwise !== undefined) return `${OPENED}${otherwise.slice(1, -1)}${CLOSED}`;
    else missing = true;
    return '';
  });
  if (missing) return 'nothing';
  return multivalued ? undefined : full;
}

function lookup(context: PlainContext, key: string): string | readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found?.[1];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
function conditionApplies(
  { Condition = {} }: PlainStatement,
  policy: PlainPolicy,
  request: PlainRequest,
): Tri {
  const truths = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      oneCondition(operator, key, list<string | boolean | number>(values).map(String), policy, request),
    ),
  );
  return allOf(truths);
}

function oneCondition(
  operator: string,
  key: string,
  wanted: readonly string[],
  policy: PlainPolicy,
  request: PlainRequest,
): Tri {
  const spelled = operator.toLowerCase();
  const set = /^(forallvalues|foranyvalue):/.exec(spelled)?.[1];
  const name = spelled.replace(/^.*:/, '').replace(/ifexists$/, '');
  const ifExists = spelled.endsWith('ifexists');
  const value = lookup(request.context, key);
  if (name === 'null') return nullCondition(set, wanted, value);
  const negated = NEGATED.get(name);
  const positive = negated ?? name;
  if (value === undefined) return absentKey(set, ifExists, negated !== undefined);
  if (set === undefined && Array.isArray(value))
    return value.length === 0 ? negated !== undefined : undefined;
  const satisfied = list<string>(value).map((one) => {
    const matched = anyOf(wanted.map((text) => compared(positive, text, one, policy, request)));
    return negated === undefined ? matched : opposite(matched);
  });
  if (set === 'foranyvalue') return ifExists && satisfied.length === 0 ? undefined : anyOf(satisfied);
  return allOf(satisfied);
}

function absentKey(set: string | undefined, ifExists: boolean, negated: boolean): Tri {
  if (set === 'foranyvalue') return ifExists ? undefined : false;
  return set === 'forallvalues' || ifExists || negated;
}

function nullCondition(
  set: string | undefined,
  wanted: readonly string[],
  value: string | readonly string[] | undefined,
): Tri {
  if (set !== undefined) return set === 'forallvalues';
  const truths = wanted.map((text) => text.toLowerCase() === 'true');
  if (value === undefined) return truths.includes(true);
  if (Array.isArray(value) && value.length === 0 && new Set(truths).size === 1) return undefined;
  return truths.includes(false);
}

const NEGATED = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['numericnotequals', 'numericequals'],
  ['datenotequals', 'dateequals'],
  ['notipaddress', 'ipaddress'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function compared(
  name: string,
  wanted: string,
  given: string,
  policy: PlainPolicy,
  request: PlainRequest,
): Tri {
  if (name.startsWith('numeric')) return ordered(name.slice(7), numberIn(given), numberIn(wanted));
  if (name.startsWith('date')) return ordered(name.slice(4), dateIn(given), dateIn(wanted));
  if (name === 'bool') return equalIf(/^(true|false)$/i, given.toLowerCase(), wanted.toLowerCase());
  if (name === 'binaryequals') return equalIf(/^([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?$/, given, wanted);
  if (name === 'ipaddress') return inBlock(given, wanted);
  const value = substitute(wanted, policy, request);
  if (value === undefined) return undefined;
  if (name.startsWith('arn')) return value === 'nothing' && isArn(given) ? false : arnMatches(value, given);
  if (value === 'nothing') return false;
  if (name === 'stringlike') return wildcard(value, '.*', '.', 's').test(given);
  if (name === 'stringequals') return plain(value) === given;
  return plain(value).toLowerCase() === given.toLowerCase();
}

function equalIf(valid: RegExp, given: string, wanted: string): Tri {
  return valid.test(given) && valid.test(wanted) ? given === wanted : undefined;
}

function ordered(how: string, given: number | undefined, wanted: number | undefined): Tri {
  if (given === undefined || wanted === undefined) return undefined;
  if (how === 'equals') return given === wanted;
  if (how === 'lessthan') return given < wanted;
  if (how === 'lessthanequals') return given <= wanted;
  return how === 'greaterthan' ? given > wanted : given >= wanted;
}

function numberIn(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function dateIn(text: string): number | undefined {
  if (/^-?\d{5,}$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(text)) return undefined;
  const moment = Date.parse(text);
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '2000-01-01';
  if (Number.isNaN(moment) || Number.isNaN(Date.parse(day)) || /T24/.test(text)) return undefined;
  return new Date(day).toISOString().startsWith(day) ? moment : undefined;
}

function bitsOf(address: string): string | undefined {
  if (isIP(address) === 4) {
    return address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  }
  if (isIP(address) !== 6 || address.includes('%')) return undefined;
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = groups.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...middle, ...right]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

function inBlock(given: string, block: string): Tri {
  const address = bitsOf(given);
  const [base = '', length] = block.split('/');
  const wanted = bitsOf(base);
  if (address === undefined || wanted === undefined) return undefined;
  const count = length === undefined ? wanted.length : Number(length);
  if (length !== undefined && (!/^(0|[1-9]\d*)$/.test(length) || count > wanted.length)) return undefined;
  return address.length === wanted.length && address.slice(0, count) === wanted.slice(0, count);
}

function isArn(text: string): boolean {
  const [arn, , , , , ...resource] = text.split(':');
  return arn === 'arn' && resource.join(':') !== '';
}

function arnMatches(pattern: string, given: string): Tri {
  if (!isArn(given)) return undefined;
  const wanted = components(pattern);
  const parts = components(given);
  if (wanted.length < 6 || plain(wanted[0] ?? '') !== 'arn') return undefined;
  return wanted.every((part, index) => wildcard(part, '.*', '.', 's').test(parts[index] ?? ''));
}

/** Six components; the colons of the last are its own. A quoted text keeps its quotes around each piece. */
function components(arn: string): readonly string[] {
  const requoted = arn.replaceAll(/\u0001([^\u0002]*)\u0002/g, (_, inside: string) =>
    inside
      .split(':')
      .map((piece) => `${OPENED}${piece}${CLOSED}`)
      .join(':'),
  );
  const parts = requoted.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
