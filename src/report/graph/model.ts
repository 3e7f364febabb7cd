import type { NetworkMember, Report, RequestReport, Value } from '../../generated/report.ts';
import { groupAlike } from '../alike.ts';
import type { DecisionName } from '../decisions.ts';
import { judging } from '../ledger.ts';
import { orderReport } from '../order.ts';
import { valueName } from '../values.ts';

/** Functions, the subnets and security groups they are given, and the VPCs that those are in. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly Edge[];
}

export type PictureNode =
  | {
      readonly kind: 'function';
      readonly id: string;
      readonly label: string;
      readonly decision: DecisionName;
      /** Given where there was no policy to judge by. */
      readonly judged?: false;
      readonly request: string;
    }
  | {
      readonly kind: 'subnet' | 'security-group' | 'vpc';
      readonly id: string;
      readonly label: string;
      /** Where the id comes from, where that is known. */
      readonly from?: string;
      readonly certainty: 'known' | 'new' | 'unknown';
    }
  | { readonly kind: 'no-vpc'; readonly id: string; readonly label: string };

export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The whole picture, a function node per request. */
export function pictureOf(report: Report): Picture {
  const shown = orderReport(report).requests.map((request) => ({ request, label: request.address }));
  return drawn(shown, judging(report));
}

/**
 * The picture for a page: functions that differ in nothing but the instance as one, the worst decisions first, no
 * more edges than a page can hold; and how many functions it leaves out.
 */
export function pictureForPage(report: Report, mostEdges: number): { picture: Picture; leftOut: number } {
  const chosen: Shown[] = [];
  let edges = 0;
  let leftOut = 0;
  for (const { request, others } of groupAlike(orderReport(report).requests)) {
    const cost = 2 * (request.network.subnets.length + request.network.securityGroups.length) + 1;
    if (edges + cost > mostEdges) {
      leftOut += 1 + others.length;
      continue;
    }
    edges += cost;
    const more = others.length === 0 ? '' : ` and ${others.length} alike`;
    chosen.push({ request, label: request.address + more });
  }
  return { picture: drawn(chosen, judging(report)), leftOut };
}

interface Shown {
  readonly request: RequestReport;
  readonly label: string;
}

type Judged = ReturnType<typeof judging>;

function drawn(requests: readonly Shown[], judged: Judged): Picture {
  const drawing = new Drawing();
  for (const shown of requests) drawFunction(drawing, shown, judged);
  return drawing.picture();
}

function drawFunction(drawing: Drawing, { request, label }: Shown, judged: Judged): void {
  const { network, decision, plan, address } = request;
  const key = JSON.stringify(['function', plan, address, request.request]);
  const own = drawing.node(key, (id) => ({
    kind: 'function',
    id,
    label,
    decision,
    ...(judged(request) ? {} : { judged: false }),
    request: request.request,
  }));
  const vpc = network.vpc?.value;
  drawMembers(drawing, own, 'subnet', network.subnets, vpc);
  drawMembers(drawing, own, 'security-group', network.securityGroups, vpc);
  if (network.subnets.length + network.securityGroups.length > 0) return;
  if (vpc !== undefined) drawing.edge(own, valueNode(drawing, 'vpc', vpc, own));
  else if (request.context['lambda:VpcIds']?.presence === 'absent') drawing.edge(own, noVpc(drawing));
}

const noVpc = (drawing: Drawing) => drawing.node('none', (id) => ({ kind: 'no-vpc', id, label: 'no VPC' }));

function drawMembers(
  drawing: Drawing,
  own: string,
  kind: 'subnet' | 'security-group',
  members: readonly NetworkMember[],
  vpc: Value | undefined,
): void {
  for (const member of members) {
    const node = valueNode(drawing, kind, member.value, own);
    drawing.edge(own, node);
    const within = member.vpc ?? vpc;
    if (within !== undefined) drawing.edge(node, valueNode(drawing, 'vpc', within, own));
  }
}

/** What is not known of the `vpc_config` of a function, by words that those of others have too. */
const OF_ITS_OWN = /^(?:the VPC of )?vpc_config\b/u;

function valueNode(
  drawing: Drawing,
  kind: 'subnet' | 'security-group' | 'vpc',
  value: Value,
  own: string,
): string {
  const { label: from } = value;
  const label = valueName(value);
  const certainty = value.known !== undefined ? 'known' : value.new !== undefined ? 'new' : 'unknown';
  const origin = from === undefined || from === label ? {} : { from };
  const whose = certainty === 'unknown' && OF_ITS_OWN.test(from ?? label) ? own : '';
  return drawing.node(JSON.stringify([kind, certainty, label, whose]), (id) => ({
    kind,
    id,
    label,
    ...origin,
    certainty,
  }));
}

const LETTERS: Readonly<Record<PictureNode['kind'], string>> = {
  function: 'f',
  subnet: 's',
  'security-group': 'g',
  vpc: 'v',
  'no-vpc': 'n',
};

/** Each node and edge once, numbered in the order they came. */
class Drawing {
  readonly #nodes = new Map<string, PictureNode>();
  readonly #edges = new Map<string, Edge>();
  readonly #counts = new Map<string, number>();

  node(key: string, make: (id: string) => PictureNode): string {
    const known = this.#nodes.get(key);
    if (known !== undefined) return known.id;
    const letter = LETTERS[make('').kind];
    const number = (this.#counts.get(letter) ?? 0) + 1;
    this.#counts.set(letter, number);
    const node = make(`${letter}${number}`);
    this.#nodes.set(key, node);
    return node.id;
  }

  edge(from: string, to: string): void {
    this.#edges.set(`${from} ${to}`, { from, to });
  }

  picture(): Picture {
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }
}
