import type { CheckCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Io, OpenFile } from '../io.ts';
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
  return { path, isFile: path !== '-', open: (io) => (path === '-' ? openStdin(io) : openFile(path, io)) };
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
  const opened = await openFile(file.path, io, name);
  return {
    ...opened,
    close: () => {
      opened.close();
      file.discard();
    },
  };
}

async function openFile(path: string, io: Io, name = path): Promise<OpenPlan> {
  const kind = io.files.kind(path);
  if (kind === 'missing') throw new InputError('not-found', 'no such file or directory', { path: name });
  if (kind === 'directory') throw directoryError(name);
  // A pipe (`<(terraform show -json …)`) has no positions to come back to.
  if (kind === 'other') return openBytes(name, io.files.readBytes(path));
  const file = io.files.open(path);
  try {
    const plan = read(
      name,
      file.size <= IN_MEMORY ? bytesOf(file.readAt(0, file.size)) : bytesAt(file.readAt),
    );
    return { path: name, plan, binary: false, close: () => closeUnchanged(name, file) };
  } catch (error) {
    file.close();
    if (isBinary(error)) return openBinary(path, io);
    throw error;
  }
}

/** Up to this size a file is read at once, which is faster. */
const IN_MEMORY = 256 * 1024 ** 2;

function read(path: string, bytes: PlanBytes): Plan {
  return readPlan(bytes, { path });
}

function closeUnchanged(path: string, file: OpenFile): void {
  const changed = file.hasChanged();
  file.close();
  if (changed)
    throw new InputError('unreadable', 'the file changed while it was being read', {
      path,
      hint: 'run it again',
    });
}

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

/** Standard input: in memory while it is small, else in a temporary file. */
async function openStdin(io: Io): Promise<OpenPlan> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const input = io.stdin()[Symbol.asyncIterator]();
  for (let next = await input.next(); !next.done; next = await input.next()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > IN_MEMORY) return openSpooled(chunks, input, io);
  }
  return openBytes('-', Buffer.concat(chunks));
}

async function openSpooled(chunks: Uint8Array[], rest: AsyncIterator<Uint8Array>, io: Io): Promise<OpenPlan> {
  const spool = io.files.temporary();
  try {
    for (const chunk of chunks.splice(0)) spool.append(chunk);
    for (let next = await rest.next(); !next.done; next = await rest.next()) spool.append(next.value);
    const opened = await openFile(spool.path, io, '-');
    return {
      ...opened,
      close: () => {
        opened.close();
        spool.discard();
      },
    };
  } catch (error) {
    spool.discard();
    throw error;
  }
}
