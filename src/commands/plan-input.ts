import type { CheckCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Io, OpenFile, TemporaryFile } from '../io.ts';
import { bytesAt, bytesOf, type PlanBytes } from '../plan/bytes.ts';
import type { Plan } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import { showBinaryPlan } from './binary-plan.ts';

/** A plan that is read: `close` it when its values are not asked for any more. */
export interface OpenPlan {
  /** As a reader sees it. */
  readonly path: string;
  readonly plan: Plan;
  /** The file was a binary plan: it holds the configuration's source too. */
  readonly binary: boolean;
  /** Throws InputError `unreadable` when the file changed while it was being read. */
  readonly close: () => void;
}

/** Where a plan comes from. */
export interface PlanInput {
  readonly path: string;
  /** Its path is that of a file: another thread can open it as well. */
  readonly isFile: boolean;
  readonly open: (io: Io) => Promise<OpenPlan>;
}

/**
 * The plans that a call names, in the order given; patterns in sorted order.
 * @throws InputError `usage` when it names none, or standard input twice
 */
export async function planInputs(
  command: Pick<CheckCommand, 'plans' | 'hcp'>,
  io: Io,
): Promise<readonly PlanInput[]> {
  const expanded = await Promise.all(command.plans.map((path) => io.files.expand(path)));
  const paths = [...new Set(expanded.flat())];
  const inputs = [...paths.map(inputOf), ...hcpInputs(command.hcp)];
  if (inputs.length > 0) return inputs;
  throw new InputError('usage', 'no plan is named', { hint: 'run: tfvpc check plan.json' });
}

/** One plan, by its path or `-`. */
export function inputOf(path: string): PlanInput {
  return {
    path,
    isFile: path !== '-',
    open: (io) => (path === '-' ? openStream('-', io.stdin(), io) : openFile(path, io)),
  };
}

function hcpInputs({ run, workspace, organization }: CheckCommand['hcp']): readonly PlanInput[] {
  if (run !== undefined)
    return [{ path: run, isFile: false, open: (io) => openDownload({ runId: run }, io) }];
  if (workspace === undefined) return [];
  const choice = organization === undefined ? { workspace } : { workspace, organization };
  return [{ path: workspace, isFile: false, open: (io) => openDownload(choice, io) }];
}

async function openDownload(
  choice: { readonly runId: string } | { readonly workspace: string; readonly organization?: string },
  io: Io,
): Promise<OpenPlan> {
  const { downloadRunPlan } = await import('../hcp/download.ts');
  const { name, file } = await downloadRunPlan(choice, io);
  try {
    const opened = await openFile(file.path, io, name);
    file.release();
    return { ...opened, close: () => closeBoth(opened, file) };
  } catch (error) {
    file.discard();
    throw error;
  }
}

function closeBoth(opened: OpenPlan, file: TemporaryFile): void {
  try {
    opened.close();
  } finally {
    file.discard();
  }
}

async function openFile(path: string, io: Io, name = path): Promise<OpenPlan> {
  const kind = io.files.kind(path);
  if (kind === 'directory') throw directoryError(name);
  if (kind === 'other') return openStream(name, io.files.stream(path), io);
  const file = io.files.open(path);
  try {
    return file.size <= IN_MEMORY ? openWhole(name, file) : openPieces(name, file);
  } catch (error) {
    file.close();
    if (isBinary(error)) return openBinary(path, io);
    throw error;
  }
}

/** Up to this size a file is read at once, which is a little faster, and keeps what was read whatever happens to it. */
const IN_MEMORY = 64 * 1024 ** 2;

/** What happens to the file after this is of no concern. */
function openWhole(path: string, file: OpenFile): OpenPlan {
  const bytes = file.readAt(0, file.size);
  if (file.hasChanged()) throw changedError(path);
  const opened = openBytes(path, bytes);
  file.close();
  return opened;
}

/** Values are read when they are asked for. */
function openPieces(path: string, file: OpenFile): OpenPlan {
  const plan = unlessChanged(path, file, () => read(path, bytesAt(file.readAt)));
  return { path, plan, binary: false, close: () => closeUnchanged(path, file) };
}

/** A fault of a file that is being written is that it is being written. */
function unlessChanged<T>(path: string, file: OpenFile, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw file.hasChanged() ? changedError(path) : error;
  }
}

function read(path: string, bytes: PlanBytes): Plan {
  return readPlan(bytes, { path });
}

function closeUnchanged(path: string, file: OpenFile): void {
  const changed = file.hasChanged();
  file.close();
  if (changed) throw changedError(path);
}

const changedError = (path: string) =>
  new InputError('unreadable', 'the file changed while it was being read', { path, hint: 'run it again' });

const directoryError = (path: string) =>
  new InputError('is-a-directory', 'is a directory, not a plan', {
    path,
    hint: 'run: terraform show -json tfplan > plan.json',
  });

const isBinary = (error: unknown) => error instanceof InputError && error.code === 'binary-plan';

async function openBinary(path: string, io: Io): Promise<OpenPlan> {
  const plan = read(path, bytesOf(await showBinaryPlan(path, io)));
  return { path, plan, binary: true, close: () => undefined };
}

function openBytes(path: string, bytes: Uint8Array): OpenPlan {
  return { path, plan: read(path, bytesOf(bytes)), binary: false, close: () => undefined };
}

/**
 * What comes once and has no positions to come back to, standard input or a pipe (`<(terraform show -json …)`): in
 * memory while it is small, else in a temporary file.
 */
async function openStream(path: string, stream: AsyncIterable<Uint8Array>, io: Io): Promise<OpenPlan> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const input = stream[Symbol.asyncIterator]();
  for (let next = await input.next(); !next.done; next = await input.next()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > IN_MEMORY) return openSpooled(path, chunks, input, io);
  }
  return openBytes(path, Buffer.concat(chunks));
}

async function openSpooled(
  path: string,
  chunks: Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  io: Io,
): Promise<OpenPlan> {
  const spool = io.files.temporary();
  try {
    for (const chunk of chunks.splice(0)) spool.append(chunk);
    for (let next = await rest.next(); !next.done; next = await rest.next()) spool.append(next.value);
    const opened = await openFile(spool.path, io, path);
    spool.release();
    return {
      ...opened,
      close: () => closeBoth(opened, spool),
    };
  } catch (error) {
    spool.discard();
    throw error;
  }
}
