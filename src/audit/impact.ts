import { authorize, type CompiledPolicies, compilePolicies } from '../iam/authorize.ts';
import type { Decision, DecisionKind } from '../iam/decision.ts';
import type { Policy } from '../iam/policy.ts';
import { type ContextValue, PRESENT, type Request } from '../iam/request.ts';
import type { UnknownValue, Value } from '../iam/value.ts';
import { FULL_AWS_ACCESS } from '../policies/full-access.ts';
import { needsFullAccess } from './audited.ts';
import type { ExistingFunction, ExistingNetwork } from './existing.ts';
import { FUNCTION_ACTIONS, NEWER_ACTIONS, SECURITY_GROUP_KEY, SUBNET_KEY, VPC_KEY } from './probe.ts';
import { type ChosenSurroundings, surroundingsOf } from './surroundings.ts';

/** What service control policies decide about functions that exist already. */
export interface Impact {
  /** What was assumed about who calls. */
  readonly assumptions: readonly string[];
  /** Every request that an update or a new creation makes; none of them is left out. */
  readonly of: (existing: ExistingFunction) => readonly RequestImpact[];
}

/** One request about one existing function. */
export interface RequestImpact {
  readonly request: string;
  readonly decision: DecisionKind;
  /** Under the policies as they are now, where those were given. */
  readonly before?: DecisionKind;
  /** The statement that refuses it, where it is one. */
  readonly policy?: string;
  readonly statement?: string;
  /** Why it is refused or not decided, in words. */
  readonly because: string;
}

/** @param was the policies that are attached now; undefined: not given */
export function impactOf(now: readonly Policy[], was: readonly Policy[] | undefined): Impact {
  const surroundings = surroundingsOf([...now, ...(was ?? [])]);
  const compiled = levelOf(now);
  const old = was === undefined ? undefined : levelOf(was);
  return {
    assumptions: surroundings.assumptions.filter(
      (text) => !/^(the function is|aws:(requestedregion|resourceaccount|principalaccount) )/.test(text),
    ),
    of: (existing) =>
      ACTIONS[existing.kind].map((action) => {
        const request = requestFor(existing, action, surroundings);
        const before = old === undefined ? undefined : authorize(old, [request]).kind;
        return {
          request: action,
          ...told(authorize(compiled, [request]), existing),
          ...(before === undefined ? {} : { before }),
        };
      }),
  };
}

/** Nothing of a capacity provider's network can be changed but by a new one. */
const ACTIONS = {
  function: FUNCTION_ACTIONS,
  'capacity-provider': [NEWER_ACTIONS[0]],
} as const satisfies Record<ExistingFunction['kind'], readonly string[]>;

/** All policies at one place; where none of them allows anything, FullAWSAccess is attached beside them. */
function levelOf(policies: readonly Policy[]): CompiledPolicies {
  const beside = policies.every(needsFullAccess) ? [FULL_AWS_ACCESS] : [];
  const attached = [...beside, ...policies].map((policy) => ({ policy, attached: PRESENT }));
  return compilePolicies({ serviceControl: [{ name: 'the target', policies: attached }] });
}

function told(decision: Decision, { sensitive }: ExistingFunction): Omit<RequestImpact, 'request'> {
  const { kind } = decision;
  switch (kind) {
    case 'allowed':
      return { decision: kind, because: 'no statement refuses it' };
    case 'implicit-deny':
      return { decision: kind, because: 'no statement allows it' };
    case 'undetermined':
      return {
        decision: kind,
        because: sensitive
          ? CONCEALED
          : (decision.reasons[0]?.text ?? decision.inexact ?? 'it depends on what is not known'),
      };
    case 'explicit-deny': {
      const denies = decision.explanation.statements.find(
        ({ statement, truth }) => statement.effect === 'Deny' && truth === 'true',
      );
      if (denies === undefined) return { decision: kind, because: 'one statement or another denies it' };
      const { policy, statement, conditions } = denies;
      const because = sensitive
        ? CONCEALED
        : conditions
            .map(({ condition, why }) => `${condition.operator.name} ${condition.key}: ${why}`)
            .join('; ');
      return {
        decision: kind,
        policy: policy.label,
        statement: statement.sid ?? `statement ${statement.index + 1}`,
        because,
      };
    }
  }
}

const CONCEALED = 'what it depends on is sensitive, and not shown';

