import { dirname, isAbsolute, join } from 'node:path';
import type { PlanOptions } from '../command.ts';
import type { Io } from '../io.ts';
import type { GivenPolicies } from '../policies/applicable.ts';
import { readJsonFiles, readPolicyFiles } from './policy-files.ts';

/**
 * The policies that the options name, as texts.
 * @throws InputError for a file that is missing or cannot be read
 */
export function givenPolicies({ policies, account }: PlanOptions, io: Io): GivenPolicies {
  const { scp, identityPolicy, permissionsBoundary, sessionPolicy, organization, principal } = policies;
  return {
    scp: readPolicyFiles(scp, io.files),
    identity: readPolicyFiles(identityPolicy, io.files),
    boundary: readPolicyFiles(permissionsBoundary, io.files),
    session: readPolicyFiles(sessionPolicy, io.files),
    quick: policies.quick,
    ...(organization === undefined ? {} : { organization: organizationOf(organization, io) }),
    ...(principal === undefined ? {} : { principal }),
    ...(account === undefined ? {} : { account }),
    fullAwsAccess: policies.fullAwsAccess,
  };
}

function organizationOf(path: string, io: Io): NonNullable<GivenPolicies['organization']> {
  if (io.files.kind(path) === 'directory')
    return { kind: 'folder', path, files: readJsonFiles(path, io.files) };
  return {
    kind: 'file',
    path,
    text: io.files.readText(path),
    read: (name) => {
      const named = isAbsolute(name) ? name : join(dirname(path), name);
      return { path: named, text: io.files.readText(named) };
    },
  };
}
