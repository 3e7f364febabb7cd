import type { Graph } from '../graph/graph.ts';
import type { Network } from '../network/network.ts';
import type { Plan, ResourceChange } from '../plan/plan.ts';
import { applyTime } from './apply-time.ts';
import { callersOf } from './caller.ts';
import { noRequest, type Setting } from './intent.ts';
import { checkOptions, parseContext, type RequestOptions } from './options.ts';
import type { PlannedRequest } from './planned-request.ts';
import { isFunctionType, RESOURCE_TYPES } from './resource-types.ts';
import { SharedSettings } from './shared-settings.ts';
import { askedOrGiven } from './unasked.ts';

/**
 * Which requests to the Lambda API the apply of a plan makes, and which changes of functions make none; in the order
 * of the plan's resource changes. Other resource changes are not in the answer.
 * @throws InputError `usage` for options that cannot be meant
 */
export async function plannedRequests(
  plan: Plan,
  graph: Graph,
  network: Network,
  options: RequestOptions,
): Promise<readonly PlannedRequest[]> {
  checkOptions(options);
  const given = parseContext(options.context ?? []);
  const setting: Setting = {
    plan,
    graph,
    network,
    callers: await callersOf(plan, graph, options),
    shared: new SharedSettings(),
    given,
    asked: askedOrGiven(options.asked, given),
    inOrganization: options.inOrganization ?? false,
    times: applyTime(plan),
  };
  const planned: PlannedRequest[] = [];
  for (const change of plan.resourceChanges.of(isManagedFunction))
    planned.push(...(await requestsOf(change, setting)));
  return [...planned, ...plan.deferredChanges.flatMap(deferredRequest)];
}

const isManagedFunction = ({ mode, type }: { readonly mode: string; readonly type: string }) =>
  mode === 'managed' && isFunctionType(type);

async function requestsOf(change: ResourceChange, setting: Setting): Promise<readonly PlannedRequest[]> {
  const { address } = change;
  if (address.mode !== 'managed' || !isFunctionType(address.type)) return [];
  return RESOURCE_TYPES[address.type](change, setting);
}

/** A change that Terraform puts off makes no request in this apply. */
function deferredRequest(deferred: Plan['deferredChanges'][number]): readonly PlannedRequest[] {
  const { resourceChange, reason } = deferred;
  if (resourceChange.address.mode !== 'managed' || !isFunctionType(resourceChange.address.type)) return [];
  const notice = `Terraform puts this change off to a later plan (\`${reason}\`): what that one will do is not judged`;
  return [noRequest(resourceChange, 'the change is put off to a later plan', notice)];
}
