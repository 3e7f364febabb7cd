import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { FOLDERS, SHELL, SHELL_FOLDER } from './import-table.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort();

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string, text = readFileSync(join(src, file), 'utf8')): readonly Import[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((to) => ({ from: file, to: relative(src, resolve(src, dirname(file), to)) }));
}

/** What is left of a file's imports when types are erased; what is imported on demand is not in the circle. */
function valueImportsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const statics = text.replace(/^(import|export) type [^;]*;/gms, '').replace(/import\('[^']*'\)/g, '');
  return importsOf(file, statics).map(({ to }) => to);
}

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined);
const imports = files.flatMap((file) => importsOf(file));

t.test('every folder below src is in the import table, and nothing else is', async (t) => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== undefined));
  t.same([...folders].sort(), [...Object.keys(FOLDERS), SHELL_FOLDER].sort());
});

t.test('a folder imports only what the table allows it', async (t) => {
  const everyone = new Set(['error.ts']);
  const forbidden = imports.filter(({ from, to }) => {
    const here = folderOf(from);
    if (here === undefined || here === SHELL_FOLDER || everyone.has(to) || folderOf(to) === here)
      return false;
    return !(FOLDERS[here] ?? []).includes(folderOf(to) ?? to);
  });
  t.same(forbidden, []);
});

t.test('the design page shows the import table, single files and generated types left out', async (t) => {
  const page = readFileSync(join(src, '../docs/design.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ((?:`[a-z]+\/`(?:, )?)+) \|[^|]*\| ([^|]*) \|$/gm)];
  const shown = rows.flatMap(([, folders = '', imported = '']) =>
    [...folders.matchAll(/[a-z]+/g)].map(
      ([folder]) => [folder, [...imported.matchAll(/[a-z]+/g)].flat()] as const,
    ),
  );
  const table = Object.entries(FOLDERS).filter(([folder]) => folder !== 'generated');
  t.same(
    sortedByName(shown),
    sortedByName([
      ...table.map(
        ([folder, all]) => [folder, all.filter((one) => /^(?!generated$)[a-z]+$/.test(one))] as const,
      ),
      [SHELL_FOLDER, ['everything']],
    ]),
  );
});

const sortedByName = (rows: readonly (readonly [string, readonly string[]])[]) =>
  rows.map(([name, all]) => [name, [...all].sort()]).sort();

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

t.test('there is no circle between files: types may refer to each other, code may not', async (t) => {
  const graph = new Map(files.map((file) => [file, valueImportsOf(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const to of graph.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  t.same(circles, []);
});

t.test('there are at most two floors below src', async (t) => {
  t.same(
    files.filter((file) => file.split('/').length > 3),
    [],
  );
});
