import { field, fieldAt, parseJson } from '../http/json.ts';
import type { Io } from '../io.ts';

/** The pull request that the run is for. */
export interface PullRequest {
  readonly number: number;
  /** Its head is in another repository, or in one that is gone: the token of the run may only read. */
  readonly fromFork: boolean;
}

/** Undefined for runs without a pull request. */
export function pullRequestOf(io: Io): PullRequest | undefined {
  const path = io.env.GITHUB_EVENT_PATH ?? '';
  if (path === '' || io.files.kind(path) !== 'file') return undefined;
  const pull = field(parseJson(io.files.readText(path)), 'pull_request');
  const number = field(pull, 'number');
  if (typeof number !== 'number') return undefined;
  return { number, fromFork: fieldAt(pull, 'head', 'repo', 'full_name') !== io.env.GITHUB_REPOSITORY };
}
