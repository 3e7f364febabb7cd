import type { NetworkMember, RequestReport, StatementReport, TrailStep } from '../../generated/report.ts';
import { choicesText } from '../choices.ts';
import { decidingStatements, isDeniedByOneOfSeveral, placeText, settlements } from '../deciding.ts';
import { lookOf, outcomeText, requestText } from '../decisions.ts';
import { becauseText, counted, shortList, valueText } from '../values.ts';
import type { Line } from './line.ts';
import { statementLines } from './statement.ts';

/** Where the facts of a request begin; the decision stands on their left. */
export const BODY = 16;
const MOST_STATEMENTS = 4;

export interface RequestOptions {
  readonly verbose: boolean;
  /** Whether there was any policy. */
  readonly judged: boolean;
  /** Further resource instances of which every line here is true. */
  readonly alike: readonly string[];
  /** Given where several plans are checked. */
  readonly showPlan: boolean;
}

/** One request: the decision, what decided it, how one knows, and what to do. */
export function requestLines(request: RequestReport, options: RequestOptions): Line[] {
  return [
    headLine(request, options.judged),
    ...alikeLines(options),
    ...(options.showPlan ? [fact(`plan: ${request.plan}`)] : []),
    ...reasonLines(request, options.judged),
    ...statementsLines(request, options.verbose),
    ...networkLines(request, options.verbose),
    ...adviceLines(request),
  ];
}

function alikeLines({ alike, verbose }: RequestOptions): Line[] {
  if (alike.length === 0) return [];
  return [fact(`the same for ${shortList(alike, verbose ? alike.length : undefined)}`)];
}

const fact = (text: string, style?: Line['style']): Line => ({
  indent: BODY,
  text,
  ...(style === undefined ? {} : { style }),
});

/** The decision, the resource instance and where it stands. */
export function headLine(request: RequestReport, judged = true): Line {
  const { symbol, word, style } = lookOf(request.decision, judged);
  return {
    indent: BODY,
    lead: { text: `${symbol} ${word}`, style },
    text: request.address,
    style: 'bold',
    ...(request.location === undefined ? {} : { right: locationText(request.location) }),
  };
}

function locationText(location: NonNullable<RequestReport['location']>): string {
  return location.approximate ? `source not found, near ${location.path}` : placeText(location);
}

/** What AWS would do with the request, and why in a word. */
export function reasonLines(request: RequestReport, judged: boolean): Line[] {
  const outcome = fact(`${requestText(request)} ${outcomeText(request, judged)}`);
  if (request.decision === 'implicit-deny') {
    return [outcome, ...request.withoutAllow.map((where) => fact(`nothing in ${where} allows it`))];
  }
  if (isDeniedByOneOfSeveral(request))
    return [outcome, fact('one or another of these denies it in every case')];
  if (request.decision !== 'undetermined') return [outcome];
  return [outcome, ...request.reasons.map(({ text }) => fact(`because ${text}`))];
}

/** The statements that decided; with `verbose` every one that mattered. */
export function statementsLines(request: RequestReport, verbose: boolean): Line[] {
  const deciding = onceEach(verbose ? request.explanation : decidingStatements(request));
  const shown = verbose ? deciding : deciding.slice(0, MOST_STATEMENTS);
  const hidden = deciding.length - shown.length;
  return [
    ...shown.flatMap((statement) => statementLines(request, statement, BODY, verbose)),
    ...(hidden === 0 ? [] : [fact(`and ${counted(hidden, 'more statement')} (--verbose lists them)`)]),
  ];
}

/** A statement without conditions says the same at each level that its policy is attached to. */
function onceEach(statements: readonly StatementReport[]): readonly StatementReport[] {
  const seen = new Set<string>();
  return statements.filter(({ policy, index, effect, truth, conditions }) => {
    if (conditions.length > 0) return true;
    const text = JSON.stringify([policy, index, effect, truth]);
    return !seen.has(text) && seen.add(text);
  });
}

/** What would settle it, what would make it allowed, what else to know. */
export function adviceLines(request: RequestReport): Line[] {
  return [
    ...settleLines(request),
    ...(request.fix === undefined ? [] : [fact(`fix: ${request.fix}`, 'cyan')]),
    ...request.notes.map((note) => fact(`note: ${note}`)),
  ];
}

function settleLines(request: RequestReport): Line[] {
  if (request.decision !== 'undetermined') return [];
  const { allowedIf, deniedIf, inexact } = request;
  return [
    ...(allowedIf === undefined ? [] : [fact(`allowed if ${choicesText(allowedIf)}`)]),
    ...(deniedIf === undefined ? [] : [fact(`denied if ${choicesText(deniedIf)}`)]),
    ...(inexact === undefined ? [] : [fact(`not established that both can happen: ${inexact}`)]),
    ...settlements(request).map(
      (settle): Line => ({ ...fact(`settle it: ${settle}`, 'cyan'), unbroken: true }),
    ),
  ];
}

/** Which VPC and how one knows; with `verbose` also for each subnet and group, hop by hop. */
export function networkLines({ network }: RequestReport, verbose: boolean): Line[] {
  const { vpc, subnets, securityGroups } = network;
  const said = vpc !== undefined && (verbose || vpc.value.unknown === undefined);
  const chosen = !said ? [] : [fact(`VPC: ${valueText(vpc.value)}${becauseText(vpc.value, vpc.because)}`)];
  if (verbose) {
    return [
      ...chosen,
      ...(vpc?.trail ?? []).map(hop),
      ...subnets.flatMap((member) => memberLines('subnet', member)),
      ...securityGroups.flatMap((member) => memberLines('security group', member)),
    ];
  }
  if (subnets.length === 0) return chosen;
  return [...chosen, fact(`subnets: ${shortList(subnets.map(({ value }) => valueText(value)))}`)];
}

function memberLines(what: string, { value, vpc, because, trail }: NetworkMember): Line[] {
  const inVpc = vpc === undefined ? '' : ` in ${valueText(vpc)}`;
  const why = becauseText(vpc ?? value, because);
  return [fact(`${what} ${valueText(value)}${inVpc}${why}`), ...trail.map(hop)];
}

const hop = (step: TrailStep): Line => ({
  indent: BODY + 2,
  text: `← ${step.text}`,
  ...(step.path === undefined ? {} : { right: placeText({ path: step.path, ...lineOf(step) }) }),
});

const lineOf = ({ line }: TrailStep) => (line === undefined ? {} : { line });
