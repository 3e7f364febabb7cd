import t from 'tap';
import { joinDecisions } from '../../src/iam/alternatives.ts';
import type { Decision, Undetermined } from '../../src/iam/decision.ts';
import { requestOf, scpOf } from './samples.ts';

const ALLOWED: Decision = { kind: 'allowed', explanation: { statements: [], withoutAllow: ['allowed'] } };
const EXPLICIT: Decision = {
  kind: 'explicit-deny',
  explanation: { statements: [], withoutAllow: ['explicit'] },
};

function implicit(maybeExplicit: boolean): Decision {
  return {
    kind: 'implicit-deny',
    maybeExplicit,
    explanation: { statements: [], withoutAllow: ['implicit'] },
  };
}

function open(more: Partial<Undetermined>): Decision {
  const explanation = { statements: [], withoutAllow: ['open'] };
  return { kind: 'undetermined', reasons: [], ...more, explanation };
}

const X = { name: 'x', text: '1' };
const Z = { name: 'z', text: '2' };
const EXACT = open({ reasons: [{ text: 'r' }], allowedIf: { choices: [Z] }, deniedIf: { choices: [X] } });
const WHICH = { text: 'which of 2 possible requests is made is not known: they differ in a:A, a:c' };

const ROWS: readonly {
  readonly name: string;
  readonly decisions: readonly [Decision, Decision];
  readonly joined: unknown;
}[] = [
  {
    name: 'both denied without a statement',
    decisions: [implicit(false), implicit(false)],
    joined: implicit(false),
  },
  {
    name: 'both denied, one of them perhaps by a statement',
    decisions: [implicit(false), implicit(true)],
    joined: implicit(true),
  },
  {
    name: 'one denied by a statement and one without',
    decisions: [EXPLICIT, implicit(false)],
    joined: { ...EXPLICIT, kind: 'implicit-deny', maybeExplicit: true },
  },
  {
    name: 'two that are open, of which the second has both completions',
    decisions: [open({ inexact: 'i' }), EXACT],
    joined: EXACT,
  },
  {
    name: 'two that are open, neither with both completions',
    decisions: [open({ inexact: 'i' }), open({ inexact: 'j' })],
    joined: open({ inexact: 'i' }),
  },
  {
    name: 'one allowed and one open that may be denied',
    decisions: [ALLOWED, EXACT],
    joined: open({
      reasons: [WHICH, { text: 'r' }],
      allowedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }] },
      deniedIf: { choices: [{ name: 'request', text: 'form 2 of 2' }, X] },
    }),
  },
  {
    name: 'one denied and one open that may be allowed',
    decisions: [EXACT, EXPLICIT],
    joined: open({
      reasons: [WHICH, { text: 'r' }],
      allowedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }, Z] },
      deniedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }, X] },
    }),
  },
  {
    name: 'one denied and one of which nothing is established',
    decisions: [EXPLICIT, open({ inexact: 'i', reasons: [{ text: 'r' }, { text: 'r' }, { text: 's' }] })],
    joined: {
      ...EXPLICIT,
      kind: 'undetermined',
      reasons: [WHICH, { text: 'r' }, { text: 's' }],
      deniedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }] },
      inexact: 'i',
    },
  },
  {
    name: 'one allowed and one of which nothing is established',
    decisions: [ALLOWED, open({ inexact: 'i' })],
    joined: open({
      reasons: [WHICH],
      allowedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }] },
      inexact: 'i',
    }),
  },
  {
    name: 'one allowed and one that is open for no given reason',
    decisions: [ALLOWED, open({})],
    joined: open({
      reasons: [WHICH],
      allowedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }] },
      inexact: 'not every completion was looked at',
    }),
  },
];

const POLICIES = scpOf({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { StringEquals: { 'a:c': 'x', 'a:same': 'x', 'a:A': 'x' } },
});
const REQUESTS = ['1', '2'].map((one) =>
  requestOf({ 'a:a': { one }, 'a:c': { one }, 'a:same': { one: 's' }, 'a:not-asked': { one } }),
);

for (const { name, decisions, joined } of ROWS) {
  t.test(name, (t) => {
    t.strictSame(joinDecisions(POLICIES, REQUESTS, decisions), joined);
    t.end();
  });
}

t.test('requests that differ in nothing the policies compare, and three of which two are the same', (t) => {
  const [first = requestOf({}), second = first] = REQUESTS;
  const nothing = joinDecisions(scpOf(), REQUESTS, [ALLOWED, EXPLICIT]);
  t.match(nothing, { reasons: [{ text: 'which of 2 possible requests is made is not known' }] });
  const three = joinDecisions(POLICIES, [first, first, second], [ALLOWED, ALLOWED, EXPLICIT]);
  t.match(three, { reasons: [{ text: /of 3 .*a:A, a:c$/ }] });
  t.end();
});
