import { known, unknown } from '../graph/construct.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { isSomething } from '../policies/value.ts';
import type { Caller } from './caller.ts';
import {
  type CloudChange,
  type CloudFunction,
  cloudChange,
  cloudRequest,
  unknownUpdate,
} from './cloud-function.ts';
import type { Via } from './context.ts';
import { noRequest, type RequestsOf, type Setting } from './intent.ts';
import { simpleActions } from './lifecycle.ts';
import { notEvaluated } from './not-evaluated.ts';
import type { PlannedRequest } from './planned-request.ts';
import { asServiceRole } from './service-role.ts';
import { readStack, type StackFunction, type StackTemplate } from './stack-template.ts';
import { templateParameters } from './template-scope.ts';
import { readTemplate } from './template-text.ts';

/**
 * aws_cloudformation_stack: CloudFormation makes the functions of the template.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudformation_stack
 */
export function stackRequests(change: ResourceChange, setting: Setting): Promise<readonly PlannedRequest[]> {
  return simpleActions(change, setting, {
    create: () => changedStack(change, setting, undefined),
    update: async () => changedStack(change, setting, await stackBefore(change, setting)),
  });
}

/** Unless the template makes no functions, a reader is told of it. */
const unlessEmpty =
  (because: string, notice: string): RequestsOf =>
  (change, setting) => {
    const changed = async () => {
      const stack = await stackAfter(change, setting);
      const makesNone = stack !== undefined && stack.functions.length + stack.hidden.length === 0;
      return [
        makesNone ? noRequest(change, 'its template makes no functions') : noRequest(change, because, notice),
      ];
    };
    return simpleActions(change, setting, { create: changed, update: changed });
  };

/** aws_cloudformation_stack_set: which accounts and regions its functions will be in is not in the plan. */
export const stackSetRequests = unlessEmpty(
  'it makes functions in accounts that are not in the plan',
  'this stack set may make or change Lambda functions in other accounts and regions: it cannot be evaluated',
);

/**
 * awscc_cloudformation_stack: Cloud Control asks CloudFormation for it, and how such requests show that is not documented.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/cloudformation_stack
 */
export const cloudControlStackRequests = unlessEmpty(
  'what Cloud Control asks for is not evaluated',
  'this stack may make or change Lambda functions through Cloud Control: that is not evaluated',
);

const NOT_IN_PLAN =
  'this stack may make or change Lambda functions, and its template is not in the plan: it cannot be evaluated';

/** Types of which the plan does not hold the template. */
export const unreadableStack = notEvaluated('its template is not in the plan', NOT_IN_PLAN);

const UNREADABLE =
  'this stack may make or change Lambda functions, and its template cannot be read before the apply: it cannot be evaluated';

async function changedStack(
  change: ResourceChange,
  setting: Setting,
  before: StackTemplate | 'unknown' | undefined,
): Promise<readonly PlannedRequest[]> {
  const after = await stackAfter(change, setting);
  if (after === undefined) {
    const url = await setting.graph.attribute(change.addressText, ['template_url']);
    return [noRequest(change, 'its template is not known', isSomething(url) ? NOT_IN_PLAN : UNREADABLE)];
  }
  const notices = after.hidden.map((what) =>
    noRequest(change, 'a part of its template is not in the plan', what),
  );
  const stack = await stackSetting(change, setting);
  const requests: PlannedRequest[] = [];
  for (const function_ of after.functions) {
    for (const made of isSame(before, after) ? [] : functionChanges(function_, before))
      if (made.kind !== 'none')
        requests.push(await cloudRequest(change, cloudFunction(change, function_, stack), made, setting));
  }
  const found = [...requests, ...notices];
  return found.length > 0 ? found : [noRequest(change, 'no function of the stack is made or changed')];
}

/** The template and its parameters do not change, nor what CloudFormation reads for them at each update. */
const isSame = (before: StackTemplate | 'unknown' | undefined, after: StackTemplate) =>
  typeof before === 'object' && before.fingerprint === after.fingerprint && !after.isReadAnew;

interface StackSetting {
  readonly name: string;
  readonly via: Via;
  readonly caller: Caller;
}

/**
 * With a role of its own, CloudFormation acts as that role; how such a request shows the service is not documented. An update
 * without one keeps the role that the stack has.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html
 */
