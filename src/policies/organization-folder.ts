import { InputError } from '../error.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import { isArray, isObject, type JsonObject } from '../plan/json.ts';
import { parseFile } from '../plan/parse-json.ts';
import { isAccountId } from './account.ts';
import { FULL_AWS_ACCESS, isFullAwsAccess } from './full-access.ts';
import { missingDocument, type Organization, type OrganizationLevel } from './organization.ts';

/** A folder of what `aws organizations` printed; the names of the files do not matter. */
export interface OrganizationFolder {
  readonly path: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

const SCP = 'SERVICE_CONTROL_POLICY';

/**
 * Reads `list-policies-for-target` (one per level), `describe-policy` and `list-parents`, and `describe-organization`
 * where it is there. Levels without their list, and policies without their document, stay undecided.
 * https://docs.aws.amazon.com/cli/latest/reference/organizations/
 * @throws InputError `organization-unreadable` for a file that is no JSON object, for a folder without any list, for one
 * with lists of targets that are not on the path from the account to the root, and for two lists of one target or two
 * documents of one policy
 */
export function readOrganizationFolder(folder: OrganizationFolder): Organization {
  const outputs = folder.files.map(readOutput);
  const documents = documentsIn(outputs);
  const levels = outputs.flatMap(({ json, path }) => listedLevel(json, path, documents));
  if (levels.length === 0) throw nothingListed(folder);
  const repeated = levels.find(({ name }, at) => levels.findIndex((one) => one.name === name) < at);
  if (repeated !== undefined) throw contradictory(folder.path, `two lists of what \`${repeated.name}\` has`);
  const parents = outputs.flatMap(({ json }) => parentsIn(json));
  if (hasStrangers(levels, parents)) throw strangersListed(folder);
  return {
    exempt: false,
    ...managementAccount(outputs),
    levels: [...levels, ...missingLevels(levels, parents)],
    path: parents.some(({ type }) => type === 'ROOT') ? new Set(parents.map(({ id }) => id)) : undefined,
    notes:
      parents.length > 0
        ? []
        : [`${folder.path} has no output of list-parents: whether a level is missing is not known`],
  };
}

interface Output {
  readonly path: string;
  readonly json: JsonObject;
}

function readOutput({ path, text }: OrganizationFolder['files'][number]): Output {
  const json = parseFile('organization-unreadable', text, path);
  if (isObject(json)) return { path, json };
  throw new InputError(
    'organization-unreadable',
    'expected an object, as `aws organizations … --output json` prints it',
    { path },
  );
}

function nothingListed({ path }: OrganizationFolder): InputError {
  return new InputError(
    'organization-unreadable',
    'there is no output of list-policies-for-target in this directory',
    {
      path,
      hint: `aws organizations list-policies-for-target --target-id TARGET --filter ${SCP} > ${path}/TARGET.json`,
    },
  );
}

/** Which of two documents of a policy counts would be a matter of their order: an old copy may lie beside the new one. */
function documentsIn(outputs: readonly Output[]): ReadonlyMap<string, Policy> {
  const documents = new Map<string, Described>();
  for (const { json, path } of outputs) {
    const found = describedPolicy(json, path);
    if (found === undefined) continue;
    const other = documents.get(found.id);
    if (other !== undefined && other.content !== found.content)
      throw contradictory(path, `another document of \`${found.id}\` than in \`${other.path}\``);
    documents.set(found.id, found);
  }
  return new Map([...documents].map(([id, { policy }]) => [id, policy]));
}

const contradictory = (path: string, what: string) =>
  new InputError('organization-unreadable', `there is ${what}: which of them counts is not known`, {
    path,
    hint: 'keep one of them in the directory',
  });

interface Described {
  readonly id: string;
  readonly path: string;
  readonly content: string;
  readonly policy: Policy;
}

function describedPolicy(json: JsonObject, path: string): Described | undefined {
  const { Policy: policy } = json;
  if (!isObject(policy)) return undefined;
  const { PolicySummary: summary, Content: content } = policy;
  if (!isObject(summary) || typeof content !== 'string' || typeof summary.Id !== 'string') return undefined;
  const label = typeof summary.Name === 'string' ? summary.Name : path;
  return { id: summary.Id, path, content, policy: parsePolicy({ label, kind: 'scp', parts: [content] }) };
}

function listedLevel(
  json: JsonObject,
  path: string,
  documents: ReadonlyMap<string, Policy>,
): readonly OrganizationLevel[] {
  const { Policies: policies, TargetId: target } = json;
  if (!isArray(policies)) return [];
  const listed = policies.filter(isObject).filter(({ Type: type }) => type === undefined || type === SCP);
  // Printed with another --filter: it says nothing of the service control policies of its target.
  if (listed.length === 0 && policies.length > 0) return [];
  const more = typeof json.NextToken === 'string' && json.NextToken !== '';
  return [
    {
      name: typeof target === 'string' ? target : levelName(path),
      ...(typeof target === 'string' ? { id: target } : {}),
      policies: listed.map((summary) => attached(summary, documents)),
      ...(more
        ? {
            incomplete: {
              reason: `${path} is one page of several`,
              settle: 'aws organizations list-policies-for-target --no-paginate',
            },
          }
        : {}),
    },
  ];
}

const levelName = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');

function attached(
  summary: JsonObject,
  documents: ReadonlyMap<string, Policy>,
): OrganizationLevel['policies'][number] {
  const { Id: id, Name: name } = summary;
  if (typeof id !== 'string') return { policy: missingDocument('an unnamed policy') };
  const document = documents.get(id) ?? (isFullAwsAccess(id) ? FULL_AWS_ACCESS : undefined);
  return { id, policy: document ?? missingDocument(id, typeof name === 'string' ? name : id) };
}

interface Parent {
  readonly id: string;
  readonly type: string;
}

function parentsIn(json: JsonObject): readonly Parent[] {
  const { Parents: parents } = json;
  if (!isArray(parents)) return [];
  return parents
    .filter(isObject)
    .flatMap(({ Id: id, Type: type }) =>
      typeof id === 'string' ? [{ id, type: typeof type === 'string' ? type : '' }] : [],
    );
}

/** Lists of another account or of a unit beside the path, which would be taken for levels of it. */
function hasStrangers(levels: readonly OrganizationLevel[], parents: readonly Parent[]): boolean {
  if (levels.filter(({ name }) => isAccountId(name)).length > 1) return true;
  const root = parents.find(({ type }) => type === 'ROOT');
  if (root === undefined) return false;
  const ids = new Set(parents.map(({ id }) => id));
  const unit = `ou-${root.id.replace(/^r-/, '')}-`;
  return levels.length > ids.size + 1 || levels.some(({ name }) => name.startsWith(unit) && !ids.has(name));
}

function strangersListed({ path }: OrganizationFolder): InputError {
  return new InputError(
    'organization-unreadable',
    'there are policies of targets that are not on the path from one account to the root',
    {
      path,
      hint: 'keep the outputs for one account, its organizational units and the root in the directory',
    },
  );
}

/** The account and each of its parents up to the root is a level. */
function missingLevels(
  levels: readonly OrganizationLevel[],
  parents: readonly Parent[],
): readonly OrganizationLevel[] {
  const ids = [...new Set(parents.map(({ id }) => id))];
  const missing = parents.length === 0 ? 0 : ids.length + 1 - levels.length;
  const incomplete = (reason: string, target: string): OrganizationLevel => ({
    name: target,
    policies: [],
    incomplete: {
      reason,
      settle: `aws organizations list-policies-for-target --target-id ${target} --filter ${SCP}`,
    },
  });
  if (missing > 0)
    return [incomplete(`the policies of ${missing} of ${ids.length + 1} levels are not given`, 'TARGET')];
  const reachesRoot = parents.length === 0 || parents.some(({ type }) => type === 'ROOT');
  return reachesRoot ? [] : [incomplete('the outputs of list-parents do not reach the root', 'TARGET')];
}

/** As `describe-organization` tells it. */
function managementAccount(outputs: readonly Output[]): Pick<Organization, 'managementAccount'> {
  for (const { Organization: organization } of outputs.map(({ json }) => json)) {
    const account = isObject(organization) ? organization.MasterAccountId : undefined;
    if (typeof account === 'string') return { managementAccount: account };
  }
  return {};
}
