import { dirname, isAbsolute, join } from 'node:path';
import type { CheckCommand, PlanOptions, PolicyOptions } from './command.ts';
import { configIn } from './config-file.ts';
import type { Config } from './generated/config.ts';
import type { Files } from './io.ts';

export type { Config };

/** Names of the configuration file, the first that is there counts. */
const NAMES = ['.tfvpc.yml', '.tfvpc.yaml', '.tfvpc.json'] as const;

/** The configuration file of the current directory, where there is one. */
export const configPath = (files: Files): string | undefined =>
  NAMES.find((name) => files.kind(name) === 'file');

/**
 * The configuration file: the one named, else the one in the current directory, else nothing. Its paths come back
 * relative to the current directory.
 * @throws InputError `config-invalid` with the member at fault; `not-found` when the named file is not there
 */
export async function readConfig(named: string | undefined, files: Files): Promise<Config> {
  const path = named ?? configPath(files);
  if (path === undefined) return {};
  return rebased(await configIn(files.readText(path), path), dirname(path));
}

const PATHS = ['scp', 'identity-policy', 'permissions-boundary', 'session-policy', 'network'] as const;

function rebased(config: Config, base: string): Config {
  const at = (path: string) => (isAbsolute(path) ? path : join(base, path));
  const lists = PATHS.filter((name) => config[name] !== undefined).map((name) => [
    name,
    config[name]?.map(at),
  ]);
  const { organization, source } = config;
  return {
    ...config,
    ...Object.fromEntries(lists),
    ...(organization === undefined ? {} : { organization: at(organization) }),
    ...(typeof source === 'string' ? { source: at(source) } : {}),
  };
}

/** The options of a call with the configuration's where the call says nothing. */
export function withConfig(options: PlanOptions, config: Config): PlanOptions {
  const { region, account, source } = config;
  return {
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(source === undefined ? {} : { source }),
    ...options,
    policies: policiesWithConfig(options.policies, config),
    context: options.context.length > 0 ? options.context : contextOf(config),
    network: either(options.network, config.network),
  };
}

/** The same for what only `check` knows. */
export function checkWithConfig(command: CheckCommand, config: Config): CheckCommand {
  const { category } = config;
  return {
    ...(category === undefined ? {} : { category }),
    ...command,
    ...withConfig(command, config),
    failOn: either(command.failOn, config['fail-on']),
    requirePolicies: command.requirePolicies || config['require-policies'] === true,
    requireFunctions: command.requireFunctions || config['require-functions'] === true,
  };
}

function policiesWithConfig(options: PolicyOptions, config: Config): PolicyOptions {
  const { organization, principal } = config;
  const { quick } = options;
  return {
    ...(organization === undefined ? {} : { organization }),
    ...(principal === undefined ? {} : { principal }),
    ...options,
    scp: either(options.scp, config.scp),
    identityPolicy: either(options.identityPolicy, config['identity-policy']),
    permissionsBoundary: either(options.permissionsBoundary, config['permissions-boundary']),
    sessionPolicy: either(options.sessionPolicy, config['session-policy']),
    fullAwsAccess: options.fullAwsAccess && config['full-aws-access'] !== false,
    quick: {
      requireVpc: quick.requireVpc || config['require-vpc'] === true,
      allowVpc: either(quick.allowVpc, config['allow-vpc']),
      denyVpc: either(quick.denyVpc, config['deny-vpc']),
      allowSubnet: either(quick.allowSubnet, config['allow-subnet']),
      allowSecurityGroup: either(quick.allowSecurityGroup, config['allow-security-group']),
    },
  };
}

function either<T>(given: readonly T[], configured: readonly T[] | undefined): readonly T[] {
  return given.length > 0 ? given : (configured ?? []);
}

function contextOf({ context = {} }: Config): readonly string[] {
  return Object.entries(context).flatMap(([key, held]) => [held].flat().map((value) => `${key}=${value}`));
}
