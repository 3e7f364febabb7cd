import type { Location, RelatedLocation } from '../generated/report.ts';
import type { Statement } from '../iam/policy.ts';
import { parseAddress } from '../plan/address.ts';
import type { ListedPolicy, PolicyFile } from '../policies/applicable.ts';
import { lineHashes } from '../report/line-hash.ts';
import type { BlockLocation, Locator, ResourceName } from '../source/locate.ts';
import type { Place } from './request.ts';

/** Where what a report speaks of stands in the files of a repository. */
export interface Places {
  /**
   * The block or attribute at fault of a resource. For a module that is fetched, the call of the repository that
   * leads to it. Where the source does not have it, the root module's first file, marked as approximate.
   */
  readonly ofResource: (addressText: string, path: readonly string[]) => Promise<Place | undefined>;
  /** The header of a resource or data source, or the call of the repository that leads to it; undefined without either. */
  readonly ofDefinition: (addressText: string) => Promise<Location | undefined>;
  readonly ofPolicy: (
    listed: ListedPolicy,
    statement: Statement | undefined,
  ) => Promise<Location | undefined>;
}

/**
 * @param locator absent where there is no source to look into
 * @param reported the path of a policy file, as the user gave it, as the report names it: relative to the repository
 */
export function openPlaces(locator: Locator | undefined, reported: (path: string) => string): Places {
  const hashes = new Map<string, readonly string[]>();
  const hashOf = (path: string, text: string, line: number): string | undefined => {
    const known = hashes.get(path) ?? lineHashes(text);
    hashes.set(path, known);
    return known[line - 1];
  };
  const locationOf = ({ path, region, text }: BlockLocation): Location => {
    const lineHash = hashOf(path, text, region.line);
    return { path, ...region, ...(lineHash === undefined ? {} : { lineHash }) };
  };
  return {
    ofResource: async (addressText, path) => {
      const address = parseAddress(addressText);
      if (locator === undefined) return undefined;
      if (address === undefined) return approximate(locator, locationOf);
      const calls = address.module.map(({ name }) => name);
      const found = await locator.locateResource(calls, address, path);
      return placeOf(found, calls, address, locator, locationOf);
    },
    ofDefinition: async (addressText) => {
      const address = parseAddress(addressText);
      if (locator === undefined || address === undefined) return undefined;
      const calls = address.module.map(({ name }) => name);
      const own = await locator.locateResource(calls, address);
      const found = own?.registry === false ? own : await locator.locateCallInRepository(calls);
      return found === undefined ? undefined : locationOf(found);
    },
    ofPolicy: async (listed, statement) => {
      if (listed.file !== undefined)
        return inPolicyFile(listed.file, reported(listed.file.path), statement, hashOf);
      if (locator === undefined || listed.addressText === undefined) return undefined;
      const found = await locatePolicy(locator, listed.addressText, statement);
      return found === undefined ? undefined : locationOf(found);
    },
  };
}

type LocationOf = (found: BlockLocation) => Location;

async function placeOf(
  found: BlockLocation | undefined,
  calls: readonly string[],
  resource: ResourceName,
  locator: Locator,
  locationOf: LocationOf,
): Promise<Place | undefined> {
  const [call, ...outerCalls] = await callsInRepository(locator, calls, locationOf);
  if (found === undefined || found.registry) {
    if (call === undefined) return approximate(locator, locationOf);
    const own =
      found === undefined
        ? []
        : [related(locationOf(found), `${resource.type}.${resource.name} in the module`)];
    return { location: call.location, related: [...own, ...outerCalls] };
  }
  return {
    location: locationOf(found),
    related: call === undefined ? [] : [call, ...outerCalls],
  };
}

/** The calls that lead to a module, as far as they stand in files of the repository, the innermost first. */
async function callsInRepository(
  locator: Locator,
  calls: readonly string[],
  locationOf: LocationOf,
): Promise<readonly RelatedLocation[]> {
  const found: RelatedLocation[] = [];
  for (let length = calls.length; length > 0; length -= 1) {
    const chain = calls.slice(0, length);
    const call = await locator.locateModuleCall(chain);
    if (call !== undefined && !call.registry) found.push(related(locationOf(call), callText(chain)));
  }
  return found;
}

const related = (location: Location, message: string): RelatedLocation => ({ location, message });
const callText = (calls: readonly string[]) => `called as module ${calls.join('.')}`;

async function approximate(locator: Locator, locationOf: LocationOf): Promise<Place | undefined> {
  const root = await locator.locateRoot();
  return root === undefined
    ? undefined
    : { location: { ...locationOf(root), approximate: true }, related: [] };
}

async function locatePolicy(locator: Locator, addressText: string, statement: Statement | undefined) {
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const calls = address.module.map(({ name }) => name);
  const path = [DOCUMENT_ATTRIBUTES[address.type] ?? 'policy'];
  const found =
    statement === undefined
      ? await locator.locateResource(calls, address, path)
      : await locator.locatePolicyStatement(calls, address, path, statement);
  return found?.registry === true ? locator.locateCallInRepository(calls) : found;
}

/** The attribute that holds the document; of every other type it is `policy`. */
const DOCUMENT_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_organizations_policy: 'content',
  awscc_organizations_policy: 'content',
  awscc_iam_managed_policy: 'policy_document',
  awscc_iam_role_policy: 'policy_document',
  awscc_iam_user_policy: 'policy_document',
  awscc_iam_group_policy: 'policy_document',
};

function inPolicyFile(
  { text }: PolicyFile,
  path: string,
  statement: Statement | undefined,
  hashOf: (path: string, text: string, line: number) => string | undefined,
): Location {
  const { line, column } = statement?.position ?? { line: 1, column: 1 };
  const lineHash = hashOf(path, text, line);
  return {
    path,
    line,
    column,
    endLine: line,
    endColumn: lineEnd(text, line, column),
    ...(lineHash === undefined ? {} : { lineHash }),
  };
}

function lineEnd(text: string, line: number, column: number): number {
  const length = text.split(/\r\n|\n|\r/)[line - 1]?.trimEnd().length ?? 0;
  return Math.max(length, column) + 1;
}
