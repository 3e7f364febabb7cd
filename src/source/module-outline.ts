import type { SourceFiles } from './files.ts';
import { type Layout, localDirectory } from './layout.ts';
import { type ModuleFile, moduleFiles } from './module-files.ts';
import type { Outline, OutlineBlock } from './outline.ts';
import { outlineHcl } from './outline-hcl.ts';
import { readJsonFile } from './outline-json.ts';

/** A block, and the file that it stands in. */
export interface PlacedBlock {
  readonly block: OutlineBlock;
  readonly in: OutlinedFile;
}

export interface OutlinedFile {
  readonly path: string;
  readonly text: string;
  readonly outline: Outline;
}

/** The blocks of one module directory. */
export class ModuleOutline {
  readonly directory: string;
  readonly files: readonly OutlinedFile[];
  readonly #blocks = new Map<string, PlacedBlock[]>();

  constructor(directory: string, files: readonly OutlinedFile[]) {
    this.directory = directory;
    this.files = files;
    for (const file of files) {
      for (const block of file.outline.blocks) {
        const key = JSON.stringify([block.type, ...block.labels]);
        const same = this.#blocks.get(key);
        if (same === undefined) this.#blocks.set(key, [{ block, in: file }]);
        else same.push({ block, in: file });
      }
    }
  }

  /** By type and labels; those of override files last. */
  blocks(key: readonly string[]): readonly PlacedBlock[] {
    return this.#blocks.get(JSON.stringify(key)) ?? [];
  }
}

/** The outlines of modules, each made when it is first asked for. */
export class ModuleOutlines {
  readonly #files: SourceFiles;
  readonly #layout: Layout;
  readonly #modules = new Map<string, Promise<ModuleOutline | undefined>>();

  constructor(files: SourceFiles, layout: Layout) {
    this.#files = files;
    this.#layout = layout;
  }

  async module(calls: readonly string[]): Promise<ModuleOutline | undefined> {
    const directory = await this.#directory(calls);
    if (directory === undefined) return undefined;
    const loading = this.#modules.get(directory) ?? this.#load(directory);
    this.#modules.set(directory, loading);
    return loading;
  }

  async #directory(calls: readonly string[]): Promise<string | undefined> {
    const call = calls.at(-1);
    if (call === undefined) return this.#layout.root;
    const noted = this.#layout.noted(calls);
    if (noted !== undefined && this.#files.list(noted) !== undefined) return noted;
    const parent = await this.module(calls.slice(0, -1));
    const source = parent?.blocks(['module', call]).at(-1)?.block.attributes.get('source')?.value().text?.raw;
    return parent === undefined || source === undefined
      ? undefined
      : localDirectory(parent.directory, source);
  }

  async #load(directory: string): Promise<ModuleOutline | undefined> {
    const found = moduleFiles(this.#files, directory);
    if (found === undefined) return undefined;
    const inOrder = [...found.filter((file) => !file.isOverride), ...found.filter((file) => file.isOverride)];
    const files: OutlinedFile[] = [];
    for (const file of inOrder) {
      const outlined = await this.#outline(file);
      if (outlined !== undefined) files.push(outlined);
    }
    return new ModuleOutline(directory, files);
  }

  async #outline({ path, dialect }: ModuleFile): Promise<OutlinedFile | undefined> {
    const read = this.#files.readText(path);
    if (read.kind !== 'text') return undefined;
    const outline = dialect === 'json' ? readJsonFile(read.text)?.outline : await outlineHcl(read.text);
    return outline === undefined ? undefined : { path, text: read.text, outline };
  }
}
