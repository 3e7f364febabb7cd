/**
 * Files below a boundary (a repository, a directory, a zip file) that nothing outside of can be read through.
 * Paths are relative to the boundary, with POSIX slashes; `.` is the boundary itself. Whoever implements this
 * resolves symbolic links and `..`, and refuses what lies outside.
 */
export interface SourceFiles {
  /** Names of the entries of a directory; undefined when there is no such directory, or it is outside. */
  readonly list: (path: string) => readonly string[] | undefined;
  readonly readText: (path: string) => SourceText;
  /** The path without symbolic links; undefined for what is not there, or outside. Absent: there are no links. */
  readonly realPath?: (path: string) => string | undefined;
}

export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** There may be a file, and it is not read: outside the boundary, too large, no text. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A path without `.`, empty steps and inner `..`; leading `..` stay. The empty path is `.`. */
export function normalizePath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.length === 0 ? '.' : steps.join('/');
}

/** `path` as seen from `directory`. */
export function joinPath(directory: string, path: string): string {
  return normalizePath(`${directory}/${path}`);
}
