import { CHECK_OPTIONS, type CheckArguments } from './check-options.ts';

/** Arguments of `tfvpc check` that can be read in one way only. */
export interface PlainArguments {
  readonly plans: readonly string[];
  readonly options: CheckArguments;
}

/**
 * Reads the plainest of command lines: `check`, plans, and options that are spelled out, each with its value. Undefined
 * for all others, which yargs reads: to start it takes longer than to check a small plan.
 */
export function plainArguments([command, ...argv]: readonly string[]): PlainArguments | undefined {
  if (command !== 'check') return undefined;
  const plans: string[] = [];
  const given: Given = new Map();
  for (let index = 0; index < argv.length; ) {
    const [argument = '', next] = argv.slice(index, index + 2);
    if (argument === '-' || isPlain(argument)) {
      plans.push(argument);
      index += 1;
    } else {
      const taken = takeOption(given, argument, next);
      if (taken === undefined) return undefined;
      index += taken;
    }
  }
  return { plans, options: withDefaults(given) };
}

type Given = Map<string, boolean | string | string[]>;

/** How many arguments an option takes; undefined where it is not plain. */
function takeOption(given: Given, argument: string, next: string | undefined): number | undefined {
  const [name, written] = split(argument);
  const option = OPTIONS.get(name);
  if (option === undefined && name.startsWith('no-'))
    return takeNegation(given, name.slice(3), written, next);
  if (option === undefined || (given.has(name) && !option.array)) return undefined;
  if (option.type === 'boolean') {
    if (written !== undefined || next === 'true' || next === 'false') return undefined;
    given.set(name, true);
    return 1;
  }
  const value = written ?? next;
  if (value === undefined || !isPlain(value) || option.choices?.includes(value) === false) return undefined;
  given.set(name, option.array ? [...listOf(given.get(name)), value] : value);
  return written === undefined ? 2 : 1;
}

/** `--no-name`: the option is false. */
function takeNegation(
  given: Given,
  name: string,
  written: string | undefined,
  next: string | undefined,
): number | undefined {
  const option = OPTIONS.get(name);
  if (option === undefined || option.array || given.has(name) || written !== undefined) return undefined;
  if (next === 'true' || next === 'false') return undefined;
  given.set(name, false);
  return 1;
}

interface PlainOption {
  readonly type?: string;
  readonly array?: boolean;
  readonly choices?: readonly string[];
  readonly default?: unknown;
}

/** By name, without numbers: what a number may look like is for yargs to say. */
const OPTIONS: ReadonlyMap<string, PlainOption> = new Map(
  Object.entries<PlainOption>(CHECK_OPTIONS).filter(([, { type }]) => type !== 'number'),
);

/** Neither an option nor in quotes, which yargs takes off. */
const isPlain = (value: string) => value !== '' && !/^[-"']|["']$/.test(value);

/** `--name` or `--name=value`. */
function split(argument: string): readonly [name: string, value: string | undefined] {
  const [, name = '', value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? [];
  return [name, value];
}

const listOf = (value: boolean | string | string[] | undefined) => (Array.isArray(value) ? value : []);

function withDefaults(given: Given): CheckArguments {
  const all = Object.entries<PlainOption>(CHECK_OPTIONS).map(([name, option]) => [
    name,
    given.get(name) ?? option.default,
  ]);
  return Object.fromEntries(all) as CheckArguments;
}
