import type { Policy } from '../iam/policy.ts';

/** The path from the root of an organization to the account, and what is attached on the way. */
export interface Organization {
  /** Service control policies do not apply to who acts. */
  readonly exempt: boolean;
  /** From the root to the account. */
  readonly levels: readonly OrganizationLevel[];
  /** Ids of the root, the OUs and the account on the path, where they are known; undefined where some are not. */
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
}

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
