import { CHECK_OPTIONS } from './check-options.ts';
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

/** Those of `check`, which has all that `explain` and `graph` have. */
const JUDGING_OPTIONS = [...Object.keys(CHECK_OPTIONS), 'help'];
const JUDGING: readonly string[] = ['check', 'explain', 'graph'];

/** Those of all commands. */
const OPTIONS = [
  ...JUDGING_OPTIONS,
  ...['kind', 'together', 'was', 'identity', 'vpc', 'subnet', 'security-group', 'deny-subnet'],
  ...['deny-security-group', 'repository', 'ref', 'sha', 'checkout-uri', 'wait', 'version'],
];

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
  const text = tooFew(line, argv) ?? valueless(line) ?? notAChoice(line) ?? unknownOption(line, argv);
  return new InputError('usage', text ?? line.charAt(0).toLowerCase() + line.slice(1), {
    hint: 'see: tfvpc --help',
  });
}

function tooFew(line: string, argv: readonly string[]): string | undefined {
  if (!line.startsWith('Not enough non-option arguments')) return undefined;
  const [command = '', ...others] = argv;
  if (command === 'policy' && others[0] === 'diff') return 'expected: tfvpc policy diff OLD NEW';
  const needed = Object.entries(NEEDS).find(([name]) => name === command);
  return needed && `expected: tfvpc ${needed.join(' ')}`;
}

function valueless(line: string): string | undefined {
  const [, name] = /^Not enough arguments following: (\S+)$/.exec(line) ?? [];
  return name && `--${name} needs a value`;
}

function notAChoice(line: string): string | undefined {
  const [, name, value, choices] =
    /^Invalid values: Argument: (\S+), Given: "(.*)", Choices: (.*)$/.exec(line) ?? [];
  return name && `--${name} \`${value}\`: expected one of ${choices?.replaceAll('"', '')}`;
}

function unknownOption(line: string, argv: readonly string[]): string | undefined {
  const [, name = ''] = /^Unknown argument: (\S+)$/.exec(line) ?? [];
  const isOption = argv.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
  if (!isOption) return undefined;
  const meant = nearest(name, JUDGING.includes(argv[0] ?? '') ? JUDGING_OPTIONS : OPTIONS);
  return `unknown option \`--${name}\`${suggestion(meant && `--${meant}`)}`;
}
