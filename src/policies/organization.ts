import type { Policy } from '../iam/policy.ts';
import { type ActingAccount, isAccountId } from './account.ts';
import type { PolicyFile } from './listed.ts';

/** The path from the root of an organization to the account, and what is attached on the way. */
export interface Organization {
  /** Service control policies do not apply to who acts. */
  readonly exempt: boolean;
  /** The management account, where its id is known: these policies do not apply to it. */
  readonly managementAccount?: string;
  /** From the root to the account. */
  readonly levels: readonly OrganizationLevel[];
  /** Ids of the root and the OUs on the path, where they are known; undefined where some are not. */
  readonly path: ReadonlySet<string> | undefined;
  readonly notes: readonly string[];
}

export interface OrganizationLevel {
  readonly name: string;
  readonly id?: string;
  readonly policies: readonly OrganizationPolicy[];
  readonly incomplete?: { readonly reason: string; readonly settle?: string };
}

export interface OrganizationPolicy {
  readonly id?: string;
  readonly policy: Policy;
  /** That the description names. */
  readonly file?: PolicyFile;
}

/**
 * What the description says of an account: all of it, where it is of that account. Else, and of each account of several
 * where it does not say of which one it is, only what the root has is known.
 */
export function organizationOf(
  described: Organization,
  account: ActingAccount,
  several: boolean,
): Organization {
  const exempt = described.exempt || (account.kind === 'known' && account.id === described.managementAccount);
  const accounts = accountsOf(described);
  const isThis = account.kind === 'known' ? accounts.includes(account.id) : !several;
  if (isThis || (accounts.length === 0 && !several)) return { ...described, exempt };
  const owner =
    accounts.length === 0 ? 'does not say of which account it is' : `is of account ${accounts.join()}`;
  const name = account.kind === 'known' ? `account ${account.id}` : 'the account that acts';
  const settle = account.kind === 'known' ? `--organization with the path to ${name}` : account.settle;
  const reason = `the organization description ${owner}: what is attached on the path to ${name} is not known`;
  const incomplete = { reason, ...(settle === undefined ? {} : { settle }) };
  const roots = described.levels.filter((level) => isRootId(level.id ?? level.name));
  const levels = [...roots, { name, policies: [], incomplete }];
  return { ...described, exempt, path: undefined, levels };
}

/** The accounts among the levels of a description. */
export const accountsOf = ({ levels }: Organization): readonly string[] =>
  levels.map(({ id, name }) => id ?? name).filter(isAccountId);

/** `r-…`: the root of the organization. */
export const isRootId = (id: string) => /^r-[0-9a-z]{4,32}$/.test(id);

/** A policy of which only the id is known. */
export function missingDocument(id: string, name = id): Policy {
  return {
    label: name,
    version: '2012-10-17',
    statements: [],
    findings: [],
    undecidable: {
      reason: `the document of ${name === id ? id : `${name} (${id})`} is not given`,
      settle: `aws organizations describe-policy --policy-id ${id}`,
    },
  };
}
