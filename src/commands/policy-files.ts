import { posix } from 'node:path';
import { InputError } from '../error.ts';
import type { Policy } from '../iam/policy.ts';
import type { Files } from '../io.ts';
import { A_POLICY, FROM_PLAN, isConfiguration, otherThanPolicy, type TextFile } from './other-than-policy.ts';

/**
 * Policy files: each path is a file, or a directory of which every `.json` file counts, at any depth, sorted by path.
 * @throws InputError `policy-unreadable` for a directory without any, and for a file that is something else
 */
export function readPolicyFiles(paths: readonly string[], files: Files): readonly TextFile[] {
  const found = namedFiles(paths, files);
  const [other] = found.map(otherThanPolicy).filter((error) => error !== undefined);
  if (other !== undefined) throw other;
  return found;
}

/** The same, whatever is in them. */
export function namedFiles(paths: readonly string[], files: Files): readonly TextFile[] {
  return paths
    .flatMap((path) => policyPaths(path, files))
    .map((path) => ({ path, text: files.readText(path) }));
}

/** Every `.json` file of a directory, at any depth, sorted by path; there may be none. */
export const readJsonFiles = (directory: string, files: Files): readonly TextFile[] =>
  jsonBelow(directory, files, new Set()).map((path) => ({ path, text: files.readText(path) }));

function policyPaths(path: string, files: Files): readonly string[] {
  if (files.kind(path) !== 'directory') return [path];
  const found = jsonBelow(path, files, new Set());
  if (found.length > 0) return found;
  const hint = files.list(path).some(isConfiguration) ? FROM_PLAN : 'name JSON files, or a directory of them';
  throw new InputError('policy-unreadable', 'there is no .json file in this directory', { path, hint });
}

/** Why nothing of a policy can be read, with the place; undefined where something can. */
export function unreadablePolicy({
  label,
  undecidable,
  statements,
  findings,
}: Policy): InputError | undefined {
  if (undecidable === undefined || statements.length > 0) return undefined;
  const position = findings.find(({ message }) => message === undecidable.reason)?.position;
  return new InputError('policy-unreadable', undecidable.reason, {
    path: label,
    hint: A_POLICY,
    ...(position === undefined ? {} : { position }),
  });
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
