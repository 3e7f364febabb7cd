import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { Report } from '../../src/generated/report.ts';
import { readCase } from '../lab/case.ts';
import { check, runProgram } from './program.ts';

/** `expected.json` beside a plan: what `tfvpc check` with these arguments must say. */
interface Expected {
  readonly checks: readonly ExpectedCheck[];
}

interface ExpectedCheck {
  /** The sentence that this check proves. */
  readonly says: string;
  /** Relative to the case's folder. */
  readonly args: readonly string[];
  readonly exit: number;
  /**
   * Address to `DECISION REQUEST by POLICY#SID, …`, for every request of the report; `*` stands for all addresses
   * where there are many.
   */
  readonly requests: Readonly<Record<string, string>>;
  /** False: not by which statement. */
  readonly by?: false;
  /** Only these addresses count. */
  readonly only?: readonly string[];
  /** How many requests `*` stands for. */
  readonly count?: number;
  readonly noRequest?: number;
  /** `RULE ADDRESS` of every result about decisions and what could not be judged. */
  readonly rules?: readonly string[];
  /** Only this rule's results count. */
  readonly rulesOnly?: string;
  /** The program prints no report at all. */
  readonly noReport?: true;
}

const ROOT = 'testdata/check';

for (const name of readdirSync(ROOT).sort()) {
  if (name === 'world.json') continue;
  const { directory, steps } = readCase(path.join(ROOT, name));
  t.test(name.replaceAll('-', ' '), async (t) => {
    for (const step of steps) {
      const { checks }: Expected = JSON.parse(
        readFileSync(path.join(step.directory, 'expected.json'), 'utf8'),
      );
      const plan = path.relative(directory, path.join(step.directory, 'plan.json'));
      for (const expected of checks) await prove(t, directory, plan, expected);
    }
  });
}

async function prove(t: Tap, directory: string, plan: string, expected: ExpectedCheck): Promise<void> {
  const cwd = path.resolve(directory);
  const says = `${plan}: ${expected.says}`;
  if (expected.noReport) {
    const { status } = await runProgram(cwd, ['check', plan, ...expected.args]);
    t.equal(status, expected.exit, says);
    return;
  }
  const { report, status } = await check(cwd, [plan, ...expected.args]);
  t.strictSame(requestsOf(report, expected), expected.requests, says);
  t.equal(status, expected.exit, `${says}: exit status`);
  if (expected.noRequest !== undefined)
    t.equal(report.summary.noRequest, expected.noRequest, `${says}: changes without a request`);
  if (expected.rules) t.strictSame(rulesOf(report, expected), expected.rules, `${says}: rules`);
}

type Tap = Pick<typeof t, 'equal' | 'strictSame'>;

function requestsOf(report: Report, { by, only, count }: ExpectedCheck): Readonly<Record<string, string>> {
  const requests = report.requests.filter(({ address }) => !only || only.includes(address));
  const said = requests.map((request): [string, string] => [
    request.address,
    `${request.decision} ${request.request}${by === false ? '' : deniedBy(request)}`,
  ]);
  if (count === undefined) return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  const distinct = new Set(said.map(([, text]) => text));
  return said.length === count
    ? Object.fromEntries([...distinct].map((text) => ['*', text]))
    : Object.fromEntries(said);
}

function deniedBy({ decision, explanation }: Report['requests'][number]): string {
  if (decision !== 'explicit-deny') return '';
  const deciding = explanation.filter(({ effect, truth }) => effect === 'Deny' && truth === 'true');
  return ` by ${deciding.map(({ policy, sid, index }) => `${policy}#${sid ?? index}`).join(', ')}`;
}

/** Results of the rules 2xx are about the policies themselves. */
function rulesOf(report: Report, { rulesOnly }: ExpectedCheck): readonly string[] {
  const counted = report.results.filter(({ ruleId }) =>
    rulesOnly ? ruleId === rulesOnly : ruleId < 'TFVPC2',
  );
  return [
    ...new Set(counted.map(({ ruleId, address }) => (address ? `${ruleId} ${address}` : ruleId))),
  ].sort();
}
