import type { ResourceChange } from '../plan/plan.ts';
import type { Via } from './context.ts';
import { createRequest } from './function-create.ts';
import { destroyRequests } from './function-destroy.ts';
import { CREATE, UPDATE, unnamed } from './function-request.ts';
import { updateRequest } from './function-update.ts';
import { caused, type Intent, noRequest, type Setting } from './intent.ts';
import type { PlannedRequest } from './planned-request.ts';
import { suppressedVpc } from './suppressed.ts';
import type { Doubt } from './vpc-settings.ts';

/** The requests of a change of aws_lambda_function. */
export async function functionRequests(
  change: ResourceChange,
  setting: Setting,
): Promise<readonly PlannedRequest[]> {
  switch (change.actions) {
    case 'create':
    case 'create-forget':
    case 'forget-create':
      return [await createRequest(change, setting)];
    case 'update':
      return [await updateRequest(change, setting)];
    case 'delete-create':
      return [...(await destroyRequests(change, setting)), await createRequest(change, setting)];
    case 'create-delete':
      return [await createRequest(change, setting), ...(await destroyRequests(change, setting))];
    case 'delete': {
      const released = await destroyRequests(change, setting);
      return released.length > 0 ? released : [noRequest(change, 'a deleted function needs no VPC settings')];
    }
    case 'no-op': {
      const suppressed = await suppressedVpc(change, setting);
      return [noRequest(change, 'nothing changes', suppressed)];
    }
    case 'read':
    case 'forget':
    case 'open':
      return [noRequest(change, 'the function itself is not touched')];
    case 'unsupported':
      return unsupportedRequests(change, setting);
  }
}

/** Actions of a newer Terraform: the function, or what the type makes, may be created or changed, with any settings. */
export async function unsupportedRequests(
  change: ResourceChange,
  setting: Setting,
  { requests, via }: { readonly requests: readonly string[]; readonly via: Via } = BY_TERRAFORM,
): Promise<readonly PlannedRequest[]> {
  const { addressText } = change;
  const caller = await setting.callers.of(addressText);
  const reason = 'this version does not know the actions of this change';
  const doubt: Doubt = { kind: 'unknown', name: `vpc_config of ${addressText}`, reason };
  const intents = requests.map(
    (action): Intent => ({
      action,
      because: reason,
      certainty: 'may',
      resource: unnamed(caller, addressText),
      caller,
      vpc: { kind: 'unknown', doubt },
      layer: {
        kind: 'multi',
        presence: doubt,
        values: [],
        rest: { name: `layers of ${addressText}`, reason, atLeast: 1 },
      },
      via,
      codeSigningConfigArn: {
        kind: 'single',
        presence: doubt,
        value: { kind: 'unknown', name: `code signing of ${addressText}`, reason },
      },
      requestTags: { known: new Map(), open: { name: `${addressText}.tags`, reason } },
      resourceTags: { known: new Map(), open: { name: `${addressText}.tags`, reason } },
      owner: addressText,
    }),
  );
  return Promise.all(intents.map((intent) => caused(change, intent, setting)));
}

const BY_TERRAFORM = { requests: [CREATE, UPDATE], via: 'terraform' } as const;
