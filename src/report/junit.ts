import type { PlanSummary, Report, RequestReport, Result } from '../generated/report.ts';
import { moduleOf } from './address.ts';
import { choicesText } from './choices.ts';
import { decidingStatements, placeText, settlements, statementName, statementPlace } from './deciding.ts';
import { isDenied, outcomeText, requestText } from './decisions.ts';
import { xml } from './escape.ts';
import { judging } from './ledger.ts';
import { orderReport } from './order.ts';
import { type FailOn, failing } from './threshold.ts';

export interface JunitOptions {
  /** From which results on a test case fails; default: what is denied. Other undetermined requests are skipped tests. */
  readonly failOn?: readonly FailOn[];
}

interface TestCase {
  readonly name: string;
  readonly group: string;
  readonly file?: string;
  readonly outcome: Outcome;
}

type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly message: string }
  | {
      readonly kind: 'failed';
      readonly type: string;
      readonly message: string;
      readonly details: readonly string[];
    };

/** The report as JUnit XML, for CI systems that show tests: a test case per request, a suite per plan. */
export function formatJunit(report: Report, options: JunitOptions = {}): string {
  const ordered = orderReport(report);
  const failed = new Set(failing(ordered, options.failOn ?? ['denied']));
  const cases = [...requestCases(ordered, failed), ...otherCases(ordered, failed)];
  const suites = [...new Set([...ordered.plans.map(planOf), ...cases.map(({ plan }) => plan)])];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tfvpc" ${counts(cases)}>`,
    ...suites.flatMap((plan) =>
      suite(
        plan,
        cases.filter((item) => item.plan === plan),
      ),
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

const planOf = ({ path }: PlanSummary) => path;

type PlannedCase = TestCase & { readonly plan: string };

function requestCases(report: Report, failed: ReadonlySet<Result>): PlannedCase[] {
  const results = new Map(
    report.results.flatMap((r) => (r.request === undefined ? [] : [[r.request, r] as const])),
  );
  const judged = judging(report);
  return report.requests.map((request, index) => ({
    plan: request.plan,
    name: `${request.address} ${request.request}`,
    group: groupOf(request.address),
    ...(request.location === undefined ? {} : { file: request.location.path }),
    outcome: judged(request) ? outcomeOf(request, results.get(index), failed) : NOT_JUDGED,
  }));
}

const NOT_JUDGED: Outcome = { kind: 'skipped', message: 'no policy to judge by' };

/** The module that the resource is in, as the class of a test. */
const groupOf = (address: string) => moduleOf(address) || 'root module';

function outcomeOf(request: RequestReport, result: Result | undefined, failed: ReadonlySet<Result>): Outcome {
  if (request.decision === 'allowed') return { kind: 'passed' };
  const message = `${requestText(request)} ${outcomeText(request)}`;
  if (result?.suppressed !== undefined)
    return { kind: 'skipped', message: `suppressed: ${result.suppressed}` };
  const counts = result === undefined ? isDenied(request.decision) : failed.has(result);
  if (!counts) return { kind: 'skipped', message: [message, ...doubts(request)].join('; ') };
  return { kind: 'failed', type: request.decision, message, details: detailsOf(request) };
}

const doubts = ({ reasons }: RequestReport) => reasons.map(({ text }) => text);

function detailsOf(request: RequestReport): string[] {
  const { allowedIf, deniedIf, fix } = request;
  return [
    ...decidingStatements(request).flatMap((statement) => [
      `${statementPlace(statement)} ${statement.effect} ${statementName(statement)}`,
      ...statement.conditions.map(({ operator, key, why }) => `  ${operator} ${key}: ${why}`),
    ]),
    ...request.withoutAllow.map((where) => `nothing in ${where} allows it`),
    ...doubts(request),
    ...(allowedIf === undefined ? [] : [`allowed if ${choicesText(allowedIf)}`]),
    ...(deniedIf === undefined ? [] : [`denied if ${choicesText(deniedIf)}`]),
    ...settlements(request).map((settle) => `settle it: ${settle}`),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ];
}

/** What is wrong besides the requests: a test that fails where it counts, else one that is skipped. */
function otherCases(report: Report, failed: ReadonlySet<Result>): PlannedCase[] {
  return report.results
    .filter(({ request }) => request === undefined)
    .map((result) => ({
      plan: result.plan ?? report.plans[0]?.path ?? 'policies',
      name: [result.ruleId, result.address ?? (result.location && placeText(result.location))]
        .filter(Boolean)
        .join(' '),
      group: result.ruleId,
      ...(result.location === undefined ? {} : { file: result.location.path }),
      outcome: failed.has(result)
        ? { kind: 'failed', type: result.ruleId, message: result.message, details: [] }
        : { kind: 'skipped', message: result.suppressed ?? result.message },
    }));
}

function suite(plan: string, cases: readonly TestCase[]): string[] {
  return [
    `  <testsuite name="${xml(plan)}" ${counts(cases)}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function counts(cases: readonly TestCase[]): string {
  const of = (kind: Outcome['kind']) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return `tests="${cases.length}" failures="${of('failed')}" errors="0" skipped="${of('skipped')}"`;
}

function caseLines({ name, group, file, outcome }: TestCase): string[] {
  const inFile = file === undefined ? '' : ` file="${xml(file)}"`;
  const open = `    <testcase name="${xml(name)}" classname="${xml(group)}"${inFile}`;
  if (outcome.kind === 'passed') return [`${open}/>`];
  return [`${open}>`, ...outcomeLines(outcome), '    </testcase>'];
}

function outcomeLines(outcome: Exclude<Outcome, { kind: 'passed' }>): string[] {
  if (outcome.kind === 'skipped') return [`      <skipped message="${xml(outcome.message)}"/>`];
  const open = `      <failure type="${xml(outcome.type)}" message="${xml(outcome.message)}"`;
  if (outcome.details.length === 0) return [`${open}/>`];
  const [first = '', ...others] = outcome.details.map((line) => xml(line));
  return [`${open}>${first}`, ...others, '</failure>'];
}
