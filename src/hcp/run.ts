import { InputError } from '../error.ts';
import type { Answer } from '../http/exchange.ts';
import { fieldAt, parseJson } from '../http/json.ts';
import { persist } from '../http/persist.ts';
import { type Net, send } from '../http/send.ts';
import type { Account } from './account.ts';
import { failureOf } from './sentences.ts';

/** A document of the API. Throws `download-failed` for every answer but 200. */
export async function readDocument(path: string, what: string, account: Account, net: Net): Promise<unknown> {
  const url = new URL(account.api + path);
  const answer = await persist(() => send({ method: 'GET', url, headers: headersFor(account) }, net), net);
  if (answer.kind !== 'answer' || answer.status !== 200) throw failureOf(what, answer, account);
  return parseJson(answer.body) ?? notTheApi(what, answer, account);
}

function notTheApi(what: string, answer: Answer, account: Account): never {
  throw failureOf(what, answer, account);
}

export function headersFor(account: Account): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${account.token}`, 'content-type': 'application/vnd.api+json' };
}

/** The id of the workspace's current run. A workspace is `name` with an organization, or `organization/name`. */
export async function currentRun(
  organization: string,
  workspace: string,
  account: Account,
  net: Net,
): Promise<string> {
  const what = `workspace ${organization}/${workspace}`;
  const path = `/organizations/${encodeURIComponent(organization)}/workspaces/${encodeURIComponent(workspace)}`;
  const document = await readDocument(path, what, account, net);
  const id = fieldAt(document, 'data', 'relationships', 'current-run', 'data', 'id');
  if (typeof id === 'string') return id;
  throw new InputError('download-failed', `${what} has no current run`, {
    hint: 'start one, or name a run with --hcp-run',
  });
}

/** Where a run or plan stands: `planning`, `planned`, `errored`, … Undefined when the document does not say. */
export async function statusOf(id: string, account: Account, net: Net): Promise<string | undefined> {
  const collection = id.startsWith('plan-') ? 'plans' : 'runs';
  const document = await readDocument(`/${collection}/${id}`, nameOf(id), account, net);
  const status = fieldAt(document, 'data', 'attributes', 'status');
  return typeof status === 'string' ? status : undefined;
}

export const nameOf = (id: string) => (id.startsWith('plan-') ? `plan ${id}` : `run ${id}`);
