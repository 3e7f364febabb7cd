import { InputError } from '../error.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * The account of the roles that the plan's functions will have, where all are of one: Lambda takes no role of another.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function accountOfRoles({ resourceChanges }: Plan): string | undefined {
  const accounts = new Set<string>();
  for (const { address, actions, change } of resourceChanges) {
    if (address.mode !== 'managed' || address.type !== 'aws_lambda_function' || actions === 'delete')
      continue;
    const account = accountIn(change().after);
    if (account !== undefined) accounts.add(account);
  }
  const [only] = accounts;
  return accounts.size === 1 ? only : undefined;
}

function accountIn(after: unknown): string | undefined {
  if (typeof after !== 'object' || after === null || !('role' in after)) return undefined;
  return /^arn:[^:]*:iam::(\d{12}):role\//.exec(String(after.role))?.[1];
}

/**
 * An account that was given and is not the one that the plan shows is a mistake, unless the plan is of several accounts.
 * @returns what to tell the reader, where it need not be one
 * @throws InputError `usage`
 */
export function checkedAccount(
  plan: Plan,
  shown: string | undefined,
  given: string | undefined,
): string | undefined {
  if (shown === undefined || given === undefined || shown === given) return undefined;
  const message = `--account \`${given}\` is not the account that the plan shows: ${shown}`;
  const providers = [...(plan.configuration()?.providers.values() ?? [])].filter(
    ({ name }) => name === 'aws',
  );
  if (providers.length > 1) return `${message}, which counts where the plan tells it`;
  throw new InputError('usage', message, { hint: 'leave --account out, or check another plan' });
}
