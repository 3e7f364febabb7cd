import { InputError, type InputErrorCode } from '../error.ts';

/** What the file system's own names of failures are to a person. */
export const CAUSES: Readonly<Record<string, string>> = {
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

/** Reads a file; a failure names the path as the user gave it. */
export function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw inputError(error, path);
  }
}

/** What a failure of the file system is to the user; anything else is a bug, and stays what it is. */
export function inputError(error: unknown, path: string, code?: InputErrorCode): unknown {
  if (error instanceof InputError || !(error instanceof Error) || !('code' in error)) return error;
  const cause = String(error.code);
  const missing = code === 'output-unwritable' && cause === 'ENOENT';
  return new InputError(code ?? codeOf(cause), missing ? NOWHERE : (CAUSES[cause] ?? cause), { path });
}

const NOWHERE = 'cannot be written: its directory does not exist, or takes no files';

function codeOf(cause: string): InputErrorCode {
  if (cause === 'ENOENT') return 'not-found';
  return cause === 'EISDIR' ? 'is-a-directory' : 'unreadable';
}
