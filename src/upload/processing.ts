import { InputError } from '../error.ts';
import type { Answer } from '../http/exchange.ts';
import { field, parseJson } from '../http/json.ts';
import { persist } from '../http/persist.ts';
import { quote } from '../http/quote.ts';
import { type Net, send } from '../http/send.ts';
import { type Asked, failureOf } from './sentences.ts';

/** How long GitHub may take over a file before we stop waiting for it. */
const LONGEST_WAIT = 300_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 15_000;

export interface Processed {
  /** `pending`: GitHub has the file and had not finished with it after five minutes. */
  readonly processing: 'complete' | 'pending';
  /** What GitHub says about a file that it took. */
  readonly errors: readonly string[];
}

/**
 * Waits until GitHub has taken in an uploaded file. A 404 only means that it does not know the upload yet. Throws
 * `upload-failed` with GitHub's reasons when it refuses the file.
 */
export async function waitForProcessing(
  url: URL,
  headers: Readonly<Record<string, string>>,
  asked: Asked,
  net: Net,
): Promise<Processed> {
  const start = net.now().getTime();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const exchange = await persist(() => send({ method: 'GET', url, headers }, net), net);
    const known = exchange.kind === 'answer' && exchange.status === 200;
    if (!known && !(exchange.kind === 'answer' && exchange.status === 404))
      throw failureOf('the file was sent, but whether it was taken is not known', exchange, asked);
    const state = known ? stateIn(exchange, asked) : PENDING;
    if (state.processing !== 'pending') return state;
    if (net.now().getTime() - start + pause > LONGEST_WAIT) return state;
    await net.timing.sleep(pause);
  }
}

const PENDING: Processed = { processing: 'pending', errors: [] };

function stateIn(answer: Answer, asked: Asked): Processed {
  const { status, errors } = parse(answer, asked);
  if (status === 'pending') return PENDING;
  if (status === 'complete') return { processing: 'complete', errors };
  throw new InputError(
    'upload-failed',
    `GitHub refused the results: ${errors.join('; ') || 'it gives no reason'}`,
    {
      hint: /already|multiple|same category/i.test(errors.join())
        ? 'give each upload of a commit a --category of its own'
        : 'open the Security tab of the repository, under Code scanning, Tool status',
    },
  );
}

function parse(
  answer: Answer,
  asked: Asked,
): { readonly status: unknown; readonly errors: readonly string[] } {
  const body = parseJson(answer.body);
  const status = field(body, 'processing_status');
  if (status !== 'pending' && status !== 'complete' && status !== 'failed')
    throw failureOf('the file was sent, but whether it was taken is not known', answer, asked);
  const errors = field(body, 'errors');
  return {
    status,
    errors: Array.isArray(errors) ? errors.map((error) => quote(String(error), [asked.token])) : [],
  };
}
