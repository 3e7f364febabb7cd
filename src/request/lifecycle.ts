import type { ResourceChange } from '../plan/plan.ts';
import { CREATE, UPDATE } from './function-request.ts';
import { noRequest, type Setting } from './intent.ts';
import { unsupportedRequests } from './lambda-function.ts';
import type { PlannedRequest } from './planned-request.ts';

/** What to do when something is created (or replaced), and when it is updated. */
export interface Lifecycle {
  readonly create: () => Promise<readonly PlannedRequest[]>;
  readonly update: () => Promise<readonly PlannedRequest[]>;
  /** What may be asked of the Lambda API, and by whom; absent: to create or update a function, by another service. */
  readonly may?: Parameters<typeof unsupportedRequests>[2];
}

const BY_A_SERVICE = { requests: [CREATE, UPDATE], via: 'other-service' } as const;

/** For types whose deletion makes no request that matters. */
export async function simpleActions(
  change: ResourceChange,
  setting: Setting,
  lifecycle: Lifecycle,
): Promise<readonly PlannedRequest[]> {
  switch (change.actions) {
    case 'create':
    case 'create-forget':
    case 'forget-create':
    case 'delete-create':
    case 'create-delete':
      return lifecycle.create();
    case 'update':
      return lifecycle.update();
    case 'delete':
      return [noRequest(change, 'what is deleted needs no VPC settings')];
    case 'no-op':
      return [noRequest(change, 'nothing changes')];
    case 'read':
    case 'forget':
    case 'open':
      return [noRequest(change, 'the resource itself is not touched')];
    case 'unsupported':
      return unsupportedRequests(change, setting, lifecycle.may ?? BY_A_SERVICE);
  }
}
