import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Shape, Value } from '../iam/value.ts';
import type { Plan } from '../plan/plan.ts';
import { providerKeys } from '../policies/provider-key.ts';
import { given, isSomething, toIamValue } from '../policies/value.ts';
import { type Arn, parseArn, partitionOf, sessionRole } from './arn.ts';
import { accountOf, assumedRole, checkAccount } from './caller-account.ts';
import { dataSource, type Evidence, sampledArns, UNKNOWN_PROVIDER } from './caller-evidence.ts';
import type { RequestOptions } from './options.ts';

/** Who makes a request, and where. The same provider configuration gives the same values. */
export interface Caller {
  readonly partition: Value;
  readonly region: Value;
  readonly account: Value;
  readonly principalArn: Value;
  /** A role that a service is given to act as: not who applies. */
  readonly isServiceRole?: true;
}

/** Answers who makes the requests of a resource instance. */
export interface Callers {
  readonly of: (addressText: string) => Promise<Caller>;
  /** The same, without a look at the region that the instance itself may have. */
  readonly ofProvider: (addressText: string) => Promise<Caller>;
}

/** Provider configurations are kept apart: each has its region and its account. */
export async function callersOf(plan: Plan, graph: Graph, options: RequestOptions): Promise<Callers> {
  const keys = await providerKeys(plan, graph);
  const arns = sampledArns(plan, keys);
  const found = new Map<string, Promise<ProviderCaller>>();
  const ofProvider = (addressText: string): Promise<ProviderCaller> => {
    const key = keys.of(addressText) ?? UNKNOWN_PROVIDER;
    const known = found.get(key);
    if (known !== undefined) return known;
    const caller = providerCaller({ plan, graph, options, keys, arns }, key, addressText);
    found.set(key, caller);
    return caller;
  };
  return {
    of: async (addressText) => ownCaller(await ofProvider(addressText), graph, addressText),
    ofProvider,
  };
}

const isOneAccount = ({ keys }: Evidence, key: string) => keys.varying(key).credentials === 'no';

interface ProviderCaller extends Caller {
  readonly key: string;
}

async function providerCaller(evidence: Evidence, key: string, addressText: string): Promise<ProviderCaller> {
  const role = await assumedRole(evidence, key, addressText);
  const account = await accountOf(evidence, key, addressText, role);
  if (account.kind === 'known') checkAccount(evidence.plan, account.text, evidence.options.account);
  const region = await regionOf(evidence, key, addressText);
  return {
    key,
    region,
    account,
    partition: partition(region, isOneAccount(evidence, key) ? (evidence.arns(key)[0] ?? role) : role, key),
    principalArn: principal(evidence.options, role, key),
  };
}

/** The region of a resource itself comes first: since provider 6 it may differ from the provider's. */
async function ownCaller(caller: ProviderCaller, graph: Graph, addressText: string): Promise<Caller> {
  const region =
    (await graph.attribute(addressText, ['region'])) ??
    (await graph.attributeBefore(addressText, ['region']));
  if (!isSomething(region)) return caller;
  const own = toIamValue(region);
  if (own.kind !== 'known')
    return caller.region.kind === 'known' && isComputed(region) ? caller : { ...caller, region: own };
  return { ...caller, region: own, partition: partition(own, undefined, caller.key) };
}

/** Without an own region the attribute is computed: it will be the provider's. */
const isComputed = (region: GraphValue) => region.kind === 'unknown' && region.of?.attribute === 'region';

function partition(region: Value, arn: Arn | undefined, key: string): Value {
  if (region.kind === 'known') return given(partitionOf(region.text), `the partition of ${region.text}`);
  if (arn !== undefined) return given(arn.partition, 'ARNs of the same provider configuration');
  return {
    kind: 'unknown',
    name: `partition of ${key}`,
    reason: 'the region is not known',
    ...(region.kind === 'unknown' && region.settle !== undefined ? { settle: region.settle } : {}),
    shape: nameShape(3, 16),
  };
}

function principal(options: RequestOptions, role: Arn | undefined, key: string): Value {
  if (options.principal !== undefined) return givenPrincipal(options.principal);
  if (role !== undefined)
    return given(
      `arn:${role.partition}:iam::${role.account}:${role.resource}`,
      'assume_role of the provider',
    );
  const settle = '--principal ARN';
  const reason = 'who applies is not in the plan';
  return { kind: 'unknown', name: `principal of ${key}`, reason, settle, isArn: true };
}

/**
 * `aws:PrincipalArn` holds the ARN of the role with its path, which that of a session does not tell, or of a user, which
 * that of a group does not tell.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function givenPrincipal(arn: string): Value {
  const role = sessionRole(arn);
  const isGroup = parseArn(arn)?.resource.startsWith('group/') === true;
  if (role === undefined && !isGroup) return given(arn, '--principal');
  const [reason, settle] = isGroup
    ? ['which user of the group applies is not known', '--principal with the ARN of the user']
    : [
        `the ARN of a session does not tell the path of its role \`${role}\``,
        '--principal with the ARN of the role itself',
      ];
  return { kind: 'unknown', name: 'principal', reason, settle, isArn: true };
}

async function regionOf(evidence: Evidence, key: string, addressText: string): Promise<Value> {
  const configured = await evidence.graph.providerAttribute(addressText, 'region');
  if (isSomething(configured)) {
    const value = toIamValue(configured);
    if (value.kind === 'known') return value;
  }
  const varies = evidence.keys.varying(key).region;
  const shown = varies ? undefined : regionShown(evidence, key);
  if (shown !== undefined) return shown;
  return {
    kind: 'unknown',
    name: `region of ${key}`,
    ...(varies
      ? { reason: SOME_INSTANCE }
      : { reason: 'the region is not in the plan', settle: '--region REGION' }),
    shape: nameShape(8, 24),
  };
}

const SOME_INSTANCE = 'which instance of the provider configuration acts is not in the plan';

/** As what the provider configuration has read or made says it, or else the options. */
function regionShown(evidence: Evidence, key: string): Value | undefined {
  const read =
    dataSource(evidence, key, 'aws_region', 'region') ?? dataSource(evidence, key, 'aws_region', 'name');
  if (read !== undefined) return given(read, 'data.aws_region');
  const regions = new Set(
    evidence
      .arns(key)
      .map(({ region }) => region)
      .filter((region) => region !== ''),
  );
  const [only] = regions;
  if (only !== undefined && regions.size === 1) return given(only, 'ARNs of the same provider configuration');
  const { region } = evidence.options;
  return region === undefined ? undefined : given(region, '--region');
}

/** Names of regions and partitions: whatever AWS adds to them holds no colon, so it stays within its part of an ARN. */
function nameShape(shortest: number, longest: number): Shape {
  const lengths = Array.from({ length: longest - shortest + 1 }, (_, index) => shortest + index);
  return { prefix: '', alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789-', lengths };
}
