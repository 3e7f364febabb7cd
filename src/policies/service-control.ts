import type { PolicySet } from '../iam/authorization.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActingAccount, isAccountId } from './account.ts';
import type { GivenPolicies } from './applicable.ts';
import { planAttachments, type Target } from './attachments.ts';
import { forgottenPolicies } from './forgotten.ts';
import { fromFiles } from './from-files.ts';
import { assembleLevels } from './levels.ts';
import type { AttachedListedPolicy, ListedPolicy } from './listed.ts';
import { type Organization, organizationOf } from './organization.ts';
import { readOrganizationFile } from './organization-file.ts';
import { readOrganizationFolder } from './organization-folder.ts';
import { planPolicies } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';
import { hasQuickRules, type QuickRules, quickPolicy } from './quick.ts';

/** The service control policies of a plan. */
export interface ServiceControl {
  /** All that apply to any account. */
  readonly policies: readonly Policy[];
  /** Some apply whichever account of the organization acts: it is in one then. */
  readonly inOrganization: boolean;
  /** Whether it matters which account acts. */
  readonly dependsOnAccount: boolean;
  /** Those that apply to the requests of one account. `several`: the plan is of several accounts. */
  readonly of: (account: ActingAccount, several: boolean) => ControlPolicies;
}

export interface ControlPolicies {
  readonly set: Pick<PolicySet, 'serviceControl'>;
  readonly list: readonly AttachedListedPolicy[];
  /** Policies of the plan that are attached where this account is not. */
  readonly elsewhere: readonly ListedPolicy[];
  readonly notes: readonly string[];
}

/** @throws InputError `organization-unreadable` */
export async function serviceControl(
  plan: Plan,
  documents: Documents,
  given: GivenPolicies,
): Promise<ServiceControl> {
  const described = readDescription(given);
  const policies = await planPolicies(documents);
  const attachments = await planAttachments(documents.graph, policies);
  const forgotten = await forgottenPolicies(plan, documents, { policies, attachments });
  const files = [...fromFiles(given.scp, 'scp'), ...fromQuickRules(given.quick)];
  const sources = {
    given: files,
    plan: policies,
    forgotten,
    attachments,
    fullAwsAccess: given.fullAwsAccess,
  };
  return {
    policies: [
      ...[...files, ...policies, ...forgotten, ...attachments].map(({ policy }) => policy),
      ...(described?.levels ?? []).flatMap(({ policies }) => policies.map(({ policy }) => policy)),
    ],
    inOrganization:
      files.length > 0 ||
      described?.exempt === false ||
      attachments.some((one) => !isForSome(one)) ||
      policies.some((one) => !one.isData && attachments.every(({ planPolicy }) => planPolicy !== one)),
    dependsOnAccount: described !== undefined || [...attachments, ...forgotten].some(isForSome),
    of: (account, several) => {
      const organization = described && organizationOf(described, account, several);
      if (organization?.exempt === true || isServiceLinked(given.principal))
        return {
          set: { serviceControl: 'exempt' },
          list: [],
          elsewhere: [],
          notes: [EXEMPT, ...(organization?.notes ?? [])],
        };
      const { levels, list, elsewhere, notes } = assembleLevels({ ...sources, organization, account });
      return {
        set: levels.length === 0 ? {} : { serviceControl: levels },
        list,
        elsewhere,
        notes: [...(organization?.notes ?? []), ...notes],
      };
    },
  };
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp */
const isServiceLinked = (principal = '') => /^arn:[^:]+:iam::\d{12}:role\/aws-service-role\//.test(principal);

const EXEMPT =
  'service control policies do not apply: who acts is in the management account, or a service-linked role';

/** To an account, or to a unit that has only the accounts that this apply puts there. */
const isForSome = ({ target }: { readonly target: Target | undefined }) =>
  target?.kind === 'known' ? isAccountId(target.id) : target !== undefined && target.kind !== 'unknown';

function readDescription({ organization }: GivenPolicies): Organization | undefined {
  if (organization === undefined) return undefined;
  return organization.kind === 'file'
    ? readOrganizationFile(organization)
    : readOrganizationFolder(organization);
}

function fromQuickRules(rules: QuickRules): readonly ListedPolicy[] {
  if (!hasQuickRules(rules)) return [];
  const { text } = quickPolicy(rules);
  return [
    {
      policy: parsePolicy({ label: 'rules of the command line', kind: 'scp', parts: [text] }),
      kind: 'scp',
      from: 'flag',
    },
  ];
}
