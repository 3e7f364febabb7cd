import { field, fieldAt, parseJson } from '../http/json.ts';
import type { Io } from '../io.ts';

/** The commit that is checked out, and its branch unless the head is detached. Undefined without git or a repository. */
export async function checkedOut(
  io: Io,
): Promise<{ readonly sha: string; readonly ref: string | undefined } | undefined> {
  const sha = await git(['rev-parse', '--verify', 'HEAD'], io);
  if (sha === undefined) return undefined;
  return { sha, ref: await git(['symbolic-ref', '--quiet', 'HEAD'], io) };
}

async function git(args: readonly string[], io: Io): Promise<string | undefined> {
  const result = await io.run('git', args, io.cwd);
  if (result === undefined || result.status !== 0) return undefined;
  const line = new TextDecoder().decode(result.stdout).trim();
  return line === '' ? undefined : line;
}

/**
 * The head of the pull request that this workflow run is about, by the event that started it. For a workflow that checks
 * out the head instead of GitHub's test merge, `GITHUB_REF` and `GITHUB_SHA` name another commit than the one analysed.
 */
export function pullRequestHead(io: Io): { readonly ref: string; readonly sha: string } | undefined {
  const path = io.env.GITHUB_EVENT_PATH ?? '';
  if (path === '' || io.files.kind(path) !== 'file') return undefined;
  const pull = field(parseJson(io.files.readText(path)), 'pull_request');
  const number = field(pull, 'number');
  const sha = fieldAt(pull, 'head', 'sha');
  if (typeof number !== 'number' || typeof sha !== 'string') return undefined;
  return { ref: `refs/pull/${number}/head`, sha };
}
