import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Shape, Value } from '../iam/value.ts';
import type { Plan, ResourceInstance } from '../plan/plan.ts';
import { checkedAccount } from '../policies/account.ts';
import { type ProviderKeys, providerKeys } from '../policies/provider-key.ts';
import { given, isSomething, toIamValue } from '../policies/value.ts';
import { type Arn, parseArn, partitionOf, principalArn } from './arn.ts';
import type { RequestOptions } from './options.ts';

/** Who makes a request, and where. The same provider configuration gives the same values. */
export interface Caller {
  readonly partition: Value;
  readonly region: Value;
  readonly account: Value;
  readonly principalArn: Value;
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

const UNKNOWN_PROVIDER = '?';

interface Evidence {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly options: RequestOptions;
  readonly keys: ProviderKeys;
  /** ARNs of managed resources in the prior state that a provider configuration manages: a sample. */
  readonly arns: (key: string) => readonly Arn[];
}

interface ProviderCaller extends Caller {
  readonly key: string;
}

async function providerCaller(evidence: Evidence, key: string, addressText: string): Promise<ProviderCaller> {
  const role = await assumedRole(evidence.graph, addressText);
  const account = await accountOf(evidence, key, addressText, role);
  if (account.kind === 'known') checkedAccount(evidence.plan, account.text, evidence.options.account);
  const region = await regionOf(evidence, key, addressText);
  return {
    key,
    region,
    account,
    partition: partition(region, evidence.arns(key)[0] ?? role, key),
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
    settle: '--region REGION',
    shape: nameShape(3, 16),
  };
}

function principal(options: RequestOptions, role: Arn | undefined, key: string): Value {
  if (options.principal !== undefined) return given(principalArn(options.principal), '--principal');
  if (role !== undefined)
    return given(
      `arn:${role.partition}:iam::${role.account}:${role.resource}`,
      'assume_role of the provider',
    );
  const settle = '--principal ARN';
  return { kind: 'unknown', name: `principal of ${key}`, reason: 'who applies is not in the plan', settle };
}

async function regionOf(evidence: Evidence, key: string, addressText: string): Promise<Value> {
  const configured = await evidence.graph.providerAttribute(addressText, 'region');
  if (isSomething(configured)) {
    const value = toIamValue(configured);
    if (value.kind === 'known') return value;
  }
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
  if (evidence.options.region !== undefined) return given(evidence.options.region, '--region');
  return {
    kind: 'unknown',
    name: `region of ${key}`,
    reason: 'the region is not in the plan',
    settle: '--region REGION',
    shape: nameShape(8, 24),
  };
}

/** Names of regions and partitions: whatever AWS adds to them holds no colon, so it stays within its part of an ARN. */
function nameShape(shortest: number, longest: number): Shape {
  const lengths = Array.from({ length: longest - shortest + 1 }, (_, index) => shortest + index);
  return { prefix: '', alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789-', lengths };
}

const ACCOUNT_SHAPE: Shape = { prefix: '', alphabet: '0123456789', lengths: [12] };

async function accountOf(
  evidence: Evidence,
  key: string,
  addressText: string,
  role: Arn | undefined,
): Promise<Value> {
  const own = accountEvidence(evidence, key);
  if (own !== undefined) return own;
  const allowed = await onlyAllowedAccount(evidence.graph, addressText);
  if (allowed !== undefined) return given(allowed, 'allowed_account_ids of the provider');
  if (role !== undefined && isAccount(role.account))
    return given(role.account, 'assume_role of the provider');
  for (const other of evidence.keys.alike(key)) {
    const found = accountEvidence(evidence, other);
    if (found !== undefined) return found;
  }
  if (evidence.options.account !== undefined) return given(evidence.options.account, '--account');
  const reason = 'the account is not in the plan';
  return { kind: 'unknown', name: `account of ${key}`, reason, settle: '--account ID', shape: ACCOUNT_SHAPE };
}

/** The account as what a provider configuration has read or made says it. */
function accountEvidence(evidence: Evidence, key: string): Value | undefined {
  const read = dataSource(evidence, key, 'aws_caller_identity', 'account_id');
  if (read !== undefined) return given(read, 'data.aws_caller_identity');
  const accounts = new Set(evidence.arns(key).map(({ account }) => account));
  const [only] = accounts;
  return only !== undefined && accounts.size === 1
    ? given(only, 'ARNs of the same provider configuration')
    : undefined;
}

const isAccount = (account: string) => /^\d{12}$/.test(account);

/** Of several roles assumed one after the other, the last one acts. */
async function assumedRole(graph: Graph, addressText: string): Promise<Arn | undefined> {
  for (const block of ['assume_role', 'assume_role_with_web_identity']) {
    const roles: GraphValue[] = [];
    for (let index = 0; index < MOST_ROLES; index++) {
      const role = await graph.providerAttribute(addressText, [block, index, 'role_arn']);
      if (role === undefined) break;
      roles.push(role);
    }
    const last = roles.at(-1);
    if (last !== undefined) return last.kind === 'known' ? parseArn(String(last.value)) : undefined;
  }
  return undefined;
}

const MOST_ROLES = 16;

async function onlyAllowedAccount(graph: Graph, addressText: string): Promise<string | undefined> {
  const allowed = await graph.providerAttribute(addressText, 'allowed_account_ids');
  if (allowed?.kind !== 'list' || allowed.rest !== undefined || allowed.items.length !== 1) return undefined;
  const [only] = allowed.items;
  return only?.kind === 'known' && isAccount(String(only.value)) ? String(only.value) : undefined;
}

/** What data sources of the same provider configuration say, where they agree. */
function dataSource(
  { plan, keys }: Evidence,
  key: string,
  type: string,
  attribute: string,
): string | undefined {
  const answers = new Set<string>();
  for (const { addressText, values } of plan.priorState.of(
    (one) => one.mode === 'data' && one.type === type,
  )) {
    if ((keys.of(addressText) ?? UNKNOWN_PROVIDER) !== key) continue;
    const value = values()[attribute];
    if (typeof value === 'string' && value !== '') answers.add(value);
  }
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
}

const ENOUGH = 32;
const PATIENCE = 256;

/** One walk through the state for all keys, which goes on only as far as what is asked for needs it. */
function sampledArns(plan: Plan, keys: ProviderKeys): Evidence['arns'] {
  const samples = new Map<string, Sample>();
  const state = plan.priorState.of(isOwnResource)[Symbol.iterator]();
  const sampleOf = (key: string): Sample => {
    const sample = samples.get(key) ?? { arns: [], tries: 0 };
    samples.set(key, sample);
    return sample;
  };
  return (key) => {
    const sample = sampleOf(key);
    while (!isEnough(sample)) {
      const { done, value } = state.next();
      if (done === true) break;
      extend(sampleOf(keys.of(value.addressText) ?? UNKNOWN_PROVIDER), value);
    }
    return sample.arns;
  };
}

interface Sample {
  readonly arns: Arn[];
  tries: number;
}

const isEnough = ({ arns, tries }: Sample) => arns.length >= ENOUGH || tries >= PATIENCE;

function extend(sample: Sample, { values }: ResourceInstance): void {
  if (isEnough(sample)) return;
  sample.tries += 1;
  const { arn } = values();
  const parsed = typeof arn === 'string' ? parseArn(arn) : undefined;
  if (parsed !== undefined && isAccount(parsed.account)) sample.arns.push(parsed);
}

const isOwnResource = ({ mode, type }: { readonly mode: string; readonly type: string }) =>
  mode === 'managed' && type.startsWith('aws_') && !FOREIGN.test(type);

/** Types whose ARN may name another account or region than the one that acts. */
const FOREIGN = /^aws_(organizations_|ram_|.*_accepter$)/;
