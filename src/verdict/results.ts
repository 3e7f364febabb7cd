import type { Location, RequestReport, Result, StatementReport, Value } from '../generated/report.ts';
import type { ListedPolicy } from '../policies/applicable.ts';
import type { CausedRequest, NoRequest } from '../request/planned-request.ts';
import { RULES, type RuleId } from '../rules.ts';
import type { Place } from './request.ts';

/** The result of a decided request; none for an allowed one. `index` is its place in the report's requests. */
export function decisionResult(request: RequestReport, index: number): Result | undefined {
  switch (request.decision) {
    case 'allowed':
      return undefined;
    case 'explicit-deny':
      return requestResult(
        'TFVPC001',
        `${request.request} ${would(request)} be refused: ${denialOf(request)}`,
        request,
        index,
      );
    case 'implicit-deny':
      return requestResult(
        'TFVPC002',
        `${request.request} ${would(request)} be refused: ${implicitOf(request)}`,
        request,
        index,
      );
    case 'undetermined':
      return requestResult(
        'TFVPC003',
        `${request.request} is undetermined: ${doubtOf(request)}`,
        request,
        index,
      );
  }
}

const would = ({ certainty }: RequestReport) => (certainty === 'will' ? 'would' : 'may be made, and would');

function requestResult(ruleId: RuleId, message: string, request: RequestReport, index: number): Result {
  return {
    ruleId,
    level: RULES[ruleId].level,
    message,
    plan: request.plan,
    address: request.address,
    ...(request.location === undefined ? {} : { location: request.location }),
    ...(request.relatedLocations === undefined ? {} : { relatedLocations: request.relatedLocations }),
    request: index,
  };
}

const resultOf = (ruleId: RuleId, message: string): Result => ({
  ruleId,
  level: RULES[ruleId].level,
  message,
});

function denialOf(request: RequestReport): string {
  const deny = request.explanation.find(({ effect, truth }) => effect === 'Deny' && truth === 'true');
  if (deny === undefined) return 'explicit deny in every case, by one statement or another';
  const conditions = deny.conditions.map(conditionText).join('; ');
  return `explicit deny by ${statementName(deny)}${conditions === '' ? '' : `: ${conditions}`}`;
}

/** The statement as a person finds it: its Sid, else its number, and its policy. */
function statementName(statement: StatementReport): string {
  const name = statement.sid === undefined ? `statement ${statement.index + 1}` : `\`${statement.sid}\``;
  return `${name} of ${statement.policy}`;
}

function conditionText(condition: StatementReport['conditions'][number]): string {
  const guilty = condition.comparisons
    .filter(({ truth }) => truth === 'true')
    .map(({ value }) => valueText(value));
  const test = `${condition.operator} ${condition.key}`;
  return guilty.length === 0 ? `${test} (${condition.why})` : `${test}: ${guilty.join(', ')}`;
}

function valueText(value: Value): string {
  if (value.sensitive) return '(sensitive)';
  return (
    value.known ?? (value.new === undefined ? (value.label ?? 'a value not known yet') : `new ${value.new}`)
  );
}

function implicitOf(request: RequestReport): string {
  const where = request.withoutAllow.join(' and ');
  const explicit = request.maybeExplicit ? ', and perhaps an explicit deny too' : '';
  return where === '' ? `no statement allows it${explicit}` : `no statement allows it in ${where}${explicit}`;
}

function doubtOf(request: RequestReport): string {
  const reasons = request.reasons.map(({ text }) => text);
  return reasons.length === 0
    ? (request.inexact ?? 'it depends on values that are not known yet')
    : reasons.join('; ');
}

/** Evidence that names different VPCs for one function. */
export function contradictionResults(
  plan: string,
  request: CausedRequest,
  place: Place | undefined,
): Result[] {
  return request.network.contradictions.map((text) =>
    placed('TFVPC102', text, plan, request.addressText, place),
  );
}

/** Something about a change without a request that a reader should hear of. */
export function noticeResult(plan: string, change: NoRequest, place: Place | undefined): Result | undefined {
  if (change.notice === undefined) return undefined;
  const ruleId = change.changeActions === 'no-op' ? 'TFVPC103' : 'TFVPC104';
  return placed(ruleId, change.notice, plan, change.addressText, place);
}

function placed(
  ruleId: RuleId,
  message: string,
  plan: string,
  address: string,
  place: Place | undefined,
): Result {
  return {
    ...resultOf(ruleId, message),
    plan,
    address,
    ...(place === undefined ? {} : { location: place.location }),
    ...(place === undefined || place.related.length === 0 ? {} : { relatedLocations: [...place.related] }),
  };
}

/** What is wrong with the documents of the policies themselves. */
export function policyResults(
  listed: ListedPolicy,
  locate: (line?: number, column?: number) => Location | undefined,
): Result[] {
  const { policy } = listed;
  const address = listed.addressText === undefined ? {} : { address: listed.addressText };
  const findings = policy.findings.map((finding): Result => {
    const location = locate(finding.position?.line, finding.position?.column);
    return {
      ...resultOf('TFVPC101', `${policy.label}: ${finding.message}`),
      ...address,
      ...(location === undefined ? {} : { location }),
    };
  });
  if (policy.undecidable === undefined || findings.length > 0) return findings;
  const location = locate();
  const unknown = resultOf('TFVPC105', `${policy.label}: ${policy.undecidable.reason}`);
  return [{ ...unknown, ...address, ...(location === undefined ? {} : { location }) }];
}
