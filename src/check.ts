import type { AuditedPlan, PlanAuditInput } from './audit/plan.ts';
import type { Note, Report } from './generated/report.ts';
import { buildGraph } from './graph/build.ts';
import { matchingSource } from './graph/matching-source.ts';
import { watched } from './graph/watched.ts';
import { askedKeys } from './iam/asked-keys.ts';
import { authorize, type CompiledPolicies, compilePolicies } from './iam/authorize.ts';
import { buildNetwork } from './network/build.ts';
import type { NetworkDescription } from './network/description.ts';
import type { Plan } from './plan/plan.ts';
import { type ApplicablePolicies, type GivenPolicies, gatherPolicies } from './policies/applicable.ts';
import { ofServiceRole } from './policies/service-role.ts';
import { actingAccount } from './request/acting-account.ts';
import type { RequestOptions } from './request/options.ts';
import type { CausedRequest, PlannedRequest } from './request/planned-request.ts';
import { plannedRequests } from './request/planned-requests.ts';
import type { Source } from './source/module.ts';
import { assembleReport } from './verdict/assemble.ts';
import { asMade } from './verdict/certainty.ts';
import { conceal } from './verdict/conceal.ts';
import { type Notable, notesOf, planSummary } from './verdict/notes.ts';
import { placedFindings } from './verdict/placed.ts';
import type { Places } from './verdict/places.ts';
import { Secrets } from './verdict/secrets.ts';
import type { Suppression } from './verdict/suppression.ts';

export interface CheckInput {
  /** As the report names the plan. */
  readonly path: string;
  readonly plan: Plan;
  /** Absent: values are known from the plan alone. */
  readonly source?: Source;
  /** Directory of the root module, for the report. */
  readonly rootModule?: string;
  readonly places: Places;
  readonly policies: GivenPolicies;
  readonly networks: readonly NetworkDescription[];
  readonly request: RequestOptions;
  readonly suppressions: readonly Suppression[];
}

/**
 * Judges one plan: which requests its apply makes, and what the policies decide about each.
 * @throws InputError where an option cannot be meant, or the plan turns out to be malformed
 */
export async function check(input: CheckInput): Promise<Report> {
  const { plan } = input;
  const sourceNotes: Note[] = [];
  const secrets = new Secrets();
  const graph = watched(buildGraph(plan, guarded(input, sourceNotes)), secrets.add);
  const network = buildNetwork(plan, graph, input.networks);
  const gathered = await gatherPolicies(plan, graph, input.policies);
  const asked = askedKeys(gathered.policies);
  const planned = await plannedRequests(plan, graph, network, {
    inOrganization: gathered.inOrganization,
    asked,
    ...input.request,
  });
  const requests = planned.filter(isRequest);
  const policies = gathered.applicable(requests.map(actingAccount));
  const compiled = compiledOf(policies);
  const decided = requests.map((request) => ({
    plan: input.path,
    request,
    decision: asMade(authorize(compiled(request), request.alternatives), request),
  }));
  const others = planned.filter((one) => one.kind === 'no-request');
  const notable: Notable = {
    input,
    policies,
    decided,
    others,
    sourceNotes,
    problems: input.source?.problems() ?? [],
  };
  for (const { policy } of [...policies.list, ...policies.elsewhere]) secrets.addPolicy(policy);
  const audit = await auditOf({
    path: input.path,
    plan,
    policies: policies.list,
    elsewhere: policies.elsewhere,
    locate: input.places.ofPolicy,
  });
  const report = assembleReport({
    plan: planSummary(notable),
    policies,
    audit: audit.results,
    notes: [...notesOf(notable), ...audit.notes],
    suppressions: input.suppressions,
    ...(await placedFindings({ policies, decided, others }, input.places, network.holderOf)),
  });
  return conceal(report, secrets);
}

/** The rules about policies are loaded where the plan has some: most have none, and are judged sooner. */
async function auditOf(input: PlanAuditInput): Promise<AuditedPlan> {
  const isOwn = [...input.policies, ...input.elsewhere].some(({ from }) => from === 'plan');
  if (!isOwn && !attachesPolicies(input.plan)) return { results: [], notes: [] };
  const { auditPlan } = await import('./audit/plan.ts');
  return auditPlan(input);
}

function attachesPolicies({ plannedValues }: Plan): boolean {
  const [attachment] = plannedValues.of(({ type }) => type === 'aws_organizations_policy_attachment');
  return attachment !== undefined;
}

const isRequest = (planned: PlannedRequest): planned is CausedRequest => planned.kind === 'request';

/** The policies that decide a request, compiled once for all requests that the same ones decide. */
function compiledOf(policies: ApplicablePolicies): (request: CausedRequest) => CompiledPolicies {
  const ofRole = once(ofServiceRole);
  const compiled = once(compilePolicies);
  return (request) => {
    const set = policies.of(actingAccount(request));
    return compiled(request.isServiceRole ? ofRole(set) : set);
  };
}

/** Each answer is worked out once. */
function once<From extends object, To>(work: (from: From) => To): (from: From) => To {
  const known = new Map<From, To>();
  return (from) => {
    const to = known.get(from) ?? work(from);
    known.set(from, to);
    return to;
  };
}

/** The source, guarded against not being the plan's. */
function guarded({ source, plan, path }: CheckInput, notes: Note[]): Source | undefined {
  if (source === undefined) return undefined;
  return matchingSource(source, plan.configuration(), (directory, what) => {
    const text = `the source in ${directory} is not the one of the plan (${what}): its values are not used`;
    notes.push({ code: 'source', text, plan: path });
  });
}
