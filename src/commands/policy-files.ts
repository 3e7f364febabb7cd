import { posix } from 'node:path';
import { InputError } from '../error.ts';
import type { Files } from '../io.ts';

/** A file of the user's, as text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Policy files: each path is a file, or a directory of which every `.json` file counts, at any depth, sorted by path.
 * @throws InputError `policy-unreadable` for a directory without any
 */
export function readPolicyFiles(paths: readonly string[], files: Files): readonly TextFile[] {
  return paths
    .flatMap((path) => policyPaths(path, files))
    .map((path) => ({ path, text: files.readText(path) }));
}

function policyPaths(path: string, files: Files): readonly string[] {
  if (files.kind(path) !== 'directory') return [path];
  const found = jsonBelow(path, files, new Set());
  if (found.length > 0) return found;
  throw new InputError('policy-unreadable', 'there is no .json file in this directory', { path });
}

/** Each directory once, wherever symbolic links lead; none whose name begins with a dot. */
function jsonBelow(directory: string, files: Files, seen: Set<string>): readonly string[] {
  const real = files.realPath(directory);
  if (seen.has(real)) return [];
  seen.add(real);
  return files.list(directory).flatMap((name) => {
    const path = posix.join(directory, name);
    if (files.kind(path) === 'directory') return name.startsWith('.') ? [] : jsonBelow(path, files, seen);
    return name.endsWith('.json') ? [path] : [];
  });
}
