import { InputError } from '../error.ts';
import type { Exchange, HttpRequest } from '../http/exchange.ts';
import { persist } from '../http/persist.ts';
import { quote } from '../http/quote.ts';
import { type Net, send } from '../http/send.ts';
import { REAL_TIMING, type Timing } from '../http/timing.ts';
import type { Io, TemporaryFile } from '../io.ts';
import { type Account, accountOf } from './account.ts';
import { currentRun, headersFor, nameOf, statusOf } from './run.ts';
import { failureOf } from './sentences.ts';
import { Sink } from './sink.ts';

/** Which plan to read: of a run (or a plan) by its id, or of a workspace's current run. */
export type RunChoice =
  | { readonly runId: string }
  | {
      /** `name`, or `organization/name`. */
      readonly workspace: string;
      /** Else `TF_CLOUD_ORGANIZATION`. */
      readonly organization?: string;
    };

export interface DownloadedPlan {
  /** The run or plan, for a reader: `run run-CZcmD7eagjhyX0vN`. */
  readonly name: string;
  /** The plan's JSON, as the server gave it: for the caller to discard. */
  readonly file: TemporaryFile;
}

const MOST_BYTES = 4 * 1024 ** 3;
/** How long a run may still be planning. */
const LONGEST_WAIT = 600_000;
const PAUSE = 5_000;
const MOST_HOPS = 3;

/**
 * Downloads the JSON of the plan of an HCP Terraform or Terraform Enterprise run, waiting for a run that is still
 * planning. The token goes to the server alone, not to the store to which it redirects. Throws `download-failed`.
 */
export async function downloadRunPlan(
  choice: RunChoice,
  io: Io,
  timing: Timing = REAL_TIMING,
): Promise<DownloadedPlan> {
  const account = accountOf(io.env);
  const net: Net = { env: io.env, now: io.now, timing };
  const id = await runIdOf(choice, io.env, account, net);
  return { name: nameOf(id), file: await waitForPlan(id, account, io, net) };
}

async function runIdOf(choice: RunChoice, env: Io['env'], account: Account, net: Net): Promise<string> {
  const id = 'runId' in choice ? choice.runId : await currentRun(...workspaceOf(choice, env), account, net);
  if (/^(run|plan)-[A-Za-z0-9]+$/.test(id)) return id;
  throw new InputError('download-failed', `\`${quote(id, [])}\` is not the id of a run: expected run-…`);
}

function workspaceOf(
  choice: Exclude<RunChoice, { runId: string }>,
  env: Io['env'],
): readonly [string, string] {
  const slash = choice.workspace.indexOf('/');
  const workspace = choice.workspace.slice(slash + 1);
  const organization =
    slash > 0 ? choice.workspace.slice(0, slash) : (choice.organization ?? env.TF_CLOUD_ORGANIZATION);
  const isName = (text: string | undefined) => text !== undefined && /^[\w-]+$/.test(text);
  if (organization !== undefined && isName(organization) && isName(workspace))
    return [organization, workspace];
  throw new InputError(
    'download-failed',
    `which workspace is not clear from \`${quote(choice.workspace, [])}\``,
    {
      hint: 'write ORGANIZATION/WORKSPACE, or set TF_CLOUD_ORGANIZATION',
    },
  );
}

async function waitForPlan(id: string, account: Account, io: Io, net: Net): Promise<TemporaryFile> {
  const start = net.now().getTime();
  for (;;) {
    const file = await fetchPlan(id, account, io, net);
    if (file !== undefined) return file;
    const status = await statusOf(id, account, net);
    if (status !== undefined && WITHOUT_PLAN.has(status))
      throw new InputError('download-failed', `${nameOf(id)} is ${status} and has no plan`, {
        hint: 'start a new run',
      });
    if (net.now().getTime() - start + PAUSE > LONGEST_WAIT)
      throw new InputError(
        'download-failed',
        `${nameOf(id)} is still ${quote(status ?? 'planning', [account.token])} after ten minutes`,
        {
          hint: 'try again when the plan has finished',
        },
      );
    await net.timing.sleep(PAUSE);
  }
}

/** States in which a plan without JSON will never have one. */
const WITHOUT_PLAN: ReadonlySet<string> = new Set([
  'errored',
  'canceled',
  'force_canceled',
  'discarded',
  'unreachable',
]);

type From = { readonly from: 'server' | 'store' };

/** Undefined while there is no plan yet. */
async function fetchPlan(id: string, account: Account, io: Io, net: Net): Promise<TemporaryFile | undefined> {
  const sink = new Sink(io);
  try {
    const exchange = await persist(() => attempt(id, account, sink, net), net);
    if (exchange.kind === 'answer' && exchange.status === 204) return undefined;
    if (exchange.kind !== 'answer' || exchange.status !== 200) throw failed(id, exchange, account);
    return sink.finish(nameOf(id));
  } finally {
    sink.abandon();
  }
}

/** A download is made anew from the redirect on: the URL of the store is good for a minute only. */
async function attempt(id: string, account: Account, sink: Sink, net: Net): Promise<Exchange & From> {
  const path = id.startsWith('plan-') ? `/plans/${id}/json-output` : `/runs/${id}/plan/json-output`;
  const download = { method: 'GET', limit: MOST_BYTES, into: sink.restart() } as const;
  const url = new URL(account.api + path);
  const first = await send({ ...download, url, headers: headersFor(account) }, net);
  return follow(first, url, download, net);
}

/** Follows redirects without any header of ours. */
async function follow(first: Exchange, url: URL, download: Download, net: Net): Promise<Exchange & From> {
  const last: { exchange: Exchange & From; url: URL } = { exchange: { ...first, from: 'server' }, url };
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    const store = storeOf(last.exchange, last.url);
    if (store === undefined) break;
    last.exchange = { ...(await send({ ...download, url: store, headers: {} }, net)), from: 'store' };
    last.url = store;
  }
  return last.exchange;
}

type Download = Pick<HttpRequest, 'method' | 'limit' | 'into'>;

/** Where a redirect leads: never from https to http. */
function storeOf(exchange: Exchange, from: URL): URL | undefined {
  if (exchange.kind !== 'answer' || ![301, 302, 303, 307, 308].includes(exchange.status)) return undefined;
  const location = exchange.headers.get('location');
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const store = new URL(location, from);
  return store.protocol === 'https:' || store.protocol === from.protocol ? store : undefined;
}

function failed(id: string, exchange: Exchange & From, account: Account): InputError {
  if (exchange.from === 'server') return failureOf(`the plan of ${nameOf(id)}`, exchange, account);
  const reason = exchange.kind === 'no-answer' ? exchange.reason : `it answered ${exchange.status}`;
  return new InputError(
    'download-failed',
    `the plan of ${nameOf(id)}: the store to which ${account.host} sends us failed: ${reason}`,
    {
      hint: 'try again; a proxy or firewall must let through the store too (archivist.terraform.io, or that of your server)',
    },
  );
}
