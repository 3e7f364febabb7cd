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
import { InputError } from '../error.ts';
import type { TemporaryFile } from '../io.ts';
import { kindOf, realPath, statsOf } from './stats.ts';

/** Temporary files that an interrupt must not leave behind. */
const unfinished = new Set<string>();

/** Lets an interrupt end the process with nothing half-written left behind. */
export function onInterrupt(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      for (const path of unfinished) rmSync(path, { recursive: true, force: true });
      process.exit(status);
    });
  }
}

/** A file, whole or not at all. */
export function writeWhole(path: string, named: string, text: string | Iterable<string>): void {
  // A device or a pipe is written to as it is: renaming would replace it.
  if (kindOf(path) === 'other') {
    writePieces(openSync(path, 'w'), text);
    return;
  }
  if (kindOf(path) === 'directory')
    throw new InputError('output-unwritable', 'is a directory', { path: named });
  const target = realPath(path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  unfinished.add(draft);
  try {
    // `wx`: what somebody else has put there under this name is not written through
    writePieces(openSync(draft, 'wx', modeOf(target)), text, true);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
    unfinished.delete(draft);
  }
}

/** A file that is replaced keeps who may read it. */
function modeOf(path: string): number | undefined {
  const mode = statsOf(path)?.mode;
  return mode === undefined ? undefined : mode & 0o777;
}

function writePieces(descriptor: number, text: string | Iterable<string>, flush = false): void {
  try {
    for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(descriptor, piece);
    if (flush) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A new file that an interrupt removes too. */
export function temporary(): TemporaryFile {
  const folder = mkdtempSync(join(tmpdir(), 'tfvpc-'));
  unfinished.add(folder);
  const path = join(folder, 'input');
  const descriptor = openSync(path, 'wx', 0o600);
  return {
    path,
    append: (bytes) => {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    },
    discard: () => {
      closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
      unfinished.delete(folder);
    },
  };
}
