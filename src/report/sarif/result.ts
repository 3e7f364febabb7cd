import type { RequestReport } from '../../generated/report.ts';
import type { Finding } from '../aggregate.ts';
import { settlements } from '../deciding.ts';
import { visible } from '../escape.ts';
import { lastResortUri, namedLocation, sarifLocation, withoutLinks } from './location.ts';
import type { CodeFlow, SarifLocation, SarifResult } from './log.ts';
import { type Step, statementSteps, traceOf } from './trace.ts';

const MOST_RELATED = 50;
const MOST_LINKS = 20;
const MOST_CHARACTERS = 4000;

export interface ResultContext {
  readonly requests: readonly RequestReport[];
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly withCodeFlows: boolean;
}

/** One finding as code scanning takes it: always with one place in the repository. */
export function sarifResult(finding: Finding, context: ResultContext): SarifResult {
  const requests = finding.results.flatMap(({ request }) => {
    const found = request === undefined ? undefined : context.requests[request];
    return found === undefined ? [] : [found];
  });
  const related = relatedLocations(finding, requests);
  const codeFlows = context.withCodeFlows ? codeFlowsOf(requests) : [];
  const hash = finding.location?.lineHash;
  return {
    ruleId: finding.ruleId,
    ruleIndex: context.ruleIndex.get(finding.ruleId) ?? -1,
    level: finding.level,
    message: { text: messageText(finding, requests, related) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(codeFlows.length === 0 ? {} : { codeFlows }),
    ...(hash === undefined ? {} : { partialFingerprints: { primaryLocationLineHash: hash } }),
  };
}

/** Without it GitHub refuses the whole file: the plan stands in for a place outside the repository. */
function primaryLocation({ location, results: [{ plan }] }: Finding): SarifLocation {
  const own = location === undefined ? undefined : sarifLocation(location);
  return (
    own ?? {
      physicalLocation: {
        artifactLocation: { uri: lastResortUri(plan), uriBaseId: '%SRCROOT%' },
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
      },
    }
  );
}

function relatedLocations(finding: Finding, requests: readonly RequestReport[]): SarifLocation[] {
  const steps: readonly Step[] = [
    ...requests.flatMap(statementSteps),
    ...finding.results.flatMap(({ relatedLocations = [] }) =>
      relatedLocations.map(({ location, message }) => ({ location, text: message })),
    ),
    ...requests.flatMap((request) => traceOf(request).slice(request.location === undefined ? 0 : 1)),
  ];
  const places = new Map<string, SarifLocation>();
  for (const { location, text } of steps) {
    if (places.size === MOST_RELATED) break;
    const place = sarifLocation(location);
    const key = JSON.stringify([location.path, location.line, text]);
    if (place !== undefined && !places.has(key)) places.set(key, namedLocation(place, text, places.size + 1));
  }
  return [...places.values()];
}

/** One path: that of the first instance, whose places are shown. */
function codeFlowsOf(requests: readonly RequestReport[]): CodeFlow[] {
  const [request] = requests;
  if (request === undefined) return [];
  const locations = traceOf(request).flatMap(({ location, text }) => {
    const place = sarifLocation(location);
    return place === undefined ? [] : [{ location: namedLocation(place, text) }];
  });
  return locations.length < 2 ? [] : [{ threadFlows: [{ locations }] }];
}

function messageText(
  finding: Finding,
  requests: readonly RequestReport[],
  related: readonly SarifLocation[],
): string {
  const [request] = requests;
  const links = related
    .slice(0, MOST_LINKS)
    .map(({ id, message }) => `[${linkText(message?.text ?? '')}](${id})`);
  const advice = [
    ...(finding.location?.approximate ? ['Its source was not found: this line stands in for it.'] : []),
    ...(request?.fix === undefined ? [] : [`Fix: ${visible(request.fix)}`]),
    ...(request?.decision === 'undetermined'
      ? settlements(request).map((s) => `Settle it: ${visible(s)}`)
      : []),
  ];
  const text = [finding.message, ...advice].join('\n');
  return [shortened(withoutLinks(text)), ...(links.length === 0 ? [] : [`See ${links.join(', ')}`])].join(
    '\n',
  );
}

/** SARIF asks for a backslash before brackets in the text of a link, and before itself. */
const linkText = (text: string) => text.slice(0, 200).replace(/[[\]\\]/gu, '\\$&');

const shortened = (text: string) =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS - 1)}…`.replace(/[\ud800-\udbff]…$/u, '…');
