import { InputError } from '../error.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { field, parseJson } from '../http/json.ts';
import { askedDelay } from '../http/persist.ts';
import { quote } from '../http/quote.ts';

interface Sentence {
  readonly message: string;
  readonly hint: string;
}

export interface Asked {
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly token: string;
  readonly now: () => Date;
}

/**
 * The failure that an exchange with GitHub is, in words: what happened, what GitHub says about it, and what to do.
 * Statuses: docs.github.com, REST API endpoints for code scanning, "Upload an analysis as SARIF data".
 */
export function failureOf(doing: string, exchange: Exchange, asked: Asked): InputError {
  if (exchange.kind === 'no-answer')
    return new InputError('upload-failed', `${doing}: GitHub did not answer: ${exchange.reason}`, {
      hint: exchange.hint ?? 'try again; githubstatus.com tells of outages',
    });
  const { message, hint } = sentenceOf(exchange, asked);
  const said = saidBy(exchange, asked);
  return new InputError('upload-failed', `${doing}: ${message} (${exchange.status}${said})`, { hint });
}

function saidBy(answer: Answer, asked: Asked): string {
  const message = messageIn(answer.body);
  return message === '' ? '' : `: ${quote(message, [asked.token])}`;
}

/** GitHub's errors are JSON with a `message`; what stands between it and us may answer anything. */
function messageIn(body: string): string {
  const message = field(parseJson(body), 'message');
  return typeof message === 'string' ? message : '';
}

function sentenceOf(answer: Answer, asked: Asked): Sentence {
  if (answer.status === 403) return forbidden(answer, asked);
  if (answer.status === 429) return limited(answer, asked.now());
  return BY_STATUS[answer.status]?.(asked) ?? unforeseen(answer.status);
}

const BY_STATUS: Readonly<Record<number, (asked: Asked) => Sentence>> = {
  400: () => ({
    message: 'GitHub cannot read the SARIF file',
    hint: 'make the file anew with tfvpc; if it is tfvpc that made it, report that',
  }),
  401: () => ({
    message: 'GitHub does not accept the token',
    hint: 'GITHUB_TOKEN is wrong or has expired: in a workflow use github.token',
  }),
  404: ({ repository }) => ({
    message: `there is no code scanning at ${repository} for this token`,
    hint: 'check the name of the repository, that the token may read it, and GITHUB_API_URL on Enterprise Server',
  }),
  407: () => ({
    message: 'the proxy asks for a password',
    hint: 'put it into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT',
  }),
  413: () => ({
    message: 'the file is too large for GitHub',
    hint: 'check fewer root modules at a time, each with a --category of its own',
  }),
  422: ({ ref, sha }) => ({
    message: `GitHub does not take results for ${sha.slice(0, 12)} at ${ref}`,
    hint: 'push the commit first, and give the --ref and --sha that belong together',
  }),
};

function unforeseen(status: number): Sentence {
  if (status >= 500)
    return { message: 'GitHub is not available', hint: 'try again; githubstatus.com tells of outages' };
  if (status >= 300 && status < 400)
    return {
      message: 'the repository has moved',
      hint: 'give its new name with --repository, and check GITHUB_API_URL',
    };
  return {
    message: 'GitHub answered what this program does not expect',
    hint: 'check GITHUB_API_URL and the proxy',
  };
}

/** 403 has four causes, which only GitHub's message tells apart. */
function forbidden(answer: Answer, asked: Asked): Sentence {
  const message = messageIn(answer.body);
  if (/rate limit/i.test(message)) return limited(answer, asked.now());
  if (/not enabled|advanced security|must be enabled|code security/i.test(message))
    return {
      message: `code scanning is not enabled for ${asked.repository}`,
      hint: 'enable it in the settings of the repository under Code security, or leave the upload out',
    };
  if (/not accessible by integration/i.test(message))
    return {
      message: 'the token may not write security events',
      hint: 'give the job `permissions: security-events: write`; runs for pull requests from forks cannot have it: leave the upload out there',
    };
  return {
    message: `the token may not upload to ${asked.repository}`,
    hint: 'it needs `security-events: write` (a personal token: security_events, or repo)',
  };
}

function limited(answer: Answer, now: Date): Sentence {
  const delay = askedDelay(answer, now);
  const when = delay === undefined ? 'in some minutes' : `in ${Math.ceil(delay / 1000)} s`;
  return { message: 'the token has used up its rate limit', hint: `try again ${when}` };
}
