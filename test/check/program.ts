import type { Report } from '../../src/generated/report.ts';
import { main } from '../../src/main.ts';
import { filesBelow } from '../../src/node/files.ts';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The whole program in this process: arguments in, streams and exit status out. No other program is run. */
export async function runProgram(cwd: string, argv: readonly string[]): Promise<Run> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const status = await main({
    argv,
    env: {},
    cwd,
    stdout: { write: (text) => void stdout.push(text), isTerminal: false },
    stderr: { write: (text) => void stderr.push(text), isTerminal: false },
    stdin: async function* () {},
    files: filesBelow(cwd),
    run: async () => undefined,
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** The report of `tfvpc check PLAN ARGS`, and the exit status. Throws with the program's own words where there is none. */
export async function check(
  cwd: string,
  args: readonly string[],
): Promise<{ readonly report: Report; readonly status: number }> {
  const { status, stdout, stderr } = await runProgram(cwd, ['check', ...args, '--format', 'json']);
  if (!stdout.startsWith('{')) throw new Error(`no report: status ${status}: ${stderr}`);
  const report: Report = JSON.parse(stdout);
  return { report, status };
}
