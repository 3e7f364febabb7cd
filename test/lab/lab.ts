import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Cloud, createCloud, type World } from './cloud.ts';
import { normalisePlan } from './normalise.ts';
import { readSchemas } from './schema.ts';
import { type Served, serve } from './server.ts';
import { createTerraform, findTerraform, type Terraform } from './terraform.ts';

export interface LabOptions {
  /** Major version of the AWS provider; default 5. */
  readonly provider?: 5 | 6;
  readonly world?: World;
  /** Keep the plans as Terraform prints them: with the time of planning. */
  readonly asPrinted?: boolean;
}

export interface StepOptions {
  /** Root variables: `-var NAME=VALUE`; what is not a text is given as JSON. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Also apply the plan, so that the next step plans against what then exists. */
  readonly apply?: boolean;
  /** The apply may fail halfway: the state is what it left then. */
  readonly mayFail?: boolean;
  /** Also give the binary plan file. */
  readonly binary?: boolean;
  /** Further arguments of `terraform plan`. */
  readonly args?: readonly string[];
}

export interface Outcome {
  /** `terraform show -json` of the plan: JSON text, times normalised. */
  readonly plan: string;
  /** The same of the state after the apply, where it was applied. */
  readonly state?: string;
  readonly binary?: Uint8Array;
}

/** The life of one configuration: each step plans against the state that the steps before have left. */
export interface Lab {
  readonly step: (directory: string, options?: StepOptions) => Promise<Outcome>;
  /** Stops the providers and removes every temporary file. */
  readonly close: () => Promise<void>;
}

/** One plan of the configuration in `directory`, made without an AWS account and without a network. */
export async function plan(
  options: { readonly directory: string } & LabOptions & StepOptions,
): Promise<Outcome> {
  const lab = await openLab(options);
  try {
    return await lab.step(options.directory, options);
  } finally {
    await lab.close();
  }
}

/** Throws where neither terraform nor tofu is on PATH: ask `findTerraform` first. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const binary = findTerraform();
  if (!binary) throw new Error('neither terraform nor tofu is on PATH');
  const cloud = createCloud(options.world ?? {});
  const scratch = await mkdtemp(path.join(os.tmpdir(), `tfvpc-lab-${process.pid}-`));
  await writeFile(path.join(scratch, 'cli.tfrc'), '');
  const served = await serveAll(options.provider ?? 5, cloud);
  const attached = new Map([...served].map(([name, { reattach }]) => [name, reattach]));
  const close = async () => {
    for (const provider of served.values()) provider.close();
    await rm(scratch, { recursive: true, force: true });
  };
  const step = async (directory: string, stepOptions: StepOptions = {}) => {
    const settings = {
      binary,
      directory: path.resolve(directory),
      dataDirectory: path.join(scratch, 'data'),
    };
    const terraform = createTerraform({
      ...settings,
      attached,
      cliConfiguration: path.join(scratch, 'cli.tfrc'),
    });
    await prepareModules(terraform, settings.directory, settings.dataDirectory);
    return takeStep(terraform, scratch, stepOptions, options.asPrinted ?? false);
  };
  return { step, close };
}

async function serveAll(awsMajor: 5 | 6, cloud: Cloud): Promise<ReadonlyMap<string, Served>> {
  const schemas = [...readSchemas(awsMajor)];
  return new Map(
    await Promise.all(
      schemas.map(async ([name, schema]): Promise<[string, Served]> => [name, await serve(schema, cloud)]),
    ),
  );
}

async function takeStep(
  terraform: Terraform,
  scratch: string,
  { variables = {}, apply = false, mayFail = false, binary = false, args = [] }: StepOptions,
  asPrinted: boolean,
): Promise<Outcome> {
  const planFile = path.join(scratch, 'tfplan');
  const stateFile = path.join(scratch, 'terraform.tfstate');
  const common = ['-input=false', '-no-color'];
  await terraform.run([
    'plan',
    ...common,
    `-state=${stateFile}`,
    `-out=${planFile}`,
    ...varArguments(variables),
    ...args,
  ]);
  const printed = await terraform.run(['show', '-json', planFile]);
  const outcome: Outcome = { plan: asPrinted ? printed : normalisePlan(printed) };
  const withBinary = binary ? { ...outcome, binary: await readFile(planFile) } : outcome;
  if (!apply) return withBinary;
  const applied = terraform.run(['apply', ...common, `-state=${stateFile}`, planFile]);
  await (mayFail ? applied.catch(() => undefined) : applied);
  return { ...withBinary, state: await terraform.run(['show', '-json', stateFile]) };
}

function varArguments(variables: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => [
    '-var',
    `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ]);
}

/**
 * Module calls need `terraform init`, which needs no network for modules in folders. A configuration that brings
 * its own `.terraform/modules` (as `init` leaves it after a download) uses that.
 */
async function prepareModules(terraform: Terraform, directory: string, dataDirectory: string): Promise<void> {
  const own = path.join(directory, '.terraform', 'modules');
  const target = path.join(dataDirectory, 'modules');
  await rm(target, { recursive: true, force: true });
  if (await isThere(path.join(own, 'modules.json'))) {
    await mkdir(target, { recursive: true });
    await cp(path.join(own, 'modules.json'), path.join(target, 'modules.json'));
    return;
  }
  if (await callsModules(directory))
    await terraform.run(['init', '-input=false', '-no-color', '-backend=false']);
}

async function callsModules(directory: string): Promise<boolean> {
  const files = (await readdir(directory)).filter((name) => /\.tf(\.json)?$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(path.join(directory, name), 'utf8')));
  return texts.some((source) => /^\s*"?module"?\s*["{:]/m.test(source));
}

async function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
