import { unknown } from './construct.ts';
import type { Value } from './value.ts';

/** Deeper chains of references, and deeper expressions, are unknown: no stack holds a million hops. */
const DEEPEST = 300;
/** Steps of evaluation for one question. */
const MOST_STEPS = 2_000_000;

/** Answers that were worked out before, and how deep the present question is. */
export interface Memory {
  /**
   * Computes an answer once. A question that comes up while it is being answered, or at the end of too long a
   * chain, is unknown with that reason.
   */
  readonly once: (question: string, compute: () => Value) => Value;
  /** The same for answers that are no values; `stuck` makes the answer of one that cannot be worked out. */
  readonly onceOf: <T extends object>(question: string, compute: () => T, stuck: (reason: string) => T) => T;
  /** One level deeper: undefined when that is too deep. */
  readonly deeper: <T>(compute: () => T) => T | undefined;
  /** Counts a step: false when the present question has taken too many. */
  readonly spend: () => boolean;
  /** Ends a question: keeps the answers since the last one; or forgets them, because something was missing. */
  readonly settle: (keep: boolean) => void;
}

export function createMemory(): Memory {
  const answers = new Map<string, object>();
  const inProgress = new Set<string>();
  let recent: string[] = [];
  let depth = 0;
  let steps = 0;

  const deeper = <T>(compute: () => T): T | undefined => {
    if (depth >= DEEPEST) return undefined;
    depth += 1;
    try {
      return compute();
    } finally {
      depth -= 1;
    }
  };
  const onceOf = <T extends object>(question: string, compute: () => T, stuck: (reason: string) => T): T => {
    const there = answers.get(question);
    // The question names the type of its answer.
    if (there !== undefined) return there as T;
    if (inProgress.has(question)) return stuck('its value depends on itself');
    inProgress.add(question);
    const answer = deeper(compute) ?? stuck('the chain of references is too long to follow');
    inProgress.delete(question);
    answers.set(question, answer);
    recent.push(question);
    return answer;
  };
  return {
    deeper,
    onceOf,
    once: (question, compute) => onceOf(question, compute, (reason) => unknown(`stuck ${question}`, reason)),
    spend: () => {
      steps += 1;
      return steps <= MOST_STEPS;
    },
    settle: (keep) => {
      if (!keep) for (const question of recent) answers.delete(question);
      recent = [];
      steps = 0;
    },
  };
}
