import { sep } from 'node:path';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';
import { FORMATS, type Format } from '../report/format.ts';

/** One `--output FORMAT=FILE`. */
export interface OutputTarget {
  readonly format: Format;
  readonly path: string;
}

/**
 * Reads `--output` values.
 * @throws InputError `usage` for an unknown format, a missing file, a file named twice, or one that is an input
 */
export function outputTargets(
  values: readonly string[],
  inputs: readonly string[],
  io: Io,
): readonly OutputTarget[] {
  const targets = values.map((value) => outputTarget(value));
  const taken = new Map(inputs.filter((path) => path !== '-').map((path) => [io.files.realPath(path), path]));
  for (const { path } of targets) {
    const real = io.files.realPath(path);
    const other = taken.get(real) ?? inputAround(path, real, taken, io) ?? sourceAt(path, io);
    if (other !== undefined)
      throw new InputError('usage', `--output \`${path}\` would overwrite \`${other}\``);
    taken.set(real, path);
  }
  return targets;
}

/** The file itself, where it is there already, in a directory that is an input. */
function inputAround(
  path: string,
  real: string,
  inputs: ReadonlyMap<string, string>,
  io: Io,
): string | undefined {
  const isBelow = [...inputs.keys()].some((input) =>
    real.startsWith(input.endsWith(sep) ? input : input + sep),
  );
  return isBelow && io.files.kind(path) === 'file' ? path : undefined;
}

/** The file itself, where it is there already and is what plans are made of. */
const sourceAt = (path: string, io: Io): string | undefined =>
  /\.(tf|tofu|tfvars)(\.json)?$/.test(path) && io.files.kind(path) === 'file' ? path : undefined;

const FORMAT_NAMES = Object.keys(FORMATS).filter((name): name is Format => name in FORMATS);

function outputTarget(value: string): OutputTarget {
  const split = value.indexOf('=');
  const format = FORMAT_NAMES.find((name) => name === value.slice(0, Math.max(split, 0)));
  const path = value.slice(split + 1);
  if (format !== undefined && path === '-')
    throw new InputError('usage', `--output \`${value}\` names no file: \`--format ${format}\` prints it`);
  if (format !== undefined && path !== '') return { format, path };
  throw new InputError(
    'usage',
    `--output \`${value}\`: expected FORMAT=FILE, with FORMAT one of ${FORMAT_NAMES.join(', ')}`,
  );
}

/** Writes every target; each file whole or not at all. */
export async function writeOutputs(
  targets: readonly OutputTarget[],
  render: (format: Format) => Iterable<string>,
  io: Io,
): Promise<void> {
  for (const { format, path } of targets) await io.files.write(path, inBlocks(render(format)));
}

/** Prints a report to standard output, no faster than it is read: a long one is never in memory as a whole. */
export async function printReport(pieces: Iterable<string>, { stdout }: Pick<Io, 'stdout'>): Promise<void> {
  for (const block of inBlocks(pieces)) {
    stdout.write(block);
    await stdout.drained?.();
  }
}

const BLOCK = 1 << 16;

/** Pieces of a useful length. */
function* inBlocks(pieces: Iterable<string>): Iterable<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
