import { closeSync, openSync, readSync } from 'node:fs';
import { writePlan } from './generate.ts';
import { reader } from './reader.ts';
import { withScratch } from './scratch.ts';
import { megabytes, milliseconds, type Table } from './table.ts';

const { readPlan, bytesAt } = await reader();

/** Plans that are too large for a string, with 20,000 functions each; read from the file piece by piece. */
const OTHERS = [0, 80_000, 180_000];
const KEPT = new Set(['aws_lambda_function', 'aws_subnet', 'aws_vpc']);

/** Time and memory of reading plans of up to 1 GB. */
export async function run(): Promise<Table> {
  const rows = await withScratch((scratch) => OTHERS.map((others) => measured(scratch('plan.json'), others)));
  return {
    title: 'Reading large plans from a file, every change of a function parsed',
    columns: ['resources', 'size', 'time', 'throughput', 'resident at the end'],
    rows,
    note: 'Memory is that of this process, which has generated the plans too.',
  };
}

function measured(path: string, others: number): string[] {
  const size = writePlan(path, { functions: 20_000, others, action: 'mixed' });
  const file = openSync(path, 'r');
  const start = performance.now();
  const plan = readPlan(
    bytesAt((position, length) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, position));
    }),
    { path, keep: (type) => KEPT.has(type) },
  );
  for (const resourceChange of plan.resourceChanges) resourceChange.change();
  plan.configuration();
  const time = performance.now() - start;
  closeSync(file);
  return [
    String(plan.resourceChangeCount),
    megabytes(size),
    milliseconds(time),
    `${(size / time / 1e3).toFixed(0)} MB/s`,
    megabytes(process.memoryUsage.rss()),
  ];
}
