import { InputError } from '../error.ts';
import type { AskedKeys } from '../iam/asked-keys.ts';

/** What is known about the requests beside the plan. */
export interface RequestOptions {
  /** Region and account id, for where the plan does not tell. */
  readonly region?: string;
  readonly account?: string;
  /** ARN of who applies. */
  readonly principal?: string;
  /**
   * `KEY=VALUE` of the request context; the same key twice makes a list. They settle what the plan leaves open, and must
   * not contradict what it decides.
   */
  readonly context?: readonly string[];
  /** True where service control policies apply: the account is in an organization then. */
  readonly inOrganization?: boolean;
  /** What the policies look at: layers and tags that they do not look at are not read. All, when absent. */
  readonly asked?: AskedKeys;
}

/** Given context values by key in lower case. */
export type GivenContext = ReadonlyMap<string, GivenKey>;

export interface GivenKey {
  /** The key as it was given. */
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Reads `--context` values.
 * @throws InputError `usage` for one that is not KEY=VALUE
 */
export function parseContext(entries: readonly string[]): GivenContext {
  const given = new Map<string, GivenKey>();
  for (const entry of entries) {
    const split = entry.indexOf('=');
    const key = entry.slice(0, Math.max(split, 0)).trim();
    if (!KEY.test(key)) throw notAContextKey(entry);
    const name = key.toLowerCase();
    const before = given.get(name) ?? { key, values: [] };
    given.set(name, { ...before, values: [...before.values, entry.slice(split + 1)] });
  }
  return given;
}

const KEY = /^[a-z0-9-]+:[^\s=]/i;

function notAContextKey(entry: string): InputError {
  const expected = entry.includes('=')
    ? 'a condition key has a service before it, such as `aws:` or `lambda:`'
    : 'expected KEY=VALUE';
  return new InputError('usage', `--context \`${entry}\`: ${expected}`, {
    hint: 'for example --context aws:PrincipalTag/team=platform',
  });
}

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,6}(-[a-z]+)+-\d+$/;

/**
 * Checks what was given by flags.
 * @throws InputError `usage` for an account id or a region that cannot be one
 */
export function checkOptions(options: RequestOptions): void {
  const { account, region } = options;
  if (account !== undefined && !ACCOUNT.test(account))
    throw new InputError('usage', `--account \`${account}\`: an account id has 12 digits`);
  if (region !== undefined && !REGION.test(region))
    throw new InputError('usage', `--region \`${region}\` is not a region name such as \`us-east-1\``);
}
