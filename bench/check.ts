import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PlanSpec, writePlan } from './generate.ts';
import { inTurns } from './process.ts';
import { withScratch } from './scratch.ts';
import { megabytes, milliseconds, ratio, type Table } from './table.ts';

export const PROGRAM = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OnlyApprovedVpcs',
      Effect: 'Deny',
      Action: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
      Resource: '*',
      Condition: { StringNotEquals: { 'lambda:VpcIds': ['vpc-00000000000001000', 'vpc-00000000000001001'] } },
    },
  ],
};

const PLANS: readonly (readonly [string, PlanSpec])[] = [
  ['update, 1,000 functions', { functions: 1000, others: 0, action: 'update' }],
  ['update, 2,000 functions', { functions: 2000, others: 0, action: 'update' }],
  ['update, 4,000 functions', { functions: 4000, others: 0, action: 'update' }],
  ['update, 8,000 functions', { functions: 8000, others: 0, action: 'update' }],
  ['create, 2,000 functions', { functions: 2000, others: 0, action: 'create' }],
  ['mixed, 1,000 functions, 15,000 resources', { functions: 1000, others: 13_940, action: 'mixed' }],
];

const SMALL: PlanSpec = { functions: 1, others: 0, action: 'update' };

/** A process that reads the file and parses it, and does nothing else. */
export const parseOnly = (path: string) => [
  '-e',
  `JSON.parse(require('fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`,
];

/** The whole program with one policy that denies, and the report that it prints. */
export function checkOf(plan: string, policy: string, format = 'json'): readonly string[] {
  writeFileSync(policy, JSON.stringify(POLICY));
  return [PROGRAM, 'check', plan, '--scp', policy, '--format', format, '--exit-zero'];
}

/** The whole program, beside a process that only calls JSON.parse. */
export async function run(): Promise<Table> {
  const rows = existsSync(PROGRAM) ? await withScratch(measure) : [];
  return {
    title: 'The whole of `tfvpc check`, as a process',
    columns: ['what', 'size', 'compared with', 'time', 'ratio', 'work', 'ratio', 'memory'],
    rows,
    note:
      rows.length > 0
        ? 'Medians of 5 runs in turns, one policy, JSON report. Work is the time of all threads together.'
        : 'There is no dist/bin.js: run `npm run build` before.',
  };
}

function measure(scratch: (name: string) => string): string[][] {
  const plan = scratch('plan.json');
  const check = checkOf(plan, scratch('policy.json'));
  const small = writePlan(plan, SMALL);
  return [
    compared('`tfvpc --version`', '', ['`node -e 0`', ['-e', '0']], [PROGRAM, '--version']),
    compared('update, 1 function', megabytes(small), ['`node -e 0`', ['-e', '0']], check),
    ...PLANS.map(([name, spec]) => {
      const size = writePlan(plan, spec);
      return compared(name, megabytes(size), ['JSON.parse', parseOnly(plan)], check);
    }),
  ];
}

type Named = readonly [name: string, command: readonly string[]];

export function compared(
  what: string,
  size: string,
  [name, other]: Named,
  command: readonly string[],
): string[] {
  const [than, cost] = inTurns(5, [other, command]);
  if (than === undefined || cost === undefined) return [];
  if (cost.status !== 0) throw new Error(`${what} ended with status ${cost.status}`);
  return [
    what,
    size,
    `${name}: ${milliseconds(than.time)}, ${megabytes(than.memory)}`,
    milliseconds(cost.time),
    ratio(cost.time, than.time),
    milliseconds(cost.work),
    ratio(cost.work, than.work),
    megabytes(cost.memory),
  ];
}
