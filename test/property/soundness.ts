import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { description } from './description.ts';
import { figuresOf, isWrong, needlessInPlan, needlessShare, VIEW_NAMES, type View } from './figures.ts';
import { runTrial, type Verdict } from './trial.ts';

/**
 * `npm run soundness -- --runs 500`: makes that many random configurations, takes tfvpc's verdicts on their plans,
 * applies them and compares. Prints figures; exits with 1 where a decided verdict is wrong. `--only N --keep DIR`
 * repeats the Nth configuration of a seed and keeps its files.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    functions: { type: 'string', default: '12' },
    policies: { type: 'string', default: '6' },
    only: { type: 'string' },
    keep: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

await run();

async function run(): Promise<void> {
  const arbitrary = description({ functions: Number(values.functions), policies: Number(values.policies) });
  const samples = fc.sample(arbitrary, { seed: Number(values.seed), numRuns: Number(values.runs) });
  const verdicts: Verdict[] = [];
  for (const [index, sample] of samples.entries()) {
    if (values.only !== undefined && index !== Number(values.only)) continue;
    const found = await runTrial(sample, values.keep).catch((error: unknown) => {
      throw new Error(`seed ${values.seed}, configuration ${index}`, { cause: error });
    });
    verdicts.push(...found);
    report(index, found);
  }
  for (const view of VIEW_NAMES) print(view, verdicts);
  const { all, references, nothing } = needlessInPlan(verdicts);
  console.log(
    `of the others from the plan alone: ${nothing} depend on a dynamic block or a local value, of which a plan holds ` +
      `nothing; ${references} on further elements of a list, of which it holds the references; ${all} on neither`,
  );
  process.exitCode = verdicts.some(isWrong) ? 1 : 0;
}

function report(index: number, verdicts: readonly Verdict[]): void {
  for (const verdict of verdicts) {
    const needless = verdict.said === 'undetermined' && verdict.knowable;
    if (!isWrong(verdict) && !(needless && values.verbose)) continue;
    const kind = isWrong(verdict) ? 'WRONG' : 'needless';
    const { mode, address, policy, said, truth, reasons, inPlan } = verdict;
    const held = mode === 'plan alone' ? `, the plan holds ${inPlan}` : '';
    const where = `configuration ${index}, policy ${policy}, ${address}, ${mode}${held}`;
    console.log(`${kind}: ${where}: said ${said}, is ${truth}: ${reasons.join('; ')}`);
  }
}

function print(view: View, verdicts: readonly Verdict[]): void {
  const figures = figuresOf(verdicts, view);
  const share = needlessShare(figures).toFixed(2);
  console.log(
    `${view}: ${figures.decided} decided, ${figures.wrong} wrong; undetermined: ${figures.open} that only the apply ` +
      `decides, ${figures.needless} others (${share} % of what could be known)`,
  );
}
