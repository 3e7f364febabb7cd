import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InputError } from '../error.ts';
import type { TemporaryFile } from '../io.ts';
import { inputError } from './failures.ts';
import { kindOf, realPath, statsOf } from './stats.ts';

/** Temporary files that an interrupt must not leave behind. */
const unfinished = new Set<string>();

const STATUS_OF = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Only while something is unfinished does a signal wait for its listener: else it ends the process at once, also amid
 * work that never waits.
 */
function begin(path: string): void {
  if (unfinished.size === 0) for (const signal of SIGNALS) process.on(signal, interrupt);
  unfinished.add(path);
}

function finish(path: string): void {
  if (unfinished.delete(path) && unfinished.size === 0)
    for (const signal of SIGNALS) process.off(signal, interrupt);
}

function interrupt(signal: keyof typeof STATUS_OF): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  process.exit(STATUS_OF[signal]);
}

/** A file, whole or not at all. */
export async function writeWhole(
  path: string,
  named: string,
  text: string | Iterable<string>,
): Promise<void> {
  // A device or a pipe is written to as it is: renaming would replace it.
  if (kindOf(path) === 'other') return writePieces(openSync(path, 'w'), text);
  if (kindOf(path) === 'directory')
    throw new InputError('output-unwritable', 'is a directory', { path: named });
  const target = realPath(path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  begin(draft);
  try {
    // `wx`: what somebody else has put there under this name is not written through
    await writePieces(openSync(draft, 'wx', modeOf(target)), text, true);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
    finish(draft);
  }
}

/** A file that is replaced keeps who may read it. */
function modeOf(path: string): number | undefined {
  const mode = statsOf(path)?.mode;
  return mode === undefined ? undefined : mode & 0o777;
}

/** Signals are listened to after each piece. */
async function writePieces(
  descriptor: number,
  text: string | Iterable<string>,
  flush = false,
): Promise<void> {
  try {
    for (const piece of typeof text === 'string' ? [text] : text) {
      writeFileSync(descriptor, piece);
      await setImmediate();
    }
    if (flush) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A new file that an interrupt removes too. @throws InputError where there is no room for it */
export function temporary(): TemporaryFile {
  const folder = stored(() => mkdtempSync(join(tmpdir(), 'tfvpc-')));
  begin(folder);
  const path = join(folder, 'input');
  const descriptor = stored(() => openSync(path, 'wx', 0o600));
  const discard = () => {
    if (!unfinished.has(folder)) return;
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
    finish(folder);
  };
  return {
    path,
    append: (bytes) => {
      for (let written = 0; written < bytes.length; )
        written += stored(() => writeSync(descriptor, bytes, written));
    },
    // Windows keeps the name of a file as long as it is open.
    release: process.platform === 'win32' ? () => undefined : discard,
    discard,
  };
}

function stored<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const known = inputError(error, tmpdir());
    if (!(known instanceof InputError)) throw error;
    throw new InputError('unreadable', `the input cannot be kept here: ${known.message}`, {
      path: tmpdir(),
      hint: 'make room in the directory for temporary files, or set TMPDIR to another one',
    });
  }
}
