import { InputError } from '../error.ts';
import type { Graph } from '../graph/graph.ts';
import type { Plan } from '../plan/plan.ts';
import { providerKeys } from './provider-key.ts';

/** Which account makes the requests of a plan. */
export type ActingAccount =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'unknown' }
  /** Provider configurations with different credentials make requests about functions. */
  | { readonly kind: 'several' };

/** Types whose requests the policies decide, or that tell of an account. */
const ACTING = new Set([
  'aws_lambda_function',
  'aws_lambda_capacity_provider',
  'aws_cloudformation_stack',
  'aws_cloudcontrolapi_resource',
  'awscc_lambda_function',
]);

/**
 * The account that acts, as far as the plan tells: by what the same credentials have read or made, or by the roles of
 * functions. What other credentials read is of another account: often of the one that manages the policies.
 */
export async function accountShown(plan: Plan, graph: Graph): Promise<ActingAccount> {
  const keys = await providerKeys(plan, graph);
  const credentials = (addressText: string) => {
    const key = keys.of(addressText);
    return key === undefined ? undefined : [key, ...keys.alike(key)].sort()[0];
  };
  const acting = new Set<string | undefined>();
  for (const { addressText, actions } of plan.resourceChanges.of(({ type }) => ACTING.has(type))) {
    if (actions !== 'no-op' && actions !== 'read') acting.add(credentials(addressText));
  }
  if (acting.size > 1) return { kind: 'several' };
  const isOfThem = (addressText: string) => acting.size === 0 || acting.has(credentials(addressText));
  const id = accountOfState(plan, isOfThem) ?? accountOfRoles(plan);
  return id === undefined ? { kind: 'unknown' } : { kind: 'known', id };
}

const tellsAccount = ({ type }: { readonly type: string }) =>
  type === 'aws_caller_identity' || type === 'aws_lambda_function';

/** The account of the state, where all that tells one tells the same. */
function accountOfState(plan: Plan, isWanted: (addressText: string) => boolean): string | undefined {
  const accounts = new Set<string>();
  for (const { address, addressText, values } of plan.priorState.of(tellsAccount)) {
    const { account_id: account, arn } = values();
    const found = address.mode === 'data' ? account : typeof arn === 'string' ? arn.split(':')[4] : undefined;
    if (typeof found === 'string' && /^\d{12}$/.test(found) && isWanted(addressText)) accounts.add(found);
  }
  return onlyOne(accounts);
}

/**
 * The account of the roles that the plan's functions will have, where all are of one: Lambda takes no role of another.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function accountOfRoles({ resourceChanges }: Plan): string | undefined {
  const accounts = new Set<string>();
  for (const { address, actions, change } of resourceChanges.of(
    ({ type }) => type === 'aws_lambda_function',
  )) {
    const account =
      address.mode === 'managed' && actions !== 'delete' ? roleAccount(change().after) : undefined;
    if (account !== undefined) accounts.add(account);
  }
  return onlyOne(accounts);
}

function onlyOne(accounts: ReadonlySet<string>): string | undefined {
  const [only] = accounts;
  return accounts.size === 1 ? only : undefined;
}

function roleAccount(after: unknown): string | undefined {
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
