import { compileCondition, conditionTruth } from '../iam/condition.ts';
import type { Condition, Policy, Statement } from '../iam/policy.ts';
import { type ContextValue, PRESENT, type Request } from '../iam/request.ts';
import { type CompiledStatement, compileStatement, resourceTruth } from '../iam/statement.ts';
import { blindWorld } from '../iam/world.ts';
import { networkKey, type Surroundings } from './probe.ts';

/** The rest of the requests of an audit, and what was chosen for it, in words for a reader. */
export interface ChosenSurroundings extends Surroundings {
  readonly assumptions: readonly string[];
}

const ACCOUNT = '123456789012';
/** A function that no policy names. */
export const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:example`;

/**
 * A caller, a place and a function that the statements about the VPC concern: who is exempted from them learns
 * nothing about them. Where they leave it open, an ordinary one.
 */
export function surroundingsOf(policies: readonly Policy[]): ChosenSurroundings {
  const resource = bestResource(policies);
  const chosen = new Map<string, Choice>();
  for (const [key, placed] of otherKeys(policies)) chosen.set(key, bestValue(key, placed, resource));
  const told = [...chosen].filter(([, { told }]) => told !== undefined);
  return {
    resource,
    other: (key) => (chosen.get(key) ?? ordinary(key)).value,
    assumptions: [
      ...(resource === FUNCTION_ARN ? [] : [`the function is ${resource}`]),
      ...told.map(([key, { told }]) => `${key} ${told}`),
    ],
  };
}

export interface Choice {
  readonly value: ContextValue;
  /** What a reader should know of it; undefined: it is as in any request. */
  readonly told?: string;
}

/** What requests of a Terraform run carry whatever the policy says. */
const ORDINARY: Readonly<Record<string, string>> = {
  'aws:requestedregion': 'us-east-1',
  'aws:principalarn': `arn:aws:iam::${ACCOUNT}:role/example`,
  'aws:principalaccount': ACCOUNT,
  'aws:principaltype': 'AssumedRole',
  'aws:principalorgid': 'o-exampleorgid',
  'aws:resourceaccount': ACCOUNT,
  'aws:resourceorgid': 'o-exampleorgid',
  'aws:securetransport': 'true',
  'aws:viaawsservice': 'false',
  'aws:principalisawsservice': 'false',
  'aws:multifactorauthpresent': 'true',
  'aws:currenttime': '2026-01-01T00:00:00Z',
  'aws:epochtime': '1767225600',
  'aws:sourceip': '192.0.2.1',
  'aws:userid': 'AROAEXAMPLE:example',
  'aws:username': 'example',
  'aws:useragent': 'example',
};

/** What an ordinary request carries under a key. */
export function ordinary(key: string): Choice {
  const text = Object.hasOwn(ORDINARY, key) ? ORDINARY[key] : undefined;
  return text === undefined ? { value: { kind: 'absent' } } : { value: single(text) };
}

const single = (text: string): ContextValue => ({
  kind: 'single',
  presence: PRESENT,
  value: { kind: 'known', text },
});

/** The conditions on each key that says nothing about the network. */
function otherKeys(policies: readonly Policy[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const placed of conditionsOf(policies)) {
    const key = placed.condition.key.toLowerCase();
    if (networkKey(key) !== undefined || !mayBePresent(key)) continue;
    const same = found.get(key) ?? [];
    found.set(key, same);
    same.push(placed);
  }
  return found;
}

/** Keys that requests of these actions may carry: any other key, a misspelt one too, is in none. */
export const mayBePresent = (key: string): boolean =>
  Object.hasOwn(ORDINARY, key) ||
  /^aws:(principaltag|resourcetag|requesttag)\/./.test(key) ||
  /^aws:(tagkeys|calledvia(first|last)?|source[a-z]+|principal[a-z]+|resource[a-z]+|federatedprovider|tokenissuetime|referer)$/.test(
    key,
  ) ||
  /^lambda:(layer|codesigningconfigarn)$/.test(key);

interface Placed {
  readonly condition: Condition;
  readonly statement: Statement;
  readonly policy: Policy;
}

function conditionsOf(policies: readonly Policy[]): readonly Placed[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) =>
      statement.conditions.map((condition) => ({ condition, statement, policy })),
    ),
  );
}

export const aboutNetwork = ({ conditions }: Statement): boolean =>
  conditions.some(({ key }) => networkKey(key) !== undefined);

/** The value with which most statements about the VPC apply, and as few others deny as can be. */
function bestValue(key: string, placed: readonly Placed[], resource: string): Choice {
  const choices = [
    ordinary(key),
    ...valuesIn(placed, key),
    { value: { kind: 'absent' as const }, told: 'absent' },
  ];
  let best: { readonly choice: Choice; readonly score: number } | undefined;
  for (const choice of choices) {
    const score = placed.reduce((sum, one) => sum + worth(one, key, choice.value, resource), 0);
    if (best === undefined || score > best.score) best = { choice, score };
  }
  const value = best?.choice.value ?? { kind: 'absent' as const };
  return { value, told: shown(value) };
}

/** `is absent`, `is team-a`. */
export function shown(value: ContextValue): string {
  if (value.kind === 'absent') return 'is absent';
  const values = value.kind === 'single' ? [value.value] : value.values;
  return `is ${values.map((one) => (one.kind === 'known' ? one.text : one.name)).join(', ')}`;
}

/** Condition keys of requests that hold lists. */
const MULTIVALUED: ReadonlySet<string> = new Set([
  'lambda:layer',
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
]);

function valuesIn(placed: readonly Placed[], key: string): readonly Choice[] {
  return valuesOf(
    placed.map(({ condition }) => condition),
    key,
  );
}

/** Values that these conditions compare a key with; of a pattern one that it matches. */
export function valuesOf(conditions: readonly Condition[], key: string): readonly Choice[] {
  const compared = conditions.filter(({ operator }) => operator.base !== 'Null');
  const texts = compared.flatMap((condition) =>
    condition.values.flatMap(({ text: [first, ...more] }) =>
      typeof first === 'string' && more.length === 0 ? [instanceOf(first, condition)] : [],
    ),
  );
  return [...new Set(texts)].slice(0, MOST_VALUES).map((text) => ({
    value: MULTIVALUED.has(key)
      ? { kind: 'multi', presence: PRESENT, values: [{ kind: 'known', text }] }
      : single(text),
  }));
}

const MOST_VALUES = 50;

const instanceOf = (text: string, { operator: { base } }: Condition) =>
  /^(StringLike|ArnLike|ArnEquals)$/.test(base)
    ? concreteArn(text)
    : base === 'IpAddress'
      ? text.replace(/\/.*/, '')
      : text;

/** Of an ARN the account and the region are ordinary ones where the pattern leaves them open. */
const concreteArn = (pattern: string) =>
  concrete(
    pattern
      .replace(/^(arn:[^:]*:[^:]*:)\*:/, '$1us-east-1:')
      .replace(/^(arn:([^:]*:){3})\*:/, `$1${ACCOUNT}:`),
  );

/** A text that the pattern matches. */
const concrete = (pattern: string) => pattern.replace(/\*/g, 'example').replace(/\?/g, 'x');

/** Statements about the VPC should apply; other denials should not, other Allows should. */
function worth(
  { condition, statement, policy }: Placed,
  key: string,
  value: ContextValue,
  resource: string,
): number {
  const request: Request = {
    action: 'lambda:CreateFunction',
    resource: [resource],
    context: {
      lookup: (asked) => (asked.toLowerCase() === key ? value : ordinary(asked.toLowerCase()).value),
    },
  };
  const truth = conditionTruth(compileCondition(condition, policy.version), request, blindWorld());
  if (aboutNetwork(statement)) return truth === 'true' ? 1000 : 0;
  return truth === (statement.effect === 'Allow' ? 'true' : 'false') ? 1 : 0;
}

/** The function that most statements about the VPC name. */
function bestResource(policies: readonly Policy[]): string {
  const statements = policies.flatMap((policy) =>
    policy.statements.map((statement) => ({
      compiled: compileStatement(policy, statement),
      weight: aboutNetwork(statement) ? 1000 : statement.effect === 'Allow' ? 1 : -1,
    })),
  );
  const named = statements.flatMap(({ compiled: { statement } }) =>
    statement.resources.negated
      ? []
      : statement.resources.patterns.flatMap(({ text: [first, ...more] }) =>
          typeof first === 'string' && more.length === 0 ? [functionArn(first)] : [],
        ),
  );
  const candidates = [FUNCTION_ARN, ...new Set(named.filter((arn) => arn !== undefined))].slice(
    0,
    MOST_VALUES,
  );
  let best: { readonly arn: string; readonly score: number } | undefined;
  for (const arn of candidates) {
    const score = statements
      .filter(({ compiled }) => concerns(compiled, arn))
      .reduce((sum, { weight }) => sum + weight, 0);
    if (best === undefined || score > best.score) best = { arn, score };
  }
  return best?.arn ?? FUNCTION_ARN;
}

function concerns(compiled: CompiledStatement, arn: string): boolean {
  const request: Request = {
    action: 'lambda:CreateFunction',
    resource: [arn],
    context: { lookup: () => ({ kind: 'absent' }) },
  };
  return resourceTruth(compiled, request, blindWorld()) === 'true';
}

/** A function's ARN that the pattern matches, its wildcards filled in as in an ordinary ARN. */
export function functionArn(pattern: string): string | undefined {
  if (!pattern.startsWith('arn:') || pattern.includes('${')) return undefined;
  const usual = FUNCTION_ARN.split(':');
  const given = pattern.split(':');
  const [, , service = '', , , type = '*'] = given;
  if (!/^(lambda|\*)$/.test(service) || !/^(function|\*)/.test(type)) return undefined;
  const parts = usual.map((part, index) => {
    const own = given[index];
    return own === undefined || own === '*' ? part : concrete(own);
  });
  return [...parts, ...given.slice(usual.length).map(concrete)].join(':');
}
