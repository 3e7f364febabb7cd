import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { builtProgram } from './built.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const dependencies: Readonly<Record<string, string>> = JSON.parse(read('package.json')).dependencies;

t.test('docs/dependencies.md lists every dependency, with its licence', async (t) => {
  const rows = read('docs/dependencies.md').matchAll(/^\| (\S+) \| [^|]{10,} \| (\S+) \| [\d.]+ MB \|$/gm);
  const listed = [...rows].map(([, name = '', licence]) => [name, licence]);
  const used = Object.keys(dependencies).map((name) => [
    name,
    JSON.parse(read(`node_modules/${name}/package.json`)).license,
  ]);
  t.same(listed, used.sort());
});

/** The paths below node_modules of what `npm ci --omit=dev` installs. */
function runtimeClosure(): readonly string[] {
  const { packages } = JSON.parse(read('package-lock.json'));
  return Object.entries<{ readonly dev?: boolean; readonly optional?: boolean }>(packages)
    .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
    .map(([path]) => path)
    .filter((path) => path.split('node_modules/').length === 2);
}

t.test('the program runs with what is installed without scripts, and nothing else', async (t) => {
  const { cwd, program } = await builtProgram(t, {});
  for (const path of runtimeClosure()) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    cpSync(join(ROOT, path), join(cwd, path), { recursive: true, filter: (file) => !file.endsWith('.map') });
  }
  cpSync(join(ROOT, 'examples/demo'), join(cwd, 'demo'), { recursive: true });
  const run = (line: string) => execFileSync('bash', ['-c', `${program} ${line}`], { cwd, encoding: 'utf8' });
  t.match(run('check demo/plan.json --scp demo/scp --exit-zero'), /demo\/main\.tf:\d+/, 'with its source');
  t.match(run("check 'demo/pl*.json' --scp demo/scp --exit-zero --jobs 2 -f json"), /"formatVersion"/);
  t.match(run('policy demo/scp --exit-zero'), /approved-vpcs\.json/);
});

interface Pack {
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

t.test('what is packed is what a user needs, and the same bytes every time', async (t) => {
  const { cwd } = await builtProgram(t, { 'notes.txt': 'no part of it' });
  for (const name of ['package.json', 'README.md', 'LICENSE']) cpSync(join(ROOT, name), join(cwd, name));
  symlinkSync(join(ROOT, 'src'), join(cwd, 'src'));
  const pack = (): Pack => {
    const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(answer)[0];
  };
  const first = pack();
  const strange = first.files.filter(
    ({ path }) =>
      !/^(?:package\.json|README\.md|LICENSE|dist\/[\w-]+\.js|schemas\/[\w.-]+\.json)$/.test(path),
  );
  t.same(strange, []);
  t.ok(first.files.some(({ path }) => path === 'dist/bin.js'));
  t.equal(pack().integrity, first.integrity);
});
