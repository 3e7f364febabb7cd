import type { Reason, Truth } from './decision.ts';
import type { Text } from './value.ts';

/** One way to fill in one name. */
export type Option = TextOption | PresenceOption | ElementsOption | GapOption;

/** What a value would be: a text, or the same as other values. */
export interface TextOption {
  readonly kind: 'text';
  readonly text: Text;
  readonly label: string;
}
/** Whether a key is in the request, or a policy attached. */
export interface PresenceOption {
  readonly kind: 'presence';
  readonly present: boolean;
  readonly label: string;
}
/** What the further elements of a set would be. */
export interface ElementsOption {
  readonly kind: 'elements';
  readonly elements: readonly Text[];
  readonly label: string;
}
/** What further policies of a level would decide. */
export interface GapOption {
  readonly kind: 'gap';
  readonly decides: 'nothing' | 'allow' | 'deny';
  readonly label: string;
}

/** All ways to fill in a name that the policies can tell apart: one of each. */
export interface Domain {
  readonly options: readonly Option[];
  /** False: there may be more ways, which the options do not stand for. */
  readonly complete: boolean;
}

/** Why a truth is unknown: a name that is not filled in, or a case whose answer is not known at all. */
export type Doubt =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'case'; readonly reason: Reason }
  | { readonly kind: 'impossible' };

/** A name must be filled in before a question can be answered. */
export interface Need {
  readonly need: string;
}
/** The names are filled in such that they contradict each other. */
export const IMPOSSIBLE = 'impossible';

/**
 * What is filled in so far, and with what the rest may be filled in. Mutable: a search fills names in and takes
 * them out again.
 */
export class World {
  readonly #domainOf: (name: string) => Domain | undefined;
  readonly #filled = new Map<string, Option>();
  readonly #doubts: Doubt[] = [];

  constructor(domainOf: (name: string) => Domain | undefined) {
    this.#domainOf = domainOf;
  }

  domain(name: string): Domain | undefined {
    return this.#domainOf(name);
  }

  option(name: string): Option | undefined {
    return this.#filled.get(name);
  }

  get filled(): ReadonlyMap<string, Option> {
    return this.#filled;
  }

  get doubts(): readonly Doubt[] {
    return this.#doubts;
  }

  fill(name: string, option: Option): void {
    this.#filled.set(name, option);
  }

  empty(name: string): void {
    this.#filled.delete(name);
  }

  doubtName(name: string): Truth {
    this.#doubts.push({ kind: 'name', name });
    return 'unknown';
  }

  doubtCase(reason: Reason): Truth {
    this.#doubts.push({ kind: 'case', reason });
    return 'unknown';
  }

  /** The name that was to be filled in first: what is doubtful with it filled in comes up again then. */
  #doubtOnly(name: string, before: number): Truth {
    this.#doubts.length = before;
    return this.doubtName(name);
  }

  /** Asks a question; doubts that did not keep it from being answered are forgotten. */
  ask(question: () => Truth): Truth {
    const before = this.#doubts.length;
    const truth = question();
    if (truth !== 'unknown') this.#doubts.length = before;
    return truth;
  }

  forgetDoubts(): void {
    this.#doubts.length = 0;
  }

  /**
   * The answer that holds however the names are filled in on which it depends: `unknown` where there are two answers,
   * where the ways are not all known, or where they are too many to look at.
   */
  consensus(question: () => Truth | Need | typeof IMPOSSIBLE): Truth {
    const budget = { left: MOST_COMBINATIONS };
    return this.ask(() => {
      const answer = this.#agreed(question, budget);
      if (answer !== IMPOSSIBLE) return answer;
      this.#doubts.push({ kind: IMPOSSIBLE });
      return 'unknown';
    });
  }

  #agreed(
    question: () => Truth | Need | typeof IMPOSSIBLE,
    budget: { left: number },
  ): Truth | typeof IMPOSSIBLE {
    const answer = question();
    if (typeof answer === 'string') return answer;
    const domain = this.domain(answer.need);
    if (domain === undefined || budget.left <= 0) return this.doubtName(answer.need);
    const before = this.#doubts.length;
    let agreed: Truth | undefined;
    for (const option of domain.options) {
      budget.left--;
      this.fill(answer.need, option);
      const one = this.#agreed(question, budget);
      this.empty(answer.need);
      if (one === 'unknown' || one === IMPOSSIBLE || one !== (agreed ?? one))
        return this.#doubtOnly(answer.need, before);
      agreed = one;
    }
    return agreed !== undefined && domain.complete ? agreed : this.#doubtOnly(answer.need, before);
  }
}

const MOST_COMBINATIONS = 256;

/** A world in which nothing that is not known can be filled in. */
export function blindWorld(): World {
  return new World(() => undefined);
}
