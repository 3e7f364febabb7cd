import { resolve } from 'node:path';
import { InputError } from '../error.ts';
import { kindOf } from './stats.ts';

/** Files that match a pattern, sorted; a path that exists, or is no pattern, is itself. */
export async function expand(pattern: string, cwd: string): Promise<readonly string[]> {
  if (!/[*?{[]/.test(pattern) || kindOf(resolve(cwd, pattern)) !== 'missing') return [pattern];
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd,
    onlyFiles: true,
    dot: false,
    expandDirectories: false,
    // a link may lead anywhere, also back
    followSymbolicLinks: false,
  });
  if (found.length === 0)
    throw new InputError('not-found', 'no file matches this pattern', { path: pattern });
  return found.sort();
}
