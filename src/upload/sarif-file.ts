import { gzipSync } from 'node:zlib';
import { InputError } from '../error.ts';
import { field, fieldAt, parseJson } from '../http/json.ts';
import type { Io } from '../io.ts';

/** What code scanning rejects a file for (docs.github.com, SARIF support for code scanning). */
const MOST_BYTES = 10 * 1000 * 1000;
const MOST_RUNS = 20;
const MOST_PER_RUN = 25_000;

export interface SarifFile {
  /** The whole file as the API takes it: gzip, then base64. */
  readonly encoded: string;
  /** Of the first run. */
  readonly toolName: string;
}

/** Reads a SARIF file and checks what code scanning would reject it for. Throws `upload-failed`, or what reading throws. */
export function readSarifFile(path: string, io: Pick<Io, 'files'>): SarifFile {
  const text = io.files.readText(path).replace(/^\uFEFF/, '');
  const runs = runsOf(text, path);
  if (runs.length > MOST_RUNS)
    reject(path, `${runs.length} runs: code scanning takes ${MOST_RUNS} in a file`, SPLIT);
  for (const run of runs) checkRun(run, path);
  const compressed = gzipSync(text, { level: 9 });
  if (compressed.length > MOST_BYTES)
    reject(path, `${compressed.length} bytes after gzip: code scanning takes ${MOST_BYTES}`, SPLIT);
  return { encoded: compressed.toString('base64'), toolName: toolNameOf(runs[0]) };
}

const SPLIT = 'check fewer root modules at a time, each with a --category of its own';
const MAKE = 'make it with: tfvpc check plan.json --output sarif=results.sarif';

function runsOf(text: string, path: string): readonly unknown[] {
  const log = parseJson(text);
  if (log === undefined) return reject(path, text.trim() === '' ? 'is empty' : 'is not JSON', MAKE);
  const runs = field(log, 'runs');
  if (field(log, 'version') !== '2.1.0' || !Array.isArray(runs))
    return reject(path, 'is not a SARIF 2.1.0 file', MAKE);
  return runs.length === 0 ? reject(path, 'has no run', MAKE) : runs;
}

function checkRun(run: unknown, path: string): void {
  const results = field(run, 'results');
  if (!Array.isArray(results))
    reject(path, 'has a run without `results`', 'an empty list closes the alerts of earlier uploads');
  for (const [list, name] of [
    [results, 'results'],
    [fieldAt(run, 'tool', 'driver', 'rules'), 'rules'],
  ] as const) {
    if (Array.isArray(list) && list.length > MOST_PER_RUN)
      reject(path, `${list.length} ${name} in a run: code scanning takes ${MOST_PER_RUN}`, SPLIT);
  }
}

function toolNameOf(run: unknown): string {
  const name = fieldAt(run, 'tool', 'driver', 'name');
  return typeof name === 'string' && name !== '' ? name : 'tfvpc';
}

function reject(path: string, message: string, hint: string): never {
  throw new InputError('upload-failed', message, { path, hint });
}
