import type { Argv } from 'yargs';
import { CHECK_OPTIONS, checkCommandOf } from './check-options.ts';
import type { Command } from './command.ts';
import {
  EXPLAIN_OPTIONS,
  GRAPH_OPTIONS,
  IMPACT_OPTIONS,
  MERGE_OPTIONS,
  UPLOAD_OPTIONS,
} from './command-options.ts';
import { InputError } from './error.ts';
import { displayOptions, exitOptions, optional, planOptions } from './options.ts';
import { plainArguments } from './plain-arguments.ts';
import { policyCommands } from './policy-arguments.ts';
import { STDIN, writtenOut } from './stdin-argument.ts';
import { refuseUnknownCommand, usageError } from './usage-error.ts';

declare module 'yargs' {
  interface Argv<T> {
    /** Types and defaults beside each option are more than anybody reads: its description says them. */
    usageConfiguration(configuration: { readonly 'hide-types': boolean }): this;
  }
}

/**
 * Reads the arguments after the program's name.
 * @throws InputError `usage`, naming the argument
 */
export async function parseCommand(argv: readonly string[], columns: number): Promise<Command> {
  const read = plainArguments(argv);
  return read === undefined ? parseWithYargs(argv, columns) : checkCommandOf(read.plans, read.options);
}

/** The same, whatever the arguments are. */
export async function parseWithYargs(argv: readonly string[], columns: number): Promise<Command> {
  refuseUnknownCommand(argv);
  const { default: yargs } = await import('yargs');
  const found: Command[] = [];
  const take = (command: Command) => {
    found.push(command);
  };
  const parser = commands(yargs([]), take)
    .scriptName('tfvpc')
    .detectLocale(false)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'greedy-arrays': false, 'populate--': true })
    .exitProcess(false)
    .strict()
    .middleware(writtenOut)
    .wrap(Math.min(100, columns))
    .version(false)
    .usageConfiguration({ 'hide-types': true })
    .help()
    .alias('help', 'h')
    .describe('help', 'show this help')
    .demandCommand(1, 'name a command: `tfvpc check plan.json`')
    .fail((message, error) => {
      throw error instanceof InputError ? error : usageError(message ?? String(error), argv);
    });
  const printed = await new Promise<string>((done, fail) => {
    parser.parse(
      argv.map((argument) => (argument === '-' ? STDIN : argument)),
      {},
      (error: Error | null | undefined, _: unknown, output: string) => {
        if (error) fail(error instanceof InputError ? error : usageError(error.message, argv));
        else done(output);
      },
    );
  });
  const [command] = found;
  if (command !== undefined && printed === '') return command;
  return { kind: 'print', text: `${printed}\n` };
}

type Take = (command: Command) => void;

function commands(base: Argv, take: Take): Argv {
  const usage = base.usage(
    'tfvpc <command>\n\nWhich Lambda functions of a Terraform or OpenTofu plan AWS would refuse.',
  );
  return [check, explain, graph, policy, impact, merge, upload]
    .reduce((y, add) => add(y, take), usage)
    .epilogue(
      '--version prints the version. Exit status: 0 nothing found, 1 results, 2 wrong input or call.',
    );
}

const ONE = { type: 'string', demandOption: true } as const;
const SEVERAL = { ...ONE, array: true } as const;

const check = (base: Argv, take: Take): Argv =>
  base.command(
    ['check [plans..]'],
    'check plans against policies',
    (y) =>
      y
        .positional('plans', {
          type: 'string',
          array: true,
          default: [] as string[],
          description: 'plan files, patterns, or -',
        })
        .options(CHECK_OPTIONS),
    (a) => take(checkCommandOf([...a.plans, ...literal(a)], a)),
  );

const explain = (base: Argv, take: Take): Argv =>
  base.command(
    'explain <plan> <address>',
    'explain one function: where its subnets come from, which VPC, what each statement decides',
    (y) =>
      y
        .positional('plan', { ...ONE, description: 'plan file, or -' })
        .positional('address', { ...ONE, description: 'resource address' })
        .options(EXPLAIN_OPTIONS),
    (a) =>
      take({
        kind: 'explain',
        plan: a.plan,
        address: a.address,
        ...planOptions(a),
        display: optional({ color: a.color }),
      }),
  );

const graph = (base: Argv, take: Take): Argv =>
  base.command(
    'graph <plan>',
    'draw functions, subnets, security groups and VPCs with their decisions',
    (y) => y.positional('plan', { ...ONE, description: 'plan file, or -' }).options(GRAPH_OPTIONS),
    (a) => take({ kind: 'graph', plan: a.plan, ...planOptions(a), format: a.format }),
  );

const policy = (base: Argv, take: Take): Argv =>
  base.command('policy', 'show what a policy really does', (y) => policyCommands(y, take));

const impact = (base: Argv, take: Take): Argv =>
  base.command(
    'impact <paths..>',
    'which existing functions a policy would refuse, over states and plans',
    (y) =>
      y
        .positional('paths', { ...SEVERAL, description: 'states or plans as JSON, patterns' })
        .options(IMPACT_OPTIONS),
    (a) =>
      take({
        kind: 'impact',
        scp: a.scp,
        was: a.was,
        paths: a.paths,
        format: a.format,
        ...exitOptions(a),
      }),
  );

const merge = (base: Argv, take: Take): Argv =>
  base.command(
    'merge <paths..>',
    'merge JSON or SARIF reports into one',
    (y) =>
      y
        .positional('paths', { ...SEVERAL, description: 'JSON reports or SARIF files, patterns' })
        .options(MERGE_OPTIONS),
    (a) =>
      take({
        kind: 'merge',
        paths: a.paths,
        format: a.format,
        output: a.output,
        ...exitOptions(a),
        display: displayOptions(a),
      }),
  );

const upload = (base: Argv, take: Take): Argv =>
  base.command(
    'upload <sarif>',
    'upload a SARIF file to GitHub code scanning',
    (y) => y.positional('sarif', { ...ONE, description: 'SARIF file' }).options(UPLOAD_OPTIONS),
    (a) =>
      take({
        kind: 'upload',
        sarif: a.sarif,
        ...optional({ repository: a.repository, ref: a.ref, sha: a.sha, checkoutUri: a['checkout-uri'] }),
        wait: a.wait,
      }),
  );

/** What stands behind `--`: never an option, whatever it looks like. */
function literal(a: { readonly [name: string]: unknown }): readonly string[] {
  const rest = a['--'];
  return Array.isArray(rest) ? rest.map(String) : [];
}
