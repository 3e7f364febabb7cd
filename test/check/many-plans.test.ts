import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { parseCommand } from '../../src/cli.ts';
import checkInThread from '../../src/commands/check-worker.ts';
import type { Report } from '../../src/generated/report.ts';
import { runProgram } from './program.ts';

const CASES = ['two-providers', 'zipmap-and-friends', 'provider-six', 'imported-network'] as const;

/** A directory with several plans, and one file that is none. */
function fleet(): string {
  const directory = t.testdir({ scp: {}, plans: {} });
  cpSync('testdata/graph/scp', path.join(directory, 'scp'), { recursive: true });
  for (const name of CASES)
    cpSync(`testdata/graph/${name}`, path.join(directory, 'plans', name), { recursive: true });
  return directory;
}

const reportOf = (text: string): Report => JSON.parse(text);

/** The built program: a thread that had to translate TypeScript first would take a minute to start. */
function built(cwd: string, argv: readonly string[]) {
  const bin = path.resolve('dist/bin.js');
  return spawnSync(process.execPath, [bin, ...argv], { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

t.test('many plans in threads give the same report as one after the other', async (t) => {
  const directory = fleet();
  const args = ['check', 'plans/*/plan.json', '--scp', 'scp', '--format', 'json'];
  const inTurn = built(directory, [...args, '--jobs', '1']);
  const inThreads = built(directory, [...args, '--jobs', '3']);
  t.equal(inThreads.stderr, '');
  t.equal(inThreads.stdout, inTurn.stdout);
  t.equal(inThreads.status, inTurn.status);
  t.same(
    reportOf(inTurn.stdout).plans.map((plan) => plan.path),
    [...CASES].sort().map((name) => `plans/${name}/plan.json`),
  );
});

t.test('a thread looks into the directory that it is told, not that of the process', async (t) => {
  const command = await parseCommand(['check', '--scp', 'scp'], 80);
  if (command.kind !== 'check') throw new Error(command.kind);
  const path = 'plans/two-providers/plan.json';
  t.match(await checkInThread({ path, cwd: fleet(), command, config: {} }), { kind: 'report' });
});

t.test('one bad file does not stop the others: it is named, and the status is 2', async (t) => {
  const directory = fleet();
  writeFileSync(path.join(directory, 'plans/bad.json'), '{"format_version":');
  const { status, stdout, stderr } = await runProgram(directory, [
    'check',
    'plans/**/*.json',
    '--scp',
    'scp',
    '--format',
    'json',
    '--fail-on',
    'denied',
  ]);
  t.equal(status, 2);
  t.match(stderr, /plans\/bad\.json/);
  t.ok(reportOf(stdout).plans.length >= CASES.length);
});

t.test('reports of several runs are merged into the report of one run', async (t) => {
  const directory = fleet();
  for (const name of CASES.slice(0, 2)) {
    await runProgram(directory, [
      'check',
      `plans/${name}/plan.json`,
      '--scp',
      'scp',
      '--output',
      `json=${name}.json`,
    ]);
    await runProgram(directory, [
      'check',
      `plans/${name}/plan.json`,
      '--scp',
      'scp',
      '--output',
      `sarif=${name}.sarif`,
    ]);
  }
  const [first, second] = CASES;
  const one = await runProgram(directory, [
    'check',
    `plans/${first}/plan.json`,
    `plans/${second}/plan.json`,
    '--scp',
    'scp',
    '--format',
    'json',
  ]);
  const merged = await runProgram(directory, [
    'merge',
    `${first}.json`,
    `${second}.json`,
    '--format',
    'json',
  ]);
  t.equal(merged.stdout, one.stdout);
  t.equal(merged.status, one.status);
  const sarif = await runProgram(directory, ['merge', '*.sarif', '--output', 'sarif=all.sarif']);
  t.equal(sarif.status, one.status, sarif.stderr);
  const mixed = await runProgram(directory, ['merge', `${first}.json`, `${second}.sarif`]);
  t.match(mixed, { status: 2, stderr: /one kind at a time/ });
});
