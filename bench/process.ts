import { spawnSync } from 'node:child_process';

export interface ProcessCost {
  /** Milliseconds from start to end. */
  readonly time: number;
  /** Milliseconds of all its threads: other programs on the machine change them less. */
  readonly work: number;
  /** Bytes of memory in the moment when it was most. */
  readonly memory: number;
  readonly status: number | null;
}

/** Prints the peak of memory at the end, which costs both sides of a comparison the same. */
const REPORT = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\ncost ' + maxRSS + ' ' + (userCPUTime + systemCPUTime));
})`;
const IMPORT = `data:text/javascript,${encodeURIComponent(REPORT)}`;

/** Runs Node with these arguments as a process of its own. */
export function runNode(args: readonly string[]): ProcessCost {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', IMPORT, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  });
  const time = performance.now() - start;
  const [, kilobytes, microseconds] = /cost (\d+) (\d+)\s*$/.exec(stderr) ?? [];
  return { time, work: Number(microseconds) / 1000, memory: Number(kilobytes) * 1024, status };
}

/** Several commands in turns, so that all meet the same weather; of each the run of median time. */
export function inTurns(rounds: number, commands: readonly (readonly string[])[]): readonly ProcessCost[] {
  const runs = Array.from({ length: rounds }, () => commands.map((command) => runNode(command)));
  return commands.map((_, column) => middle(runs.flatMap((round) => round[column] ?? [])));
}

function middle(costs: readonly ProcessCost[]): ProcessCost {
  const sorted = costs.toSorted((a, b) => a.time - b.time);
  return (
    sorted[sorted.length >> 1] ?? { time: Number.NaN, work: Number.NaN, memory: Number.NaN, status: null }
  );
}
