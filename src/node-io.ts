import { spawn } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, type InputErrorCode } from './error.ts';
import type { FileKind, Files, Io, OpenFile, Output, RunResult, TemporaryFile } from './io.ts';

/** The process, its streams and the file system. */
export function nodeIo(): Io {
  const cwd = process.cwd();
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: () => process.stdin,
    files: filesBelow(cwd),
    run,
    now: () => new Date(),
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that has gone away (`tfvpc … | head`) is no failure of ours: stop writing, keep the status.
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  return {
    write: (text) => {
      if (!gone) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    ...(stream.columns === undefined ? {} : { columns: stream.columns }),
  };
}

/** Files as a program in this directory sees them. */
export function filesBelow(cwd: string): Files {
  const at = (path: string) => resolve(cwd, path);
  return {
    kind: (path) => kindOf(at(path)),
    size: (path) => statSync(at(path), { throwIfNoEntry: false })?.size ?? 0,
    readText: (path) => decode(attempt(path, () => readFileSync(at(path)))),
    readBytes: (path) => attempt(path, () => readFileSync(at(path))),
    open: (path) => attempt(path, () => openFile(at(path))),
    list: (path) => attempt(path, () => readdirSync(at(path)).sort()),
    write: (path, text) => attempt(path, () => writeWhole(at(path), text), 'output-unwritable'),
    expand: (pattern) => expand(pattern, cwd),
    realPath: (path) => realPath(at(path)),
    temporary,
  };
}

function kindOf(path: string): FileKind {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'missing';
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'directory' : 'other';
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EMFILE: 'too many open files',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

function attempt<T>(path: string, action: () => T, code?: InputErrorCode): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const cause =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    throw new InputError(code ?? codeOf(cause), CAUSES[cause] ?? String(error), { path });
  }
}

function codeOf(cause: string): InputErrorCode {
  if (cause === 'ENOENT') return 'not-found';
  return cause === 'EISDIR' ? 'is-a-directory' : 'unreadable';
}

/** UTF-16 by its byte order mark (PowerShell's redirects write it), else UTF-8. */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size, mtimeMs } = fstatSync(descriptor);
  return {
    size,
    readAt: (position, length) => readFully(descriptor, position, length),
    hasChanged: () => {
      const now = fstatSync(descriptor);
      return now.size !== size || now.mtimeMs !== mtimeMs;
    },
    close: () => closeSync(descriptor),
  };
}

function readFully(descriptor: number, position: number, length: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

/** Temporary files that an interrupt must not leave behind. */
const unfinished = new Set<string>();

/** Lets an interrupt end the process with nothing half-written left behind. */
export function onInterrupt(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      for (const path of unfinished) rmSync(path, { recursive: true, force: true });
      process.exit(status);
    });
  }
}

function writeWhole(path: string, text: string): void {
  // A device or a pipe is written to as it is: renaming would replace it.
  if (kindOf(path) === 'other') {
    writeFileSync(path, text);
    return;
  }
  if (kindOf(path) === 'directory') throw new InputError('output-unwritable', 'is a directory', { path });
  const target = realPath(path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  unfinished.add(draft);
  try {
    writeFileSync(draft, text, { flush: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
    unfinished.delete(draft);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

async function expand(pattern: string, cwd: string): Promise<readonly string[]> {
  if (!/[*?{[]/.test(pattern) || kindOf(resolve(cwd, pattern)) !== 'missing') return [pattern];
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, { cwd, onlyFiles: true, dot: false, expandDirectories: false });
  if (found.length === 0)
    throw new InputError('not-found', 'no file matches this pattern', { path: pattern });
  return found.sort();
}

function temporary(): TemporaryFile {
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

function run(command: string, args: readonly string[], cwd: string): Promise<RunResult | undefined> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? done(undefined) : fail(error),
    );
    child.on('close', (status) =>
      done({ status: status ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
