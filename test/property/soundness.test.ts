import fc from 'fast-check';
import t from 'tap';
import { findTerraform } from '../lab/terraform.ts';
import { description } from './description.ts';
import { figuresOf, isWrong, needlessShare } from './figures.ts';
import { runTrial, type Verdict } from './trial.ts';

/** Few plans with much in them: Terraform costs a second for each. `npm run soundness` does the long run. */
const RUNS = 3;
const SIZE = { functions: 14, policies: 4 };

const skip = findTerraform() === undefined && 'neither terraform nor tofu is on PATH';

t.test('what is decided before the apply is so after it', { skip }, async (t) => {
  const samples = fc.sample(description(SIZE), { seed: 20261120, numRuns: RUNS });
  const verdicts: Verdict[] = [];
  for (const sample of samples) verdicts.push(...(await runTrial(sample)));
  t.strictSame(verdicts.filter(isWrong), []);
  const withSource = figuresOf(verdicts, 'with the source');
  t.ok(withSource.decided > 100, 'enough verdicts to mean something');
  t.ok(
    needlessShare(withSource) <= 3,
    `with the source ${needlessShare(withSource)} % are needlessly undetermined`,
  );
  const planAlone = figuresOf(
    verdicts,
    'from the plan alone, where what the plan leaves out does not decide',
  );
  t.ok(needlessShare(planAlone) <= 15, `from the plan alone ${needlessShare(planAlone)} %`);
});
