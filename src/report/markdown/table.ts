import type { Report, RequestReport } from '../../generated/report.ts';
import { type Alike, groupAlike } from '../alike.ts';
import { decidingStatements, statementName } from '../deciding.ts';
import { DECISIONS } from '../decisions.ts';
import { code, markdown } from '../escape.ts';
import { valueName } from '../values.ts';
import type { Linker } from './link.ts';
import type { Section } from './section.ts';

/** One row for each kind of request that is not allowed: what, where, why. */
export function tableSection(requests: readonly RequestReport[], report: Report, link: Linker): Section {
  const showPlan = report.plans.length > 1;
  const columns = ['Decision, request', 'Function', 'VPC', 'Statement', ...(showPlan ? ['Plan'] : [])];
  return {
    head: `| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}\n`,
    items: groupAlike(requests).map((alike) => row(alike, showPlan, link)),
    between: '\n',
    foot: '',
    share: 0.25,
    cut: (count) => `*and ${count} more rows, left out here*`,
  };
}

function row({ request, others }: Alike, showPlan: boolean, link: Linker): string {
  const { symbol, word } = DECISIONS[request.decision];
  const more = others.length === 0 ? '' : ` and ${others.length} alike`;
  const cells = [
    `${symbol} ${word}<br>${code(request.request.replace(/^lambda:/u, ''))}`,
    `${link.name(request.address, request.location)}${more}${placeOf(request, link)}`,
    vpcCell(request),
    statementCell(request, link),
    ...(showPlan ? [code(request.plan)] : []),
  ];
  return `| ${cells.join(' | ')} |`;
}

const placeOf = ({ location }: RequestReport, link: Linker) =>
  location === undefined ? '' : `<br>${link.place(location)}`;

function vpcCell({ network, context }: RequestReport): string {
  if (network.vpc !== undefined) {
    const { value } = network.vpc;
    if (value.known !== undefined) return code(value.known);
    return value.new === undefined ? 'not known yet' : `${code(valueName(value))} (new)`;
  }
  return context['lambda:VpcIds']?.presence === 'absent' ? 'none' : 'not known yet';
}

const MOST_STATEMENTS = 3;

function statementCell(request: RequestReport, link: Linker): string {
  const deciding = decidingStatements(request);
  const names = deciding
    .slice(0, MOST_STATEMENTS)
    .map((statement) => `${statement.effect} ${link.name(statementName(statement), statement.location)}`);
  const more = deciding.length - names.length;
  const missing =
    request.decision === 'implicit-deny' ? request.withoutAllow.map((w) => `no Allow in ${markdown(w)}`) : [];
  return [...missing, ...names, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}
