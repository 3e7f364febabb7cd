import type { Note, PlanSummary, PolicySummary, Report, RequestReport, Result } from '../generated/report.ts';
import type { ApplicablePolicies, ListedPolicy } from '../policies/applicable.ts';
import { compareText, orderReport } from '../report/order.ts';
import type { NoRequest } from '../request/planned-request.ts';
import { VERSION } from '../version.ts';
import { type DecidedRequest, type Place, requestReporter } from './request.ts';
import { contradictionResults, decisionResult, noticeResult, policyResults } from './results.ts';
import { isWellKnown } from './secrets.ts';
import type { LocateStatement } from './statement.ts';
import { type Suppression, suppress } from './suppression.ts';

/** All that was found out about one plan. */
export interface Findings {
  readonly plan: PlanSummary;
  readonly policies: ApplicablePolicies;
  readonly decided: readonly DecidedRequest[];
  readonly others: readonly NoRequest[];
  /** Places of changes without a request, by address. */
  readonly places: ReadonlyMap<string, Place>;
  readonly locateStatement: LocateStatement;
  readonly locatePolicy: (listed: ListedPolicy) => (line?: number, column?: number) => PlacedLine;
  /** What is wrong with policies that the plan creates or changes, and what the change means. */
  readonly audit: readonly Result[];
  readonly notes: readonly Note[];
  readonly suppressions: readonly Suppression[];
}

type PlacedLine = NonNullable<Result['location']> | undefined;

/** The report about one plan. */
export function assembleReport(findings: Findings): Report {
  const keys = conditionKeys(findings.policies.list);
  const requests = findings.decided.map(requestReporter(keys, findings.locateStatement));
  return orderReport({
    formatVersion: '1.0',
    tool: { name: 'tfvpc', version: VERSION },
    summary: summaryOf(requests, findings.plan.resourceChanges),
    plans: [findings.plan],
    policies: findings.policies.list.map(policySummary),
    notes: [...findings.notes],
    requests,
    results: suppress(resultsOf(findings, requests), findings.suppressions),
  });
}

function summaryOf(requests: readonly RequestReport[], resourceChanges: number): Report['summary'] {
  const changes = new Set(requests.map(({ address, actions }) => JSON.stringify([address, actions])));
  const count = (decision: RequestReport['decision']) =>
    requests.filter((request) => request.decision === decision).length;
  return {
    allowed: count('allowed'),
    explicitDeny: count('explicit-deny'),
    implicitDeny: count('implicit-deny'),
    undetermined: count('undetermined'),
    noRequest: Math.max(0, resourceChanges - changes.size),
  };
}

/** Every condition key the policies ask for, once, in the spelling of its first use. */
function conditionKeys(listed: readonly ListedPolicy[]): readonly string[] {
  const keys = new Map<string, string>();
  for (const { policy } of listed) {
    for (const { key } of policy.statements.flatMap(({ conditions }) => conditions)) {
      if (policy.sensitive && !isWellKnown(key)) continue;
      if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
    }
  }
  return [...keys.values()].sort(compareText);
}

function policySummary({ policy, kind, from, level, attachment }: ListedPolicy): PolicySummary {
  return {
    label: policy.label,
    kind,
    from,
    statements: policy.statements.length,
    ...(level === undefined ? {} : { level }),
    ...(attachment === undefined ? {} : { attachment }),
    ...(policy.undecidable === undefined ? {} : { undecidable: policy.undecidable.reason }),
  };
}

function resultsOf(findings: Findings, requests: readonly RequestReport[]): Result[] {
  const { plan, places } = findings;
  const decisions = requests.map(decisionResult);
  const contradictions = findings.decided.flatMap(({ request, place }) =>
    contradictionResults(plan.path, request, place),
  );
  const notices = findings.others.map((other) =>
    noticeResult(plan.path, other, places.get(other.addressText)),
  );
  const { list, elsewhere } = findings.policies;
  const faulty = elsewhere.filter(({ policy }) => policy.findings.length > 0);
  const policies = [...list, ...faulty].flatMap((listed) =>
    policyResults(listed, findings.locatePolicy(listed)),
  );
  const all = [...decisions, ...contradictions, ...notices, ...policies, ...findings.audit];
  return all.filter((result) => result !== undefined);
}
