import type { Report } from '../generated/report.ts';
import type { Secrets } from './secrets.ts';

/** Members of which the program chose the words, and addresses and paths: keys of instances are never sensitive. */
const OPEN: ReadonlySet<string> = new Set([
  'action',
  'actions',
  'address',
  'certainty',
  'code',
  'decision',
  'effect',
  'formatVersion',
  'from',
  'kind',
  'level',
  'lineHash',
  'operator',
  'path',
  'plan',
  'presence',
  'request',
  'ruleId',
  'rootModule',
  'terraformVersion',
  'tool',
  'truth',
]);

/** The report without secrets. What is one object in it stays one. */
export function conceal(report: Report, secrets: Secrets): Report {
  if (!secrets.areThere) return report;
  return new Concealer(secrets).copy(report);
}

class Concealer {
  readonly #secrets: Secrets;
  readonly #copies = new Map<object, object>();
  readonly #texts = new Map<string, string>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Of the same shape: texts become texts. */
  copy<T>(value: T): T {
    return this.#copy(value) as T;
  }

  #copy(value: unknown): unknown {
    if (typeof value === 'string') return this.#hidden(value);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    const copy = Array.isArray(value) ? value.map((item) => this.#copy(item)) : this.#members(value);
    this.#copies.set(value, copy);
    return copy;
  }

  /** Names that a stranger chose are condition keys, with a colon in them. */
  #members(value: object): object {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name.includes(':') ? this.#hidden(name) : name,
        OPEN.has(name) ? member : this.#copy(member),
      ]),
    );
  }

  #hidden(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const hidden = this.#secrets.hide(text);
    this.#texts.set(text, hidden);
    return hidden;
  }
}
