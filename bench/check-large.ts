import { existsSync } from 'node:fs';
import { checkOf, PROGRAM } from './check.ts';
import { writePlan } from './generate.ts';
import { runNode } from './process.ts';
import { withScratch } from './scratch.ts';
import { megabytes, milliseconds, type Table } from './table.ts';

/** The last plan is 1 GB, with 20,000 functions among 200,000 resources: no string can hold it. */
const SIZES = [2_500, 5_000, 10_000, 20_000];
const FORMATS = ['text', 'sarif', 'markdown', 'junit'];

/** The whole program on plans of up to 1 GB; of the largest in every format. */
export async function run(): Promise<Table> {
  if (!existsSync(PROGRAM)) throw new Error('there is no dist/bin.js: run `npm run build` before');
  const rows = await withScratch((scratch) => {
    const [plan, policy] = [scratch('plan.json'), scratch('policy.json')];
    const sizes = SIZES.map((functions) => grown(plan, policy, functions));
    return [...sizes, ...FORMATS.map((format) => ['', '', format, ...costOf(checkOf(plan, policy, format))])];
  });
  return {
    title: 'The whole of `tfvpc check` on large plans, as a process',
    columns: ['functions, resources', 'size', 'format', 'time', 'work', 'memory'],
    rows,
    note: 'One run each, one policy. Work is the time of all threads together.',
  };
}

function grown(plan: string, policy: string, functions: number): string[] {
  const others = 9 * functions;
  const size = writePlan(plan, { functions, others, action: 'mixed' });
  const what = `${functions}, ${functions + others}`;
  return [what, megabytes(size), 'json', ...costOf(checkOf(plan, policy, 'json'))];
}

function costOf(command: readonly string[]): string[] {
  const { time, work, memory, status } = runNode(command);
  if (status !== 0) throw new Error(`tfvpc check ended with status ${status}`);
  return [milliseconds(time), milliseconds(work), megabytes(memory)];
}
