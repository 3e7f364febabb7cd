import type { Exchange } from './exchange.ts';
import type { Net } from './send.ts';

const ATTEMPTS = 5;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;
/** A server that asks for more patience than this is told to the user. */
const LONGEST_OBEYED = 120_000;

/**
 * Makes an exchange until it is decided: again after 429, 5xx and a broken connection, at most five times in all, with
 * growing and jittered delays or the delay that the server asks for; never again after another status. Answers the last
 * exchange.
 */
export async function persist<E extends Exchange>(attempt: () => Promise<E>, net: Net): Promise<E> {
  for (let made = 1; ; made += 1) {
    const exchange = await attempt();
    if (made === ATTEMPTS || !isTransient(exchange)) return exchange;
    const delay = askedDelay(exchange, net.now()) ?? backoff(made, net.timing.random());
    if (delay > LONGEST_OBEYED) return exchange;
    await net.timing.sleep(delay);
  }
}

function isTransient(exchange: Exchange): boolean {
  if (exchange.kind === 'no-answer') return exchange.transient;
  return exchange.status === 429 || exchange.status >= 500;
}

/** Between half of 1, 2, 4, 8 … seconds and all of it. */
function backoff(made: number, random: number): number {
  return Math.min(FIRST_DELAY * 2 ** (made - 1), LONGEST_DELAY) * (0.5 + random / 2);
}

/**
 * Milliseconds that the server asks to wait: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else GitHub's
 * `x-ratelimit-reset` where nothing remains. Undefined when it asks for none.
 */
export function askedDelay(exchange: Exchange, now: Date): number | undefined {
  if (exchange.kind === 'no-answer') return undefined;
  const after = exchange.headers.get('retry-after')?.trim();
  if (after !== undefined && /^\d+$/.test(after)) return Number(after) * 1000;
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return until(Date.parse(after), now);
  const reset = exchange.headers.get('x-ratelimit-reset');
  const exhausted = exchange.headers.get('x-ratelimit-remaining') === '0';
  return exhausted && reset !== undefined && /^\d+$/.test(reset)
    ? until(Number(reset) * 1000, now)
    : undefined;
}

const until = (moment: number, now: Date) => Math.max(0, moment - now.getTime());
