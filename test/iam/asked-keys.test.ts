import fc from 'fast-check';
import t from 'tap';
import { askedKeys } from '../../src/iam/asked-keys.ts';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { ContextValue, Request } from '../../src/iam/request.ts';
import { SEED } from '../seed.ts';
import { policies, request } from './arbitraries.ts';
import { plainRequest, policySet, scpOf } from './samples.ts';

const keysOf = (statement: object) => askedKeys(scpOf(statement).policies);
const deny = (more: object) => keysOf({ Effect: 'Deny', Action: '*', Resource: '*', ...more });

t.test('which keys policies look at', async (t) => {
  const tagged = deny({ Condition: { StringEquals: { 'aws:RequestTag/Team': 'x' } } });
  t.equal(tagged.has('AWS:requesttag/team'), true, 'names compare without case');
  t.equal(tagged.hasBelow('aws:RequestTag/'), true, 'some tag');
  t.equal(tagged.hasBelow('aws:ResourceTag/'), false, 'no tag of the other kind');
  t.equal(tagged.has('lambda:Layer'), false, 'no other key');
  const every = [
    deny({ Condition: { StringEquals: { 'x:key': `\${aws:RequestTag/team}` } } }),
    deny({ Resource: `arn:aws:lambda:*:*:function:\${aws:ResourceTag/team}` }),
  ];
  for (const asked of every) {
    t.equal(asked.has('lambda:Layer'), true, 'a variable may name any key');
    t.equal(asked.hasBelow('aws:RequestTag/'), true, 'and any tag');
  }
  const later = { value: { kind: 'unknown', name: 'x', reason: 'r' }, place: 'in-string' } as const;
  const action = [
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"a:',
    later,
    '","Resource":"*"}}',
  ];
  const open = askedKeys([parsePolicy({ label: 'policy.json', parts: action, kind: 'identity' })]);
  t.equal(open.has('lambda:Layer'), true, 'so may what is not known');
  const two = deny({ Condition: { Null: { 'aws:RequestTag/team': 'true', 'lambda:Layer': 'true' } } });
  t.equal(two.hasBelow('aws:RequestTag/'), true, 'one of several keys');
});

t.test('what no policy looks at changes no decision', async (t) => {
  const nothing: ContextValue = {
    kind: 'single',
    presence: { kind: 'unknown', name: 'unread', reason: 'not read' },
    value: { kind: 'unknown', name: 'unread', reason: 'not read' },
  };
  let left = 0;
  fc.assert(
    fc.property(policies, request, (some, plain) => {
      const compiled = compilePolicies(policySet(some));
      const asked = askedKeys(compiled.policies);
      const whole = plainRequest(plain);
      const lookup: Request['context']['lookup'] = (key) => {
        if (asked.has(key)) return whole.context.lookup(key);
        left += 1;
        return nothing;
      };
      t.strictSame(authorize(compiled, [{ ...whole, context: { lookup } }]), authorize(compiled, [whole]));
    }),
    { numRuns: 150, seed: SEED },
  );
  t.equal(left, 0, 'and nothing else was looked at');
});
