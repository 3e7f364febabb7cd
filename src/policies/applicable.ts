import type { Graph } from '../graph/graph.ts';
import type { AttachedPolicy, PolicySet } from '../iam/authorization.ts';
import type { Policy } from '../iam/policy.ts';
import { PRESENT } from '../iam/request.ts';
import type { Plan } from '../plan/plan.ts';
import {
  type ActingAccount,
  distinctAccounts,
  keyOfAccount,
  otherAccounts,
  UNKNOWN_ACCOUNT,
} from './account.ts';
import { conditionValues } from './condition-values.ts';
import { fromFiles } from './from-files.ts';
import type { AttachedListedPolicy, ListedPolicy, PolicyFile } from './listed.ts';
import type { OrganizationFile } from './organization-file.ts';
import type { OrganizationFolder } from './organization-folder.ts';
import { principalPolicies } from './principal.ts';
import type { QuickRules } from './quick.ts';
import { type ControlPolicies, serviceControl } from './service-control.ts';

export type { ListedPolicy, PolicyFile } from './listed.ts';

/** The policies that may apply to the requests of a plan. */
export interface GatheredPolicies {
  /** All of them, those of any account. */
  readonly policies: readonly Policy[];
  /** Service control policies apply whichever account acts: it is in an organization. */
  readonly inOrganization: boolean;
  /** Those that apply where these accounts act. */
  readonly applicable: (accounts: readonly ActingAccount[]) => ApplicablePolicies;
}

/** The policies that apply to the requests of a plan, and what was assumed about them. */
export interface ApplicablePolicies {
  /** Those that decide the requests of an account. The same object where it makes no difference which account it is. */
  readonly of: (account: ActingAccount) => PolicySet;
  /** The sets of all accounts. */
  readonly sets: readonly PolicySet[];
  readonly list: readonly ListedPolicy[];
  /** Policies of the plan that are attached where none of the accounts is. */
  readonly elsewhere: readonly ListedPolicy[];
  /** What was assumed or left out, in words, for the report. */
  readonly notes: readonly string[];
}

/** What a person gives beside the plan. A kind of which nothing is given is not judged. */
export interface GivenPolicies {
  readonly scp: readonly PolicyFile[];
  readonly identity: readonly PolicyFile[];
  readonly boundary: readonly PolicyFile[];
  readonly session: readonly PolicyFile[];
  readonly quick: QuickRules;
  readonly organization?:
    | ({ readonly kind: 'file' } & OrganizationFile)
    | ({ readonly kind: 'folder' } & OrganizationFolder);
  /** ARN of who applies: identity policies and boundary are those that the plan attaches to it. */
  readonly principal?: string;
  /** FullAWSAccess is attached at every level that no organization description describes. */
  readonly fullAwsAccess: boolean;
  /** The account that acts, where the plan does not tell. */
  readonly account?: string;
}

/** Nothing given: only the plan's own policies. */
export const NOTHING_GIVEN: GivenPolicies = {
  scp: [],
  identity: [],
  boundary: [],
  session: [],
  quick: { requireVpc: false, allowVpc: [], denyVpc: [], allowSubnet: [], allowSecurityGroup: [] },
  fullAwsAccess: true,
};

/**
 * Which policies decide the requests of a plan: those of the plan as they will be after the apply, what those deny that
 * Terraform forgets, and those that are given.
 * @throws InputError `usage`, `organization-unreadable`
 */
export async function gatherPolicies(
  plan: Plan,
  graph: Graph,
  given: GivenPolicies,
): Promise<GatheredPolicies> {
  const documents = { graph, values: conditionValues(plan, graph) };
  const control = await serviceControl(plan, documents, given);
  const principal =
    given.principal === undefined ? undefined : await principalPolicies(plan, documents, given.principal);
  const identity = [...fromFiles(given.identity, 'identity'), ...(principal?.identity ?? [])];
  const boundary = [...fromFiles(given.boundary, 'boundary'), ...(principal?.boundary ?? [])];
  const session = fromFiles(given.session, 'session');
  const others = [...boundary, ...session, ...identity];
  const set: PolicySet = {
    ...(boundary.length === 0 ? {} : { permissionsBoundary: attachedOnes(boundary) }),
    ...(session.length === 0 ? {} : { session: attachedOnes(session) }),
    ...(identity.length === 0 && principal === undefined ? {} : { identity: attachedOnes(identity) }),
  };
  return {
    policies: [...control.policies, ...others.map(({ policy }) => policy)],
    inOrganization: control.inOrganization,
    applicable: (all) => {
      const accounts = distinctAccounts(all.length > 0 && control.dependsOnAccount ? all : [UNKNOWN_ACCOUNT]);
      const made = accounts.map((account) => control.of(account, accounts.length > 1));
      const sets = made.map((one): PolicySet => ({ ...one.set, ...set }));
      const byAccount = new Map(
        accounts.map((account, index) => [keyOfAccount(account), sets[index] ?? set]),
      );
      const list = [...listOf(made), ...others.map(withoutDoubt)];
      return {
        of: (account) => byAccount.get(keyOfAccount(account)) ?? sets[0] ?? set,
        sets,
        list,
        elsewhere: elsewhereOf(made, list),
        notes: [
          ...new Set([
            ...otherAccounts(distinctAccounts(all), given.account),
            ...made.flatMap(({ notes }) => notes),
            ...(principal?.notes ?? []),
          ]),
        ],
      };
    },
  };
}

const attachedOnes = (list: readonly AttachedListedPolicy[]): readonly AttachedPolicy[] =>
  list.map(({ policy, attached }) => ({ policy, attached: attached ?? PRESENT }));

/** Each policy once. */
function elsewhereOf(
  made: readonly ControlPolicies[],
  list: readonly ListedPolicy[],
): readonly ListedPolicy[] {
  const found = new Map(made.flatMap(({ elsewhere }) => elsewhere.map((one) => [one.policy, one])));
  for (const { policy } of list) found.delete(policy);
  return [...found.values()];
}

const withoutDoubt = ({ attached: _, ...listed }: AttachedListedPolicy): ListedPolicy => listed;

/** What is listed for several accounts in the same way is listed once. */
function listOf(made: readonly ControlPolicies[]): readonly ListedPolicy[] {
  const policies = new Map<Policy, number>();
  const found = new Map<string, ListedPolicy>();
  for (const listed of made.flatMap(({ list }) => list.map(withoutDoubt))) {
    const { policy, level, attachment } = listed;
    if (!policies.has(policy)) policies.set(policy, policies.size);
    found.set(JSON.stringify([policies.get(policy), level, attachment]), listed);
  }
  return [...found.values()];
}
