import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { bundle } from '../../scripts/bundle.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The program as it is published, built into a directory of the test beside these files; and the command that runs it. */
export async function builtProgram(
  t: Pick<Test, 'testdir'>,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly cwd: string; readonly program: string }> {
  const cwd = t.testdir(files);
  await bundle(join(cwd, 'dist'));
  symlinkSync(join(ROOT, 'schemas'), join(cwd, 'schemas'));
  return { cwd, program: `'${process.execPath}' '${join(cwd, 'dist', 'bin.js')}'` };
}
