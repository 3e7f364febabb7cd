import { joinPath, type SourceFiles } from './files.ts';
import { parseManifest } from './manifest.ts';

/** Where the modules of a configuration are. */
export interface Layout {
  /** The root module's directory below the boundary. */
  readonly root: string;
  /** The directory that `terraform init` noted for a chain of module calls. */
  readonly noted: (calls: readonly string[]) => string | undefined;
}

/** The layout of a root module on disk, from `.terraform/modules/modules.json` where it is there. */
export function readLayout(files: SourceFiles, root: string): Layout {
  const manifest = files.readText(joinPath(root, '.terraform/modules/modules.json'));
  const directories = manifest.kind === 'text' ? parseManifest(manifest.text)?.directories : undefined;
  return {
    root,
    noted: (calls) => {
      const directory = directories?.get(calls.join('.'));
      return directory === undefined || isAbsolute(directory) ? undefined : joinPath(root, directory);
    },
  };
}

/** The directory of a module with a local source (`./x`, `../x`); undefined for every other kind of source. */
export function localDirectory(parent: string, source: string): string | undefined {
  return /^\.\.?\//.test(source) || source === '.' || source === '..' ? joinPath(parent, source) : undefined;
}

/** True for a directory that `terraform init` fetched: no file of the repository. */
export function isFetched(directory: string): boolean {
  return `/${directory}/`.includes('/.terraform/');
}

/** `path` as seen from the directory `from`, both below one boundary: `path.module` of a module. */
export function relativePath(from: string, path: string): string {
  const base = from === '.' ? [] : from.split('/');
  const steps = path === '.' ? [] : path.split('/');
  let shared = 0;
  while (shared < base.length && shared < steps.length && base[shared] === steps[shared]) shared += 1;
  const up = base.slice(shared).map(() => '..');
  const relative = [...up, ...steps.slice(shared)].join('/');
  return relative === '' ? '.' : relative;
}

function isAbsolute(directory: string): boolean {
  return directory.startsWith('/') || /^[a-zA-Z]:/.test(directory);
}
