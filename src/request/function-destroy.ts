import type { ResourceChange } from '../plan/plan.ts';
import {
  existingArn,
  isSensitive,
  layersBefore,
  objectOf,
  perhapsExisting,
  textOf,
  UPDATE,
} from './function-request.ts';
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
  const isHidden = ['vpc_config', 'replacement_security_group_ids'].some((name) =>
    isSensitive(planned, name),
  );
  const forms = releasedGroups(objectOf(planned.before), isHidden, change.addressText);
  if (forms === undefined) return [];
  const caller = await callerByArn(change, textOf(planned, 'arn'), setting);
  const request = await caused(
    change,
    {
      action: UPDATE,
      because: 'replace_security_groups_on_destroy: its security groups are replaced before it is deleted',
      certainty: 'will',
      resource: await existingArn(change, planned, caller, setting),
      caller,
      vpc: forms,
      layer: perhapsExisting(await layersBefore(change.addressText, setting), change.addressText),
      resourceTags: await tagsBefore(setting.graph, change.addressText),
      owner: `${change.addressText} (destroyed)`,
    },
    setting,
  );
  return [request];
}
