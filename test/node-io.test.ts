import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import t from 'tap';
import { printReport } from '../src/commands/outputs.ts';
import { inputOf } from '../src/commands/plan-input.ts';
import { readPolicyFiles } from '../src/commands/policy-files.ts';
import { InputError } from '../src/error.ts';
import type { Files, OpenFile } from '../src/io.ts';
import { filesBelow } from '../src/node/files.ts';
import { outputOf } from '../src/node/output.ts';
import { programsOn } from '../src/node/programs.ts';
import { builtProgram } from './hostile/built.ts';
import { functionValues, onlyVpcs, planJson } from './hostile/plan.ts';

const ROOT = join(import.meta.dirname, '..');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A shell line as a real process, without what the runner of the tests loads into each; `whenHeard` is told what it
 * prints.
 */
function shell(line: string, cwd: string, whenHeard?: (text: string, pid: number) => void): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn('bash', ['-c', `unset NODE_OPTIONS; ${line}`], {
      cwd,
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      whenHeard?.(stdout, child.pid ?? 0);
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
}

const names = Array.from({ length: 400 }, (_, index) => `f${index}`);
const MANY = JSON.stringify(
  planJson({
    changes: names.map((name) => ({
      address: `aws_lambda_function.${name}`,
      after: functionValues(['subnet-1'], ['sg-1']),
    })),
    prior: { 'data.aws_subnet.s': { id: 'subnet-1', vpc_id: 'vpc-1' } },
  }),
);
/** Thrown once somebody listens to what nobody waits for. */
const THROWN =
  'process.on("newListener",(name)=>{name=="uncaughtException"&&setImmediate(()=>{throw(Error())})})';

t.test('the program as a process', async (t) => {
  const { cwd, program } = await builtProgram(t, {
    'plan.json': MANY,
    'scp.json': JSON.stringify(onlyVpcs(['vpc-2'])),
    'thrown.mjs': THROWN,
  });
  const check = `${program} check plan.json --scp scp.json`;
  const cases: readonly (readonly [sentence: string, line: string, expected: object])[] = [
    [
      'a reader that goes away is no failure',
      `${check} | head -1; exit \${PIPESTATUS[0]}`,
      { status: 1, stdout: /^tfvpc 0.*\n$/, stderr: '' },
    ],
    [
      'a report that is cut off is no success',
      `${check} --exit-zero > /dev/full`,
      { status: 2, stderr: 'tfvpc: the report could not be printed: no space left on the device\n' },
    ],
    [
      'a pipe in place of a file',
      `${program} check <(cat plan.json) --scp scp.json -q`,
      { status: 1, stdout: /400 denied/, stderr: '' },
    ],
    [
      '/dev/stdin that is a pipe',
      `cat plan.json | ${program} check /dev/stdin --scp scp.json -q`,
      { status: 1, stderr: '' },
    ],
    [
      '/dev/stdin that is a file',
      `${program} check /dev/stdin --scp scp.json -q < plan.json`,
      { status: 1, stderr: '' },
    ],
    [
      'standard input',
      `${program} check - --scp <(cat scp.json) -q < plan.json`,
      { status: 1, stdout: /400 denied/ },
    ],
    [
      'standard input beside a file, with threads',
      `${program} check - plan.json --jobs 2 --scp scp.json -q < plan.json`,
      { status: 1, stdout: /800 denied/, stderr: '' },
    ],
    [
      'what is thrown where nobody waits for it is a bug, and no finding',
      `NODE_OPTIONS='--import ./thrown.mjs' ${check}`,
      { status: 70, stderr: /^tfvpc: this is a bug of tfvpc/ },
    ],
    ['a version that is cut off', `${program} --version > /dev/full`, { status: 2 }],
    ['an output to a pipe', `${check} -q -o json=>(grep -c '"tool"' >&2)`, { status: 1, stderr: '1\n' }],
  ];
  await Promise.all(
    cases.map(async ([sentence, line, expected]) => t.match(await shell(line, cwd), expected, sentence)),
  );
});

t.test('an interrupt leaves nothing behind, and has its status', async (t) => {
  const cwd = t.testdir({ tmp: {} });
  const script = `
    const { filesBelow } = await import('${ROOT}/src/node/files.ts');
    filesBelow('.').temporary().append(Buffer.from('half'));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const line = `TMPDIR='${cwd}/tmp' exec '${process.execPath}' --import tsx --input-type=module -e "${script}"`;
    let seen: readonly string[] = [];
    const ended = await shell(line, ROOT, (_, pid) => {
      seen = readdirSync(join(cwd, 'tmp')).filter((name) => name.startsWith('tfvpc-'));
      process.kill(pid, signal);
    });
    t.equal(ended.status, status, signal);
    t.equal(seen.length, 1, 'there was something');
    t.same(
      readdirSync(join(cwd, 'tmp')).filter((name) => name.startsWith('tfvpc-')),
      [],
    );
  }
});

t.test('an interrupt ends work that never waits, once nothing is unfinished', async (t) => {
  const cwd = t.testdir({});
  const script = `
    const { filesBelow } = await import('${ROOT}/src/node/files.ts');
    await filesBelow('${cwd}').write('done', 'x');
    console.log('ready');
    for (const end = Date.now() + 10_000; Date.now() < end; );
    console.log('worked to the end');`;
  const line = `exec '${process.execPath}' --import tsx --input-type=module -e "${script}"`;
  const ended = await shell(line, cwd, (_, pid) => process.kill(pid, 'SIGTERM'));
  t.match(ended, { status: null, stdout: /^ready\n$/ }, 'the signal itself ended it');
});

t.test('where there is no room for temporary files it is said where', async (t) => {
  const { TMPDIR } = process.env;
  t.teardown(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  process.env.TMPDIR = join(t.testdir({}), 'none');
  t.match(
    refusal(() => filesBelow('.').temporary()),
    {
      code: 'unreadable',
      message: 'the input cannot be kept here: no such file or directory',
      path: /none$/,
    },
  );
});

const refusal = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError)
      return { code: error.code, message: error.message, path: error.details.path };
    throw error;
  }
  return undefined;
};

t.test('failures of files name the file as the user named it', async (t) => {
  const cwd = t.testdir({ directory: {}, file: 'x' });
  symlinkSync('round', join(cwd, 'round'));
  const files = filesBelow(cwd);
  const reads = (path: string) => refusal(() => files.readText(path));
  t.match(reads('missing'), { code: 'not-found', path: 'missing' });
  t.match(reads('directory'), { code: 'is-a-directory', path: 'directory' });
  t.match(reads('file/x'), { code: 'unreadable', message: 'a part of the path is not a directory' });
  t.match(reads('round'), { code: 'unreadable', message: 'too many symbolic links' });
  t.match(reads('a\0b'), { code: 'unreadable', message: 'no path holds a null character' });
  t.match(
    refusal(() => files.list('missing')),
    { code: 'not-found', path: 'missing' },
  );
  for (const path of ['file/x', 'directory'])
    await t.rejects(files.write(path, ''), { code: 'output-unwritable', details: { path } });
  t.equal(files.kind('round'), 'missing');
  t.equal(files.kind('a\0b'), 'missing');
  await t.rejects(
    async () => {
      for await (const _ of files.stream('missing')) t.fail();
    },
    { code: 'not-found', details: { path: 'missing' } },
  );
});

t.test('text comes in UTF-8 and UTF-16, with and without a byte order mark', async (t) => {
  const text = 'ä漢😀';
  const cwd = t.testdir({
    plain: text,
    bom: `\ufeff${text}`,
    le: Buffer.from(`\ufeff${text}`, 'utf16le'),
    be: Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  });
  for (const name of ['plain', 'bom', 'le', 'be']) t.equal(filesBelow(cwd).readText(name), text, name);
});

t.test('a file is written whole or not at all, and keeps its mode', async (t) => {
  const cwd = t.testdir({ old: 'old', real: {} });
  const files = filesBelow(cwd);
  writeFileSync(join(cwd, 'secret'), 'old', { mode: 0o600 });
  await files.write('secret', 'new');
  t.equal(readFileSync(join(cwd, 'secret'), 'utf8'), 'new');
  t.equal(statSync(join(cwd, 'secret')).mode & 0o777, 0o600);
  await t.rejects(files.write('old', { toString: () => Symbol() } as never), 'what cannot be written');
  t.equal(readFileSync(join(cwd, 'old'), 'utf8'), 'old');
  symlinkSync(join(cwd, 'real'), join(cwd, 'linked'));
  t.equal(files.realPath('linked/x/y'), join(cwd, 'real/x/y'), 'of what is not there yet');
  symlinkSync(join(cwd, 'real', 'target'), join(cwd, 'link'));
  await files.write('link', 'x');
  t.equal(readFileSync(join(cwd, 'link'), 'utf8'), 'x');
  t.same(
    readdirSync(cwd).filter((name) => name.startsWith('.')),
    [],
  );
});

t.test('patterns find files in order, and do not follow links round and round', async (t) => {
  const cwd = t.testdir({ a: { 'p.json': '', b: { 'p.json': '', 'q.txt': '' } }, 'x[1].json': '' });
  symlinkSync('..', join(cwd, 'a', 'up'));
  const { expand } = filesBelow(cwd);
  t.same(await expand('**/*.json'), ['a/b/p.json', 'a/p.json', 'x[1].json']);
  t.same(await expand('a/{p,q}.json'), ['a/p.json']);
  t.same(await expand('x[1].json'), ['x[1].json'], 'a file of this very name');
  t.same(await expand('nothing'), ['nothing']);
  await t.rejects(expand('*.xyz'), { code: 'not-found' });
});

t.test('policies in directories that lead round and round are read once', async (t) => {
  const cwd = t.testdir({
    scp: { 'a.json': '{}', sub: { 'b.json': '{}', 'c.txt': '' }, '.git': { 'd.json': '{}' } },
  });
  for (const name of ['one', 'two', 'three']) symlinkSync('..', join(cwd, 'scp', 'sub', name));
  symlinkSync('.', join(cwd, 'scp', 'self'));
  const found = readPolicyFiles(['scp'], filesBelow(cwd)).map(({ path }) => path);
  t.same(found, ['scp/a.json', 'scp/sub/b.json']);
});

t.test('a large directory is read', async (t) => {
  const cwd = t.testdir({ scp: {} });
  mkdirSync(join(cwd, 'scp', 'empty'));
  for (let index = 0; index < 2000; index++) writeFileSync(join(cwd, 'scp', `${index}.txt`), '');
  t.throws(() => readPolicyFiles(['scp'], filesBelow(cwd)), { code: 'policy-unreadable' });
});

t.test('a plan that changes while it is read is refused', async (t) => {
  const cwd = t.testdir({ 'plan.json': MANY });
  const files = filesBelow(cwd);
  const path = join(cwd, 'plan.json');
  const touching = (at: 'small' | 'large', when: (reads: number) => boolean): Files => ({
    ...files,
    open: (name) => {
      const file = files.open(name);
      let reads = 0;
      const readAt: OpenFile['readAt'] = (position, length) => {
        reads += 1;
        if (when(reads)) writeFileSync(path, MANY.slice(0, 2000));
        return file.readAt(position, length);
      };
      return { ...file, size: at === 'small' ? file.size : 2 ** 30, readAt };
    },
  });
  const opened = (changing: Files) => inputOf('plan.json').open({ files: changing } as never);
  const changed = {
    code: 'unreadable',
    message: 'the file changed while it was being read',
    details: { path: 'plan.json' },
  };
  await t.rejects(opened(touching('small', (reads) => reads === 1)), changed, 'read at once');
  writeFileSync(path, MANY);
  await t.rejects(opened(touching('large', (reads) => reads === 2)), changed, 'read in pieces');
  writeFileSync(path, MANY);
  const late = await opened(files);
  writeFileSync(path, 'x');
  late.close();
  t.equal(late.plan.resourceChanges.length, 400, 'what happens after the reading does not matter');
});

t.test('a report is printed as fast as it is read', async (t) => {
  const piece = 'x'.repeat(1 << 16);
  const reader = (take: (done: (error?: Error) => void) => void) => {
    const waiting: number[] = [];
    const stream = new Writable({
      write(_chunk, _encoding, done) {
        waiting.push(stream.writableLength);
        take(done);
      },
    });
    return { stream, waiting };
  };
  const print = ({ stream }: ReturnType<typeof reader>) =>
    printReport(Array(50).fill(piece), { stdout: outputOf(stream as NodeJS.WriteStream) });

  const slow = reader((done) => setTimeout(done, 1));
  await print(slow);
  t.equal(slow.waiting.length, 50);
  t.equal(Math.max(...slow.waiting), piece.length, 'one block waits at a time');

  const gone = reader((done) =>
    setTimeout(() => done(Object.assign(new Error('gone'), { code: 'EPIPE' })), 1),
  );
  await print(gone);
  t.equal(gone.waiting.length, 1, 'nothing more is written to a reader that has gone away');
});

t.test('programs run without a shell, where PATH says', async (t) => {
  const cwd = t.testdir({ bin: { say: '#!/bin/sh\nprintf "%s|" "$@"; echo oops >&2; exit 3\n' } });
  const run = programsOn({ PATH: join(cwd, 'bin') });
  t.equal(await run('missing', [], cwd), undefined);
  t.match(await run('say', [], cwd), { status: 126, stderr: 'permission denied' });
  const { chmodSync } = await import('node:fs');
  chmodSync(join(cwd, 'bin', 'say'), 0o755);
  const said = await run('say', ['a b', '$(id)', ';x'], cwd);
  t.match(said, { status: 3, stderr: 'oops\n' });
  t.equal(Buffer.from(said?.stdout ?? '').toString(), 'a b|$(id)|;x|');
});
