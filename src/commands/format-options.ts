import type { DisplayOptions } from '../command.ts';
import type { Io } from '../io.ts';
import type { FormatOptions } from '../report/format.ts';

/** How a report looks here: by the flags, the terminal and the environment. */
export function formatOptions(
  { verbose = false, quiet = false, color }: Partial<DisplayOptions>,
  category: string | undefined,
  { env, stdout }: Io,
): FormatOptions {
  // https://no-color.org: any value but the empty one
  const wanted = color ?? (stdout.isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb');
  const blobs = blobBase(env);
  return {
    color: wanted,
    width: Math.max(60, Math.min(stdout.columns ?? 100, 120)),
    verbose,
    quiet,
    ...(category === undefined ? {} : { category }),
    ...(blobs === undefined ? {} : { blobBase: blobs }),
  };
}

/** Where files of the commit are shown, in GitHub Actions. */
function blobBase({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha }: Io['env']) {
  if (server === undefined || repository === undefined || sha === undefined) return undefined;
  return `${server}/${repository}/blob/${sha}/`;
}
