import { spawn } from 'node:child_process';
import type { Io, RunResult } from '../io.ts';
import { CAUSES } from './failures.ts';

/** Runs programs with this environment, whose PATH says where they are. */
export function programsOn(env: Readonly<Record<string, string | undefined>>): Io['run'] {
  return (command, args, cwd) =>
    new Promise((done) => {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.on('error', ({ code = 'it cannot be run' }: NodeJS.ErrnoException) =>
        done(code === 'ENOENT' ? undefined : failedRun(CAUSES[code] ?? code)),
      );
      child.on('close', (status) =>
        done({
          status: status ?? 1,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
    });
}

const failedRun = (stderr: string): RunResult => ({ status: 126, stdout: new Uint8Array(), stderr });
