import type { Presence } from '../iam/request.ts';
import { type ActingAccount, isAccountId } from './account.ts';
import type { Target } from './attachments.ts';
import { accountsOf, isRootId, type Organization } from './organization.ts';

/** Whether what is attached to a target applies to the account that acts. `note`: how that goes on in words. */
export type Standing =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' | 'assumed'; readonly note: string }
  | { readonly kind: 'doubt'; readonly presence: Presence & { readonly kind: 'unknown' } };

interface Surroundings {
  readonly organization: Organization | undefined;
  readonly account: ActingAccount;
}

const ON: Standing = { kind: 'on' };
const ASSUMED: Standing = {
  kind: 'assumed',
  note: ': whether this account is in it is not known, so it counts',
};

/** Every account is below the root; that it is below an OU is assumed where the path to it is not described. */
export function standingOf(target: Target, surroundings: Surroundings): Standing {
  if (target.kind === 'unknown') return ASSUMED;
  if (isAccountId(target.id)) return standingOfAccount(target.id, surroundings);
  const { organization, account } = surroundings;
  if (organization?.path !== undefined) return organization.path.has(target.id) ? ON : elsewhere(account);
  return isRootId(target.id) ? ON : ASSUMED;
}

function standingOfAccount(id: string, { organization, account }: Surroundings): Standing {
  if (account.kind === 'known') return id === account.id ? ON : elsewhere(account);
  const described = organization?.path === undefined ? [] : accountsOf(organization);
  if (described.length > 0) return described.includes(id) ? ON : elsewhere(account);
  return {
    kind: 'doubt',
    presence: {
      kind: 'unknown',
      name: `the account is ${id}`,
      reason: `whether ${id} is the account that acts is not known`,
      ...(account.settle === undefined ? {} : { settle: account.settle }),
    },
  };
}

function elsewhere(account: ActingAccount): Standing {
  const name = account.kind === 'known' ? `account ${account.id}` : 'this account';
  return { kind: 'off', note: `, which is not on the path of ${name}` };
}
