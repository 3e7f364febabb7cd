import { existsSync } from 'node:fs';
import { checkOf, PROGRAM } from './check.ts';
import { writePlan } from './generate.ts';
import { runNode } from './process.ts';
import { withScratch } from './scratch.ts';
import { megabytes, milliseconds, type Table } from './table.ts';

/** Beside 20,000 functions. The last plan is about 1 GB: no string can hold it. */
const OTHERS = [0, 80_000, 180_000];

/** The whole program on plans of up to 1 GB, with 20,000 functions each. */
export async function run(): Promise<Table> {
  if (!existsSync(PROGRAM)) throw new Error('there is no dist/bin.js: run `npm run build` before');
  const rows = await withScratch((scratch) =>
    OTHERS.map((others) => measured(scratch('plan.json'), scratch('policy.json'), others)),
  );
  return {
    title: 'The whole of `tfvpc check` on large plans, as a process',
    columns: ['resources', 'size', 'time', 'work', 'memory'],
    rows,
    note: 'One run each, one policy, JSON report. Work is the time of all threads together.',
  };
}

function measured(plan: string, policy: string, others: number): string[] {
  const functions = 20_000;
  const size = writePlan(plan, { functions, others, action: 'mixed' });
  const { time, work, memory, status } = runNode(checkOf(plan, policy));
  if (status !== 0) throw new Error(`tfvpc check ended with status ${status}`);
  return [
    String(functions + others),
    megabytes(size),
    milliseconds(time),
    milliseconds(work),
    megabytes(memory),
  ];
}
