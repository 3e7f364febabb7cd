import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import t from 'tap';
import { normalizePath } from '../../src/source/files.ts';
import { openLocator } from '../../src/source/locate.ts';
import { programFiles } from '../../src/source/program-files.ts';
import { openSource } from '../../src/source/source.ts';
import { openZipSource, zipFiles } from '../../src/source/zip.ts';
import { directoryFiles } from '../../src/source-files.ts';
import { show } from './show.ts';

t.test('paths', (t) => {
  for (const [path, expected] of [
    ['', '.'],
    ['./a//b/', 'a/b'],
    ['a/../b', 'b'],
    ['a/../../b', '../b'],
    ['../..', '../..'],
    ['a/..', '.'],
  ] as const) {
    t.equal(normalizePath(path), expected, path);
  }
  t.end();
});

t.test('the files that a program reads', async (t) => {
  const names = ['a.tf', 'a.tofu', 'b.tf', 'c.tofu', 'd.tf.json', 'd.tofu.json', 'e.md'];
  for (const [program, expected] of [
    ['opentofu', names],
    ['terraform', ['a.tf', 'b.tf', 'd.tf.json', 'e.md']],
    [undefined, ['b.tf', 'c.tofu', 'e.md']],
  ] as const) {
    const files = programFiles({ list: () => names, readText: () => ({ kind: 'missing' }) }, program);
    t.strictSame(files.list('.'), expected, program ?? 'either');
  }
});

const noLinks = process.platform === 'win32' && 'symbolic links and pipes need a POSIX system';

t.test('nothing outside the boundary is read', { skip: noLinks }, (t) => {
  const all = t.testdir({
    outside: { 'secret.tf': 'locals { secret = 1 }\n' },
    repository: {
      'main.tf': 'x',
      modules: { m: { 'main.tf': 'y' } },
      link: t.fixture('symlink', '../outside'),
      'link.tf': t.fixture('symlink', '../outside/secret.tf'),
      'inner.tf': t.fixture('symlink', 'modules/m/main.tf'),
      'dangling.tf': t.fixture('symlink', 'nowhere'),
      loop: t.fixture('symlink', 'loop'),
      'large.tf': 'x'.repeat(9 * 1024 * 1024),
      'directory.tf': {},
    },
    'repository-beside': { 'main.tf': 'z' },
  });
  execFileSync('mkfifo', [join(all, 'repository', 'pipe.tf')]);
  const files = directoryFiles(join(all, 'repository'));
  for (const [path, expected] of [
    ['main.tf', { kind: 'text', text: 'x' }],
    ['modules/../main.tf', { kind: 'text', text: 'x' }],
    ['inner.tf', { kind: 'text', text: 'y' }],
    ['missing.tf', { kind: 'missing' }],
    ['dangling.tf', { kind: 'missing' }],
    ['directory.tf', { kind: 'missing' }],
    ['pipe.tf', { kind: 'missing' }],
    ['loop', { kind: 'missing' }],
    ['link.tf', { kind: 'refused' }],
    ['link/secret.tf', { kind: 'refused' }],
    ['../outside/secret.tf', { kind: 'refused' }],
    ['../repository-beside/main.tf', { kind: 'refused' }],
    ['large.tf', { kind: 'refused' }],
    [join(all, 'repository', 'main.tf'), { kind: 'missing' }],
    ['main.tf\0', { kind: 'missing' }],
  ] as const) {
    t.match(files.readText(path), expected, JSON.stringify(path));
  }
  t.same(files.list('modules'), ['m']);
  for (const path of ['link', '..', '../outside', 'missing', 'main.tf', '/'])
    t.equal(files.list(path), undefined, path);
  t.end();
});

t.test('a refused file is told, and the module is read without it', { skip: noLinks }, async (t) => {
  const all = t.testdir({
    outside: { 'secret.tf': 'locals { secret = 1 }\n' },
    repository: { 'main.tf': 'locals { a = 1 }\n', 'link.tf': t.fixture('symlink', '../outside/secret.tf') },
  });
  const source = openSource(directoryFiles(join(all, 'repository')), '.');
  t.same([...((await source.module([]))?.locals.keys() ?? [])], ['a']);
  t.match(source.problems(), [{ path: 'link.tf', message: /outside/ }]);
});

t.test('a place behind symbolic links is where the file itself is', { skip: noLinks }, async (t) => {
  const all = t.testdir({
    live: {
      'linked.tf': t.fixture('symlink', '../shared/function.tf'),
      'main.tf': 'module "m" {\n  source = "./module"\n}\n',
      module: t.fixture('symlink', '../shared'),
    },
    shared: { 'function.tf': '# a function\nresource "aws_lambda_function" "f" {}\n' },
  });
  const locator = openLocator(directoryFiles(all), 'live');
  for (const calls of [[], ['m']]) {
    const found = await locator.locateResource(calls, {
      mode: 'managed',
      type: 'aws_lambda_function',
      name: 'f',
    });
    t.match(found, { path: 'shared/function.tf', region: { line: 2 }, registry: false });
  }
});

