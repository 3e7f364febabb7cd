import type { Context, ContextValue, Presence } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { KnownValue, Value } from '../iam/value.ts';
import type { Caller } from './caller.ts';
import type { NetworkKeys } from './network-keys.ts';
import type { GivenContext } from './options.ts';
import { type Tags, tagKeys, tagValue } from './tags.ts';

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
  const keys = new Map<string, ContextValue>([...globalKeys(facts), ...lambdaKeys(facts)]);
  return { lookup: (key) => lookup(key, keys, facts) };
}

function lookup(key: string, keys: ReadonlyMap<string, ContextValue>, facts: ContextFacts): ContextValue {
  const name = key.toLowerCase();
  const given = facts.given.get(name);
  if (given !== undefined) return givenValue(given, keys.get(name), name);
  return keys.get(name) ?? taggedValue(name, facts) ?? unlisted(name);
}

function lambdaKeys(facts: ContextFacts): readonly (readonly [string, ContextValue])[] {
  return [
    ['lambda:vpcids', facts.network.vpcIds],
    ['lambda:subnetids', facts.network.subnetIds],
    ['lambda:securitygroupids', facts.network.securityGroupIds],
    ['lambda:layer', facts.layer],
    ['lambda:codesigningconfigarn', facts.codeSigningConfigArn],
  ];
}

function globalKeys(facts: ContextFacts): readonly (readonly [string, ContextValue])[] {
  const { caller } = facts;
  return [
    ['aws:requestedregion', single(caller.region)],
    ['aws:principalarn', single(caller.principalArn)],
    ['aws:principalaccount', single(caller.account)],
    ['aws:resourceaccount', single(caller.account)],
    ['aws:principaltype', single(open('aws:PrincipalType', NOT_IN_PLAN))],
    ['aws:userid', single(open('aws:userid', NOT_IN_PLAN))],
    ['aws:currenttime', single(open('aws:CurrentTime', 'the time of the apply is not known'))],
    ['aws:epochtime', single(open('aws:EpochTime', 'the time of the apply is not known'))],
    ['aws:useragent', single(open('aws:UserAgent', 'the user agent is not in the plan'))],
    ['aws:securetransport', single(text('true'))],
    ['aws:principalisawsservice', single(text('false'))],
    ['aws:tagkeys', facts.requestTags === undefined ? NO_TAGS_SET : tagKeys(facts.requestTags)],
    ...viaKeys(facts.via),
    ...organizationKeys(facts.inOrganization),
    ...['aws:sourcearn', 'aws:sourceaccount', 'aws:principalservicename'].map(
      (key) => [key, NOT_A_SERVICE] as const,
    ),
    ...['aws:principalservicenameslist', 'aws:resourceorgpaths'].map((key) => [key, openMulti(key)] as const),
  ];
}

const NOT_IN_PLAN = 'who applies is not in the plan';
const NO_TAGS_SET: ContextValue = { kind: 'absent', reason: 'this request sets no tags' };
const NOT_A_SERVICE: ContextValue = { kind: 'absent', reason: 'no AWS service is the caller' };
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

function viaKeys(via: Via): readonly (readonly [string, ContextValue])[] {
  switch (via) {
    case 'terraform':
      return [
        ['aws:viaawsservice', single(text('false'))],
        ...CALLED_VIA.map((key) => [key, NOT_A_SERVICE] as const),
      ];
    case 'cloudformation':
      return [
        ['aws:viaawsservice', single(text('true'))],
        ['aws:calledvia', { kind: 'multi', presence: PRESENT, values: [text(CLOUDFORMATION)] }],
        ['aws:calledviafirst', single(text(CLOUDFORMATION))],
        ['aws:calledvialast', single(text(CLOUDFORMATION))],
      ];
    case 'other-service':
      return [
        ['aws:viaawsservice', single(open('aws:ViaAWSService', HOW_CALLED))],
        ['aws:calledvia', { ...openMulti('aws:CalledVia'), presence: doubt('aws:CalledVia', HOW_CALLED) }],
        ...CALLED_VIA.slice(1).map((key) => [key, openSingle(key, HOW_CALLED)] as const),
      ];
  }
}

const CALLED_VIA = ['aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast'];
const HOW_CALLED = 'how the service appears in the request that it makes is not documented';

/** There exactly when the account is in an organization: where a service control policy applies, it is. */
function organizationKeys(inOrganization: boolean): readonly (readonly [string, ContextValue])[] {
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
  return [
    ['aws:principalorgid', id],
    ['aws:resourceorgid', id],
    ['aws:principalorgpaths', paths],
  ];
}

/** `aws:RequestTag/KEY` and `aws:ResourceTag/KEY`. */
function taggedValue(name: string, facts: ContextFacts): ContextValue | undefined {
  const [kind, key] = split(name);
  if (key === undefined) return undefined;
  if (kind === 'aws:requesttag')
    return facts.requestTags === undefined ? NO_TAGS_SET : tagValue(facts.requestTags, key);
  if (kind !== 'aws:resourcetag') return undefined;
  return facts.resourceTags === undefined ? NO_FUNCTION : tagValue(facts.resourceTags, key);
}

const NO_FUNCTION: ContextValue = {
  kind: 'absent',
  reason: 'there is no function yet: the tags being set are tags of the request',
};

function split(name: string): readonly [string, string | undefined] {
  const slash = name.indexOf('/');
  return slash < 0 ? [name, undefined] : [name.slice(0, slash), name.slice(slash + 1)];
}

function unlisted(name: string): ContextValue {
  if (name.startsWith('lambda:'))
    return { kind: 'absent', reason: 'requests of this action do not carry the key' };
  return openSingle(name, 'whether the request carries the key is not known');
}

/** A declared multivalued key stays one, whatever number of values is given. */
function givenValue(
  values: readonly string[],
  declared: ContextValue | undefined,
  name: string,
): ContextValue {
  const known = values.map((value): KnownValue => ({ kind: 'known', text: value, origin: GIVEN }));
  const [only, ...others] = known;
  if (only === undefined) return unlisted(name);
  const multi = declared?.kind === 'multi' || MULTIVALUED.has(name) || others.length > 0;
  return multi ? { kind: 'multi', presence: PRESENT, values: known } : single(only);
}

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

const single = (value: Value): ContextValue => ({ kind: 'single', presence: PRESENT, value });
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
