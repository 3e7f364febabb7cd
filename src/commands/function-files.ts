import type { ExistingFunction, StateResource } from '../audit/existing.ts';
import { EXISTING_TYPES, existing } from '../audit/existing-types.ts';
import { stateResources } from '../audit/state-resources.ts';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';
import { bytesAt, bytesOf } from '../plan/bytes.ts';
import { parseFile } from '../plan/parse-json.ts';
import type { Plan, ResourceKind } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';

/** Up to this size a plan is read at once. */
const IN_MEMORY = 64 * 1024 ** 2;

/** The functions of a file, and resources that may hold some which are not looked into. */
export interface FunctionsOfFile {
  readonly functions: readonly ExistingFunction[];
  readonly notJudged: readonly Pick<StateResource, 'type' | 'address'>[];
}

/**
 * The functions in a state or a plan: of a plan those that exist before it is applied, and those that it creates.
 * @throws InputError for a file that is neither
 */
export function functionsIn(path: string, io: Io): FunctionsOfFile {
  const functions: ExistingFunction[] = [];
  const notJudged: StateResource[] = [];
  for (const resource of [...resourcesIn(path, io)].sort((a, b) => (a.address < b.address ? -1 : 1))) {
    const found = existing(resource);
    if (found === 'not-judged') notJudged.push(resource);
    else if (found !== undefined) functions.push(found);
  }
  return { functions, notJudged: notJudged.map(({ type, address }) => ({ type, address })) };
}

function resourcesIn(path: string, io: Io): readonly StateResource[] {
  if (io.files.kind(path) !== 'file') return fromBytes(path, io);
  const file = io.files.open(path);
  try {
    const bytes = file.size <= IN_MEMORY ? bytesOf(file.readAt(0, file.size)) : bytesAt(file.readAt);
    return planResources(readPlan(bytes, { path, keep: isFunction }));
  } catch (error) {
    if (!isState(error)) throw error;
    return fromState(path, io.files.readText(path));
  } finally {
    file.close();
  }
}

const isFunction = (type: string) => Object.hasOwn(EXISTING_TYPES, type);

/** An empty state has nothing that tells it from other JSON at first sight. */
const isState = (error: unknown) =>
  error instanceof InputError && (error.code === 'is-a-state' || error.code === 'not-a-plan');

/** A pipe is read once. */
function fromBytes(path: string, io: Io): readonly StateResource[] {
  const bytes = io.files.readBytes(path);
  try {
    return planResources(readPlan(bytesOf(bytes), { path, keep: isFunction }));
  } catch (error) {
    if (!isState(error)) throw error;
    return fromState(path, new TextDecoder().decode(bytes));
  }
}

function fromState(path: string, text: string): readonly StateResource[] {
  const found = stateResources(parseFile('malformed-json', text, path));
  if (found !== undefined) return found;
  throw new InputError(
    'not-a-plan',
    'this is neither a state of version 4 nor what terraform show -json prints',
    {
      path,
    },
  );
}

function planResources({ priorState, plannedValues }: Plan): readonly StateResource[] {
  const created = [...plannedValues.of(isManaged)].filter(({ addressText }) => !priorState.has(addressText));
  return [...priorState.of(isManaged), ...created].map(
    ({ address, addressText, values, sensitiveValues }) => ({
      type: address.type,
      address: addressText,
      attributes: values(),
      sensitive: sensitiveValues(),
    }),
  );
}

const isManaged = ({ mode, type }: ResourceKind): boolean => mode === 'managed' && isFunction(type);