function requestFor(
  existing: ExistingFunction,
  action: string,
  { other, resource }: ChosenSurroundings,
): Request {
  const held = heldBy(existing);
  const arn = existing.arn ?? assumedArn(existing, resource);
  return {
    action,
    resource: [arn],
    context: {
      lookup: (key) =>
        held.get(key.toLowerCase()) ?? tagOf(existing, action, key.toLowerCase()) ?? other(key.toLowerCase()),
    },
  };
}

function assumedArn({ kind, name }: ExistingFunction, resource: string): string {
  const place = resource.split(':').slice(0, 5).join(':');
  return `${place}:${kind}:${name}`;
}

function heldBy({ kind, network, arn, address }: ExistingFunction): ReadonlyMap<string, ContextValue> {
  const [, , , region, account] = arn?.split(':') ?? [];
  const place: [string, ContextValue][] = [];
  if (region !== undefined) place.push(['aws:requestedregion', single(region)]);
  if (account !== undefined)
    place.push(['aws:resourceaccount', single(account)], ['aws:principalaccount', single(account)]);
  if (network === undefined)
    return new Map([...place, [VPC_KEY, ABSENT], [SUBNET_KEY, ABSENT], [SECURITY_GROUP_KEY, ABSENT]]);
  const { vpc, subnets, securityGroups } = network;
  const presence = subnets === undefined && vpc === undefined ? maybe(address, network) : PRESENT;
  const what = `of ${address}`;
  return new Map<string, ContextValue>([
    ...place,
    [VPC_KEY, kind === 'function' ? { kind: 'single', presence, value: vpcValue(vpc, what) } : NOT_CARRIED],
    [SUBNET_KEY, list(subnets, presence, `the subnets ${what}`, 'subnet')],
    [SECURITY_GROUP_KEY, list(securityGroups, presence, `the security groups ${what}`, 'sg')],
  ]);
}

const ABSENT: ContextValue = { kind: 'absent', reason: 'the function has no VPC' };

const single = (text: string): ContextValue => ({
  kind: 'single',
  presence: PRESENT,
  value: { kind: 'known', text },
});

const NOT_CARRIED: ContextValue = { kind: 'absent', reason: 'requests for capacity providers carry no VPC' };

const vpcValue = (vpc: string | undefined, what: string): Value =>
  vpc === undefined ? unknown(`the VPC ${what}`, 'vpc') : { kind: 'known', text: vpc };

const maybe = (address: string, { doubt }: ExistingNetwork) =>
  ({
    kind: 'unknown',
    name: `whether ${address} is in a VPC`,
    reason: doubt ?? `the file does not tell whether ${address} is in a VPC`,
  }) as const;

const unknown = (name: string, kind: string): UnknownValue => ({
  kind: 'unknown',
  name,
  reason: `the file does not tell ${name}`,
  shape: { prefix: `${kind}-`, alphabet: '0123456789abcdef', lengths: [8, 17] },
});

function list(
  ids: readonly string[] | undefined,
  presence: typeof PRESENT | ReturnType<typeof maybe>,
  name: string,
  kind: string,
): ContextValue {
  if (ids !== undefined)
    return { kind: 'multi', presence, values: ids.map((text) => ({ kind: 'known', text })) };
  const { kind: _, ...rest } = unknown(name, kind);
  return { kind: 'multi', presence, values: [], rest: { ...rest, atLeast: 1 } };
}

/** The function's tags: of a resource that exists when it is changed, of the request when it is made anew. */
function tagOf({ tags, address }: ExistingFunction, action: string, key: string): ContextValue | undefined {
  const create = action === FUNCTION_ACTIONS[0];
  const [, where, name] = /^aws:(resourcetag|requesttag)\/(.+)$/.exec(key) ?? [];
  if (where === undefined || name === undefined) return undefined;
  if ((where === 'requesttag') !== create) return { kind: 'absent' };
  const [found, ...others] = [...(tags ?? [])].filter(([tag]) => tag.toLowerCase() === name);
  if (others.length > 0) return unknownTag(address, name, `tags of ${address} differ only in case`);
  if (tags === undefined || name.startsWith('aws:'))
    return unknownTag(address, name, `the file does not tell all tags of ${address}`);
  return found === undefined ? { kind: 'absent' } : single(found[1]);
}

function unknownTag(address: string, tag: string, reason: string): ContextValue {
  const value = { kind: 'unknown', name: `tag ${tag} of ${address}`, reason } as const;
  return { kind: 'single', presence: { ...value, name: `presence of ${value.name}` }, value };
}
