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
  ['update, 2,000 functions', { functions: 2000, others: 0, action: 'update' }],
  ['update, 4,000 functions', { functions: 4000, others: 0, action: 'update' }],
  ['update, 8,000 functions', { functions: 8000, others: 0, action: 'update' }],
  ['mixed, 1,000 functions, 15,000 resources', { functions: 1000, others: 13_940, action: 'mixed' }],
];

/** A process that reads the file and parses it, and does nothing else. */
export const parseOnly = (path: string) => [
  '-e',
  `JSON.parse(require('fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`,
];

/** The whole program, beside a process that only calls JSON.parse. */
export async function run(): Promise<Table> {
  const rows = existsSync(PROGRAM) ? await withScratch(measure) : [];
  return {
    title: 'The whole of `tfvpc check`, as a process',
    columns: [
      'plan',
      'size',
      'JSON.parse',
      'tfvpc check',
      'ratio',
      'memory of JSON.parse',
      'memory of tfvpc check',
    ],
    rows,
    note:
      rows.length > 0
        ? 'Medians of 5 runs in turns, one policy, JSON report.'
        : 'There is no dist/bin.js: run `npm run build` before.',
  };
}

function measure(scratch: (name: string) => string): string[][] {
  const policy = scratch('policy.json');
  writeFileSync(policy, JSON.stringify(POLICY));
  return [...startUp(), ...PLANS.map(([name, spec]) => checked(name, spec, scratch('plan.json'), policy))];
}

function startUp(): string[][] {
  const [nothing, version] = inTurns(5, [
    ['-e', '0'],
    [PROGRAM, '--version'],
  ]);
  if (nothing === undefined || version === undefined) return [];
  const memory = [nothing, version].map((cost) => megabytes(cost.memory));
  return [
    [
      '`node -e 0`, `tfvpc --version`',
      '',
      milliseconds(nothing.time),
      milliseconds(version.time),
      ratio(version.time, nothing.time),
      ...memory,
    ],
  ];
}

function checked(name: string, spec: PlanSpec, plan: string, policy: string): string[] {
  const size = writePlan(plan, spec);
  const command = [PROGRAM, 'check', plan, '--scp', policy, '--format', 'json', '--exit-zero'];
  const [parse, check] = inTurns(5, [parseOnly(plan), command]);
  if (parse === undefined || check === undefined) return [];
  if (check.status !== 0) throw new Error(`tfvpc check ended with status ${check.status}`);
  return [
    name,
    megabytes(size),
    milliseconds(parse.time),
    milliseconds(check.time),
    ratio(check.time, parse.time),
    megabytes(parse.memory),
    megabytes(check.memory),
  ];
}
