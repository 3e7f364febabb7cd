import { spawn } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  fstatSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
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
    run: programsOn(process.env),
    now: () => new Date(),
  };
}

/** Status where what was to be printed could not be. */
const UNWRITABLE = 2;

function outputOf(stream: NodeJS.WriteStream): Output {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!gone && error.code !== 'EPIPE') sayLost(error);
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

/**
 * A report that is cut off (`tfvpc … > /dev/full`) is no success. A reader that has gone away (`tfvpc … | head`) is
 * no failure of ours: then the status stays.
 */
function sayLost({ code = '' }: NodeJS.ErrnoException): void {
  process.stderr.write(`tfvpc: the report could not be printed: ${CAUSES[code] ?? code}\n`);
  process.on('exit', () => {
    process.exitCode = UNWRITABLE;
  });
}

/** Files as a program in this directory sees them. */
export function filesBelow(cwd: string): Files {
  const at = (path: string) => resolve(cwd, path);
  return {
    kind: (path) => kindOf(at(path)),
    size: (path) => statsOf(at(path))?.size ?? 0,
    readText: (path) => decode(attempt(path, () => readText(at(path), path))),
    readBytes: (path) => attempt(path, () => readFileSync(at(path))),
    stream: (path) => chunksOf(at(path), path),
    open: (path) => attempt(path, () => openFile(at(path))),
    list: (path) => attempt(path, () => readdirSync(at(path)).sort()),
    write: (path, text) => attempt(path, () => writeWhole(at(path), path, text), 'output-unwritable'),
    expand: (pattern) => expand(pattern, cwd),
    realPath: (path) => realPath(at(path)),
    temporary,
  };
}

/** Undefined for what is not there, or cannot be looked at: whoever reads it then is told why. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function kindOf(path: string): FileKind {
  const stats = statsOf(path);
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
  EBUSY: 'it is in use (a mount point cannot be replaced)',
  EIO: 'input/output error',
  EPIPE: 'who reads it has gone away',
  ERR_INVALID_ARG_VALUE: 'no path holds a null character',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large',
};

function attempt<T>(path: string, action: () => T, code?: InputErrorCode): T {
  try {
    return action();
  } catch (error) {
    throw inputError(error, path, code);
  }
}

/** What a failure of the file system is to the user; anything else is a bug, and stays what it is. */
function inputError(error: unknown, path: string, code?: InputErrorCode): unknown {
  if (error instanceof InputError || !(error instanceof Error) || !('code' in error)) return error;
  const cause = String(error.code);
  return new InputError(code ?? codeOf(cause), CAUSES[cause] ?? cause, { path });
}

function codeOf(cause: string): InputErrorCode {
  if (cause === 'ENOENT') return 'not-found';
  return cause === 'EISDIR' ? 'is-a-directory' : 'unreadable';
}

/** No policy, configuration or description is larger, and no string much longer. */
const LARGEST_TEXT = 400 * 1024 ** 2;

function readText(absolute: string, path: string): Uint8Array {
  if ((statsOf(absolute)?.size ?? 0) > LARGEST_TEXT)
    throw new InputError('unreadable', 'the file is larger than 400 MB', { path });
  return readFileSync(absolute);
}

async function* chunksOf(absolute: string, path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(absolute);
  } catch (error) {
    throw inputError(error, path);
  }
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
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      for (const path of unfinished) rmSync(path, { recursive: true, force: true });
      process.exit(status);
    });
  }
}

function writeWhole(path: string, named: string, text: string | Iterable<string>): void {
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

/** Of a file that does not exist yet: where its directory really is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

async function expand(pattern: string, cwd: string): Promise<readonly string[]> {
  if (!/[*?{[]/.test(pattern) || kindOf(resolve(cwd, pattern)) !== 'missing') return [pattern];
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd,
    onlyFiles: true,
    dot: false,
    expandDirectories: false,
    // a link may lead anywhere, also back
    followSymbolicLinks: false,
  });
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

/** Runs programs with this environment, whose PATH says where they are. */
export function programsOn(env: Readonly<Record<string, string | undefined>>): Io['run'] {
  return (command, args, cwd) =>
    new Promise((done) => {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.on('error', ({ code = 'it cannot be run' }: NodeJS.ErrnoException) =>
        done(code === 'ENOENT' ? undefined : failedRun(CAUSES[code] ?? code)),
      );
      child.on('close', (status) =>
        done({
          status: status ?? 1,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
    });
}

const failedRun = (stderr: string): RunResult => ({ status: 126, stdout: new Uint8Array(), stderr });
