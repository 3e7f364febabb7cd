import type { RequestReport } from '../generated/report.ts';

/** Requests that differ in nothing but the instance: those of one `for_each` or `count`. */
export interface Alike {
  readonly request: RequestReport;
  /** The addresses of the others. */
  readonly others: readonly string[];
}

/** Each kind of request once, in the order of its first. */
export function groupAlike(requests: readonly RequestReport[]): Alike[] {
  const groups = new Map<string, { request: RequestReport; others: string[] }>();
  for (const request of requests) {
    const key = keyOf(request);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { request, others: [] });
    else group.others.push(request.address);
  }
  return [...groups.values()];
}

/**
 * All that is said of a request. What names its own instance (`module.api["eu"].aws_lambda_function.this.vpc_config`)
 * is the same for the other instances of the resource.
 */
function keyOf(request: RequestReport): string {
  const said = JSON.stringify({ ...request, address: '', resource: '' });
  const own = JSON.stringify(request.address).slice(1, -1);
  if (own === '' || !said.includes(own)) return said;
  const pieces = said.split(own);
  const unnamed = pieces.reduce((text, rest) => text + (LONGER_NAME.test(rest) ? own : '\u0000') + rest);
  return request.address.replace(INSTANCE_KEY, '') + unnamed;
}

/** Behind an address: it is the beginning of another one. */
const LONGER_NAME = /^[\p{L}\p{N}_[-]/u;
const INSTANCE_KEY = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/gu;
