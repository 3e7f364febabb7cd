import { dirname, relative, resolve, sep } from 'node:path';
import type { PlanOptions } from '../command.ts';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';
import type { Plan } from '../plan/plan.ts';
import { programOf } from '../plan/program.ts';
import type { Locator } from '../source/locate.ts';
import type { Source } from '../source/module.ts';
import { programFiles } from '../source/program-files.ts';
import { directoryFiles } from '../source-files.ts';
import type { OpenPlan } from './plan-input.ts';

/** What is there of a plan's source. */
export interface PlanSource {
  /** For values: absent where there is none, or none is wanted. */
  readonly source?: Source;
  /** For places. */
  readonly locator?: Locator;
  /** The directory of the root module, relative to the repository. */
  readonly rootModule?: string;
  /** Absolute: what reported paths are relative to. */
  readonly repository: string;
}

/**
 * The source of a plan: what `--source` names, else the plan's directory or the current one where it holds a root
 * module, and for a binary plan the plan itself.
 * @throws InputError `not-found`, `source-unreadable` for a source that was named and is not there
 */
export async function planSource(
  options: PlanOptions,
  planPath: string,
  { plan, binary }: Pick<OpenPlan, 'plan' | 'binary'>,
  io: Io,
): Promise<PlanSource> {
  const zip = zipPath(options, planPath, binary, io);
  const directory = rootDirectory(options, planPath, io);
  const repository = repositoryOf(options, directory ?? io.cwd, io);
  const located = directory === undefined ? {} : await openDirectory(directory, repository, plan);
  if (zip === undefined) return { ...located, repository };
  return { ...located, source: await openZip(zip, io), repository };
}

async function openZip(path: string, io: Io): Promise<Source> {
  const { openZipSource } = await import('../source/zip.ts');
  try {
    return openZipSource(io.files.readBytes(path));
  } catch (error) {
    if (!(error instanceof InputError) || error.details.path !== undefined) throw error;
    throw new InputError(error.code, error.message, { path, hint: 'read no source from it: --no-source' });
  }
}

async function openDirectory(
  directory: string,
  repository: string,
  plan: Plan,
): Promise<Omit<PlanSource, 'repository'>> {
  const [{ openSource }, { openLocator }] = await Promise.all([
    import('../source/source.ts'),
    import('../source/locate.ts'),
  ]);
  const files = programFiles(directoryFiles(repository), programOf(plan.configuration()));
  const root = posixPath(relative(repository, directory)) || '.';
  return { source: openSource(files, root), locator: openLocator(files, root), rootModule: root };
}

function zipPath({ source }: PlanOptions, planPath: string, binary: boolean, io: Io): string | undefined {
  if (source === false) return undefined;
  if (source === undefined) return binary ? planPath : undefined;
  const kind = io.files.kind(source);
  if (kind === 'missing') throw new InputError('not-found', 'no such file or directory', { path: source });
  return kind === 'directory' ? undefined : source;
}

/** Absolute; undefined where there is none. */
function rootDirectory({ source }: PlanOptions, planPath: string, io: Io): string | undefined {
  if (source === false) return undefined;
  if (source !== undefined && io.files.kind(source) === 'directory') {
    if (holdsModule(source, io)) return io.files.realPath(source);
    throw new InputError('source-unreadable', 'there is no .tf file in this directory', { path: source });
  }
  const candidates = planPath === '-' ? ['.'] : [dirname(planPath), '.'];
  const found = candidates.find((path) => io.files.kind(path) === 'directory' && holdsModule(path, io));
  return found === undefined ? undefined : io.files.realPath(found);
}

function holdsModule(directory: string, io: Io): boolean {
  return io.files.list(directory).some((name) => /\.(tf|tofu)(\.json)?$/.test(name));
}

/**
 * The directory that `--repo-root` names, else the nearest above that git knows, else the current one, which paths of
 * policies are relative to; where the root module is not below it, the root module itself.
 */
function repositoryOf({ repoRoot }: PlanOptions, directory: string, io: Io): string {
  if (repoRoot !== undefined && io.files.kind(repoRoot) !== 'directory') {
    throw new InputError('not-found', 'no such directory', { path: repoRoot });
  }
  const real = io.files.realPath(directory);
  const top =
    repoRoot === undefined ? (gitTop(real, io) ?? workingDirectory(io)) : io.files.realPath(repoRoot);
  const isBelow = top !== undefined && (real === top || real.startsWith(top.endsWith(sep) ? top : top + sep));
  return isBelow ? top : real;
}

/** Not all of the disk. */
function workingDirectory({ files }: Io): string | undefined {
  const current = files.realPath('.');
  return dirname(current) === current ? undefined : current;
}

function gitTop(directory: string, io: Io): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (io.files.kind(resolve(current, '.git')) !== 'missing') return current;
    if (dirname(current) === current) return undefined;
  }
}

const posixPath = (path: string) => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** A path as the user gave it, as a report names it: relative to the repository where it lies in it. */
export function reportedPath(path: string, repository: string, io: Io): string {
  const below = posixPath(relative(repository, io.files.realPath(path)));
  return below.startsWith('../') || below === '..' || /^([A-Za-z]:|\/)/.test(below) ? path : below;
}
