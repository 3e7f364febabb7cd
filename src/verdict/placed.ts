import type { Location } from '../generated/report.ts';
import type { Policy, Statement } from '../iam/policy.ts';
import type { ApplicablePolicies, ListedPolicy } from '../policies/applicable.ts';
import type { NoRequest } from '../request/planned-request.ts';
import type { Findings } from './assemble.ts';
import { type FindHolder, networkPlaces } from './network-places.ts';
import type { Places } from './places.ts';
import type { DecidedRequest, Place } from './request.ts';

interface Unplaced {
  readonly policies: ApplicablePolicies;
  readonly decided: readonly DecidedRequest[];
  readonly others: readonly NoRequest[];
}

type Placed = Pick<Findings, 'decided' | 'others' | 'places' | 'locateStatement' | 'locatePolicy'>;

/**
 * Looks up where everything stands that a reader is sent to: what is not allowed, notices, and the statements that
 * mattered.
 */
export async function placedFindings(
  { policies, decided, others }: Unplaced,
  places: Places,
  findHolder: FindHolder,
): Promise<Placed> {
  const ofNetwork = networkPlaces(places, findHolder);
  const statements = await statementPlaces(policies.list, decided, places);
  const documents = await documentPlaces([...policies.list, ...policies.elsewhere], places);
  return {
    decided: await Promise.all(decided.map(async (one) => withPlace(one, places, ofNetwork))),
    others,
    places: await noticePlaces(others, places),
    locateStatement: (_, statement) => statements.get(statement),
    locatePolicy: (listed) => (line, column) => {
      const document = documents.get(listed);
      return listed.file === undefined ? document : at(document, line, column);
    },
  };
}

async function withPlace(
  decided: DecidedRequest,
  places: Places,
  ofNetwork: ReturnType<typeof networkPlaces>,
): Promise<DecidedRequest> {
  const { request } = decided;
  // Without a VPC too: a dynamic block that makes none, or one with empty lists, is what is at fault.
  const place = await places.ofResource(request.addressText, ['vpc_config']);
  if (place === undefined) return decided;
  const related = [...place.related, ...(await ofNetwork(request.network))];
  return { ...decided, place: { ...place, related } };
}

async function noticePlaces(
  others: readonly NoRequest[],
  places: Places,
): Promise<ReadonlyMap<string, Place>> {
  const found = new Map<string, Place>();
  for (const { addressText, notice } of others) {
    const place = notice === undefined ? undefined : await places.ofResource(addressText, ['vpc_config']);
    if (place !== undefined) found.set(addressText, place);
  }
  return found;
}

async function statementPlaces(
  list: readonly ListedPolicy[],
  decided: readonly DecidedRequest[],
  places: Places,
): Promise<ReadonlyMap<Statement, Location>> {
  const listed = new Map<Policy, ListedPolicy>(list.map((one) => [one.policy, one]));
  const found = new Map<Statement, Location>();
  const mattered = decided.flatMap(({ decision }) => decision.explanation.statements);
  for (const { policy, statement } of mattered) {
    const holder = listed.get(policy);
    if (holder === undefined || found.has(statement)) continue;
    const location = await places.ofPolicy(holder, statement);
    if (location !== undefined) found.set(statement, location);
  }
  return found;
}

async function documentPlaces(
  list: readonly ListedPolicy[],
  places: Places,
): Promise<ReadonlyMap<ListedPolicy, Location>> {
  const found = new Map<ListedPolicy, Location>();
  for (const listed of list) {
    if (listed.policy.findings.length === 0 && listed.policy.undecidable === undefined) continue;
    const location = await places.ofPolicy(listed, undefined);
    if (location !== undefined) found.set(listed, location);
  }
  return found;
}

/** A line of a policy that is a file. */
function at(
  document: Location | undefined,
  line: number | undefined,
  column: number | undefined,
): Location | undefined {
  if (document === undefined || line === undefined) return document;
  const { path } = document;
  return { path, line, column: column ?? 1, endLine: line, endColumn: (column ?? 1) + 1 };
}
