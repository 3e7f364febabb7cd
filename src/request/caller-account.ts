import { InputError } from '../error.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Shape, Value } from '../iam/value.ts';
import { isObject } from '../plan/json.ts';
import type { Plan } from '../plan/plan.ts';
import { isAccountId } from '../policies/account.ts';
import { given } from '../policies/value.ts';
import { type Arn, parseArn } from './arn.ts';
import { dataSource, type Evidence, UNKNOWN_PROVIDER } from './caller-evidence.ts';
import { isFunctionType } from './resource-types.ts';

const SHAPE: Shape = { prefix: '', alphabet: '0123456789', lengths: [12] };

/** The account that a provider configuration acts in. `addressText`: a resource instance that uses it. */
export async function accountOf(
  evidence: Evidence,
  key: string,
  addressText: string,
  role: Arn | undefined,
): Promise<Value> {
  const shown = await accountShown(evidence, key, addressText, role);
  if (shown !== undefined) return shown;
  const { account } = evidence.options;
  const isOneOfSeveral = await othersAreUnknown(evidence, key);
  if (account !== undefined && !isOneOfSeveral) return given(account, '--account');
  return {
    kind: 'unknown',
    name: `account of ${key}`,
    reason: 'the account is not in the plan',
    settle: isOneOfSeveral ? ofSeveral(key, account) : '--account ID',
    shape: SHAPE,
  };
}

function ofSeveral(key: string, account: string | undefined): string {
  const settle = `allowed_account_ids = ["ID"] in the provider configuration ${key}`;
  return account === undefined ? settle : `${settle} (several act here: --account could be of any)`;
}

/** The account as the plan tells it. */
async function accountShown(
  evidence: Evidence,
  key: string,
  addressText: string,
  role: Arn | undefined,
): Promise<Value | undefined> {
  const own = accountEvidence(evidence, key);
  if (own !== undefined) return own;
  const allowed = await onlyAllowedAccount(evidence.graph, addressText);
  if (allowed !== undefined) return given(allowed, 'allowed_account_ids of the provider');
  if (role !== undefined && isAccountId(role.account))
    return given(role.account, 'assume_role of the provider');
  for (const other of evidence.keys.alike(key)) {
    const found = accountEvidence(evidence, other);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The account as what a provider configuration has read or made, or makes, says it. */
function accountEvidence(evidence: Evidence, key: string): Value | undefined {
  if (evidence.keys.varying(key).credentials !== 'no') return undefined;
  const read = dataSource(evidence, key, 'aws_caller_identity', 'account_id');
  if (read !== undefined) return given(read, 'data.aws_caller_identity');
  const made = onlyOne(evidence.arns(key).map(({ account }) => account));
  if (made !== undefined) return given(made, 'ARNs of the same provider configuration');
  const ofRoles = onlyOne(roleAccounts(evidence, key));
  return ofRoles === undefined ? undefined : given(ofRoles, 'the roles of functions');
}

function onlyOne(accounts: readonly string[]): string | undefined {
  const [only, ...others] = new Set(accounts);
  return others.length === 0 ? only : undefined;
}

/**
 * Lambda takes no role of another account: a sample of those that functions will have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function roleAccounts({ plan, keys }: Evidence, key: string): readonly string[] {
  const accounts: string[] = [];
  let tries = 0;
  const functions = plan.resourceChanges.of(
    ({ mode, type }) => mode === 'managed' && type === 'aws_lambda_function',
  );
  for (const { addressText, actions, change } of functions) {
    if (actions === 'delete' || (keys.of(addressText) ?? UNKNOWN_PROVIDER) !== key) continue;
    const { after, afterSensitive } = change();
    const isShown = !isObject(afterSensitive) || afterSensitive.role !== true;
    const arn = isShown && isObject(after) ? parseArn(String(after.role)) : undefined;
    if (arn !== undefined && isAccountId(arn.account)) accounts.push(arn.account);
    tries += 1;
    if (tries >= MOST_ROLES_READ) break;
  }
  return accounts;
}

const MOST_ROLES_READ = 64;

/**
 * Whether requests are made with other credentials too whose account the plan does not tell either: one account that is
 * given need not be the account of both.
 */
async function othersAreUnknown(evidence: Evidence, key: string): Promise<boolean> {
  if (evidence.keys.differ(key, key)) return true;
  for (const [other, addressText] of actingKeys(evidence)) {
    if (!evidence.keys.differ(key, other)) continue;
    const role = await assumedRole(evidence, other, addressText);
    if ((await accountShown(evidence, other, addressText, role)) === undefined) return true;
  }
  return false;
}

/** The provider configurations that make requests, each with a resource instance that uses it. */
function actingKeys({ plan, keys }: Evidence): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if ((plan.configuration()?.providers.size ?? 0) < 2) return found;
  const functions = plan.resourceChanges.of(({ mode, type }) => mode === 'managed' && isFunctionType(type));
  for (const { addressText, actions } of functions) {
    const key = keys.of(addressText) ?? UNKNOWN_PROVIDER;
    if (actions !== 'no-op' && !found.has(key)) found.set(key, addressText);
  }
  return found;
}

/** Of several roles assumed one after the other, the last one acts: which it is may be left to a dynamic block. */
export async function assumedRole(
  { graph, keys }: Evidence,
  key: string,
  addressText: string,
): Promise<Arn | undefined> {
  if (keys.isDynamic(key)) return undefined;
  for (const block of ['assume_role', 'assume_role_with_web_identity']) {
    const roles: GraphValue[] = [];
    for (let index = 0; index < MOST_ROLES; index++) {
      const role = await graph.providerAttribute(addressText, [block, index, 'role_arn']);
      if (role === undefined) break;
      roles.push(role);
    }
    const last = roles.at(-1);
    if (last !== undefined) return last.kind === 'known' ? parseArn(String(last.value)) : undefined;
  }
  return undefined;
}

const MOST_ROLES = 16;

async function onlyAllowedAccount(graph: Graph, addressText: string): Promise<string | undefined> {
  const allowed = await graph.providerAttribute(addressText, 'allowed_account_ids');
  if (allowed?.kind !== 'list' || allowed.rest !== undefined || allowed.items.length !== 1) return undefined;
  const [only] = allowed.items;
  return only?.kind === 'known' && isAccountId(String(only.value)) ? String(only.value) : undefined;
}

/**
 * An account that was given and is not the one that the plan shows is a mistake, unless the plan is of several accounts.
 * @throws InputError `usage`
 */
export function checkAccount(plan: Plan, shown: string, given: string | undefined): void {
  const providers = [...(plan.configuration()?.providers.values() ?? [])];
  if (given === undefined || shown === given || providers.filter(({ name }) => name === 'aws').length > 1)
    return;
  throw new InputError('usage', `--account \`${given}\` is not the account that the plan shows: ${shown}`, {
    hint: 'leave --account out, or check another plan',
  });
}
