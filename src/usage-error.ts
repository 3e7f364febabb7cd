import { OPTIONS_OF } from './command-options.ts';
import { InputError } from './error.ts';
import { nearest, suggestion } from './iam/spelling.ts';

/** What each command needs, and all commands there are. */
const NEEDS = {
  check: 'PLAN',
  explain: 'PLAN ADDRESS',
  graph: 'PLAN',
  policy: 'FILE',
  impact: '--scp FILE STATE',
  merge: 'REPORT',
  upload: 'SARIF',
} as const;

const COMMANDS = Object.keys(NEEDS);

/** @throws InputError `usage` where the first argument is neither a command nor an option */
export function refuseUnknownCommand([first]: readonly string[]): void {
  if (first === undefined || first.startsWith('-') || COMMANDS.includes(first)) return;
  const asOption = first === 'help' || first === 'version' ? `--${first}` : undefined;
  const meant = asOption ?? nearest(first, COMMANDS) ?? (/[./]/.test(first) ? `check ${first}` : undefined);
  throw new InputError('usage', `unknown command \`${first}\`${suggestion(meant && `tfvpc ${meant}`)}`, {
    hint: `the commands: ${COMMANDS.join(', ')}; see: tfvpc --help`,
  });
}

/** What yargs finds wrong with the arguments, in our words. */
export function usageError(message: string, argv: readonly string[]): InputError {
  const line = message
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
  const command = commandOf(argv);
  const text =
    tooFew(line, command) ?? valueless(line) ?? notAChoice(line, command) ?? unknown(line, command, argv);
  return new InputError('usage', text ?? line.charAt(0).toLowerCase() + line.slice(1), {
    hint: `see: ${['tfvpc', command, '--help'].filter((word) => word !== '').join(' ')}`,
  });
}

/** `check`, or `policy diff`; empty where no command is named. */
function commandOf([first = '', second = '']: readonly string[]): string {
  const both = `${first} ${second}`;
  if (both in OPTIONS_OF) return both;
  return COMMANDS.includes(first) ? first : '';
}

function tooFew(line: string, command: string): string | undefined {
  if (!line.startsWith('Not enough non-option arguments')) return undefined;
  if (command === 'policy diff') return 'expected: tfvpc policy diff OLD NEW';
  const needed = Object.entries(NEEDS).find(([name]) => name === command);
  return needed && `expected: tfvpc ${needed.join(' ')}`;
}

function valueless(line: string): string | undefined {
  const [, name] = /^Not enough arguments following: (\S+)$/.exec(line) ?? [];
  return name && `--${name} needs a value`;
}

function notAChoice(line: string, command: string): string | undefined {
  const [, name, value, choices] =
    /^Invalid values: Argument: (\S+), Given: "(.*)", Choices: (.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const isSeveral = value?.includes(',') && OPTIONS_OF[command]?.[name]?.array === true;
  const again = isSeveral ? '; for several give it again' : '';
  return `--${name} \`${value}\`: expected one of ${choices?.replaceAll('"', '')}${again}`;
}

/** Of several only the first. */
function unknown(line: string, command: string, argv: readonly string[]): string | undefined {
  const [, name] = /^Unknown arguments?: ([^\s,]+)/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const written = argv.find((argument) => isOption(argument, name));
  if (written === undefined) return `unexpected argument \`${name}\``;
  const meant = nearest(name, [...Object.keys(OPTIONS_OF[command] ?? {}), 'help']);
  return `unknown option \`${written.split('=', 1)[0]}\`${suggestion(meant && `--${meant}`)}`;
}

/** `--name`, or `-n` among letters. */
function isOption(argument: string, name: string): boolean {
  const [option = ''] = argument.split('=', 1);
  return option === `--${name}` || (name.length === 1 && /^-[^-]/.test(option) && option.includes(name));
}
