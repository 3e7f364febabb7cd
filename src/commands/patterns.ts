import type { PlanOptions } from '../command.ts';
import type { Files } from '../io.ts';

/**
 * The files that these paths and patterns name, each once: in the order given, those of one pattern sorted.
 * @throws InputError `not-found` for a pattern that no file matches
 */
export async function expanded(
  paths: readonly string[],
  files: Pick<Files, 'expand'>,
): Promise<readonly string[]> {
  const found = await Promise.all(paths.map((path) => files.expand(path)));
  return [...new Set(found.flat())];
}

/** The same options, with the files that patterns of policies and networks name: a configuration file has no shell. */
export async function withoutPatterns<Options extends PlanOptions>(
  options: Options,
  files: Pick<Files, 'expand'>,
): Promise<Options> {
  const { policies, network } = options;
  return {
    ...options,
    network: await expanded(network, files),
    policies: {
      ...policies,
      scp: await expanded(policies.scp, files),
      identityPolicy: await expanded(policies.identityPolicy, files),
      permissionsBoundary: await expanded(policies.permissionsBoundary, files),
      sessionPolicy: await expanded(policies.sessionPolicy, files),
    },
  };
}
