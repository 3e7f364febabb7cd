import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { formatOptions } from '../commands/format-options.ts';
import { WRONG_INPUT } from '../commands/status.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { REAL_TIMING, type Timing } from '../http/timing.ts';
import type { Io } from '../io.ts';
import { main } from '../main.ts';
import { filesBelow } from '../node/files.ts';
import { codeBlock } from '../report/escape.ts';
import { formatMarkdown } from '../report/markdown.ts';
import { type ActionInputs, checkArguments, readInputs } from './inputs.ts';
import { commentOnPullRequest, uploadResults } from './publish.ts';
import { annotate, saidOf, setOutput, uncommanded, writeSummary } from './runner.ts';
import { readReport } from './written.ts';

const LONGEST_ANNOTATION = 4000;
const MOST_LINES = 200;
/** A comment has room for 65,536 characters, our marker among them. */
const COMMENT_BYTES = 65_000;

/** Files of one run of the action, absolute. */
type Files = {
  readonly sarif: string;
  readonly json: string;
  readonly markdown: string;
  readonly annotations: string;
};

/**
 * The action: checks, writes the SARIF and JSON files, then outputs, summary, annotations, comment and upload. Answers the
 * status with which the action is to end, once all of that is done: 0, 1 for results, 2 for a wrong input, 70 for a bug.
 */
export async function runAction(io: Io, timing: Timing = REAL_TIMING): Promise<number> {
  try {
    const inputs = readInputs(io.env, io.env.RUNNER_OS === 'Windows');
    const inside = enter(io.env.TFVPC_WORKING_DIRECTORY ?? '', io);
    return await check(inputs, inside, timing);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return fail(WRONG_INPUT, saidOf(error, io), io);
  }
}

/** The same world seen from another directory. */
function enter(directory: string, io: Io): Io {
  if (directory === '' || directory === '.') return io;
  if (io.files.kind(directory) !== 'directory')
    throw new InputError(
      'usage',
      `the input \`working-directory\` is \`${directory}\`: there is no such directory`,
    );
  const cwd = resolve(io.cwd, directory);
  return { ...io, cwd, files: filesBelow(cwd) };
}

async function check(inputs: ActionInputs, io: Io, timing: Timing): Promise<number> {
  const files = filesFor(inputs, io);
  const argv = checkArguments(inputs, files, rootWithoutGit(io));
  const { result: status, said } = await uncommanded(io, (quiet) => main({ ...quiet, argv }));
  const report = io.files.kind(files.json) === 'file' ? readReport(io.files.readText(files.json)) : undefined;
  if (report === undefined) return fail(status, said, io);
  setOutputs(status, report, files, io);
  if (inputs.summary) summarize(files, io);
  if (status >= WRONG_INPUT) explain(said, io);
  if (inputs.annotations) io.stdout.write(io.files.readText(files.annotations));
  if (inputs.comment)
    await commentOnPullRequest(inputs, commentText(report, io), keyOf(inputs, io), io, timing);
  // A report on a part of the plans would close the alerts of the others.
  const uploaded =
    inputs.uploadSarif && status < WRONG_INPUT ? await uploadResults(inputs, files.sarif, io, timing) : true;
  return uploaded ? status : Math.max(status, WRONG_INPUT);
}

/** GitHub's paths are relative to the repository: without a `.git` above (sources from an artifact), to the workspace. */
function rootWithoutGit(io: Io): string | undefined {
  const workspace = io.env.GITHUB_WORKSPACE ?? '';
  for (let directory = io.cwd; ; directory = dirname(directory)) {
    if (io.files.kind(join(directory, '.git')) !== 'missing') return undefined;
    if (directory === workspace) return workspace;
    if (directory === dirname(directory)) return undefined;
  }
}

function filesFor({ sarifFile }: ActionInputs, io: Io): Files {
  const folder = mkdtempSync(join(io.env.RUNNER_TEMP || tmpdir(), 'tfvpc-'));
  const sarif = sarifFile === '' ? join(folder, 'tfvpc.sarif') : resolve(io.cwd, sarifFile);
  makeDirectory(dirname(sarif));
  return {
    sarif,
    json: join(folder, 'tfvpc.json'),
    markdown: join(folder, 'summary.md'),
    annotations: join(folder, 'annotations.txt'),
  };
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new InputError('output-unwritable', `the directory of \`sarif-file\` cannot be made: ${cause}`, {
      path,
    });
  }
}

const CONCLUSIONS: Readonly<Record<number, string>> = { 0: 'success', 1: 'failure' };

function setOutputs(status: number, report: Report, files: Files, io: Io): void {
  setOutput('sarif-file', files.sarif, io);
  setOutput('json-file', files.json, io);
  setOutput('conclusion', CONCLUSIONS[status] ?? 'error', io);
  const { allowed, explicitDeny, implicitDeny, undetermined } = report.summary;
  setOutput('allowed-count', String(allowed), io);
  setOutput('denied-count', String(explicitDeny + implicitDeny), io);
  setOutput('undetermined-count', String(undetermined), io);
  setOutput('exit-code', String(status), io);
}

/** Nothing was judged: no file, no counts, and above all no empty SARIF, which would close the alerts of earlier runs. */
function fail(status: number, message: string, io: Io): number {
  setOutput('conclusion', 'error', io);
  setOutput('exit-code', String(status), io);
  explain(message, io);
  return status;
}

/** What could not be read, on the page of the run. */
function explain(message: string, io: Io): void {
  annotate('error', message.slice(0, LONGEST_ANNOTATION), io);
  const lines = message.trim().split('\n').slice(0, MOST_LINES);
  writeSummary(`### ✗ tfvpc could not check this\n\n${codeBlock('text', lines)}`, io);
}

function summarize(files: Files, io: Io): void {
  if (writeSummary(io.files.readText(files.markdown), io)) return;
  annotate('warning', 'the job summary is too large for GitHub: see the JSON file', io);
}

/** The report as large as a comment may be. */
function commentText(report: Report, io: Io): string {
  return formatMarkdown(report, {
    ...formatOptions({ verbose: false, quiet: false }, undefined, io),
    maxBytes: COMMENT_BYTES,
  });
}

/** Which root module this is, among the comments of one pull request. */
function keyOf({ category }: ActionInputs, io: Io): string {
  if (category !== '') return category;
  const below = relative(io.env.GITHUB_WORKSPACE || io.cwd, io.cwd).replaceAll('\\', '/');
  return below === '' ? 'root' : below;
}
