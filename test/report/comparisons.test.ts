import t from 'tap';
import type { Truth } from '../../src/generated/report.ts';
import { comparisonText } from '../../src/report/comparisons.ts';

const CASES: readonly (readonly [policyValues: readonly string[], truth: Truth, said: string])[] = [
  [['<aws_vpc.v.id>'], 'true', 'is the very one that the policy refers to'],
  [['<aws_vpc.v.id>', 'vpc-1'], 'true', 'is one of those that the policy refers to: <aws_vpc.v.id>, vpc-1'],
  [['', 'vpc-1'], 'unknown', 'may or may not be one of "", vpc-1'],
  [['vpc-1', 'vpc-2'], 'false', 'is new in this plan, so it cannot be vpc-1 or vpc-2'],
];

t.test('how an id compares with the values of a policy', async (t) => {
  for (const [policyValues, truth, said] of CASES) {
    const condition = {
      operator: 'StringEquals',
      key: 'lambda:VpcIds',
      policyValues: [...policyValues],
      truth,
      context: { presence: 'present' as const },
      comparisons: [],
      why: '',
    };
    t.equal(comparisonText(condition, { value: { new: 'aws_vpc.v.id' }, truth }, false), said);
  }
});
