import { type ActingAccount, isAccountId } from '../policies/account.ts';
import type { CausedRequest } from './planned-request.ts';

/** The account in which a request is made, as its own context tells it. */
export function actingAccount({ alternatives: [form] }: CausedRequest): ActingAccount {
  const held = form.context.lookup('aws:PrincipalAccount');
  if (held.kind !== 'single') return { kind: 'unknown' };
  const { value } = held;
  if (value.kind === 'known' && isAccountId(value.text)) return { kind: 'known', id: value.text };
  return value.kind === 'unknown' && value.settle !== undefined
    ? { kind: 'unknown', settle: value.settle }
    : { kind: 'unknown' };
}
