import type { Choice, Location, RelatedLocation, RequestReport } from '../generated/report.ts';
import type { Completion, Decision } from '../iam/decision.ts';
import type { Request } from '../iam/request.ts';
import type { CausedRequest, NetworkMember, RequestNetwork } from '../request/planned-request.ts';
import { type Fix, fixForDeny, fixForMissingAllow } from './fix.ts';
import { type LocateStatement, reportStatement } from './statement.ts';
import { reportContextKey, reportText, reportTrail, reportValue } from './value.ts';

/** Where a request's resource stands in the source. */
export interface Place {
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

export interface DecidedRequest {
  readonly plan: string;
  readonly request: CausedRequest;
  readonly decision: Decision;
  readonly place?: Place;
}

const VPC_KEYS = ['lambda:VpcIds', 'lambda:SubnetIds', 'lambda:SecurityGroupIds'] as const;

/**
 * One decided request as a reader sees it.
 * @param keys the condition keys that the policies ask for, in the policies' spelling
 */
export function reportRequest(
  decided: DecidedRequest,
  keys: readonly string[],
  locate: LocateStatement,
): RequestReport {
  const { request, decision, place } = decided;
  const [form] = request.alternatives;
  return {
    plan: decided.plan,
    address: request.addressText,
    actions: request.changeActions === 'no-op' ? ['no-op'] : request.changeActions.split('-'),
    request: request.action,
    because: request.because,
    certainty: request.certainty,
    resource: reportText(form.resource),
    decision: decision.kind,
    ...(decision.kind === 'implicit-deny' && decision.maybeExplicit ? { maybeExplicit: true } : {}),
    context: reportContext(form, keys),
    network: reportNetwork(request.network),
    ...(place === undefined ? {} : { location: place.location }),
    ...(place === undefined || place.related.length === 0 ? {} : { relatedLocations: [...place.related] }),
    explanation: decision.explanation.statements.map((statement) => reportStatement(statement, locate)),
    withoutAllow: [...decision.explanation.withoutAllow],
    ...reportDoubt(decision),
    ...fixOf(decision),
    notes: [...request.notes],
  };
}

function reportContext(form: Request, keys: readonly string[]): RequestReport['context'] {
  const known = new Set(VPC_KEYS.map((key) => key.toLowerCase()));
  const asked = keys.filter((key) => !known.has(key.toLowerCase()));
  const entries = [...VPC_KEYS, ...asked].map(
    (key) => [key, reportContextKey(form.context.lookup(key))] as const,
  );
  return Object.fromEntries(entries);
}

function reportNetwork(network: RequestNetwork): RequestReport['network'] {
  const { vpc } = network;
  return {
    subnets: network.subnets.map(reportMember),
    securityGroups: network.securityGroups.map(reportMember),
    ...(vpc === undefined
      ? {}
      : { vpc: { value: reportValue(vpc.value), because: vpc.because, trail: reportTrail(vpc.trail) } }),
  };
}

function reportMember(member: NetworkMember): RequestReport['network']['subnets'][number] {
  return {
    value: reportValue(member.value),
    ...(member.vpc === undefined ? {} : { vpc: reportValue(member.vpc) }),
    ...(member.because === undefined ? {} : { because: member.because }),
    trail: reportTrail(member.trail),
  };
}

function reportDoubt(
  decision: Decision,
): Pick<RequestReport, 'reasons' | 'allowedIf' | 'deniedIf' | 'inexact'> {
  if (decision.kind !== 'undetermined') return { reasons: [] };
  const { reasons, allowedIf, deniedIf, inexact } = decision;
  return {
    reasons: reasons.map((reason) => ({ ...reason })),
    ...(allowedIf === undefined ? {} : { allowedIf: reportChoices(allowedIf) }),
    ...(deniedIf === undefined ? {} : { deniedIf: reportChoices(deniedIf) }),
    ...(inexact === undefined ? {} : { inexact }),
  };
}

const reportChoices = ({ choices }: Completion): Choice[] => choices.map((choice) => ({ ...choice }));

function fixOf(decision: Decision): Fix {
  const { statements } = decision.explanation;
  switch (decision.kind) {
    case 'explicit-deny':
      return fixForDeny(statements);
    case 'implicit-deny':
      return fixForMissingAllow(statements);
    case 'allowed':
    case 'undetermined':
      return {};
  }
}
