import { audit } from '../audit/audit.ts';
import { audited } from '../audit/audited.ts';
import { tooManyPolicies } from '../audit/crowded.ts';
import { aboutNetwork } from '../audit/probe.ts';
import type { AuditResult, PolicyAudit } from '../audit/report.ts';
import type { PlanOptions } from '../command.ts';
import { buildGraph } from '../graph/build.ts';
import { matchingSource } from '../graph/matching-source.ts';
import type { Io } from '../io.ts';
import { conditionValues } from '../policies/condition-values.ts';
import type { ListedPolicy } from '../policies/listed.ts';
import { isDataAddress, planPolicies, policyOf } from '../policies/plan-policies.ts';
import type { Documents } from '../policies/policy-document.ts';
import { openPlaces, type Places } from '../verdict/places.ts';
import { inputOf, type OpenPlan } from './plan-input.ts';
import { planSource, reportedPath } from './plan-source.ts';

/** The audits of all policies that a plan holds, as they will be after the apply. */
export async function auditPlanFile(path: string, io: Io): Promise<readonly PolicyAudit[]> {
  const opened = await inputOf(path).open(io);
  try {
    return await auditOpened(path, opened, io);
  } finally {
    opened.close();
  }
}

async function auditOpened(
  path: string,
  { plan, binary }: OpenPlan,
  io: Io,
): Promise<readonly PolicyAudit[]> {
  const { source, locator, repository } = await planSource(NO_OPTIONS, path, { plan, binary }, io);
  const own =
    source === undefined ? undefined : matchingSource(source, plan.configuration(), () => undefined);
  const graph = buildGraph(plan, own);
  const documents = { graph, values: conditionValues(plan, graph) };
  const places = openPlaces(locator, (file) => reportedPath(file, repository, io));
  const audits: PolicyAudit[] = [];
  for (const listed of await policiesOf(documents))
    audits.push(await placedAudit(listed, await textOf(listed, documents), places));
  const crowded = tooManyPolicies(plan, path);
  return crowded.length === 0 ? audits : [...audits, ofThePlan(path, crowded)];
}

/** What is wrong with no policy of the plan, and with all of them. */
const ofThePlan = (path: string, results: ReturnType<typeof tooManyPolicies>): PolicyAudit => ({
  path,
  behaviour: [],
  results: results.map(({ message }) => ({ ruleId: 'TFVPC225', message })),
  assumptions: [],
  besideFullAccess: false,
});

/** Nothing is given beside the plan. */
const NO_OPTIONS: PlanOptions = {
  policies: {
    scp: [],
    identityPolicy: [],
    permissionsBoundary: [],
    sessionPolicy: [],
    fullAwsAccess: true,
    quick: { requireVpc: false, allowVpc: [], denyVpc: [], allowSubnet: [], allowSecurityGroup: [] },
  },
  context: [],
  network: [],
};

const IAM_TYPES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

/** Service control policies, and those of IAM that say anything about the network of functions. */
async function policiesOf(documents: Documents): Promise<readonly ListedPolicy[]> {
  const control = (await planPolicies(documents)).filter(({ isData }) => !isData);
  const found = control.map(
    ({ policy, addressText }): ListedPolicy => ({ policy, addressText, kind: 'scp', from: 'plan' }),
  );
  for (const addressText of IAM_TYPES.flatMap((type) => documents.graph.instances(type))) {
    if (isDataAddress(addressText)) continue;
    const document = await documents.graph.attribute(addressText, ['policy']);
    const policy = await policyOf(documents, document, addressText, 'identity');
    if (policy.statements.some(aboutNetwork))
      found.push({ policy, addressText, kind: 'identity', from: 'plan' });
  }
  return found;
}

/** The document as it is sent, where all of it is known. */
async function textOf(
  { addressText, kind }: ListedPolicy,
  { graph }: Documents,
): Promise<string | undefined> {
  if (addressText === undefined) return undefined;
  const document = await graph.attribute(addressText, [kind === 'scp' ? 'content' : 'policy']);
  return document?.kind === 'known' && typeof document.value === 'string' ? document.value : undefined;
}

async function placedAudit(
  listed: ListedPolicy,
  text: string | undefined,
  places: Places,
): Promise<PolicyAudit> {
  const made = audit(audited(listed.policy, listed.kind, text));
  const results: AuditResult[] = [];
  for (const result of made.results) {
    const statement = listed.policy.statements.find(({ index }) => index === result.statement);
    const location = await places.ofPolicy(listed, statement);
    results.push(location === undefined ? result : { ...result, location });
  }
  return { ...made, results };
}
