import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from './cloud.ts';

/**
 * A case of the repository: a folder with a configuration, or with the steps of one's life in folders `1-…`,
 * `2-…`. `lab.json` in it says how it is planned; a step may have its own, which adds to that. `earlier` in it are
 * applies of the same configuration before the plan that counts. `world.json` in it, or in the folder above, is
 * what exists before.
 */
export interface Case {
  readonly directory: string;
  readonly provider: 5 | 6;
  readonly world: World;
  readonly steps: readonly Step[];
}

export interface Step extends Planning {
  readonly directory: string;
  /** The apply may fail halfway: the next step finds what it left. */
  readonly mayFail: boolean;
  /** Applied, in this order, before the step is planned. */
  readonly earlier: readonly Planning[];
}

export interface Planning {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
}

/** `lab.json`. */
interface Settings extends Planning {
  readonly provider?: 5 | 6;
  readonly earlier?: readonly Planning[];
  readonly mayFail?: boolean;
}

export function readCase(directory: string): Case {
  const settings = readSettings(directory);
  const steps = stepsOf(directory).map((step) => {
    const own = step === directory ? {} : readSettings(step);
    return {
      directory: step,
      variables: { ...settings.variables, ...own.variables },
      args: [...(settings.args ?? []), ...(own.args ?? [])],
      mayFail: own.mayFail ?? false,
      earlier: step === directory ? (settings.earlier ?? []) : (own.earlier ?? []),
    };
  });
  return { directory, provider: settings.provider ?? 5, world: readWorld(directory), steps };
}

/** Whether a folder is a case: it, or its first step, has a configuration. */
export function isCase(directory: string): boolean {
  const [first] = stepsOf(directory);
  return first !== undefined && hasConfiguration(first);
}

/** The case itself where it has no steps; in order. */
function stepsOf(directory: string): readonly string[] {
  const numbered = readdirSync(directory)
    .filter((name) => /^\d+-/.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return numbered.length === 0 ? [directory] : numbered.map((name) => path.join(directory, name));
}

function hasConfiguration(directory: string): boolean {
  return readdirSync(directory).some((name) => /\.tf(\.json)?$/.test(name));
}

function readSettings(directory: string): Settings {
  const file = path.join(directory, 'lab.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function readWorld(directory: string): World {
  const file = [directory, path.dirname(directory)].map((at) => path.join(at, 'world.json')).find(existsSync);
  return file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
}
