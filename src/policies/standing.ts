import type { Presence } from '../iam/request.ts';
import { type ActingAccount, isAccountId } from './account.ts';
import type { Target } from './attachments.ts';
import type { UnitMembers } from './created-targets.ts';
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
  switch (target.kind) {
    case 'unknown':
      return ASSUMED;
    case 'new-account':
      return standingOfNew(target.label, undefined, surroundings.account);
    case 'new-unit':
      return standingOfNew(target.label, target.members, surroundings.account);
    case 'known':
      return standingOfKnown(target, surroundings);
  }
}

function standingOfKnown(target: { readonly id: string }, surroundings: Surroundings): Standing {
  if (isAccountId(target.id)) return standingOfAccount(target.id, surroundings);
  const { organization, account } = surroundings;
  if (organization?.path !== undefined) return organization.path.has(target.id) ? ON : elsewhere(account);
  return isRootId(target.id) ? ON : ASSUMED;
}

function standingOfAccount(id: string, { organization, account }: Surroundings): Standing {
  if (account.kind === 'known') return id === account.id ? ON : elsewhere(account);
  const described = organization?.path === undefined ? [] : accountsOf(organization);
  if (described.length > 0) return described.includes(id) ? ON : elsewhere(account);
  return doubt(`the account is ${id}`, `whether ${id} is the account that acts is not known`, account);
}

/** What an apply creates holds nothing but what the same apply puts there. `members`: of a unit, and not an account. */
function standingOfNew(label: string, members: UnitMembers | undefined, account: ActingAccount): Standing {
  const place = account.kind === 'known' ? members?.accounts.get(account.id) : undefined;
  if (place === 'in') return ON;
  const isEmpty = members !== undefined && members.accounts.size === 0 && !members.further;
  if (place === undefined && (isEmpty || account.kind === 'known')) {
    const who = account.kind === 'known' ? `account ${account.id} is not` : 'no account is';
    return {
      kind: 'off',
      note: `, which this apply creates${members === undefined ? '' : `: ${who} put into it`}`,
    };
  }
  const isThere = members === undefined ? `the account is ${label}` : `the account is in ${label}`;
  return doubt(isThere, `whether ${isThere}, which this apply creates, is not known`, account);
}

function doubt(name: string, reason: string, account: ActingAccount): Standing {
  const settle = account.kind === 'known' || account.settle === undefined ? {} : { settle: account.settle };
  return { kind: 'doubt', presence: { kind: 'unknown', name, reason, ...settle } };
}

function elsewhere(account: ActingAccount): Standing {
  const name = account.kind === 'known' ? `account ${account.id}` : 'this account';
  return { kind: 'off', note: `, which is not on the path of ${name}` };
}
