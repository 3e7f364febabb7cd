import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Output } from '../../src/io.ts';
import { main } from '../../src/main.ts';
import { filesBelow } from '../../src/node/files.ts';
import { programsOn } from '../../src/node/programs.ts';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly stdin?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
}

type Tree = NonNullable<Parameters<Test['testdir']>[0]>;

/** A directory made of this tree, and the program run in it: real files and programs, streams that remember. */
export function inDirectory(t: Pick<Test, 'testdir'>, tree: Tree) {
  const cwd = t.testdir(tree);
  const bin = join(cwd, 'bin');
  if (existsSync(bin)) for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  return {
    cwd,
    run: (line: string | readonly string[], world: World = {}) =>
      runIn(cwd, typeof line === 'string' ? line.split(' ') : line, world),
  };
}

/** Programs are those in the directory's `bin`, and none else. */
export async function runIn(cwd: string, argv: readonly string[], world: World = {}): Promise<Run> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const stream = (texts: string[]): Output => ({
    write: (text) => void texts.push(text),
    isTerminal: world.isTerminal ?? false,
  });
  const env = { PATH: join(cwd, 'bin'), ...world.env };
  const status = await main({
    argv,
    env,
    cwd,
    stdout: stream(stdout),
    stderr: stream(stderr),
    stdin: async function* () {
      yield Buffer.from(world.stdin ?? '');
    },
    files: filesBelow(cwd),
    run: programsOn(env),
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}