async function stackSetting(
  { addressText, actions }: ResourceChange,
  { graph, callers }: Setting,
): Promise<StackSetting> {
  const caller = await callers.of(addressText);
  const given = await graph.attribute(addressText, ['iam_role_arn']);
  const role =
    isSomething(given) || actions !== 'update'
      ? given
      : await graph.attributeBefore(addressText, ['iam_role_arn']);
  const name = await graph.attribute(addressText, ['name']);
  return {
    name: name?.kind === 'known' ? String(name.value) : '',
    via: isSomething(role) ? 'other-service' : 'cloudformation',
    caller: asServiceRole(caller, role),
  };
}

/** A name that CloudFormation makes up begins with those of the stack and the resource, unless they are long. */
const LONGEST_PREFIX = 51;

function cloudFunction(
  { addressText }: ResourceChange,
  function_: StackFunction,
  stack: StackSetting,
): CloudFunction {
  const prefix = `${stack.name}-${function_.id}-`;
  return {
    owner: `${addressText} ${function_.id}`,
    properties: function_.properties,
    namePrefix: stack.name === '' || prefix.length > LONGEST_PREFIX ? '' : prefix,
    via: stack.via,
    caller: stack.caller,
  };
}

/** What may become of a function of the template: of one that may not have been there it may be made, too. */
function functionChanges(
  function_: StackFunction,
  before: StackTemplate | 'unknown' | undefined,
): readonly CloudChange[] {
  const { id, isCertain } = function_;
  const created = (certain: boolean): CloudChange => ({
    kind: 'create',
    because: `the stack creates ${id}`,
    certainty: certain ? 'will' : 'may',
  });
  if (before === undefined) return [created(isCertain)];
  if (before === 'unknown') return [created(false), unknownUpdate('what changes in the stack is not known')];
  const old = before.functions.find((one) => one.id === id);
  if (old === undefined) return [created(isCertain)];
  const changed = propertiesChange(function_, old);
  return old.isCertain ? [changed] : [created(false), changed];
}

function propertiesChange(function_: StackFunction, old: StackFunction): CloudChange {
  const { id, isOpen } = function_;
  const made = cloudChange(old.properties, function_.properties);
  if (made.kind === 'none')
    return isOpen ? unknownUpdate(`${id}: it uses values that only CloudFormation knows`) : made;
  const because = `${id}: ${made.because}`;
  return function_.isCertain && old.isCertain ? { ...made, because } : { ...made, because, certainty: 'may' };
}

async function stackAfter(
  { addressText }: ResourceChange,
  setting: Setting,
): Promise<StackTemplate | undefined> {
  const { graph } = setting;
  const body = await graph.attribute(addressText, ['template_body']);
  const url = await graph.attribute(addressText, ['template_url']);
  if (!isSomething(body) || isSomething(url)) return undefined;
  const parameters = await graph.attribute(addressText, ['parameters']);
  const isOpen =
    parameters?.kind === 'unknown' && (await graph.configured(addressText, ['parameters'])) === undefined;
  return stackOf(body, isOpen ? undefined : parameters, addressText, setting);
}

async function stackBefore(
  { addressText }: ResourceChange,
  setting: Setting,
): Promise<StackTemplate | 'unknown'> {
  const body = await setting.graph.attributeBefore(addressText, ['template_body']);
  const parameters = await setting.graph.attributeBefore(addressText, ['parameters']);
  const stack = isSomething(body) ? await stackOf(body, parameters, addressText, setting) : undefined;
  return stack === undefined || stack.isRewritten ? 'unknown' : stack;
}

async function stackOf(
  body: GraphValue,
  parameters: GraphValue | undefined,
  owner: string,
  { callers }: Setting,
): Promise<StackTemplate | undefined> {
  const template = readTemplate(body);
  if (template === undefined) return undefined;
  const { region, account, partition } = await callers.of(owner);
  const pseudo = new Map(
    Object.entries({ 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': partition }).map(
      ([name, value]) =>
        [
          name,
          value.kind === 'known'
            ? known(value.text)
            : unknown(value.kind === 'new' ? name : value.name, 'it is not in the plan'),
        ] as const,
    ),
  );
  return readStack(
    template,
    (declared) => templateParameters(declared, givenParameters(parameters), owner),
    pseudo,
    owner,
  );
}

/** Undefined where it is not known what the stack is given. */
function givenParameters(parameters: GraphValue | undefined): ReadonlyMap<string, GraphValue> | undefined {
  if (!isSomething(parameters)) return new Map();
  return parameters.kind === 'object' && parameters.rest === undefined ? parameters.attributes : undefined;
}
