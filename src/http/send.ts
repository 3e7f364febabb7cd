import type { Agent } from 'node:http';
import { InputError } from '../error.ts';
import type { Exchange, HttpRequest, NoAnswer } from './exchange.ts';
import { type Env, proxyFor } from './proxy.ts';
import { proxySecrets, quote } from './quote.ts';
import type { Timing } from './timing.ts';

const DEFAULT_LIMIT = 1024 * 1024;
/** Milliseconds for a byte of the request: nothing comes back while it is being sent, and lines may be slow. */
const SENDING = 0.02;

/** What a network client needs of the world. */
export interface Net {
  readonly env: Env;
  readonly now: () => Date;
  readonly timing: Timing;
}

/**
 * Makes one request, through the proxy of the environment, and reads the answer whole. Redirects are answers: they are
 * not followed, so that no header goes where the caller did not send it. Throws only what `into` throws and `usage` for
 * a proxy that cannot be used.
 */
export async function send(request: HttpRequest, net: Net): Promise<Exchange> {
  const silence = new Silence(net.timing.patience + (request.body?.length ?? 0) * SENDING);
  try {
    return await exchange(request, net, silence);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const failure = silence.heard ? noAnswer(error, net.env) : { ...SILENT, reason: silence.reason };
    const proxy = proxyFor(request.url, net.env);
    return proxy === undefined
      ? failure
      : { ...failure, reason: `${failure.reason} (through the proxy ${proxy.host})` };
  } finally {
    silence.end();
  }
}

async function exchange(request: HttpRequest, net: Net, silence: Silence): Promise<Exchange> {
  const { default: fetch } = await import('node-fetch');
  const agent = await agentFor(request.url, net.env);
  const response = await fetch(request.url, {
    method: request.method,
    headers: { 'user-agent': 'tfvpc', ...request.headers },
    redirect: 'manual',
    signal: silence.signal,
    ...(agent === undefined ? {} : { agent }),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const limit = request.limit ?? DEFAULT_LIMIT;
  const kept: Uint8Array[] = [];
  const take =
    response.status === 200 && request.into !== undefined
      ? request.into
      : (bytes: Uint8Array) => kept.push(bytes);
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = Buffer.from(chunk);
    silence.breakIt();
    size += bytes.length;
    if (size > limit) return tooLarge(limit);
    take(bytes);
  }
  return {
    kind: 'answer',
    status: response.status,
    headers: new Map(response.headers),
    body: Buffer.concat(kept).toString('utf8'),
  };
}

/** CONNECT through the proxy, for http as for https. */
async function agentFor(url: URL, env: Env): Promise<Agent | undefined> {
  const proxy = proxyFor(url, env);
  if (proxy === undefined) return undefined;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy);
}

/** Aborts an exchange in which nothing has come for too long; a slow answer that keeps coming may take all day. */
class Silence {
  readonly #controller = new AbortController();
  readonly #patience: number;
  #timer: NodeJS.Timeout;

  constructor(patience: number) {
    this.#patience = patience;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** False once the patience is at an end. */
  get heard(): boolean {
    return !this.#controller.signal.aborted;
  }

  get reason(): string {
    return `no answer for ${Math.ceil(this.#patience / 1000)} s`;
  }

  breakIt(): void {
    this.end();
    this.#timer = this.#start();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => this.#controller.abort(), this.#patience);
  }
}

const SILENT = {
  kind: 'no-answer',
  hint: 'try again later, or check that nothing on the way (a proxy, a firewall) holds the connection back',
  transient: true,
} as const;

function tooLarge(limit: number): NoAnswer {
  return { kind: 'no-answer', reason: `the answer is larger than ${limit} bytes`, transient: false };
}

const CAUSES: Readonly<Record<string, Omit<NoAnswer, 'kind'>>> = {
  ECONNREFUSED: { reason: 'connection refused', transient: true },
  ECONNRESET: { reason: 'the connection was reset', transient: true },
  EPIPE: { reason: 'the connection was closed', transient: true },
  ERR_STREAM_PREMATURE_CLOSE: { reason: 'the answer ended too early', transient: true },
  ETIMEDOUT: { reason: 'the connection timed out', transient: true },
  EHOSTUNREACH: { reason: 'the host cannot be reached', transient: true },
  ENETUNREACH: { reason: 'the network cannot be reached', transient: true },
  EAI_AGAIN: { reason: 'the name of the host cannot be looked up now', transient: true },
  ENOTFOUND: {
    reason: 'the name of the host is not known',
    hint: 'check the address, or set HTTPS_PROXY',
    transient: true,
  },
};

function noAnswer(error: unknown, env: Env): NoAnswer {
  const code = codeOf(error);
  const known = CAUSES[code];
  if (known !== undefined) return { kind: 'no-answer', ...known };
  if (/CERT|TLS|SSL|UNABLE_TO|SELF_SIGNED/.test(code)) return untrusted(code);
  const message =
    error instanceof Error ? error.message.replace(/https?:\/\/\S+/g, 'the server') : 'unknown error';
  return { kind: 'no-answer', reason: quote(message, proxySecrets(env)), transient: true };
}

function untrusted(code: string): NoAnswer {
  return {
    kind: 'no-answer',
    reason: `the TLS connection is not trusted (${code})`,
    hint: 'if the server or a proxy uses a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS',
    transient: false,
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message === 'aborted' ? 'ERR_STREAM_PREMATURE_CLOSE' : '';
}
