import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { FOLDERS, SHELL } from './import-table.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort();

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((to) => ({ from: file, to: relative(src, resolve(src, dirname(file), to)) }));
}

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined);
const imports = files.flatMap(importsOf);

t.test('every folder below src is in the import table, and nothing else is', async (t) => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== undefined));
  t.same([...folders].sort(), Object.keys(FOLDERS).sort());
});

t.test('a folder imports only what the table allows it', async (t) => {
  const everyone = new Set(['error.ts']);
  const forbidden = imports.filter(({ from, to }) => {
    const here = folderOf(from);
    if (here === undefined || everyone.has(to) || folderOf(to) === here) return false;
    return !(FOLDERS[here] ?? []).includes(folderOf(to) ?? to);
  });
  t.same(forbidden, []);
});

t.test('nothing below the shell touches a file, the process or the clock', async (t) => {
  const shell = (file: string) => SHELL.includes(folderOf(file) ?? file);
  const touching = files
    .filter((file) => !shell(file) && !file.startsWith('generated/'))
    .filter((file) =>
      /\bprocess\.|from 'node:(fs|child_process|os|http|https|net|process)|Date\.now|new Date\(\)/.test(
        readFileSync(join(src, file), 'utf8'),
      ),
    );
  t.same(touching, []);
});

t.test('there is no circle between files', async (t) => {
  const graph = new Map(files.map((file) => [file, importsOf(file).map(({ to }) => to)]));
  const state = new Map<string, 'open' | 'done'>();
  const circle = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (state.get(file) === 'done') return undefined;
    if (state.get(file) === 'open') return [...path, file];
    state.set(file, 'open');
    for (const to of graph.get(file) ?? []) {
      const found = circle(to, [...path, file]);
      if (found !== undefined) return found;
    }
    state.set(file, 'done');
    return undefined;
  };
  t.same(
    files.map((file) => circle(file, [])).filter((found) => found !== undefined),
    [],
  );
});

t.test('there are at most two floors below src', async (t) => {
  t.same(
    files.filter((file) => file.split('/').length > 3),
    [],
  );
});
