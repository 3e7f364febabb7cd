import { actionsOf, changeOf } from './change.ts';
import { withoutUndefined } from './given.ts';
import { namesOf } from './names.ts';
import type { Actions, Plan, ResourceChange } from './plan.ts';
import { NOWHERE, type Range } from './range.ts';
import {
  type NamedInstance,
  nameInstance,
  optionalKey,
  optionalString,
  type ResourceHeader,
} from './resource-header.ts';
import type { Scanner } from './scanner.ts';
import type { Source } from './source.ts';

const RESOURCE_CHANGE = namesOf(
  'address',
  'module_address',
  'mode',
  'type',
  'name',
  'index',
  'previous_address',
  'deposed',
  'provider_name',
  'action_reason',
  'change',
);
const CHANGE = namesOf('actions');
const DEFERRED_CHANGE = namesOf('reason', 'resource_change');

interface Draft extends ResourceHeader {
  previous_address?: string | undefined;
  deposed?: string | undefined;
  provider_name?: string | undefined;
  action_reason?: string | undefined;
  actions: Actions;
  change?: Range | undefined;
}

/** The resource change that stands here; undefined when its type is not kept. */
export function readResourceChange(scanner: Scanner, source: Source): ResourceChange | undefined {
  const start = scanner.valuePosition();
  const draft: Draft = { actions: 'unsupported' };
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) readMember(scanner, draft);
  if (draft.type !== undefined && !source.keep(draft.type)) return undefined;
  const named = nameInstance(draft, source);
  if (named === undefined)
    throw scanner.shapeAt(start, '`address`, `mode`, `type` and `name` that say the same');
  return source.keep(named.address.type) ? resourceChangeOf(named, draft, source) : undefined;
}

function resourceChangeOf(named: NamedInstance, draft: Draft, source: Source): ResourceChange {
  const { start, end } = draft.change ?? NOWHERE;
  return {
    address: named.address,
    addressText: named.addressText,
    actions: draft.actions,
    change: () => (end === 0 ? {} : changeOf(source.parse(start, end))),
    ...withoutUndefined({
      previousAddress: draft.previous_address,
      deposed: draft.deposed,
      providerName: draft.provider_name,
      actionReason: draft.action_reason,
    }),
  };
}

function readMember(scanner: Scanner, draft: Draft): void {
  const name = scanner.keyOf(RESOURCE_CHANGE);
  if (name === undefined) scanner.skipValue();
  else if (name === 'index') draft.index = optionalKey(scanner);
  else if (name === 'deposed') draft.deposed = readDeposed(scanner);
  else if (name === 'change') readChange(scanner, draft);
  else draft[name] = optionalString(scanner);
}

/** Terraform 0.12 wrote `true`, later ones write the key of the deposed object. */
function readDeposed(scanner: Scanner): string | undefined {
  const deposed = scanner.value();
  if (typeof deposed === 'string') return deposed;
  return deposed === true ? 'true' : undefined;
}

function readChange(scanner: Scanner, draft: Draft): void {
  if (scanner.skipNull()) return;
  const start = scanner.valuePosition();
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(CHANGE) === 'actions') draft.actions = actionsOf(scanner.value());
    else scanner.skipValue();
  }
  draft.change = { start, end: scanner.position };
}

/** One element of `deferred_changes`; undefined when its resource's type is not kept. */
export function readDeferredChange(
  scanner: Scanner,
  source: Source,
): Plan['deferredChanges'][number] | undefined {
  let reason: string | undefined;
  let resourceChange: ResourceChange | undefined;
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(DEFERRED_CHANGE);
    if (name === 'reason') reason = optionalString(scanner);
    else if (name === 'resource_change' && !scanner.skipNull())
      resourceChange = readResourceChange(scanner, source);
    else if (name === undefined) scanner.skipValue();
  }
  return resourceChange === undefined ? undefined : { reason: reason ?? 'unknown', resourceChange };
}
