import type { Io } from './io.ts';
import { filesBelow } from './node/files.ts';
import { outputOf } from './node/output.ts';
import { programsOn } from './node/programs.ts';

/** The process, its streams and the file system. */
export function nodeIo(): Io {
  const cwd = process.cwd();
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: () => process.stdin,
    files: filesBelow(cwd),
    run: programsOn(process.env),
    now: () => new Date(),
  };
}
