import { unzipSync } from 'fflate';
import { InputError } from '../error.ts';
import { joinPath, normalizePath, type SourceFiles } from './files.ts';
import { type HclJson, isHclArray, isHclObject } from './json.ts';
import type { Source } from './module.ts';
import { openSource } from './source.ts';

/** A configuration is small: what is larger is no configuration, or made to fill the memory. */
const LARGEST_FILE = 8 * 1024 * 1024;
const LARGEST_TOTAL = 64 * 1024 * 1024;
const MOST_FILES = 20_000;

/** Where `terraform init` notes the directories of modules; a zip has the same in another form. */
const MANIFEST = '.terraform/modules/modules.json';

/**
 * The source that a binary plan file carries, which does not tell what else there was in a directory. Throws an
 * InputError where it carries none.
 */
export function openZipSource(zip: Uint8Array): Source {
  return { ...openSource(zipFiles(zip), '.'), list: () => undefined };
}

/**
 * The configuration in a binary plan file (`tfconfig/m-<module key>/*.tf` and `tfconfig/modules.json`), as files at the
 * places where they were: the root module at `.`, others relative to it, `../modules/x` included. Files that are not
 * part of the language (`file("x")`) are not in it. Throws an InputError where there is no configuration in it.
 */
export function zipFiles(zip: Uint8Array): SourceFiles {
  const entries = unzipped(zip);
  const directories = directoriesOf(entries.get('tfconfig/modules.json'));
  const texts = new Map<string, string>([[MANIFEST, manifestOf(directories)]]);
  const lists = new Map<string, string[]>();
  for (const [name, bytes] of entries) {
    const [, key = '', file = ''] = /^tfconfig\/m-([^/]*)\/([^/\\]+)$/.exec(name) ?? [];
    const directory = directories.get(key);
    if (directory === undefined || file === '') continue;
    texts.set(joinPath(directory, file), textOf(bytes));
    lists.set(directory, [...(lists.get(directory) ?? []), file]);
  }
  return {
    list: (path) => lists.get(normalizePath(path)),
    readText: (path) => {
      const text = texts.get(normalizePath(path));
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
}

function unzipped(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  let count = 0;
  try {
    const entries = unzipSync(zip, {
      // The size that a zip declares is all that fflate makes room for.
      filter: ({ name, originalSize }) => {
        if (!name.startsWith('tfconfig/')) return false;
        total += originalSize;
        count += 1;
        if (originalSize > LARGEST_FILE || total > LARGEST_TOTAL || count > MOST_FILES) {
          throw new InputError('source-unreadable', 'the configuration in the plan file is too large');
        }
        return true;
      },
    });
    return new Map(Object.entries(entries));
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('source-unreadable', `the plan file is no readable zip: ${reason}`);
  }
}

/** By module key; the root's is the empty text. */
function directoriesOf(manifest: Uint8Array | undefined): ReadonlyMap<string, string> {
  const json = manifest === undefined ? undefined : parseJson(textOf(manifest));
  if (!isHclArray(json)) {
    throw new InputError(
      'source-unreadable',
      'the plan file carries no configuration (`tfconfig/modules.json`)',
    );
  }
  const directories = new Map<string, string>();
  for (const module of json) {
    if (!isHclObject(module) || typeof module.Key !== 'string' || typeof module.Dir !== 'string') continue;
    directories.set(module.Key, normalizePath(module.Dir.replaceAll('\\', '/')));
  }
  return directories;
}

function manifestOf(directories: ReadonlyMap<string, string>): string {
  return JSON.stringify({ Modules: [...directories].map(([Key, Dir]) => ({ Key, Dir })) });
}

function parseJson(text: string): HclJson | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
