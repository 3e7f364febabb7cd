import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { warn } from '../commands/status.ts';
import type { InputError } from '../error.ts';
import type { Io, Output } from '../io.ts';
import { commandData, commandProperty, visible } from '../report/escape.ts';

/** Summaries above this are dropped whole by the runner (docs.github.com, workflow commands, job summaries). */
const LARGEST_SUMMARY = 1024 * 1024;

/** Sets an output of the step. The delimiter cannot be guessed, so that no value can end itself and begin another. */
export function setOutput(name: string, value: string, io: Io): void {
  const delimiter = `tfvpc_${randomUUID()}`;
  append(io.env.GITHUB_OUTPUT, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** Appends to the job summary; false when it is too large for the runner to keep. */
export function writeSummary(markdown: string, io: Io): boolean {
  const text = `${markdown.trimEnd()}\n`;
  if (Buffer.byteLength(text) > LARGEST_SUMMARY) return false;
  append(io.env.GITHUB_STEP_SUMMARY, text);
  return true;
}

/** Outside of a runner there is no file, and nothing to tell. */
function append(path: string | undefined, text: string): void {
  if (path !== undefined && path !== '') appendFileSync(path, text);
}

/** A message on the page of the run. */
export function annotate(level: 'error' | 'warning' | 'notice', message: string, io: Io): void {
  io.stdout.write(`::${level} title=${commandProperty('tfvpc')}::${commandData(shown(message))}\n`);
}

/** Every line made visible, the lines kept. */
const shown = (message: string) => message.trim().split('\n').map(visible).join('\n');

/**
 * Does something whose output holds text of a plan: the runner obeys no command in it. What goes to standard error is
 * returned too. See docs.github.com, workflow commands, stopping and starting workflow commands.
 */
export async function uncommanded<T>(
  io: Io,
  action: (io: Io) => Promise<T>,
): Promise<{ readonly result: T; readonly said: string }> {
  const word = randomUUID();
  let said = '';
  const hear = (output: Output): Output => ({
    ...output,
    write: (text) => {
      said += text;
      output.write(text);
    },
  });
  io.stdout.write(`::stop-commands::${word}\n`);
  try {
    const result = await action({ ...io, stderr: hear(io.stderr) });
    return { result, said };
  } finally {
    io.stdout.write(`\n::${word}::\n`);
  }
}

/** What the command line says of an expected failure. */
export function saidOf(error: InputError, io: Io): string {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  warn(error, { ...io, stderr: { isTerminal: false, write } });
  return said;
}
