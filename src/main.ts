import type { Command } from './command.ts';
import { InputError } from './error.ts';
import type { Io } from './io.ts';

/** Status of a bug of ours, as sysexits.h has it: neither a finding nor a wrong input. */
const SOFTWARE_ERROR = 70;
const WRONG_INPUT = 2;

/** The program: does what the arguments ask for and answers the exit status. Never throws. */
export async function main(io: Io): Promise<number> {
  try {
    const { parseCommand } = await import('./cli.ts');
    return await run(await parseCommand(io.argv, io.stdout.columns ?? 100), io);
  } catch (error) {
    return reportFailure(error, io);
  }
}

async function run(command: Command, io: Io): Promise<number> {
  switch (command.kind) {
    case 'print':
      io.stdout.write(command.text);
      return 0;
    case 'check':
      return (await import('./commands/check.ts')).checkCommand(command, io);
    case 'explain':
      return (await import('./commands/explain.ts')).explainCommand(command, io);
    case 'graph':
      return (await import('./commands/graph.ts')).graphCommand(command, io);
    case 'policy':
      return (await import('./commands/policy.ts')).policyCommand(command, io);
    case 'policy-diff':
      return (await import('./commands/policy.ts')).policyDiffCommand(command, io);
    case 'policy-new':
      return (await import('./commands/policy.ts')).policyNewCommand(command, io);
    case 'impact':
      return (await import('./commands/impact.ts')).impactCommand(command, io);
    case 'merge':
      return (await import('./commands/merge.ts')).mergeCommand(command, io);
    case 'upload':
      return (await import('./commands/upload.ts')).uploadCommand(command, io);
  }
}

/** Tells what ended the program, and answers its status: never that of a finding. */
export async function reportFailure(error: unknown, io: Io): Promise<number> {
  if (error instanceof InputError) {
    const { warn } = await import('./commands/status.ts');
    warn(error, io);
    return WRONG_INPUT;
  }
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    io.stderr.write('tfvpc: something in the input is nested too deeply\n');
    return WRONG_INPUT;
  }
  const { escapeTerminal } = await import('./report/escape.ts');
  const lines = ['tfvpc: this is a bug of tfvpc, please report it', ...describeBug(error)];
  io.stderr.write(`${lines.map(escapeTerminal).join('\n')}\n`);
  return SOFTWARE_ERROR;
}

/** Where it happened. Messages quote what they are about, which may be a secret of the plan: quotations are left out. */
function describeBug(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const message = error instanceof SyntaxError ? '' : `: ${error.message.replace(/(["'`])[\s\S]*\1/g, '…')}`;
  return [`${error.name}${message}`, ...frames];
}