t.test('a directory that is not there', (t) => {
  const here = t.testdir({ file: '' });
  t.throws(() => directoryFiles(join(here, 'nothing')), { code: 'not-found' });
  t.throws(() => directoryFiles(join(here, 'file')), { code: 'source-unreadable' });
  t.end();
});

const manifest = (modules: Readonly<Record<string, string>>) =>
  strToU8(JSON.stringify(Object.entries(modules).map(([Key, Dir]) => ({ Key, Dir }))));

const PLAN: Zippable = {
  tfplan: strToU8('not read'),
  'tfconfig/modules.json': manifest({
    '': '.',
    api: '../modules/fn',
    'api.inner': '../modules/fn/inner',
    far: '.terraform/modules/far',
  }),
  'tfconfig/m-/main.tf': strToU8('module "api" { source = "../modules/fn" }\nlocals { here = "root" }\n'),
  'tfconfig/m-api/main.tf': strToU8('locals { here = "fn" }\n'),
  'tfconfig/m-api.inner/a.tf.json': strToU8('{"locals": {"here": "inner"}}'),
  'tfconfig/m-far/main.tf': strToU8('resource "aws_x" "y" {\n  here = 1\n}\n'),
  'tfconfig/m-/../../evil.tf': strToU8('x'),
  'tfconfig/m-unlisted/main.tf': strToU8('x'),
};

t.test('a binary plan file carries the source of every module', async (t) => {
  const zip = zipSync(PLAN);
  const source = openZipSource(zip);
  for (const [calls, directory, here] of [
    [[], '.', '"root"'],
    [['api'], '../modules/fn', '"fn"'],
    [['api', 'inner'], '../modules/fn/inner', '"inner"'],
    [['unlisted'], undefined, undefined],
  ] as const) {
    const module = await source.module(calls);
    const local = module?.locals.get('here');
    t.equal(module?.directory, directory);
    t.equal(local && show(local.expression), here, calls.join('.'));
  }
  t.same(source.problems(), []);
  t.equal(source.readText('../../evil.tf'), undefined);
  const found = await openLocator(zipFiles(zip), '.').locateResource(
    ['far'],
    { mode: 'managed', type: 'aws_x', name: 'y' },
    ['here'],
  );
  t.match(found, { path: '.terraform/modules/far/main.tf', region: { line: 2 }, registry: true });
});

/** A zip whose directory declares another size than what is in it. */
function withDeclaredSize(zip: Uint8Array, size: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 22 + 16, true);
  view.setUint32(directory + 24, size, true);
  return bytes;
}

const BAD: readonly (readonly [sentence: string, zip: Uint8Array, message: RegExp])[] = [
  ['no zip', strToU8('PK\x03\x04 and nothing else'), /no readable zip/],
  ['a zip that is cut off', zipSync(PLAN).subarray(0, 300), /no readable zip/],
  ['a zip without a configuration', zipSync({ a: strToU8('x') }), /carries no configuration/],
  [
    'a manifest that is no JSON',
    zipSync({ 'tfconfig/modules.json': strToU8('{') }),
    /carries no configuration/,
  ],
  [
    'a file that is too large',
    zipSync({ ...PLAN, 'tfconfig/m-/large.tf': new Uint8Array(9 * 1024 * 1024) }),
    /too large/,
  ],
  [
    'a file that says it is too large',
    withDeclaredSize(zipSync({ 'tfconfig/m-/a.tf': strToU8('x') }), 0xfffffff0),
    /too large/,
  ],
  [
    'many files',
    zipSync(
      Object.fromEntries(
        Array.from({ length: 20_001 }, (_, at) => [`tfconfig/m-/${at}.tf`, new Uint8Array()]),
      ),
    ),
    /too large/,
  ],
];

t.test('a zip that cannot be read is an input error', (t) => {
  for (const [sentence, zip, message] of BAD) {
    t.throws(() => openZipSource(zip), { code: 'source-unreadable', message }, sentence);
  }
  t.end();
});

t.test('a zip that declares less than it holds is not unpacked beyond that', (t) => {
  const zip = withDeclaredSize(
    zipSync({
      'tfconfig/m-/a.tf': new Uint8Array(1_000_000),
      'tfconfig/modules.json': manifest({ '': '.' }),
    }),
    10,
  );
  try {
    const read = zipFiles(zip).readText('a.tf');
    t.ok(read.kind !== 'text' || read.text.length <= 10);
  } catch (error) {
    t.match(error, { code: 'source-unreadable' });
  }
  t.end();
});
