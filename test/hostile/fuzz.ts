import fc from 'fast-check';
import { type Mutation, mutated, mutation } from './mutation.ts';
import { survives, TARGETS, type Target } from './targets.ts';

/**
 * `npm run fuzz -- --minutes N`: mutates valid documents for that long, each reader in turn, and prints a table. What
 * breaks a reader is printed with what repeats it, and ends the run with status 1. A slow case is named: none may take
 * longer than a few seconds.
 */
const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1] ?? 1) || 1;
const SLICE = 10_000;
const SLOW = 5_000;
const BATCH = 100;

interface Figures {
  cases: number;
  bytes: number;
  slowest: number;
}

const figures = new Map<string, Figures>(
  TARGETS.map(({ name }) => [name, { cases: 0, bytes: 0, slowest: 0 }]),
);
const end = Date.now() + minutes * 60_000;
const slice = Math.min(SLICE, (minutes * 60_000) / TARGETS.length);
for (let turn = 0; Date.now() < end && process.exitCode === undefined; turn++) {
  const target = TARGETS[turn % TARGETS.length];
  const until = Math.min(Date.now() + slice, end);
  while (target !== undefined && Date.now() < until && process.exitCode === undefined) await attack(target);
}
for (const [name, { cases, bytes, slowest }] of figures)
  console.log(
    `${name.padEnd(14)} ${String(cases).padStart(8)} cases ${(bytes / 1e6).toFixed(1).padStart(9)} MB  slowest ${Math.round(slowest)} ms`,
  );

/** Some cases. None is cut short by a clock: what it takes would be counted while others run. */
async function attack(target: Target): Promise<void> {
  const seed = Date.now();
  const result = await fc.check(
    fc.asyncProperty(mutation, (change) => timed(target, change)),
    { seed, numRuns: BATCH },
  );
  if (!result.failed) return;
  console.error(`${target.name}, seed ${seed}: ${fc.defaultReportMessage(result)}`);
  process.exitCode = 1;
}

async function timed(target: Target, change: Mutation): Promise<void> {
  const found = figures.get(target.name);
  const text = mutated(change, target.seeds);
  const start = performance.now();
  await survives(target, text);
  const took = performance.now() - start;
  if (found === undefined) return;
  if (took > SLOW && took > found.slowest)
    console.error(`slow: ${target.name}: ${Math.round(took)} ms: ${JSON.stringify(change)}`);
  found.cases += 1;
  found.bytes += text.length;
  found.slowest = Math.max(found.slowest, took);
}
