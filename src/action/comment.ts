import type { Answer, Exchange, HttpRequest } from '../http/exchange.ts';
import { field, fieldAt, parseJson } from '../http/json.ts';
import { persist } from '../http/persist.ts';
import { quote } from '../http/quote.ts';
import { type Net, send } from '../http/send.ts';

/** A comment of GitHub holds this many characters. */
const LONGEST_COMMENT = 65_536;
const PAGE = 100;
const MOST_PAGES = 30;

export interface CommentPlace {
  /** `https://api.github.com` */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
  /** Tells the comments of one pull request apart: one for each root module. */
  readonly key: string;
}

export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' }
  /** Why there is no comment. Never a reason to fail a check. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The first line of our comment, which nobody sees and by which we find it again. */
export const markerOf = (key: string) => `<!-- tfvpc:${encodeURIComponent(key).replaceAll('-', '%2D')} -->`;

/** Writes the comment of a pull request: our earlier one anew where there is one. */
export async function writeComment(markdown: string, place: CommentPlace, net: Net): Promise<CommentOutcome> {
  const body = `${markerOf(place.key)}\n${markdown}`;
  if (body.length > LONGEST_COMMENT)
    return { kind: 'failed', reason: 'the report is too long for a comment' };
  const found = await findComment(place, net);
  if (found.kind === 'failed') return found;
  const path =
    found.id === undefined ? `issues/${place.pullRequest}/comments` : `issues/comments/${found.id}`;
  const method = found.id === undefined ? 'POST' : 'PATCH';
  const exchange = await ask({ method, url: urlOf(path, place), body: JSON.stringify({ body }) }, place, net);
  if (exchange.kind === 'answer' && exchange.status >= 200 && exchange.status < 300)
    return { kind: found.id === undefined ? 'created' : 'updated' };
  return failed(exchange, place);
}

type Found =
  | { readonly kind: 'found'; readonly id: number | undefined }
  | Extract<CommentOutcome, { kind: 'failed' }>;

async function findComment(place: CommentPlace, net: Net): Promise<Found> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const url = urlOf(`issues/${place.pullRequest}/comments?per_page=${PAGE}&page=${page}`, place);
    const exchange = await ask({ method: 'GET', url, limit: 50 * 1024 * 1024 }, place, net);
    const comments =
      exchange.kind === 'answer' && exchange.status === 200 ? parseJson(exchange.body) : undefined;
    if (!Array.isArray(comments)) return failed(exchange, place);
    const ours = comments.find((comment) => isOurs(comment, markerOf(place.key)));
    const id = field(ours, 'id');
    if (typeof id === 'number') return { kind: 'found', id };
    if (comments.length < PAGE) break;
  }
  return { kind: 'found', id: undefined };
}

const STRANGERS: ReadonlySet<unknown> = new Set([
  'NONE',
  'CONTRIBUTOR',
  'FIRST_TIMER',
  'FIRST_TIME_CONTRIBUTOR',
  'MANNEQUIN',
]);

/** A stranger who copies the marker must not get our report into a comment that only they can edit. */
function isOurs(comment: unknown, marker: string): boolean {
  const body = field(comment, 'body');
  if (typeof body !== 'string' || !body.startsWith(marker)) return false;
  return fieldAt(comment, 'user', 'type') === 'Bot' || !STRANGERS.has(field(comment, 'author_association'));
}

const urlOf = (path: string, place: CommentPlace) =>
  new URL(`${place.api}/repos/${place.repository}/${path}`);

function ask(request: Omit<HttpRequest, 'headers'>, place: CommentPlace, net: Net): Promise<Exchange> {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${place.token}`,
    'content-type': 'application/json',
    'x-github-api-version': '2022-11-28',
  };
  return persist(() => send({ ...request, headers }, net), net);
}

function failed(exchange: Exchange, place: CommentPlace): Extract<CommentOutcome, { kind: 'failed' }> {
  if (exchange.kind === 'no-answer')
    return { kind: 'failed', reason: `GitHub did not answer: ${exchange.reason}` };
  if (exchange.status === 403 || exchange.status === 401)
    return {
      kind: 'failed',
      reason:
        'the token may not write it: give the job `permissions: pull-requests: write`; runs for pull requests from forks cannot have it',
    };
  return { kind: 'failed', reason: `GitHub answered ${exchange.status}${messageOf(exchange, place)}` };
}

function messageOf(answer: Answer, place: CommentPlace): string {
  const message = field(parseJson(answer.body), 'message');
  return typeof message === 'string' ? `: ${quote(message, [place.token])}` : '';
}
