import type { ContextValue } from '../iam/request.ts';
import { isArray } from '../plan/json.ts';
import type { Change, ResourceChange } from '../plan/plan.ts';
import { own } from './difference.ts';
import { existingArn, isSensitive, NOTHING_MORE, objectOf, textOf, UPDATE } from './function-request.ts';
import { callerByArn, caused, type Setting } from './intent.ts';
import type { CausedRequest } from './planned-request.ts';
import { releasedGroups } from './released-groups.ts';
import { tagsBefore } from './tags.ts';

/** Before DeleteFunction the provider may give the function other security groups. */
export async function destroyRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly CausedRequest[]> {
  const planned = change.change();
  const forms = releasedGroups(
    objectOf(planned.before),
    isSensitive(planned, 'vpc_config'),
    change.addressText,
  );
  if (forms === undefined) return [];
  const caller = await callerByArn(change, textOf(planned, 'arn'), setting);
  const request = await caused(
    change,
    {
      ...NOTHING_MORE,
      action: UPDATE,
      because: 'replace_security_groups_on_destroy: its security groups are replaced before it is deleted',
      certainty: 'will',
      resource: await existingArn(change, planned, caller, setting),
      caller,
      vpc: forms,
      layer: unknownLayers(planned, change.addressText),
      resourceTags: await tagsBefore(setting.graph, change.addressText),
      owner: `${change.addressText} (destroyed)`,
    },
    setting,
  );
  return [request];
}

function unknownLayers(planned: Change, addressText: string): ContextValue {
  const layers = own(objectOf(planned.before), 'layers');
  if (!isArray(layers) || layers.length === 0) return NOTHING_MORE.layer;
  const reason =
    'whether a request that does not change the layers carries the existing ones is not documented';
  const values = layers.map((layer) => ({ kind: 'known', text: String(layer) }) as const);
  return {
    kind: 'multi',
    presence: { kind: 'unknown', name: `existing layers of ${addressText}`, reason },
    values,
  };
}
