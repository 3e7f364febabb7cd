import { readFileSync } from 'node:fs';
import { writePlan } from './generate.ts';
import { reader } from './reader.ts';
import { withScratch } from './scratch.ts';
import { median, megabytes, milliseconds, ratio, type Table } from './table.ts';

const ROUNDS = 7;
const { readPlan, bytesOf } = await reader();

/** What a check of functions looks at. */
const KEPT = new Set(['aws_lambda_function', 'aws_subnet', 'aws_vpc', 'aws_security_group']);

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Both in turns, so that both meet the same weather. */
function compare(path: string): readonly [string, string, string, string, string] {
  const bytes = readFileSync(path);
  const times = Array.from({ length: ROUNDS }, () => [
    timed(() => JSON.parse(readFileSync(path, 'utf8'))),
    timed(() => readPlan(bytesOf(readFileSync(path)), { path })),
    timed(() => readKept(path)),
  ]);
  const [parse = 0, all = 0, kept = 0] = [0, 1, 2].map((column) =>
    median(times.map((row) => row[column] ?? 0)),
  );
  return [
    megabytes(bytes.length),
    milliseconds(parse),
    `${milliseconds(all)} (${ratio(all, parse)})`,
    `${milliseconds(kept)} (${ratio(kept, parse)})`,
    `${(bytes.length / kept / 1e3).toFixed(0)} MB/s`,
  ];
}

/** As a check does: the changes of the types that matter are parsed too. */
function readKept(path: string): void {
  const plan = readPlan(bytesOf(readFileSync(path)), { path, keep: (type) => KEPT.has(type) });
  for (const resourceChange of plan.resourceChanges) resourceChange.change();
  plan.configuration();
}

/** Reading a plan, beside JSON.parse of the same file in the same process. */
export async function run(): Promise<Table> {
  const rows = await withScratch((scratch) =>
    [500, 1000, 2000, 4000].map((functions) => {
      const path = scratch('plan.json');
      writePlan(path, { functions, others: 0, action: 'update' });
      return [`update, ${functions} functions`, ...compare(path)];
    }),
  );
  return {
    title: 'Reading a plan, in one process',
    columns: [
      'plan',
      'size',
      'readFileSync + JSON.parse',
      'readPlan',
      'readPlan, functions parsed',
      'throughput',
    ],
    rows,
    note: `Medians of ${ROUNDS} rounds in turns, warm. The file is read from the page cache each time.`,
  };
}
