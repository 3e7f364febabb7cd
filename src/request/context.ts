import type { Context, ContextValue, Presence } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { KnownValue, Value } from '../iam/value.ts';
import type { Caller } from './caller.ts';
import type { NetworkKeys } from './network-keys.ts';
import type { GivenContext } from './options.ts';
import { principalKey } from './principal-keys.ts';
import { NO_TAGS_SET, taggedValue } from './tag-keys.ts';
import { type Tags, tagKeys } from './tags.ts';

/** What decides the context of one form of a request. */
export interface ContextFacts {
  readonly network: NetworkKeys;
  readonly layer: ContextValue;
  readonly codeSigningConfigArn: ContextValue;
  /** The tags that the request sets; undefined when it is no request that sets tags. */
  readonly requestTags: Tags | undefined;
  /** The tags that the function has when the request is made; undefined when there is no function yet. */
  readonly resourceTags: Tags | undefined;
  readonly caller: Caller;
  readonly via: Via;
  readonly inOrganization: boolean;
  readonly given: GivenContext;
  /** Keys about the time of the apply. */
  readonly times: ReadonlyMap<string, ContextValue>;
}

/**
 * Who sends the request: Terraform itself, CloudFormation for it, or a service of which AWS does not say how it
 * appears in the context.
 */
export type Via = 'terraform' | 'cloudformation' | 'other-service';

/**
 * The context of a request of the Lambda API. Total: a key that is not listed may be there or not, except `lambda:`
 * keys, of which a request has none but its own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext(facts: ContextFacts): Context {
  return { lookup: (key) => lookup(key.toLowerCase(), facts) };
}

/** What the plan decides about a key, whatever else was given. */
export const plannedValue = (name: string, facts: ContextFacts): ContextValue | undefined =>
  OWN_KEYS.get(name)?.(facts) ?? principalKey(name, facts.caller.principalArn) ?? taggedValue(name, facts);

function lookup(name: string, facts: ContextFacts): ContextValue {
  const given = facts.given.get(name);
  if (given !== undefined) return givenValue(given.values, listed(name, facts), name);
  return listed(name, facts) ?? taggedValue(name, facts) ?? unlisted(name);
}

/** What is the same for many requests is one object: then decisions about them are made once. */
function listed(name: string, facts: ContextFacts): ContextValue | undefined {
  return (
    OWN_KEYS.get(name)?.(facts) ??
    principalKey(name, facts.caller.principalArn) ??
    SHARED_KEYS.get(name) ??
    facts.times.get(name) ??
    VIA_KEYS[facts.via].get(name) ??
    (facts.inOrganization ? MEMBER_KEYS : ACCOUNT_KEYS).get(name)
  );
}

type Keys = ReadonlyMap<string, ContextValue>;

const OWN_KEYS: ReadonlyMap<string, (facts: ContextFacts) => ContextValue> = new Map<
  string,
  (facts: ContextFacts) => ContextValue
>([
  ['lambda:vpcids', ({ network }) => network.vpcIds],
  ['lambda:subnetids', ({ network }) => network.subnetIds],
  ['lambda:securitygroupids', ({ network }) => network.securityGroupIds],
  ['lambda:layer', ({ layer }) => layer],
  ['lambda:codesigningconfigarn', ({ codeSigningConfigArn }) => codeSigningConfigArn],
  ['aws:requestedregion', ({ caller }) => single(caller.region)],
  ['aws:principalarn', ({ caller }) => single(caller.principalArn)],
  ['aws:principalaccount', ({ caller }) => single(caller.account)],
  ['aws:resourceaccount', ({ caller }) => single(caller.account)],
  ['aws:tagkeys', ({ requestTags }) => (requestTags === undefined ? NO_TAGS_SET : tagKeys(requestTags))],
]);

const NOT_IN_PLAN = 'who applies is not in the plan';
const NOT_A_SERVICE: ContextValue = { kind: 'absent', reason: 'no AWS service is the caller' };
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

const HOW_CALLED = 'how the service appears in the request that it makes is not documented';

function unlisted(name: string): ContextValue {
  if (name.startsWith('lambda:'))
    return { kind: 'absent', reason: 'requests of this action do not carry the key' };
  const known = UNLISTED.get(name);
  if (known !== undefined) return known;
  const held = openSingle(name, 'whether the request carries the key is not known');
  if (UNLISTED.size < MOST_UNLISTED) UNLISTED.set(name, held);
  return held;
}

const UNLISTED = new Map<string, ContextValue>();
const MOST_UNLISTED = 1_000;

/** A declared multivalued key stays one, whatever number of values is given. */
function givenValue(
  values: readonly string[],
  declared: ContextValue | undefined,
  name: string,
): ContextValue {
  const [only, ...others] = values;
  if (only === undefined) return unlisted(name);
  const multi = declared?.kind === 'multi' || MULTIVALUED.has(name) || others.length > 0;
  const made = multi ? GIVEN_MULTI : GIVEN_SINGLE;
  const held = made.get(values) ?? (multi ? multiple(values.map(givenText)) : single(givenText(only)));
  made.set(values, held);
  return held;
}

