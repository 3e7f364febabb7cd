import { availableParallelism } from 'node:os';
import type { CheckCommand } from '../command.ts';
import type { Config } from '../config.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import type { Io } from '../io.ts';
import { checkPlan, settingOf } from './check-plan.ts';
import type { CheckAnswer, CheckTask } from './check-worker.ts';
import type { PlanInput } from './plan-input.ts';

export interface Checked {
  readonly reports: readonly Report[];
  /** Of plans that could not be read: the others are judged all the same. */
  readonly errors: readonly InputError[];
}

/** Judges plans, several at once where that pays; the answers are in the order of the plans. */
export async function checkMany(
  inputs: readonly PlanInput[],
  command: CheckCommand,
  config: Config,
  io: Io,
): Promise<Checked> {
  const threads = Math.min(command.jobs ?? availableParallelism(), inputs.length);
  const progress = progressOf(inputs.length, io);
  const answers =
    threads > 1 && inputs.every(({ isFile }) => isFile) && (command.jobs !== undefined || pays(inputs, io))
      ? await inThreads(inputs, { cwd: io.cwd, command, config }, threads, progress)
      : await inTurn(inputs, { command, config }, io, progress);
  progress.end();
  return {
    reports: answers.flatMap((answer) => (answer.kind === 'report' ? [answer.report] : [])),
    errors: answers.flatMap((answer) => (answer.kind === 'error' ? [answer.error] : [])),
  };
}

type Answer =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'error'; readonly error: InputError };

interface Work {
  readonly command: CheckCommand;
  readonly config: Config;
}

/** A thread takes as long to start as some 10 MB take to be judged. */
const WORTH_A_THREAD = 40 * 1024 ** 2;

function pays(inputs: readonly PlanInput[], io: Io): boolean {
  let size = 0;
  for (const { path } of inputs) size += io.files.size(path);
  return size > WORTH_A_THREAD;
}

async function inTurn(inputs: readonly PlanInput[], { command, config }: Work, io: Io, progress: Progress) {
  const setting = settingOf(command, config, io);
  const answers: Answer[] = [];
  for (const input of inputs) {
    answers.push(await attempt(() => checkPlan(input, setting, io)));
    progress.step();
  }
  return answers;
}

async function attempt(check: () => Promise<Report>): Promise<Answer> {
  try {
    return { kind: 'report', report: await check() };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'error', error };
    throw error;
  }
}

async function inThreads(
  inputs: readonly PlanInput[],
  work: Omit<CheckTask, 'path'>,
  threads: number,
  progress: Progress,
) {
  const { Piscina } = await import('piscina');
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina<CheckTask, CheckAnswer>({
    filename: new URL(`./check-worker.${extension}`, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    return await Promise.all(
      inputs.map(async ({ path }) => {
        const answer = await pool.run({ path, ...work });
        progress.step();
        return fromThread(answer);
      }),
    );
  } finally {
    await pool.destroy();
  }
}

/** What crosses between threads is data: an error is made anew. */
function fromThread(answer: CheckAnswer): Answer {
  if (answer.kind === 'report') return answer;
  const { code, message, details } = answer;
  return { kind: 'error', error: new InputError(code, message, details) };
}

interface Progress {
  readonly step: () => void;
  readonly end: () => void;
}

/** A line on stderr that counts, on a terminal and for several plans only. */
function progressOf(total: number, { stderr }: Io): Progress {
  let done = 0;
  if (!stderr.isTerminal || total < 2) return { step: () => undefined, end: () => undefined };
  return {
    step: () => {
      done += 1;
      stderr.write(`\r${done} of ${total} plans`);
    },
    end: () => stderr.write('\r\u001b[K'),
  };
}
