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
    const key = JSON.stringify({ ...request, address: '', resource: '' });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { request, others: [] });
    else group.others.push(request.address);
  }
  return [...groups.values()];
}
