/** Which account makes a request. */
export type ActingAccount =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'unknown'; readonly settle?: string };

/** An account of which nothing is known. */
export const UNKNOWN_ACCOUNT: ActingAccount = { kind: 'unknown', settle: '--account ID' };

/** Account ids have 12 digits. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const isAccountId = (id: string) => /^\d{12}$/.test(id);

/** Each account once. */
export function distinctAccounts(accounts: readonly ActingAccount[]): readonly ActingAccount[] {
  return [...new Map(accounts.map((account) => [keyOfAccount(account), account])).values()];
}

/** Equal for the same account, and for accounts of which nothing is known and the same would settle it. */
export const keyOfAccount = (account: ActingAccount): string =>
  account.kind === 'known' ? account.id : `unknown ${account.settle ?? ''}`;

/**
 * What to tell the reader where `--account` gives another account than the plan does: no mistake in a plan of several
 * accounts.
 */
export function otherAccounts(
  accounts: readonly ActingAccount[],
  given: string | undefined,
): readonly string[] {
  if (given === undefined) return [];
  return accounts.flatMap((account) =>
    account.kind === 'unknown' || account.id === given
      ? []
      : [
          `--account \`${given}\` is not the account that the plan shows: ${account.id}, which counts where the plan tells it`,
        ],
  );
}
