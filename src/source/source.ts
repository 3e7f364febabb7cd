import { exceeds } from './bounds.ts';
import { joinPath, type SourceFiles } from './files.ts';
import { type Hcl, HclError, loadHcl } from './hcl.ts';
import { type Layout, localDirectory, readLayout, relativePath } from './layout.ts';
import { moduleOf } from './merge.ts';
import type { Source, SourceBlock, SourceModule, SourceProblem } from './module.ts';
import { type ModuleFile, moduleFiles } from './module-files.ts';
import { outlineHcl } from './outline-hcl.ts';
import { readJsonFile } from './outline-json.ts';
import { readBlocks, type TopBlock } from './read-file.ts';
import { ExpressionReader } from './template.ts';

/** Larger than any file that a person writes; HashiCorp's parser takes a second for two megabytes. */
const FILE_BOUNDS = { length: 2 * 1024 * 1024, depth: 200 };

/**
 * The source of the configuration whose root module is in the directory `root` (`.` or `envs/prod`) below the
 * boundary of `files`. Nothing is read before a module is asked for.
 */
export function openSource(files: SourceFiles, root: string): Source {
  return openLayout(files, readLayout(files, joinPath(root, '.')));
}

/** The same, where it is known in which directory each module is. */
function openLayout(files: SourceFiles, layout: Layout): Source {
  const reader = new SourceReader(files, layout);
  return {
    module: (calls) => reader.module(calls),
    readText: (path) => {
      const read = files.readText(joinPath(layout.root, path));
      return path.startsWith('/') || read.kind !== 'text' ? undefined : read.text;
    },
    list: (path) => (path.startsWith('/') ? undefined : files.list(joinPath(layout.root, path))),
    problems: () => reader.problems(),
  };
}

interface Parsers {
  readonly hcl: Hcl;
  readonly expressions: ExpressionReader;
}

class SourceReader {
  readonly #files: SourceFiles;
  readonly #layout: Layout;
  /** By directory: two calls of one directory are one module. */
  readonly #modules = new Map<string, Promise<SourceModule | undefined>>();
  readonly #problems = new Map<string, SourceProblem>();
  #expressions: ExpressionReader | undefined;

  constructor(files: SourceFiles, layout: Layout) {
    this.#files = files;
    this.#layout = layout;
  }

  async module(calls: readonly string[]): Promise<SourceModule | undefined> {
    const directory = await this.#directory(calls);
    if (directory === undefined) return undefined;
    const loading = this.#modules.get(directory) ?? this.#load(directory);
    this.#modules.set(directory, loading);
    return loading;
  }

  problems(): readonly SourceProblem[] {
    const found = [...this.#problems.values()].sort((a, b) => compare(a.path, b.path));
    if (this.#expressions?.exhausted !== true) return found;
    return [...found, { path: this.#layout.root, message: 'too large to parse all of its expressions' }];
  }

  async #directory(calls: readonly string[]): Promise<string | undefined> {
    const call = calls.at(-1);
    if (call === undefined) return this.#layout.root;
    const noted = this.#layout.noted(calls);
    if (noted !== undefined && this.#files.list(noted) !== undefined) return noted;
    const parent = await this.module(calls.slice(0, -1));
    const written = parent?.moduleCalls.get(call);
    const source = written?.arguments.get('source')?.expression;
    if (parent === undefined || written === undefined || source === undefined) return undefined;
    const local =
      source.kind === 'literal' ? localDirectory(parent.directory, String(source.value)) : undefined;
    return local ?? this.#absent(call, written);
  }

  /** A module of a registry, or of a source that variables make, is there when `terraform init` has run. */
  #absent(call: string, { path, position }: SourceBlock): undefined {
    const message = `module \`${call}\` is not downloaded: run \`terraform init\`, or give the binary plan file as --source`;
    return this.#problem({ path, message, ...(position === undefined ? {} : { position }) });
  }

  async #load(directory: string): Promise<SourceModule | undefined> {
    const found = moduleFiles(this.#files, directory);
    if (found === undefined) return this.#missing(directory);
    const hcl = await loadHcl();
    this.#expressions ??= new ExpressionReader(hcl);
    const parsers = { hcl, expressions: this.#expressions };
    const blocks: TopBlock[] = [];
    const overrides: TopBlock[] = [];
    for (const file of found) {
      const read = await this.#read(file, parsers);
      // What an override file replaces is not known where it cannot be read.
      if (read === undefined && file.isOverride) return undefined;
      (file.isOverride ? overrides : blocks).push(...(read ?? []));
    }
    return moduleOf(directory, relativePath(this.#layout.root, directory), blocks, overrides);
  }

  /** Nothing is read outside of the boundary, where most repositories keep no modules: say how to widen it. */
  #missing(directory: string): undefined {
    if (directory !== '..' && !directory.startsWith('../')) return undefined;
    const message =
      'is outside of what is read: --repo-root DIR, with a directory above this one, includes it';
    return this.#problem({ path: directory, message });
  }

  /** Undefined for a file that cannot be read; what is wrong with it is among the problems. */
  async #read(file: ModuleFile, parsers: Parsers): Promise<readonly TopBlock[] | undefined> {
    const read = this.#files.readText(file.path);
    if (read.kind === 'missing') return [];
    if (read.kind === 'refused') return this.#problem({ path: file.path, message: read.reason });
    if (exceeds(read.text, FILE_BOUNDS)) {
      return this.#problem({ path: file.path, message: 'too large or too deeply nested to be read' });
    }
    return file.dialect === 'json'
      ? this.#readJson(file, read.text, parsers)
      : this.#readHcl(file, read.text, parsers);
  }

  async #readHcl(
    { path }: ModuleFile,
    text: string,
    parsers: Parsers,
  ): Promise<readonly TopBlock[] | undefined> {
    try {
      const json = parsers.hcl.file(path, text);
      const outline = await outlineHcl(text);
      return readBlocks({ path, dialect: 'hcl', json, outline: outline?.blocks ?? [] }, parsers.expressions);
    } catch (error) {
      if (!(error instanceof HclError)) throw error;
      const { line, column } = error;
      const message = error.message
        .replace(/^\[?[^[\]]*?:\d+,\d+(?:-\d+(?:,\d+)?)?: /, '')
        .replace(/\]$/, '');
      return this.#problem({
        path,
        message: `does not parse: ${message}`,
        ...(line === undefined || column === undefined ? {} : { position: { line, column } }),
      });
    }
  }

  #readJson({ path }: ModuleFile, text: string, parsers: Parsers): readonly TopBlock[] | undefined {
    const file = readJsonFile(text);
    if (file === undefined)
      return this.#problem({ path, message: 'too large or too deeply nested to be read' });
    const { outline, json } = file;
    if (outline.fault !== undefined) {
      return this.#problem({ path, position: outline.fault, message: 'is not valid JSON' });
    }
    return readBlocks({ path, dialect: 'json', json, outline: outline.blocks }, parsers.expressions);
  }

  #problem(problem: SourceProblem): undefined {
    this.#problems.set(JSON.stringify([problem.path, problem.message]), problem);
    return undefined;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
