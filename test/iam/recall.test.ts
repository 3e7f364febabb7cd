import fc from 'fast-check';
import t from 'tap';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Request } from '../../src/iam/request.ts';
import { SEED } from '../seed.ts';
import { policies, request } from './arbitraries.ts';
import { plainRequest, policySet, requestOf, scpOf } from './samples.ts';

t.test('what was decided before changes no decision', async (t) => {
  let again = 0;
  const requests = fc.array(request, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(policies, requests, (some, asked) => {
      const compiled = compilePolicies(policySet(some));
      for (const one of [...asked, ...asked].map(plainRequest)) {
        again += 1;
        const fresh = authorize(compilePolicies(policySet(some)), [one]);
        t.strictSame(authorize(compiled, [one]), fresh);
      }
    }),
    { numRuns: 60, seed: SEED },
  );
  t.ok(again > 0);
});

t.test('a request is decided anew where the policies see a difference, and only there', async (t) => {
  const compiled = scpOf(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Effect: 'Deny',
      Action: '*',
      Resource: 'arn:aws:lambda:*:*:function:a',
      Condition: { StringEquals: { 'x:key': '1' } },
    },
  );
  const asked = (resource: string, key: string, other: string): Request => ({
    ...requestOf({}),
    resource: [resource],
    context: {
      lookup: (name) => ({
        kind: 'single',
        presence: { kind: 'present' },
        value: { kind: 'known', text: name === 'x:key' ? key : other },
      }),
    },
  });
  const [a, b] = ['a', 'b'].map((name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`);
  const decide = (resource = '', key = '1', other = 'o') =>
    authorize(compiled, [asked(resource, key, other)]);
  const first = decide(a);
  t.equal(first.kind, 'explicit-deny');
  t.equal(decide(a), first, 'the same request');
  t.equal(decide(a, '1', 'another'), first, 'a key that no policy asks for');
  t.equal(decide(b).kind, 'allowed', 'another resource');
  t.equal(decide(a, '2').kind, 'allowed', 'another value');
});
