import { auditPlan } from './audit/plan.ts';
import type { Note, Report } from './generated/report.ts';
import { buildGraph } from './graph/build.ts';
import { matchingSource } from './graph/matching-source.ts';
import { watched } from './graph/watched.ts';
import { askedKeys } from './iam/asked-keys.ts';
import { authorize, compilePolicies } from './iam/authorize.ts';
import { buildNetwork } from './network/build.ts';
import type { NetworkDescription } from './network/description.ts';
import type { Plan } from './plan/plan.ts';
import { applicablePolicies, type GivenPolicies } from './policies/applicable.ts';
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
  const policies = await applicablePolicies(plan, graph, input.policies);
  const inOrganization = Array.isArray(policies.set.serviceControl);
  const compiled = compilePolicies(policies.set);
  const asked = askedKeys([...compiled.policies, ...policies.list.map(({ policy }) => policy)]);
  const planned = await plannedRequests(plan, graph, network, { inOrganization, asked, ...input.request });
  const decided = planned.filter(isRequest).map((request) => ({
    plan: input.path,
    request,
    decision: asMade(authorize(compiled, request.alternatives), request),
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
  for (const { policy } of policies.list) secrets.addPolicy(policy);
  const report = assembleReport({
    plan: planSummary(notable),
    policies,
    audit: await auditPlan({
      path: input.path,
      plan,
      policies: policies.list,
      locate: input.places.ofPolicy,
    }),
    notes: notesOf(notable),
    suppressions: input.suppressions,
    ...(await placedFindings({ policies, decided, others }, input.places, network.holderOf)),
  });
  return conceal(report, secrets);
}

const isRequest = (planned: PlannedRequest): planned is CausedRequest => planned.kind === 'request';

/** The source, guarded against not being the plan's. */
function guarded({ source, plan, path }: CheckInput, notes: Note[]): Source | undefined {
  if (source === undefined) return undefined;
  return matchingSource(source, plan.configuration(), (directory, what) => {
    const text = `the source in ${directory} is not the one of the plan (${what}): its values are not used`;
    notes.push({ code: 'source', text, plan: path });
  });
}
