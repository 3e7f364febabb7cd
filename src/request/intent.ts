import type { Graph } from '../graph/graph.ts';
import type { AskedKeys } from '../iam/asked-keys.ts';
import type { ContextValue, Request } from '../iam/request.ts';
import type { Text, Value } from '../iam/value.ts';
import type { Network } from '../network/network.ts';
import type { Plan, ResourceChange } from '../plan/plan.ts';
import { parseArn } from './arn.ts';
import type { Caller, Callers } from './caller.ts';
import { type ContextFacts, plannedValue, requestContext, type Via } from './context.ts';
import { contradicted, contradictionError } from './given-context.ts';
import { type NetworkKeys, type RequestForms, requestForms } from './network-keys.ts';
import type { GivenContext } from './options.ts';
import type { CausedRequest, NoRequest, PlannedRequest } from './planned-request.ts';
import { SERVICE_ROLE_NOTE } from './service-role.ts';
import type { SharedSettings } from './shared-settings.ts';
import type { Tags } from './tags.ts';
import type { VpcSettings } from './vpc-settings.ts';

/** What all kinds of resources share when their requests are worked out. */
export interface Setting {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly network: Network;
  readonly callers: Callers;
  readonly shared: SharedSettings;
  readonly given: GivenContext;
  readonly asked: AskedKeys;
  readonly inOrganization: boolean;
  /** Keys about the time of the apply: the same for all requests. */
  readonly times: ContextFacts['times'];
}

/** A request that a resource change makes, in the terms of Lambda. */
export interface Intent {
  readonly action: string;
  readonly because: string;
  readonly certainty: CausedRequest['certainty'];
  readonly resource: Text;
  readonly caller: Caller;
  readonly vpc: VpcSettings | RequestForms;
  /** Absent: the request sets none. */
  readonly layer?: ContextValue;
  /** Absent: the request carries none. */
  readonly codeSigningConfigArn?: ContextValue;
  readonly requestTags?: Tags | undefined;
  readonly resourceTags?: Tags | undefined;
  /** Absent: Terraform makes the request. */
  readonly via?: Via;
  readonly notes?: readonly string[];
  /** Names what is not known about the network; the resource address, and more where it makes several functions. */
  readonly owner: string;
}

const NO_LAYER: ContextValue = { kind: 'absent', reason: 'the request sets no layers' };
const NO_CODE_SIGNING: ContextValue = {
  kind: 'absent',
  reason: 'only CreateFunction carries a code signing configuration',
};

/** The request of an intent, with every form it may have. */
export async function caused(
  change: ResourceChange,
  intent: Intent,
  setting: Setting,
): Promise<CausedRequest> {
  const { vpc } = intent;
  const found = 'forms' in vpc ? vpc : await formsOf(vpc, intent.owner, setting);
  const { inOrganization, times } = setting;
  const given = givenFor(intent, setting);
  const [first, ...others] = possibleForms(found.forms, intent, { given, inOrganization, times });
  const requestOf = (network: NetworkKeys): Request => ({
    action: intent.action,
    resource: intent.resource,
    context: requestContext(factsOf(intent, network, { inOrganization, given, times })),
  });
  return {
    kind: 'request',
    addressText: change.addressText,
    changeActions: change.actions,
    action: intent.action,
    because: intent.because,
    alternatives: [requestOf(first), ...others.map(requestOf)],
    certainty: intent.certainty,
    network: found.network,
    ...(intent.caller.isServiceRole ? { isServiceRole: true } : {}),
    notes: [
      ...(intent.notes ?? []),
      ...found.notes,
      ...(intent.caller.isServiceRole ? [SERVICE_ROLE_NOTE] : []),
    ],
  };
}

function factsOf(
  intent: Intent,
  network: NetworkKeys,
  { inOrganization, given, times }: Pick<ContextFacts, 'inOrganization' | 'given' | 'times'>,
): ContextFacts {
  return {
    network,
    layer: intent.layer ?? NO_LAYER,
    codeSigningConfigArn: intent.codeSigningConfigArn ?? NO_CODE_SIGNING,
    requestTags: intent.requestTags,
    resourceTags: intent.resourceTags,
    caller: intent.caller,
    via: intent.via ?? 'terraform',
    inOrganization,
    given,
    times,
  };
}

