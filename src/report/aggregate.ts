import type { Location, Result } from '../generated/report.ts';
import { LEVELS } from './decisions.ts';
import { visible } from './escape.ts';
import { compareResults, compareText, sorted } from './order.ts';
import { counted } from './values.ts';

/** Results of one rule on one line: GitHub takes them for one alert, so they are one. */
export interface Finding {
  readonly ruleId: string;
  readonly level: Result['level'];
  /** Shown as it is: every character of it is visible. */
  readonly message: string;
  readonly location?: Location;
  /** At least one, in the order of the report. */
  readonly results: readonly [Result, ...Result[]];
}

/** What counts, once per rule, file and line, the worst first. What is suppressed is left out. */
export function findings(results: readonly Result[]): Finding[] {
  const groups = new Map<string, [Result, ...Result[]]>();
  for (const result of sorted(results, compareResults)) {
    if (result.suppressed !== undefined) continue;
    const { location } = result;
    const place = location === undefined ? [result.plan] : [location.path, location.line ?? 1];
    const key = JSON.stringify([result.ruleId, ...place]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return [...groups.values()].map(findingOf);
}

function findingOf(results: readonly [Result, ...Result[]]): Finding {
  const [first] = results;
  const worst = sorted(results, (a, b) => LEVELS[a.level].rank - LEVELS[b.level].rank)[0] ?? first;
  return {
    ruleId: first.ruleId,
    level: worst.level,
    message: messageOf(results),
    ...(first.location === undefined ? {} : { location: first.location }),
    results,
  };
}

const MOST_MESSAGES = 10;
const MOST_ADDRESSES = 50;

/** Each different message once, with the resource instances that it holds for: one line each, made visible. */
function messageOf(results: readonly Result[]): string {
  const addresses = new Map<string, Set<string>>();
  for (const { message, address } of results) {
    const known = addresses.get(message) ?? new Set();
    addresses.set(message, address === undefined ? known : known.add(address));
  }
  const texts = [...addresses].slice(0, MOST_MESSAGES).map(([message, of]) => withAddresses(message, of));
  const more = addresses.size - texts.length;
  return [...texts, ...(more > 0 ? [`and ${more} more messages`] : [])].join('\n');
}

function withAddresses(message: string, of: ReadonlySet<string>): string {
  const addresses = sorted([...of], compareText).map(visible);
  const [only] = addresses;
  if (only === undefined) return visible(message);
  if (addresses.length === 1) return named(only, visible(message));
  const more = addresses.length - MOST_ADDRESSES;
  const list = `${addresses.slice(0, MOST_ADDRESSES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `${visible(message)} (${counted(addresses.length, 'resource instance')}: ${list})`;
}

/** What a message is about comes first, once. */
const named = (address: string, message: string) =>
  message.startsWith(`${address}: `) ? message : `${address}: ${message}`;
