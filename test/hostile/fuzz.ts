import fc from 'fast-check';
import { mutated, mutation } from './mutation.ts';
import { survives, TARGETS } from './targets.ts';

/**
 * `npm run fuzz -- --minutes N`: mutates valid documents for that long, each reader in turn, and prints a table. What
 * breaks a reader is printed with what repeats it, and ends the run with status 1. A slow case is named: none may take
 * longer than a few seconds.
 */
const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1] ?? 1) || 1;
const SLICE = 10_000;
const SLOW = 5_000;

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
while (Date.now() < end && process.exitCode === undefined) {
  for (const target of TARGETS) {
    const seed = Date.now();
    const found = figures.get(target.name) ?? { cases: 0, bytes: 0, slowest: 0 };
    const result = await fc.check(
      fc.asyncProperty(mutation, async (change) => {
        const text = mutated(change, target.seeds);
        const start = performance.now();
        await survives(target, text);
        const took = performance.now() - start;
        found.cases += 1;
        found.bytes += text.length;
        if (took > SLOW && took > found.slowest)
          console.error(`slow: ${target.name}: ${Math.round(took)} ms: ${JSON.stringify(change)}`);
        found.slowest = Math.max(found.slowest, took);
      }),
      {
        seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: slice,
        markInterruptAsFailure: false,
      },
    );
    if (!result.failed) continue;
    console.error(`${target.name}, seed ${seed}: ${fc.defaultReportMessage(result)}`);
    process.exitCode = 1;
  }
}
for (const [name, { cases, bytes, slowest }] of figures)
  console.log(
    `${name.padEnd(14)} ${String(cases).padStart(8)} cases ${(bytes / 1e6).toFixed(1).padStart(9)} MB  slowest ${Math.round(slowest)} ms`,
  );