/** Requests of the other actions carry no VPC: what was given for those of functions is not meant for them. */
function givenFor({ action }: Intent, { given }: Setting): GivenContext {
  if (FUNCTION_ACTION.test(action) || !given.has(VPC_IDS)) return given;
  return new Map([...given].filter(([key]) => key !== VPC_IDS));
}

const FUNCTION_ACTION = /^lambda:(CreateFunction|UpdateFunctionConfiguration)$/;
const VPC_IDS = 'lambda:vpcids';

/**
 * The forms of a request that can carry what was given.
 * @throws InputError `usage` where none can
 */
function possibleForms(
  forms: RequestForms['forms'],
  intent: Intent,
  { given, inOrganization, times }: Pick<Setting, 'given' | 'inOrganization' | 'times'>,
): RequestForms['forms'] {
  if (given.size === 0) return forms;
  const why = (network: NetworkKeys) =>
    contradicted(given, (key) =>
      plannedValue(key, factsOf(intent, network, { inOrganization, given, times })),
    );
  const [first, ...others] = forms.filter((network) => why(network) === undefined);
  if (first !== undefined) return [first, ...others];
  const contradiction = why(forms[0]);
  if (contradiction === undefined) return forms;
  throw contradictionError(contradiction, given, intent.owner);
}

const formsOf = (vpc: VpcSettings, owner: string, { shared, network }: Setting) =>
  shared.formsOf(vpc, owner, (name) => requestForms(vpc, network, name));

export function noRequest(change: ResourceChange, because: string, notice?: string): NoRequest {
  const { addressText, actions: changeActions } = change;
  return {
    kind: 'no-request',
    addressText,
    changeActions,
    because,
    ...(notice === undefined ? {} : { notice }),
  };
}

/** Answers what the change of one resource of a type means for the Lambda API. */
export type RequestsOf = (change: ResourceChange, setting: Setting) => Promise<readonly PlannedRequest[]>;

/** `arn:aws:lambda:us-east-1:123456789012:function:name`; `rest` is what follows the account. */
export function lambdaArn(caller: Caller, rest: Text): Text {
  return joined(['arn:', caller.partition, ':lambda:', caller.region, ':', caller.account, ':', ...rest]);
}

/** Neighbouring known parts become one. */
function joined(parts: Text): Text {
  const text: (string | Value)[] = [];
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : plain(part);
    const last = text.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') text[text.length - 1] = last + piece;
    else text.push(piece);
  }
  return text;
}

const plain = (value: Value) =>
  value.kind === 'known' && value.origin?.sensitive !== true ? value.text : value;

/**
 * The ARN of a function by the name that the configuration gives it: a name, an ARN, or a part of one.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html#lambda-CreateFunction-request-FunctionName
 */
export function functionArn(caller: Caller, name: Text): Text {
  const [first] = name;
  if (typeof first !== 'string' || !first.includes(':')) return lambdaArn(caller, ['function:', ...name]);
  return parseArn(first) === undefined ? [PARTIAL_ARN] : name;
}

const PARTIAL_ARN: Value = {
  kind: 'unknown',
  name: 'function of a partial ARN',
  reason: 'the name of the function is a part of an ARN',
  isArn: true,
};

/** The caller of the requests of a function that exists, as its ARN shows it. */
export async function callerByArn(
  { addressText }: ResourceChange,
  text: string,
  { callers }: Setting,
): Promise<Caller> {
  const arn = parseArn(text);
  if (arn === undefined || arn.region === '' || arn.account === '') return callers.of(addressText);
  const label = { label: 'the ARN of the function', trail: [{ text }] };
  return {
    ...(await callers.ofProvider(addressText)),
    partition: { kind: 'known', text: arn.partition, origin: label },
    region: { kind: 'known', text: arn.region, origin: label },
    account: { kind: 'known', text: arn.account, origin: label },
  };
}
