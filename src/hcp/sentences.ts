import { InputError } from '../error.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { field, parseJson } from '../http/json.ts';
import { quote } from '../http/quote.ts';
import type { Account } from './account.ts';

interface Sentence {
  readonly message: string;
  readonly hint: string;
}

/**
 * The failure that an exchange with the server is, in words. `what` names what was asked for: `run run-abc`.
 * Statuses: developer.hashicorp.com, HCP Terraform API, plans and runs.
 */
export function failureOf(what: string, exchange: Exchange, account: Account): InputError {
  if (exchange.kind === 'no-answer')
    return new InputError('download-failed', `${what}: ${account.host} did not answer: ${exchange.reason}`, {
      hint: exchange.hint ?? 'try again; TFE_ADDRESS says which server is asked',
    });
  const { message, hint } = BY_STATUS[exchange.status] ?? unforeseen(exchange.status);
  return new InputError(
    'download-failed',
    `${what}: ${message} (${exchange.status}${saidBy(exchange, account)})`,
    { hint },
  );
}

const BY_STATUS: Readonly<Record<number, Sentence>> = {
  401: {
    message: 'the server does not accept the token',
    hint: 'TFE_TOKEN is wrong or has expired, or is of another server than TFE_ADDRESS',
  },
  403: {
    message: 'the token may not read it',
    hint: 'use a user or team token with admin access to the workspace: organization tokens cannot read plans',
  },
  404: {
    message: 'there is none for this token',
    hint: 'check the name, TFE_ADDRESS, and that the token has admin access to the workspace (an organization token has not)',
  },
  407: {
    message: 'the proxy asks for a password',
    hint: 'put it into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT',
  },
  422: {
    message: 'this plan has no JSON',
    hint: 'the workspace must use Terraform 0.12 or newer',
  },
  429: { message: 'too many requests', hint: 'try again in a minute' },
};

function unforeseen(status: number): Sentence {
  if (status >= 500)
    return {
      message: 'the server is not available',
      hint: 'try again; status.hashicorp.com tells of outages',
    };
  return {
    message: 'the server answered what this program does not expect',
    hint: 'check TFE_ADDRESS and the proxy',
  };
}

/** Errors are JSON:API: `{"errors": [{"title": "…", "detail": "…"}]}`. */
function saidBy(answer: Answer, account: Account): string {
  const errors = field(parseJson(answer.body), 'errors');
  if (!Array.isArray(errors)) return '';
  const texts = errors
    .slice(0, 3)
    .map((error) => (typeof error === 'string' ? error : (field(error, 'detail') ?? field(error, 'title'))));
  const said = texts.filter((text) => typeof text === 'string').join('; ');
  return said === '' ? '' : `: ${quote(said, [account.token])}`;
}
