import type {
  ConditionReport,
  Location,
  NetworkMember,
  RequestReport,
  StatementReport,
  Value,
} from '../../generated/report.ts';
import type { Alike } from '../alike.ts';
import { choicesText } from '../choices.ts';
import { comparedText, comparisonText, faultFirst, faultyTruth } from '../comparisons.ts';
import {
  decidingConditions,
  decidingStatements,
  definitionOf,
  isDeniedByOneOfSeveral,
  lastPlace,
  settlements,
  statementName,
  targetTexts,
} from '../deciding.ts';
import { DECISIONS, outcomeText } from '../decisions.ts';
import { code, codeBlock, markdown, prose } from '../escape.ts';
import { becauseText, valueText } from '../values.ts';
import { fixLines } from './fix.ts';
import type { Linker } from './link.ts';

const MOST_STATEMENTS = 6;
const MOST_COMPARISONS = 12;
const MOST_OTHERS = 30;

/** The whole explanation of one request as a fold: what was compared, how one knows, what to do. */
export function detailsOf({ request, others }: Alike, link: Linker, open: boolean): string {
  const { symbol, word } = DECISIONS[request.decision];
  const place = request.location === undefined ? '' : ` · ${link.place(request.location)}`;
  return [
    `<details${open ? ' open' : ''}><summary>${symbol} ${word}: ${code(request.address)}${place}</summary>`,
    outcome(request),
    ...alikeText(others),
    ...statements(request, link),
    ...network(request, link),
    ...settle(request),
    ...fixLines(request),
    ...request.notes.map((note) => `Note: ${prose(note)}`),
    '</details>',
  ].join('\n\n');
}

function outcome(request: RequestReport): string {
  const reasons =
    request.decision === 'undetermined'
      ? request.reasons.map(({ text }) => `because ${prose(text)}`)
      : request.decision === 'implicit-deny'
        ? request.withoutAllow.map((where) => `nothing in ${markdown(where)} allows it`)
        : isDeniedByOneOfSeveral(request)
          ? ['one or another of these denies it in every case']
          : [];
  const why = request.actions.includes('update') ? ` (${prose(request.because)})` : '';
  return [`${code(request.request)}${why} ${outcomeText(request)}`, ...reasons].join('<br>');
}

function alikeText(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const more = others.length - MOST_OTHERS;
  const names = others.slice(0, MOST_OTHERS).map(code).join(', ');
  return [`The same for ${names}${more > 0 ? ` and ${more} more` : ''}`];
}

function statements(request: RequestReport, link: Linker): string[] {
  const deciding = decidingStatements(request);
  const more = deciding.length - MOST_STATEMENTS;
  return [
    ...deciding.slice(0, MOST_STATEMENTS).map((statement) => statementText(request, statement, link)),
    ...(more > 0 ? [`and ${more} more statements`] : []),
  ];
}

function statementText(request: RequestReport, statement: StatementReport, link: Linker): string {
  const place = statement.location === undefined ? code(statement.policy) : link.place(statement.location);
  const head = `**${statement.effect} ${code(statementName(statement))}** in ${place}, ${markdown(statement.source)}`;
  const bare = statement.conditions.length === 0 && statement.truth === 'true';
  const lines = [
    ...targetTexts(request, statement).map((text) => `- ${prose(text)}`),
    ...(statement.undecidable === undefined
      ? []
      : [`- cannot be decided: ${prose(statement.undecidable.text)}`]),
    ...(bare ? ['- without any condition'] : []),
    ...decidingConditions(statement).flatMap((condition) => conditionLines(statement, condition)),
  ];
  return [head, '', ...lines].join('\n');
}

function conditionLines(statement: StatementReport, condition: ConditionReport): string[] {
  const comparisons = faultFirst(statement, condition.comparisons);
  const more = comparisons.length - MOST_COMPARISONS;
  const rows = comparisons.slice(0, MOST_COMPARISONS).map((comparison, row) => {
    const faulty = comparison.truth === faultyTruth(statement);
    const mark = comparison.truth === 'unknown' ? 'this decides' : 'this one';
    return `  - ${comparedText(comparison.value, code)} ${comparisonText(condition, comparison, row > 0, code)}${faulty ? ` **← ${mark}**` : ''}`;
  });
  return [
    `- ${code(`${condition.operator} ${condition.key}`)}`,
    ...(rows.length === 0 ? [`  - ${prose(condition.why)}`] : rows),
    ...(more > 0 ? [`  - and ${more} more`] : []),
  ];
}

function network(request: RequestReport, link: Linker): string[] {
  const { vpc, subnets, securityGroups } = request.network;
  const defined = (part: 'subnet' | 'security-group' | 'vpc', value: Value) =>
    definitionOf(part, value, request);
  const lines = [
    ...(vpc === undefined ? [] : [vpcLine(vpc, defined('vpc', vpc.value), link)]),
    ...subnets.map((member) => memberLine('subnet', member, defined('subnet', member.value), link)),
    ...securityGroups.map((member) =>
      memberLine('security group', member, defined('security-group', member.value), link),
    ),
  ];
  return lines.length === 0 ? [] : [['**Network**', '', ...lines].join('\n')];
}

function vpcLine(
  { value, because }: NonNullable<RequestReport['network']['vpc']>,
  definition: Location | undefined,
  link: Linker,
): string {
  const place = definition === undefined ? '' : ` · ${link.place(definition)}`;
  return `- VPC: ${valueText(value, code)}${becauseText(value, because, prose)}${place}`;
}

/** Where it is defined; else its trail is shown by its end: where the id comes from. */
function memberLine(
  what: string,
  { value, vpc, because, trail }: NetworkMember,
  definition: Location | undefined,
  link: Linker,
): string {
  const origin = definition ?? lastPlace(trail);
  const place = origin === undefined ? '' : ` · ${link.place(origin)}`;
  const inVpc = vpc === undefined ? '' : ` in ${valueText(vpc, code)}`;
  const why = becauseText(vpc ?? value, because, prose);
  return `- ${what} ${valueText(value, code)}${inVpc}${why}${place}`;
}

function settle(request: RequestReport): string[] {
  if (request.decision !== 'undetermined') return [];
  const { allowedIf, deniedIf, inexact } = request;
  const outcomes = [
    ...(allowedIf === undefined ? [] : [`**allowed** if ${prose(choicesText(allowedIf))}`]),
    ...(deniedIf === undefined ? [] : [`**denied** if ${prose(choicesText(deniedIf))}`]),
    ...(inexact === undefined ? [] : [`not established that both can happen: ${prose(inexact)}`]),
  ];
  const commands = settlements(request);
  return [
    ...(outcomes.length === 0 ? [] : [outcomes.join('<br>')]),
    ...(commands.length === 0 ? [] : [`**Settle it with**\n\n${codeBlock('', commands)}`]),
  ];
}
