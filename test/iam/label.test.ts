import t from 'tap';
import { authorize } from '../../src/iam/authorize.ts';
import type { Given } from './given.ts';
import { requestOf, scpOf } from './samples.ts';

/** In words, what an unknown value must be for a request to be denied by one condition, and what to be allowed. */
const CLASSES: readonly {
  readonly operator: string;
  readonly values: readonly string[];
  readonly denied: string;
  readonly allowed: string;
}[] = [
  { operator: 'StringEquals', values: ['a', 'b', 'c'], denied: 'a', allowed: 'none of a, b, c' },
  {
    operator: 'StringEquals',
    values: ['a', 'b', 'c', 'd', 'e'],
    denied: 'a',
    allowed: 'none of a, b, c and 2 more',
  },
  { operator: 'StringEquals', values: ['', 'a'], denied: '', allowed: 'none of "", a' },
  {
    operator: 'StringLike',
    values: ['a?*', 'b*'],
    denied: 'matches `a?*`, `b*`',
    allowed: 'none of `a?*`, `b*`',
  },
  {
    operator: 'ArnLike',
    values: ['arn:aws:s?:*:*:x'],
    denied: 'matches `arn:aws:s?:*:*:x`',
    allowed: 'an ARN that matches no pattern',
  },
];

for (const { operator, values, denied, allowed } of CLASSES) {
  t.test(`what is told apart by ${operator} ${values.join(', ')} is put in words`, (t) => {
    const policies = scpOf({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { 'a:b': values } },
    });
    const given: Readonly<Record<string, Given>> = { 'a:b': { one: { unknown: 'x' } } };
    t.match(authorize(policies, [requestOf(given)]), {
      kind: 'undetermined',
      allowedIf: { choices: [{ name: 'x', text: allowed }] },
      deniedIf: { choices: [{ name: 'x', text: denied }] },
    });
    t.end();
  });
}
