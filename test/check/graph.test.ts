import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { Report } from '../../src/generated/report.ts';
import { readCase } from '../lab/case.ts';
import type { FunctionNetwork, Truth } from '../lab/truth.ts';
import { check } from './program.ts';

/**
 * `expected.json` beside a plan of testdata/graph: the decisions about the functions, as they are on the ids that
 * applying gave (truth.json), and which of them nobody can know before.
 */
interface Expected {
  /** `plan`: the policies are in the plan; else a path; testdata/graph/scp where it is left out. */
  readonly policies?: string;
  readonly decisions: Readonly<Record<string, string>>;
  /** Addresses whose decision depends on what only the apply shows. */
  readonly unknowable?: readonly string[];
  /** Addresses whose decision may take the source: from the plan alone they are decided rightly or not at all. */
  readonly needsSource?: readonly string[];
  /**
   * Addresses that the plan alone gets wrong, because it takes an unknown list to hold what the list refers to
   * (docs/guarantees.md). The report says that this was assumed.
   */
  readonly assumes?: readonly string[];
  /** Addresses that are decided although a part of their network is not known. */
  readonly openNetwork?: readonly string[];
}

const ROOT = 'testdata/graph';
const BESIDE = ['scp', 'world.json'];

for (const name of readdirSync(ROOT).sort()) {
  if (BESIDE.includes(name)) continue;
  const { directory, steps } = readCase(path.join(ROOT, name));
  t.test(name.replaceAll('-', ' '), async (t) => {
    for (const step of steps) {
      const inStep = path.relative(directory, step.directory);
      const expected: Expected = readJson(path.join(step.directory, 'expected.json'));
      const truth: Truth = readJson(path.join(step.directory, 'truth.json'));
      const plan = path.join(inStep, 'plan.json');
      const args = [plan, ...(expected.policies === 'plan' ? [] : ['--scp', expected.policies ?? '../scp'])];
      const withSource = await check(path.resolve(directory), args);
      const planAlone = await check(path.resolve(directory), [...args, '--no-source']);
      const { unknowable = [], needsSource = [], assumes = [] } = expected;
      if (assumes.length > 0)
        t.ok(planAlone.report.notes.some(isAssumption), `${plan}: the assumption is said`);
      const open = needsSource.filter((address) => decisions(planAlone.report)[address] === 'undetermined');
      t.strictSame(decisions(withSource.report), undecided(expected, unknowable), `${plan}: with the source`);
      t.strictSame(
        without(decisions(planAlone.report), assumes),
        without(undecided(expected, [...unknowable, ...open]), assumes),
        `${plan}: from the plan alone`,
      );
      t.strictSame(networks(withSource.report, expected), networksOf(truth, expected), `${plan}: networks`);
    }
  });
}

const isAssumption = ({ code, text }: Report['notes'][number]) => code === 'assumed' && /--source/.test(text);

function without(decisions: Readonly<Record<string, string>>, addresses: readonly string[]) {
  return Object.fromEntries(Object.entries(decisions).filter(([address]) => !addresses.includes(address)));
}

t.test('every case has a truth', async (t) => {
  const folders = readdirSync(ROOT).filter((name) => !BESIDE.includes(name));
  t.ok(folders.length >= 60);
  for (const name of folders) {
    for (const { directory } of readCase(path.join(ROOT, name)).steps)
      t.ok(existsSync(path.join(directory, 'truth.json')), directory);
  }
});

function decisions(report: Report): Readonly<Record<string, string>> {
  return sorted(report.requests.map(({ address, decision }) => [address, decision]));
}

function undecided({ decisions }: Expected, addresses: readonly string[]): Readonly<Record<string, string>> {
  return sorted(
    Object.entries(decisions).map(([address, decision]) => [
      address,
      addresses.includes(address) ? 'undetermined' : decision,
    ]),
  );
}

/** The network of each function as the report names it: ids, and names of what this apply creates. */
function networks(report: Report, expected: Expected): Readonly<Record<string, FunctionNetwork>> {
  return sorted(
    report.requests
      .filter(({ address }) => isComparable(address, expected))
      .map(({ address, network }) => [
        address,
        {
          vpc: network.vpc ? nameOf(network.vpc.value) : null,
          subnets: network.subnets.map(({ value }) => nameOf(value)).sort(),
          securityGroups: network.securityGroups.map(({ value }) => nameOf(value)).sort(),
        },
      ]),
  );
}

function networksOf({ functions }: Truth, expected: Expected): Readonly<Record<string, FunctionNetwork>> {
  return sorted(
    Object.entries(functions).filter(
      ([address]) => address in expected.decisions && isComparable(address, expected),
    ),
  );
}

function isComparable(address: string, { unknowable = [], openNetwork = [] }: Expected): boolean {
  return !unknowable.includes(address) && !openNetwork.includes(address);
}

type ReportedValue = NonNullable<Report['requests'][number]['network']['vpc']>['value'];

function nameOf(value: ReportedValue): string {
  return value.known ?? value.new ?? `not known: ${JSON.stringify(value)}`;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}
