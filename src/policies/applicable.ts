import type { Graph } from '../graph/graph.ts';
import type { AttachedPolicy, PolicySet } from '../iam/authorization.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { PolicySource } from '../iam/policy.ts';
import { PRESENT } from '../iam/request.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActingAccount, accountShown, checkedAccount } from './account.ts';
import { planAttachments } from './attachments.ts';
import { conditionValues } from './condition-values.ts';
import { assembleLevels } from './levels.ts';
import type { AttachedListedPolicy, ListedPolicy } from './listed.ts';

import type { Organization } from './organization.ts';
import { type OrganizationFile, readOrganizationFile } from './organization-file.ts';
import { type OrganizationFolder, readOrganizationFolder } from './organization-folder.ts';
import { planPolicies } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';
import { principalPolicies } from './principal.ts';
import { hasQuickRules, type QuickRules, quickPolicy } from './quick.ts';

export type { ListedPolicy } from './listed.ts';

/** The policies that apply to the requests of a plan, and what was assumed about them. */
export interface ApplicablePolicies {
  readonly set: PolicySet;
  readonly list: readonly ListedPolicy[];
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
    | ({ readonly kind: 'folder' } & Omit<OrganizationFolder, 'account'>);
  /** ARN of who applies: identity policies and boundary are those that the plan attaches to it. */
  readonly principal?: string;
  /** FullAWSAccess is attached at every level that no organization description describes. */
  readonly fullAwsAccess: boolean;
  /** The account that acts, where the plan does not tell. */
  readonly account?: string;
}

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
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
 * Which policies decide the requests of a plan: those of the plan as they will be after the apply, and those that are
 * given.
 * @throws InputError `usage`, `organization-unreadable`
 */
export async function applicablePolicies(
  plan: Plan,
  graph: Graph,
  given: GivenPolicies,
): Promise<ApplicablePolicies> {
  const shown = await accountOf(plan, graph, given);
  const id = shown.kind === 'known' ? shown.id : undefined;
  const warning = checkedAccount(plan, id, given.account);
  const organization = organizationOf(given, id ?? given.account);
  const account: ActingAccount =
    shown.kind === 'unknown' && given.account !== undefined ? { kind: 'known', id: given.account } : shown;
  const documents = { graph, values: conditionValues(plan, graph) };
  const control = await serviceControl(documents, given, organization, account);
  const principal =
    given.principal === undefined ? undefined : await principalPolicies(plan, documents, given.principal);
  const identity = [...fromFiles(given.identity, 'identity'), ...(principal?.identity ?? [])];
  const boundary = [...fromFiles(given.boundary, 'boundary'), ...(principal?.boundary ?? [])];
  const session = fromFiles(given.session, 'session');
  return {
    set: {
      ...control.set,
      ...(boundary.length === 0 ? {} : { permissionsBoundary: attachedOnes(boundary) }),
      ...(session.length === 0 ? {} : { session: attachedOnes(session) }),
      ...(identity.length === 0 && principal === undefined ? {} : { identity: attachedOnes(identity) }),
    },
    list: [...control.list, ...boundary, ...session, ...identity].map(({ attached: _, ...listed }) => listed),
    notes: [...(warning === undefined ? [] : [warning]), ...control.notes, ...(principal?.notes ?? [])],
  };
}

const attachedOnes = (list: readonly AttachedListedPolicy[]): readonly AttachedPolicy[] =>
  list.map(({ policy, attached }) => ({ policy, attached: attached ?? PRESENT }));

function fromFiles(
  files: readonly PolicyFile[],
  kind: PolicySource['kind'],
): readonly AttachedListedPolicy[] {
  return files.map(({ path, text }) => ({
    policy: parsePolicy({ label: path, kind, parts: [text] }),
    kind,
    from: 'file',
  }));
}

interface ControlPolicies {
  readonly set: Pick<PolicySet, 'serviceControl'>;
  readonly list: readonly AttachedListedPolicy[];
  readonly notes: readonly string[];
}

async function serviceControl(
  documents: Documents,
  given: GivenPolicies,
  organization: Organization | undefined,
  account: ActingAccount,
): Promise<ControlPolicies> {
  if (organization?.exempt === true)
    return { set: { serviceControl: 'exempt' }, list: [], notes: [EXEMPT, ...organization.notes] };
  const policies = await planPolicies(documents);
  const assembled = assembleLevels({
    given: [...fromFiles(given.scp, 'scp'), ...fromQuickRules(given.quick)],
    plan: policies,
    attachments: await planAttachments(documents.graph, policies),
    organization,
    fullAwsAccess: given.fullAwsAccess,
    account,
  });
  const { levels, list } = assembled;
  const notes = [...(organization?.notes ?? []), ...assembled.notes];
  return { set: levels.length === 0 ? {} : { serviceControl: levels }, list, notes };
}

const EXEMPT =
  'service control policies do not apply: who acts is in the management account, or a service-linked role';

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

function organizationOf(
  { organization }: GivenPolicies,
  account: string | undefined,
): Organization | undefined {
  if (organization === undefined) return undefined;
  if (organization.kind === 'file') return readOrganizationFile(organization);
  return readOrganizationFolder({ ...organization, ...(account === undefined ? {} : { account }) });
}

/** Resources are looked at only where it matters which account it is. */
async function accountOf(plan: Plan, graph: Graph, given: GivenPolicies): Promise<ActingAccount> {
  const isThere = (type: string) => graph.instances(type).length > 0;
  const matters =
    given.account !== undefined ||
    given.organization !== undefined ||
    isThere('aws_organizations_policy_attachment') ||
    isThere('aws_organizations_policies_for_target');
  return matters ? accountShown(plan, graph) : { kind: 'unknown' };
}
