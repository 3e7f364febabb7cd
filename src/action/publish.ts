import { InputError } from '../error.ts';
import type { Timing } from '../http/timing.ts';
import type { Io } from '../io.ts';
import { apiOf } from '../upload/target.ts';
import { uploadSarif } from '../upload/upload.ts';
import { writeComment } from './comment.ts';
import { pullRequestOf } from './event.ts';
import type { ActionInputs } from './inputs.ts';
import { annotate, saidOf, setOutput } from './runner.ts';

/** Writes the comment of the pull request; what keeps it from being written is a warning. */
export async function commentOnPullRequest(
  { token }: ActionInputs,
  markdown: string,
  key: string,
  io: Io,
  timing: Timing,
): Promise<void> {
  const pull = pullRequestOf(io);
  const repository = io.env.GITHUB_REPOSITORY ?? '';
  if (pull === undefined || repository === '')
    return annotate('notice', 'no comment: this run is not for a pull request', io);
  if (token === '') return annotate('warning', 'no comment: the input token is empty', io);
  const place = { api: apiOf(io.env), repository, pullRequest: pull.number, token, key };
  const outcome = await writeComment(markdown, place, { env: io.env, now: io.now, timing });
  if (outcome.kind === 'failed') annotate('warning', `no comment: ${outcome.reason}`, io);
}

/**
 * Sees to the upload: on github.com the next step of the action makes it, on Enterprise Server we do. False when it failed.
 * The token of a pull request from a fork may not upload: that is a warning.
 */
export async function uploadResults(
  { token }: ActionInputs,
  sarif: string,
  io: Io,
  timing: Timing,
): Promise<boolean> {
  if (pullRequestOf(io)?.fromFork === true) {
    annotate('warning', 'the SARIF file is not uploaded: runs for pull requests from forks may not', io);
    return true;
  }
  if (isGitHubCom(io.env.GITHUB_SERVER_URL)) {
    setOutput('upload', 'true', io);
    return true;
  }
  try {
    const { processing, errors } = await uploadSarif(
      { path: sarif },
      { ...io, env: { ...io.env, GITHUB_TOKEN: token } },
      timing,
    );
    if (processing === 'pending')
      annotate('notice', 'GitHub has the SARIF file and is not done with it yet', io);
    for (const error of errors) annotate('warning', `GitHub on the SARIF file: ${error}`, io);
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    annotate('error', saidOf(error, io), io);
    return false;
  }
}

/** github.com, or a company's part of it with data residency. */
function isGitHubCom(server: string | undefined): boolean {
  const host = URL.canParse(server ?? '') ? new URL(server ?? '').hostname : 'github.com';
  return host === 'github.com' || host.endsWith('.ghe.com');
}
