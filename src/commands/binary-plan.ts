import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';

/**
 * What `terraform show -json` or `tofu show -json` prints of a binary plan file, run where the plan's providers are
 * installed: the current directory, else the plan's own.
 * @throws InputError `binary-plan` with the command to run by hand where that cannot be done here
 */
export async function showBinaryPlan(path: string, io: Io): Promise<Uint8Array> {
  const directory = [io.cwd, dirname(resolve(io.cwd, path))].find(
    (candidate) => io.files.kind(resolve(candidate, '.terraform')) === 'directory',
  );
  if (directory === undefined) {
    throw refusal(
      path,
      'is a binary plan file, and neither this directory nor its own is initialised',
      'terraform',
    );
  }
  for (const tool of toolsFor(directory, io)) {
    const shown = await io.run(tool, ['show', '-json', resolve(io.cwd, path)], directory);
    if (shown === undefined) continue;
    if (shown.status === 0) return shown.stdout;
    const [complaint = ''] = shown.stderr.split('\n').filter((line) => /\w/.test(line));
    throw refusal(
      path,
      `is a binary plan file, and \`${tool} show -json\` failed: ${complaint.trim()}`,
      tool,
    );
  }
  throw refusal(path, 'is a binary plan file, and neither tofu nor terraform is on PATH', 'terraform');
}

/** The tool that made the directory first: its lock file names the registry. */
function toolsFor(directory: string, io: Io): readonly string[] {
  const lock = resolve(directory, '.terraform.lock.hcl');
  const isTofu = io.files.kind(lock) === 'file' && io.files.readText(lock).includes('registry.opentofu.org');
  return isTofu ? ['tofu', 'terraform'] : ['terraform', 'tofu'];
}

function refusal(path: string, message: string, tool: string): InputError {
  return new InputError('binary-plan', message, {
    path,
    hint: `run: ${tool} show -json ${basename(path)} > plan.json`,
  });
}
