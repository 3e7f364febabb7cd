import type { Condition, Policy } from '../iam/policy.ts';

/** What stands for a sensitive text. */
export const HIDDEN = '(sensitive)';

/** Shorter ones say nothing, and stand in every second word. */
const SHORTEST = 3;
/** From this length on a text is hidden inside of words too. */
const LONG = 8;
const PREFIX = SHORTEST;
/** Nobody's secrets, and words of a report: in a block that is sensitive the names of its attributes are none. */
const WORDS: ReadonlySet<string> = new Set([
  ...['true', 'false', 'unknown', 'null'],
  ...['vpc_config', 'vpc_id', 'subnet_ids', 'security_group_ids', 'ipv6_allowed_for_dual_stack'],
  ...['VpcConfig', 'VpcIds', 'SubnetIds', 'SecurityGroupIds'],
]);

/**
 * The texts that must not be shown. Values that are sensitive say so themselves; but what they are made into (a name, a
 * reason, a choice between them) is text, so a report is searched for them once more before anybody sees it.
 */
export class Secrets {
  readonly #texts = new Set<string>();
  /** Lengths of the texts that begin so, the longest first. */
  #lengths: ReadonlyMap<string, readonly number[]> | undefined;

  get areThere(): boolean {
    return this.#texts.size > 0;
  }

  readonly add = (text: string): void => {
    if (text.length < SHORTEST || WORDS.has(text) || this.#texts.has(text)) return;
    this.#texts.add(text);
    this.#lengths = undefined;
  };

  /** What a sensitive policy compares, and the tags it names. */
  addPolicy(policy: Policy): void {
    if (policy.sensitive !== true) return;
    for (const condition of policy.statements.flatMap(({ conditions }) => conditions)) {
      this.#addKey(condition.key);
      if (!/^(?:Null|Bool)$/.test(condition.operator.base)) this.#addValues(condition);
    }
  }

  #addKey(key: string): void {
    const [, tag] = /\/(.+)$/.exec(key) ?? [];
    if (tag !== undefined) this.add(tag);
    else if (!isWellKnown(key)) this.add(key);
  }

  #addValues({ values }: Condition): void {
    for (const part of values.flatMap(({ text }) => text))
      if (typeof part === 'string') this.#addPattern(part);
  }

  /** With what stands between its wildcards. */
  #addPattern(pattern: string): void {
    this.add(pattern);
    for (const piece of pattern.split(/[*?]+/)) if (piece.length >= LONG) this.add(piece);
  }

  /** The text with every secret in it hidden. */
  hide(text: string): string {
    this.#lengths ??= lengthsOf(this.#texts);
    let hidden = '';
    let from = 0;
    for (let at = 0; at + PREFIX <= text.length; at++) {
      const length = this.#lengthAt(text, at);
      if (length === undefined) continue;
      hidden += text.slice(from, at) + HIDDEN;
      from = at + length;
      at = from - 1;
    }
    return from === 0 ? text : hidden + text.slice(from);
  }

  #lengthAt(text: string, at: number): number | undefined {
    const lengths = this.#lengths?.get(text.slice(at, at + PREFIX));
    return lengths?.find(
      (length) =>
        at + length <= text.length &&
        this.#texts.has(text.slice(at, at + length)) &&
        (length >= LONG || isWord(text, at, at + length)),
    );
  }
}

/** A condition key without a name that somebody chose. */
export const isWellKnown = (key: string) => /^(?:aws|lambda):\w+$/i.test(key);

function lengthsOf(texts: ReadonlySet<string>): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  for (const text of texts) {
    const prefix = text.slice(0, PREFIX);
    found.set(prefix, (found.get(prefix) ?? new Set()).add(text.length));
  }
  return new Map([...found].map(([prefix, lengths]) => [prefix, [...lengths].sort((a, b) => b - a)]));
}

function isWord(text: string, start: number, end: number): boolean {
  return !/[\w.-]/.test(text.charAt(start - 1)) && !/[\w.-]/.test(text.charAt(end));
}
