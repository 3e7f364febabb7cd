import { normalizePath, type SourceFiles } from '../../src/source/files.ts';

/** Files that are texts by path. */
export function memoryFiles(texts: Readonly<Record<string, string>>): SourceFiles {
  const paths = new Map(Object.entries(texts));
  return {
    list: (path) => {
      const prefix = normalizePath(path) === '.' ? '' : `${normalizePath(path)}/`;
      const names = [...paths.keys()]
        .filter((each) => each.startsWith(prefix))
        .map((each) => each.slice(prefix.length).split('/')[0] ?? '');
      return names.length === 0 ? undefined : [...new Set(names)];
    },
    readText: (path) => {
      const text = paths.get(normalizePath(path));
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
}
