import type { RequestReport, Result } from '../generated/report.ts';

export type DecisionName = RequestReport['decision'];
export type Level = Result['level'];

export interface Look {
  /** Beside the word, never instead of it. */
  readonly symbol: string;
  readonly word: string;
  readonly style: 'red' | 'yellow' | 'green' | 'cyan';
  /** The most important has the lowest. */
  readonly rank: number;
}

/** How each decision looks, in every format. */
export const DECISIONS: Readonly<Record<DecisionName, Look>> = {
  'explicit-deny': { symbol: '✗', word: 'denied', style: 'red', rank: 0 },
  'implicit-deny': { symbol: '✗', word: 'denied', style: 'red', rank: 0 },
  undetermined: { symbol: '?', word: 'undetermined', style: 'yellow', rank: 1 },
  allowed: { symbol: '✓', word: 'allowed', style: 'green', rank: 2 },
};

const NOT_JUDGED: Look = { symbol: '!', word: 'not judged', style: 'yellow', rank: 2 };

/** How a decision looks; without a policy to judge by, nothing is shown as allowed. */
export const lookOf = (decision: DecisionName, judged: boolean): Look =>
  judged || decision !== 'allowed' ? DECISIONS[decision] : NOT_JUDGED;

export const LEVELS: Readonly<Record<Level, Look>> = {
  error: { symbol: '!', word: 'error', style: 'red', rank: 0 },
  warning: { symbol: '!', word: 'warning', style: 'yellow', rank: 1 },
  note: { symbol: '·', word: 'note', style: 'cyan', rank: 2 },
};

export const isDenied = (decision: DecisionName) =>
  decision === 'explicit-deny' || decision === 'implicit-deny';

/** What AWS would do with the request, in one line without the reason. */
export function outcomeText(request: RequestReport, judged = true): string {
  if (!judged && request.decision === 'allowed') return 'is not judged: there is no policy to judge by';
  const sent = request.certainty === 'will' ? 'would be' : 'may be sent, and would be';
  switch (request.decision) {
    case 'allowed':
      return `${sent} allowed`;
    case 'explicit-deny':
      return `${sent} refused: explicit deny`;
    case 'implicit-deny':
      return request.maybeExplicit
        ? `${sent} refused in any case: nothing allows it, or a deny matches`
        : `${sent} refused: nothing allows it`;
    case 'undetermined':
      return request.certainty === 'will' ? 'is undetermined' : 'may be sent, and is undetermined';
  }
}

/** The API request and why it is made, where the reason says more than that. */
export function requestText(request: RequestReport): string {
  const isTold = request.actions.includes('update') || request.because.startsWith('the stack ');
  return isTold ? `${request.request} (${request.because})` : request.request;
}
