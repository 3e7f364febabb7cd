import type { Answer } from '../http/exchange.ts';
import { field, parseJson } from '../http/json.ts';
import { persist } from '../http/persist.ts';
import { type Net, send } from '../http/send.ts';
import { REAL_TIMING, type Timing } from '../http/timing.ts';
import type { Io } from '../io.ts';
import { type Processed, waitForProcessing } from './processing.ts';
import { readSarifFile } from './sarif-file.ts';
import { type Asked, failureOf } from './sentences.ts';
import { type UploadOptions, type UploadTarget, uploadTarget } from './target.ts';

export interface Uploaded extends Processed {
  /** By which GitHub knows the upload. */
  readonly id: string;
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
}

/**
 * Sends a SARIF file to GitHub code scanning and waits until GitHub has taken it in. The token is read from `GITHUB_TOKEN`
 * and goes nowhere but into the Authorization header. Throws `upload-failed` with what to do about it.
 */
export async function uploadSarif(
  options: UploadOptions,
  io: Io,
  timing: Timing = REAL_TIMING,
): Promise<Uploaded> {
  const file = readSarifFile(options.path, io);
  const target = await uploadTarget(options, io);
  const net: Net = { env: io.env, now: io.now, timing };
  const asked: Asked = { ...target, now: io.now };
  const headers = headersFor(target.token);
  const body = JSON.stringify({
    commit_sha: target.sha,
    ref: target.ref,
    sarif: file.encoded,
    started_at: io.now().toISOString(),
    tool_name: options.toolName ?? file.toolName,
    ...(target.checkoutUri === undefined ? {} : { checkout_uri: target.checkoutUri }),
  });
  const sent = await persist(() => send({ method: 'POST', url: target.url, headers, body }, net), net);
  if (sent.kind !== 'answer' || sent.status !== 202) throw failureOf(DOING, sent, asked);
  const id = idIn(sent, asked);
  const uploaded = { id, repository: target.repository, ref: target.ref, sha: target.sha };
  if (options.wait === false) return { ...uploaded, processing: 'pending', errors: [] };
  return { ...uploaded, ...(await waitForProcessing(statusUrl(target, id), headers, asked, net)) };
}

const DOING = 'the SARIF file was not uploaded';

function headersFor(token: string): Readonly<Record<string, string>> {
  return {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-github-api-version': '2022-11-28',
  };
}

function idIn(answer: Answer, asked: Asked): string {
  const id = field(parseJson(answer.body), 'id');
  if (typeof id === 'string' && id !== '') return id;
  throw failureOf('whether the SARIF file was uploaded is not known', answer, asked);
}

/** Built here: the token follows no URL that an answer names. */
const statusUrl = (target: UploadTarget, id: string) =>
  new URL(`${target.url.href}/${encodeURIComponent(id)}`);
