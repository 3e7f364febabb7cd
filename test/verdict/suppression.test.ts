import t from 'tap';
import type { Result } from '../../src/generated/report.ts';
import { type Suppression, suppress } from '../../src/verdict/suppression.ts';

const result = (address?: string): Result => ({
  ruleId: 'TFVPC001',
  level: 'error',
  message: 'refused',
  ...(address === undefined ? {} : { address }),
});

const CASES: readonly (readonly [
  sentence: string,
  suppression: Suppression,
  address: string | undefined,
  covered: boolean,
])[] = [
  ['without an address: every address', { rule: 'TFVPC001', reason: 'r' }, 'a.b', true],
  ['without an address: a result without one', { rule: 'TFVPC001', reason: 'r' }, undefined, true],
  ['another rule', { rule: 'TFVPC002', reason: 'r' }, 'a.b', false],
  ['the same address', { rule: 'TFVPC001', address: 'a.b', reason: 'r' }, 'a.b', true],
  ['only a part of the address', { rule: 'TFVPC001', address: 'a.b', reason: 'r' }, 'a.b[0]', false],
  ['a star at the end', { rule: 'TFVPC001', address: 'module.x.*', reason: 'r' }, 'module.x.a.b', true],
  ['a star at the beginning', { rule: 'TFVPC001', address: '*.b', reason: 'r' }, 'module.x.a.b', true],
  ['a star in the middle', { rule: 'TFVPC001', address: 'm["*"].b', reason: 'r' }, 'm["k"].b', true],
  ['two stars in order', { rule: 'TFVPC001', address: 'a*c*e', reason: 'r' }, 'abcde', true],
  ['two stars out of order', { rule: 'TFVPC001', address: 'a*d*c*e', reason: 'r' }, 'abcde', false],
  ['ends may not overlap', { rule: 'TFVPC001', address: 'ab*ba', reason: 'r' }, 'aba', false],
  ['a result without an address', { rule: 'TFVPC001', address: 'a.b', reason: 'r' }, undefined, false],
];

t.test('a suppression covers its rule and its addresses', async (t) => {
  for (const [sentence, suppression, address, covered] of CASES) {
    const [found] = suppress([result(address)], [suppression]);
    t.equal(found?.suppressed, covered ? 'r' : undefined, sentence);
  }
});
