import t from 'tap';
import type { Decision } from '../../src/iam/decision.ts';
import { asMade } from '../../src/verdict/certainty.ts';

const explanation = { statements: [], withoutAllow: [] };
const ALLOWED: Decision = { kind: 'allowed', explanation };
const DENIED: Decision = { kind: 'explicit-deny', explanation };
const inVpc = { choices: [{ name: 'vpc', text: 'vpc-1' }] };
const open = (allowedIf?: typeof inVpc): Decision => ({
  ...{ kind: 'undetermined', reasons: [{ text: 'a reason' }], deniedIf: inVpc, explanation },
  ...(allowedIf === undefined ? {} : { allowedIf }),
});

t.test('a decision about a request that may not be made', async (t) => {
  const notMade = { choices: [{ text: 'is not made' }] };
  const made = { choices: [{ text: 'is made' }] };
  const why = { text: /layers may change$/ };
  const cases: readonly (readonly [string, 'will' | 'may', Decision, object])[] = [
    ['it is made', 'will', DENIED, DENIED],
    ['allowed', 'may', ALLOWED, ALLOWED],
    ['denied', 'may', DENIED, { kind: 'undetermined', reasons: [why], allowedIf: notMade, deniedIf: made }],
    ['not known', 'may', open(inVpc), { reasons: [why, { text: 'a reason' }], allowedIf: inVpc }],
    ['nothing that is looked at allows it', 'may', open(), { allowedIf: notMade, deniedIf: inVpc }],
  ];
  for (const [name, certainty, decision, expected] of cases) {
    const request = {
      certainty,
      because: 'layers may change',
      action: 'lambda:UpdateFunctionConfiguration',
    } as const;
    t.match(asMade(decision, request), expected, name);
  }
});
