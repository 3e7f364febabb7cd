import { unknown } from './construct.ts';
import type { Value } from './value.ts';

/** Deeper chains of references, and deeper expressions, are unknown: no stack holds a million hops. */
const DEEPEST = 300;

/** Answers that were worked out before, and how deep the present question is. */
export interface Memory {
  /**
   * Computes an answer once. A question that comes up while it is being answered, or at the end of too long a
   * chain, is unknown with that reason.
   */
  readonly once: (question: string, compute: () => Value) => Value;
  /** One level deeper: undefined when that is too deep. */
  readonly deeper: <T>(compute: () => T) => T | undefined;
  /** Keeps the answers since the last call; or forgets them, because something was missing. */
  readonly settle: (keep: boolean) => void;
}

export function createMemory(): Memory {
  const answers = new Map<string, Value>();
  const inProgress = new Set<string>();
  let recent: string[] = [];
  let depth = 0;

  const deeper = <T>(compute: () => T): T | undefined => {
    if (depth >= DEEPEST) return undefined;
    depth += 1;
    try {
      return compute();
    } finally {
      depth -= 1;
    }
  };
  const once = (question: string, compute: () => Value): Value => {
    const there = answers.get(question);
    if (there !== undefined) return there;
    if (inProgress.has(question)) return unknown(`cycle ${question}`, 'its value depends on itself');
    inProgress.add(question);
    const answer =
      deeper(compute) ?? unknown(`deep ${question}`, 'the chain of references is too long to follow');
    inProgress.delete(question);
    answers.set(question, answer);
    recent.push(question);
    return answer;
  };
  const settle = (keep: boolean): void => {
    if (!keep) for (const question of recent) answers.delete(question);
    recent = [];
  };
  return { once, deeper, settle };
}
