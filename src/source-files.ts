import { closeSync, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from './error.ts';
import type { SourceFiles, SourceText } from './source/files.ts';

/** No file of a configuration is larger. */
const LARGEST = 8 * 1024 * 1024;

/**
 * The files below a directory. Symbolic links and `..` are followed to where they lead, and what does not lead below
 * the directory is not read. Throws an InputError where there is no such directory.
 */
export function directoryFiles(directory: string): SourceFiles {
  const boundary = realDirectory(directory);
  const inside = (path: string): string | undefined => {
    if (path.includes('\0') || isAbsolute(path)) return undefined;
    const real = realPath(resolve(boundary, path));
    if (real === undefined) return undefined;
    const below = relative(boundary, real);
    return below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below) ? undefined : real;
  };
  return {
    list: (path) => {
      const real = inside(path);
      return real === undefined || !statSync(real).isDirectory() ? undefined : listed(real);
    },
    realPath: (path) => {
      const real = inside(path);
      return real === undefined ? undefined : relative(boundary, real).replaceAll(sep, '/') || '.';
    },
    readText: (path) => {
      const real = inside(path);
      if (real !== undefined) return readText(real);
      return exists(join(boundary, path))
        ? { kind: 'refused', reason: 'leads outside the source directory' }
        : { kind: 'missing' };
    },
  };
}

function realDirectory(directory: string): string {
  const real = realPath(resolve(directory));
  if (real === undefined)
    throw new InputError('not-found', `\`${directory}\` does not exist`, { path: directory });
  if (statSync(real).isDirectory()) return real;
  throw new InputError('source-unreadable', `\`${directory}\` is not a directory`, { path: directory });
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

const exists = (path: string): boolean => realPath(path) !== undefined;

function listed(directory: string): readonly string[] | undefined {
  try {
    return readdirSync(directory).sort();
  } catch {
    return undefined;
  }
}

function readText(path: string): SourceText {
  let file: number | undefined;
  try {
    // Named pipes and devices are refused before they are opened: opening one may wait for ever.
    if (!statSync(path).isFile()) return { kind: 'missing' };
    file = openSync(path, 'r');
    if (fstatSync(file).size > LARGEST) return { kind: 'refused', reason: 'larger than 8 MB' };
    return { kind: 'text', text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { kind: 'refused', reason: `cannot be read: ${reason}` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
