import { spawn, spawnSync } from 'node:child_process';

/** A Terraform or OpenTofu that runs with providers attached to it, apart from the caller's own settings. */
export interface Terraform {
  /** Runs one command; the answer is what it prints on stdout. Throws with what it says on stderr. */
  readonly run: (args: readonly string[]) => Promise<string>;
}

export interface TerraformSettings {
  readonly binary: string;
  readonly directory: string;
  /** Where `.terraform` would be. */
  readonly dataDirectory: string;
  /** An empty file: the user's own CLI configuration has no say. */
  readonly cliConfiguration: string;
  /** Provider name to an entry of TF_REATTACH_PROVIDERS. */
  readonly attached: ReadonlyMap<string, object>;
}

const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];
const NAMESPACES = ['hashicorp', 'opentofu'];

/** The first of `terraform` and `tofu` on PATH (or the one that LAB_TERRAFORM names); undefined where there is none. */
export function findTerraform(): string | undefined {
  const candidates = process.env.LAB_TERRAFORM ? [process.env.LAB_TERRAFORM] : ['terraform', 'tofu'];
  return candidates.find(
    (binary) => spawnSync(binary, ['version'], { env: cleanEnvironment() }).status === 0,
  );
}

export function createTerraform(settings: TerraformSettings): Terraform {
  const env = {
    ...cleanEnvironment(),
    TF_CLI_CONFIG_FILE: settings.cliConfiguration,
    TF_DATA_DIR: settings.dataDirectory,
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(addresses(settings.attached))),
  };
  return { run: (args) => run(settings.binary, args, settings.directory, env) };
}

function addresses(attached: ReadonlyMap<string, object>): readonly [string, object][] {
  return [...attached].flatMap(([name, entry]) =>
    REGISTRIES.flatMap((registry) =>
      NAMESPACES.map((namespace): [string, object] => [`${registry}/${namespace}/${name}`, entry]),
    ),
  );
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TF_') && !name.startsWith('AWS_'),
  );
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

function run(binary: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(stdout).toString());
      reject(new Error(`${binary} ${args[0]} in ${cwd}: ${Buffer.concat(stderr).toString().trim()}`));
    });
  });
}
