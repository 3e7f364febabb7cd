import type { Choice, ContextKey, Location, RelatedLocation, RequestReport } from '../generated/report.ts';
import type { Completion, Decision } from '../iam/decision.ts';
import type { ContextValue, Request } from '../iam/request.ts';
import { wordsOf } from '../plan/told-apart.ts';
import type { CausedRequest, NetworkMember, RequestNetwork } from '../request/planned-request.ts';
import { type Fix, fixForDeny, fixForMissingAllow } from './fix.ts';
import { withForms } from './forms.ts';
import { mergedKey } from './forms-context.ts';
import { onceFor } from './once-for.ts';
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
 * Shows decided requests as a reader sees them. Requests that share a decision, or what they carry, share what is
 * shown of it.
 * @param keys the condition keys that the policies ask for, in the policies' spelling
 */
export function requestReporter(
  keys: readonly string[],
  locate: LocateStatement,
): (decided: DecidedRequest) => RequestReport {
  const contextKey = onceFor(reportContextKey);
  const parts: Parts = {
    keys: contextKeys(keys),
    contextKey,
    network: onceFor(reportNetwork),
    decision: onceFor((decision) => reportDecision(decision, locate, contextKey)),
  };
  return (decided) => reportRequest(decided, parts);
}

/** What is shown of the parts of a request. */
interface Parts {
  readonly keys: readonly string[];
  readonly contextKey: (held: ContextValue) => ContextKey;
  readonly network: (network: RequestNetwork) => RequestReport['network'];
  readonly decision: (decision: Decision) => DecisionReport;
}

interface DecisionReport {
  readonly proof: Pick<RequestReport, 'explanation' | 'withoutAllow'>;
  readonly doubt: Pick<RequestReport, 'reasons' | 'allowedIf' | 'deniedIf' | 'inexact'>;
  readonly fix: Fix;
}

function reportDecision(
  decision: Decision,
  locate: LocateStatement,
  contextKey: Parts['contextKey'],
): DecisionReport {
  const { statements, withoutAllow } = decision.explanation;
  const explanation = statements.map((statement) => reportStatement(statement, locate, contextKey));
  return {
    proof: { explanation, withoutAllow: [...withoutAllow] },
    doubt: reportDoubt(decision),
    fix: fixOf(decision),
  };
}

function reportRequest({ plan, request, decision, place }: DecidedRequest, parts: Parts): RequestReport {
  const [form] = request.alternatives;
  const { proof, doubt, fix } = parts.decision(decision);
  return {
    plan,
    address: request.addressText,
    actions: request.changeActions === 'no-op' ? ['no-op'] : request.changeActions.split('-'),
    request: request.action,
    because: request.because,
    certainty: request.certainty,
    resource: reportText(form.resource),
    decision: decision.kind,
    ...(decision.kind === 'implicit-deny' && decision.maybeExplicit ? { maybeExplicit: true } : {}),
    context: reportContext(request.alternatives, parts),
    network: parts.network(request.network),
    ...(place === undefined ? {} : { location: place.location }),
    ...(place === undefined || place.related.length === 0 ? {} : { relatedLocations: [...place.related] }),
    ...proof,
    ...withForms(doubt, request.alternatives, VPC_KEYS, parts.contextKey),
    ...fix,
    notes: [...request.notes, ...formsNote(request, decision)],
  };
}

/** The proof that is shown is that of one form. */
function formsNote({ alternatives }: CausedRequest, { kind }: Decision): readonly string[] {
  if (alternatives.length === 1) return [];
  const same = kind === 'undetermined' ? '' : ', with the same decision';
  return [`${alternatives.length} requests are possible${same}: the comparisons are those of one`];
}

/** The keys of the network, and those that the policies ask for besides. */
function contextKeys(asked: readonly string[]): readonly string[] {
  const known = new Set(VPC_KEYS.map((key) => key.toLowerCase()));
  return [...VPC_KEYS, ...asked.filter((key) => !known.has(key.toLowerCase()))];
}

function reportContext(
  [form, ...others]: CausedRequest['alternatives'],
  { keys, contextKey }: Parts,
): RequestReport['context'] {
  const held = (key: string, one: Request) => contextKey(one.context.lookup(key));
  return Object.fromEntries(
    keys.map((key) => [key, mergedKey([held(key, form), ...others.map((other) => held(key, other))])]),
  );
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

function reportDoubt(decision: Decision): DecisionReport['doubt'] {
  if (decision.kind !== 'undetermined') return { reasons: [] };
  const { reasons, allowedIf, deniedIf, inexact } = decision;
  return {
    reasons: reasons.map((reason) => ({ ...reason })),
    ...(allowedIf === undefined ? {} : { allowedIf: reportChoices(allowedIf) }),
    ...(deniedIf === undefined ? {} : { deniedIf: reportChoices(deniedIf) }),
    ...(inexact === undefined ? {} : { inexact: wordsOf(inexact) }),
  };
}

const reportChoices = ({ choices }: Completion): Choice[] =>
  choices.map(({ name, text }) => ({ name: wordsOf(name), text: wordsOf(text) }));

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
