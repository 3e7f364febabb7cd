import { actionsOf } from './change.ts';
import type { ChangeTable } from './change-table.ts';
import { namesOf } from './names.ts';
import type { Actions } from './plan.ts';
import {
  nameDeferred,
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
}

/** Adds the resource change that stands here, unless its type is not kept. */
export function readResourceChange(
  scanner: Scanner,
  source: Source,
  changes: ChangeTable,
  nameOf: typeof nameInstance = nameInstance,
): void {
  const start = scanner.valuePosition();
  const before = scanner.members;
  const draft: Draft = { actions: 'unsupported' };
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) readMember(scanner, draft);
  if (draft.type !== undefined && !source.keep(draft.type)) return;
  const named = nameOf(draft, source);
  if (named === undefined)
    throw scanner.shapeAt(start, '`address`, `mode`, `type` and `name` that say the same');
  if (source.keep(named.address.type)) {
    const { position: end, members } = scanner;
    changes.add(named, { start, end, members: members - before }, draft);
  }
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
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    if (scanner.keyOf(CHANGE) === 'actions') draft.actions = actionsOf(scanner.value());
    else scanner.skipValue();
  }
}

/** Adds the element of `deferred_changes` that stands here, unless its resource's type is not kept. */
export function readDeferredChange(
  scanner: Scanner,
  source: Source,
  changes: ChangeTable,
  reasons: string[],
): void {
  let reason: string | undefined;
  const before = changes.length;
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(DEFERRED_CHANGE);
    if (name === 'reason') reason = optionalString(scanner);
    else if (name === 'resource_change' && !scanner.skipNull())
      readResourceChange(scanner, source, changes, nameDeferred);
    else if (name === undefined) scanner.skipValue();
  }
  if (changes.length > before) reasons.push(reason ?? 'unknown');
}
