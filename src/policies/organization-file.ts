import { InputError } from '../error.ts';
import { parsePolicy } from '../iam/parse.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import { parseFile } from '../plan/parse-json.ts';
import { FULL_AWS_ACCESS, isFullAwsAccess } from './full-access.ts';
import type { PolicyFile } from './listed.ts';
import type { Organization, OrganizationLevel, OrganizationPolicy } from './organization.ts';

/** A file that describes the path from the root to the account: `schemas/organization.schema.json`. */
export interface OrganizationFile {
  readonly path: string;
  readonly text: string;
  /** A policy file that it names, by a path relative to its own directory. */
  readonly read: (name: string) => PolicyFile;
}

/**
 * Reads an organization file.
 * @throws InputError `organization-unreadable` for what the schema does not allow
 */
export function readOrganizationFile(file: OrganizationFile): Organization {
  const root = parseFile('organization-unreadable', file.text, file.path);
  const { managementAccount, principal, path } = members(file, root, '', ROOT);
  if (managementAccount !== undefined && typeof managementAccount !== 'boolean')
    throw wrong(file, '`managementAccount` must be true or false');
  if (principal !== undefined && principal !== 'user' && principal !== 'service-linked-role')
    throw wrong(file, '`principal` must be `user` or `service-linked-role`');
  if (!isArray(path) || path.length === 0)
    throw wrong(file, '`path` must list the root, the organizational units and the account');
  const levels = path.map((level, index) => readLevel(file, level, index));
  const ids = levels.map(({ id }) => id);
  const known = ids.filter((id) => id !== undefined);
  return {
    exempt: managementAccount === true || principal === 'service-linked-role',
    levels,
    path: known.length === ids.length ? new Set(known) : undefined,
    notes: [],
  };
}

const ROOT = ['$schema', 'managementAccount', 'principal', 'path'] as const;
const LEVEL = ['id', 'name', 'policies'] as const;
const POLICY = ['id', 'name', 'document', 'file'] as const;

/** The members of an object that has no others. */
function members(file: OrganizationFile, json: Json, where: string, names: readonly string[]): JsonObject {
  if (!isObject(json)) throw wrong(file, `${where === '' ? 'the document' : where} must be an object`);
  const stranger = Object.keys(json).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw wrong(
      file,
      `unknown member \`${stranger}\`${where === '' ? '' : ` in ${where}`}: expected ${names.join(', ')}`,
    );
  return json;
}

function readLevel(file: OrganizationFile, json: Json, index: number): OrganizationLevel {
  const where = `path[${index}]`;
  const { id, name, policies } = members(file, json, where, LEVEL);
  if (!isOptionalText(id) || !isOptionalText(name))
    throw wrong(file, `\`id\` and \`name\` of ${where} must be strings`);
  if (!isArray(policies))
    throw wrong(file, `\`policies\` of ${where} must be a list: \`[]\` where nothing is attached`);
  return {
    name: name ?? id ?? `level ${index + 1}`,
    ...(id === undefined ? {} : { id }),
    policies: policies.map((policy, at) => readPolicy(file, policy, `${where}.policies[${at}]`)),
  };
}

const isOptionalText = (json: Json | undefined): json is string | undefined =>
  json === undefined || typeof json === 'string';

function readPolicy(file: OrganizationFile, json: Json, where: string): OrganizationPolicy {
  if (typeof json === 'string') return isFullAwsAccess(json) ? FULL : fromFile(file, json);
  const { id, name, ...source } = members(file, json, where, POLICY);
  if (!isOptionalText(id) || !isOptionalText(name))
    throw wrong(file, `\`id\` and \`name\` of ${where} must be strings`);
  const policy = readSource(file, source, name ?? id, where);
  return id === undefined ? policy : { ...policy, id };
}

function readSource(
  file: OrganizationFile,
  source: JsonObject,
  label: string | undefined,
  where: string,
): OrganizationPolicy {
  const { document, file: path } = source;
  if (typeof path === 'string' && document === undefined) return fromFile(file, path, label);
  if (path === undefined && document !== undefined)
    return { policy: inline(file, document, label ?? `${file.path} ${where}`) };
  if (path === undefined && label !== undefined && isFullAwsAccess(label)) return { policy: FULL_AWS_ACCESS };
  throw wrong(file, `${where} needs a \`document\` or a \`file\``);
}

const FULL: OrganizationPolicy = { id: 'p-FullAWSAccess', policy: FULL_AWS_ACCESS };

function fromFile({ read }: OrganizationFile, name: string, label = name): OrganizationPolicy {
  const file = read(name);
  return { policy: parsePolicy({ label, kind: 'scp', parts: [file.text] }), file };
}

function inline(file: OrganizationFile, document: Json, label: string) {
  return parsePolicy({ label, kind: 'scp', parts: [textOf(file, document, label)] });
}

function textOf(file: OrganizationFile, document: Json, label: string): string {
  if (typeof document === 'string') return document;
  try {
    return JSON.stringify(document);
  } catch {
    throw wrong(file, `${label} is nested too deeply`);
  }
}

function wrong(file: OrganizationFile, message: string): InputError {
  return new InputError('organization-unreadable', message, { path: file.path });
}
