import { pathToFileURL } from 'node:url';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';
import { checkedOut, pullRequestHead } from './checkout.ts';

/** What the flags of `tfvpc upload` say. What is absent is read from the environment of GitHub Actions, then from git. */
export interface UploadOptions {
  /** The SARIF file. */
  readonly path: string;
  /** `owner/name`. Else `GITHUB_REPOSITORY`. */
  readonly repository?: string;
  /** `refs/heads/main`, `refs/pull/42/merge`. Else `GITHUB_REF`, else the branch that is checked out. */
  readonly ref?: string;
  /** The full commit id that was analysed. Else `GITHUB_SHA`, else the commit that is checked out. */
  readonly sha?: string;
  /**
   * The directory of the checkout, as a path or a `file:` URL: makes absolute paths in the file relative. Else
   * `GITHUB_WORKSPACE`.
   */
  readonly checkoutUri?: string;
  /** Else the tool that the file names. */
  readonly toolName?: string;
  /** False to return as soon as GitHub has the file. */
  readonly wait?: boolean;
}

/** Where an upload goes. */
export interface UploadTarget {
  /** `https://api.github.com/repos/owner/name/code-scanning/sarifs` */
  readonly url: URL;
  readonly repository: string;
  readonly token: string;
  readonly ref: string;
  readonly sha: string;
  /** A file URL. */
  readonly checkoutUri?: string;
}

/** Throws `upload-failed` with the flag or variable to set when something is missing or cannot be right. */
export async function uploadTarget(options: UploadOptions, io: Io): Promise<UploadTarget> {
  const repository =
    options.repository ??
    io.env.GITHUB_REPOSITORY ??
    missing('the repository', '--repository OWNER/NAME or GITHUB_REPOSITORY');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || /(^|\/)\.\.?($|\/)/.test(repository))
    wrong('repository', repository, 'OWNER/NAME');
  const { ref, sha } = await commitOf(options, io);
  if (!/^refs\/(heads|tags|pull)\/\S+$/.test(ref))
    wrong('ref', ref, `a full reference, such as refs/heads/${ref}`);
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(sha))
    wrong('sha', sha, 'a full commit id, such as `git rev-parse HEAD` prints');
  const checkoutUri = checkoutUriOf(options, io);
  return {
    url: new URL(`${apiOf(io.env)}/repos/${repository}/code-scanning/sarifs`),
    repository,
    token: tokenOf(io.env),
    ref,
    sha,
    ...(checkoutUri === undefined ? {} : { checkoutUri }),
  };
}

function checkoutUriOf({ checkoutUri }: UploadOptions, io: Io): string | undefined {
  if (checkoutUri !== undefined && /^[a-z][a-z0-9+.-]+:\/\//i.test(checkoutUri)) return checkoutUri;
  const directory = checkoutUri ?? io.env.GITHUB_WORKSPACE ?? '';
  return directory === '' ? undefined : pathToFileURL(io.files.realPath(directory)).href;
}

/** `GITHUB_API_URL`, which Actions sets on github.com and on Enterprise Server, without a slash at its end. */
export function apiOf(env: Io['env']): string {
  const api = env.GITHUB_API_URL || 'https://api.github.com';
  const protocol = URL.canParse(api) ? new URL(api).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:')
    wrong('GITHUB_API_URL', api, 'a URL, such as https://ghe.example.com/api/v3');
  return api.replace(/\/+$/, '');
}

function tokenOf(env: Io['env']): string {
  const token = (env.GITHUB_TOKEN || env.GH_TOKEN || '').trim();
  if (token === '') return missing('a token', 'GITHUB_TOKEN to one that may write security events');
  if (/[^\x21-\x7e]/.test(token))
    throw new InputError('upload-failed', 'the token in GITHUB_TOKEN holds blanks or control characters');
  return token;
}

/** The commit that the results are of: the head of a pull request where that is what is checked out. */
async function commitOf(
  options: UploadOptions,
  io: Io,
): Promise<{ readonly ref: string; readonly sha: string }> {
  if (options.ref !== undefined && options.sha !== undefined) return { ref: options.ref, sha: options.sha };
  const git = await checkedOut(io);
  const head = pullRequestHead(io);
  const isHead = head !== undefined && git?.sha === head.sha;
  const given = isHead ? head : { ref: io.env.GITHUB_REF, sha: io.env.GITHUB_SHA };
  return {
    ref:
      options.ref ??
      (given.ref || git?.ref) ??
      missing('the reference', '--ref refs/heads/BRANCH or GITHUB_REF'),
    sha: options.sha ?? (given.sha || git?.sha) ?? missing('the commit', '--sha COMMIT or GITHUB_SHA'),
  };
}

function missing(what: string, how: string): never {
  throw new InputError('upload-failed', `${what} is not known`, { hint: `set ${how}` });
}

function wrong(what: string, value: string, expected: string): never {
  throw new InputError('upload-failed', `${what} \`${value}\` cannot be right: expected ${expected}`);
}