const GIVEN_SINGLE = new WeakMap<readonly string[], ContextValue>();
const GIVEN_MULTI = new WeakMap<readonly string[], ContextValue>();

const multiple = (values: readonly Value[]): ContextValue => ({ kind: 'multi', presence: PRESENT, values });
const givenText = (value: string): KnownValue => ({ kind: 'known', text: value, origin: GIVEN });

const GIVEN = { label: '--context', trail: [{ text: '--context' }] };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const MULTIVALUED: ReadonlySet<string> = new Set([
  'lambda:subnetids',
  'lambda:securitygroupids',
  'lambda:layer',
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:principalservicenameslist',
]);

/** The same value is held by the same object. */
function single(value: Value): ContextValue {
  const known = SINGLES.get(value);
  if (known !== undefined) return known;
  const held: ContextValue = { kind: 'single', presence: PRESENT, value };
  SINGLES.set(value, held);
  return held;
}

const SINGLES = new WeakMap<Value, ContextValue>();

const text = (known: string): KnownValue => ({ kind: 'known', text: known });
const settleFor = (key: string) => `--context ${key}=VALUE`;

function open(key: string, reason: string): Value {
  return { kind: 'unknown', name: key, reason, settle: settleFor(key) };
}

function doubt(key: string, reason: string): Presence {
  return { kind: 'unknown', name: `${key} is there`, reason, settle: settleFor(key) };
}

function openSingle(key: string, reason: string): ContextValue {
  return { kind: 'single', presence: doubt(key, reason), value: open(key, reason) };
}

function openMulti(key: string): ContextValue & { readonly kind: 'multi' } {
  const reason = 'whether the request carries the key is not known';
  const rest = { name: key, reason, settle: settleFor(key), atLeast: 1 };
  return { kind: 'multi', presence: doubt(key, reason), values: [], rest };
}

const SHARED_KEYS: Keys = new Map<string, ContextValue>([
  ['aws:principaltype', single(open('aws:PrincipalType', NOT_IN_PLAN))],
  ['aws:userid', single(open('aws:userid', NOT_IN_PLAN))],
  ['aws:useragent', single(open('aws:UserAgent', 'the user agent is not in the plan'))],
  ['aws:securetransport', single(text('true'))],
  ['aws:principalisawsservice', single(text('false'))],
  ['aws:sourcearn', NOT_A_SERVICE],
  ['aws:sourceaccount', NOT_A_SERVICE],
  ['aws:principalservicename', NOT_A_SERVICE],
  ['aws:principalservicenameslist', openMulti('aws:principalservicenameslist')],
  ['aws:resourceorgpaths', openMulti('aws:resourceorgpaths')],
]);

const VIA_KEYS: Readonly<Record<Via, Keys>> = {
  terraform: new Map([
    ['aws:viaawsservice', single(text('false'))],
    ['aws:calledvia', NOT_A_SERVICE],
    ['aws:calledviafirst', NOT_A_SERVICE],
    ['aws:calledvialast', NOT_A_SERVICE],
  ]),
  cloudformation: new Map<string, ContextValue>([
    ['aws:viaawsservice', single(text('true'))],
    ['aws:calledvia', { kind: 'multi', presence: PRESENT, values: [text(CLOUDFORMATION)] }],
    ['aws:calledviafirst', single(text(CLOUDFORMATION))],
    ['aws:calledvialast', single(text(CLOUDFORMATION))],
  ]),
  'other-service': new Map<string, ContextValue>([
    ['aws:viaawsservice', single(open('aws:ViaAWSService', HOW_CALLED))],
    ['aws:calledvia', { ...openMulti('aws:CalledVia'), presence: doubt('aws:CalledVia', HOW_CALLED) }],
    ['aws:calledviafirst', openSingle('aws:calledviafirst', HOW_CALLED)],
    ['aws:calledvialast', openSingle('aws:calledvialast', HOW_CALLED)],
  ]),
};

/** There exactly when the account is in an organization: where a service control policy applies, it is. */
function organizationKeys(inOrganization: boolean): Keys {
  const why = inOrganization
    ? 'the organization is not in the plan'
    : 'whether the account is in an organization is not in the plan';
  const presence = inOrganization ? PRESENT : doubt('organization', why);
  const id: ContextValue = { kind: 'single', presence, value: open('aws:PrincipalOrgID', why) };
  const paths: ContextValue = {
    kind: 'multi',
    presence,
    values: [],
    rest: {
      name: 'aws:PrincipalOrgPaths',
      reason: why,
      settle: settleFor('aws:PrincipalOrgPaths'),
      atLeast: 1,
    },
  };
  return new Map<string, ContextValue>([
    ['aws:principalorgid', id],
    ['aws:resourceorgid', id],
    ['aws:principalorgpaths', paths],
  ]);
}

const MEMBER_KEYS = organizationKeys(true);
const ACCOUNT_KEYS = organizationKeys(false);
