import type { NetworkMember, RequestReport, TrailStep } from '../generated/report.ts';
import { placeText } from './deciding.ts';
import { shown } from './shown.ts';
import { type Line, type Page, renderLine } from './text/line.ts';
import { adviceLines, BODY, headLine, reasonLines, statementsLines } from './text/request.ts';
import { becauseText, contextText, valueText } from './values.ts';

/** Where the hops of a trail begin; what they lead to stands on their left. */
const TRAIL = 14;

/**
 * The whole chain for one request: where each id comes from, hop by hop, which VPC and why, what the request carries,
 * and every statement with its truth. Ends in a line break.
 * @param judged whether there was any policy
 */
export function formatExplanation(request: RequestReport, options: Page, judged: boolean): string {
  const visible = shown(request);
  const blocks = [
    [
      headLine(visible, judged),
      fact(`${visible.request} on ${visible.resource}, because ${visible.because}`),
    ],
    networkLines(visible),
    contextLines(visible),
    statements(visible, judged),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.flatMap((line) => renderLine(line, options)).join('\n'))
    .join('\n\n')}\n`;
}

const fact = (text: string): Line => ({ indent: BODY, text });

function networkLines({ network: { subnets, securityGroups, vpc } }: RequestReport): Line[] {
  return [
    ...members('subnet', subnets),
    ...members('group', securityGroups),
    ...(vpc === undefined
      ? []
      : [
          titled('vpc', `${valueText(vpc.value)}${becauseText(vpc.value, vpc.because)}`),
          ...vpc.trail.map(hop),
        ]),
  ];
}

function members(title: string, list: readonly NetworkMember[]): Line[] {
  return list.flatMap(({ value, vpc, because, trail }) => [
    titled(title, valueText(value)),
    ...trail.map(hop),
    ...(vpc === undefined ? [] : [within(`in ${valueText(vpc)}${becauseText(vpc, because)}`)]),
    ...reasonOf(value),
  ]);
}

function reasonOf({ unknown, settle }: NetworkMember['value']): Line[] {
  return [
    ...(unknown === undefined ? [] : [within(`not known: ${unknown}`)]),
    ...(settle === undefined ? [] : [{ ...within(`settle it: ${settle}`), unbroken: true as const }]),
  ];
}

const titled = (title: string, text: string): Line => ({
  indent: TRAIL,
  lead: { text: title, style: 'cyan' },
  text,
  style: 'bold',
});

const within = (text: string): Line => ({ indent: TRAIL, text });

const hop = (step: TrailStep): Line => ({
  indent: TRAIL,
  text: `← ${step.text}`,
  ...(step.path === undefined
    ? {}
    : { right: placeText({ path: step.path, ...(step.line === undefined ? {} : { line: step.line }) }) }),
});

function contextLines({ context }: RequestReport): Line[] {
  return Object.entries(context).map(([key, held]) => ({
    indent: 0,
    text: `${key}: ${contextText(held)}`,
    hanging: 4,
  }));
}

const statements = (request: RequestReport, judged: boolean): Line[] => [
  ...reasonLines(request, judged),
  ...statementsLines(request, true),
  ...adviceLines(request),
];
