import { type AttachedNetwork, type ProbeNetwork, type ProbeValue, probeKey } from './probe.ts';

/** A network, and how its decision changed; undefined: it did not. */
export interface ChangedNetwork {
  readonly network: ProbeNetwork;
  readonly status: string | undefined;
}

/** Networks that changed alike, in words, with one of them. */
export interface RequestClass {
  readonly text: string;
  readonly network: ProbeNetwork;
}

/** What stands for an id in the words. */
export type Labels = ReadonlyMap<string, string>;

type Dimension = 'vpc' | 'subnets' | 'securityGroups';

const DIMENSIONS = ['vpc', 'subnets', 'securityGroups'] as const;

/**
 * The changed networks as classes: a key that makes no difference is left out of the words, and of several lists that
 * contain each other only the smallest is told.
 */
export function classesOf(all: readonly ChangedNetwork[], labels: Labels): readonly RequestClass[] {
  const statuses = new Map(all.map(({ network, status }) => [idOf(network), status]));
  const attached = all.map(({ network }) => network).filter((network) => network !== undefined);
  const values = new Map(
    DIMENSIONS.map((name) => [name, distinct(attached.map((network) => network[name]))]),
  );
  const found = new Map<string, Told>();
  for (const { network, status } of all) {
    if (status === undefined) continue;
    const told = tell(network, status, { statuses, values, labels });
    const key = `${status}|${told.key}`;
    if (!found.has(key)) found.set(key, told);
  }
  return smallest([...found.values()]).map(({ text, network }) => ({ text, network }));
}

interface Told extends RequestClass {
  readonly key: string;
  readonly status: string;
  /** The keys that make a difference, and what they hold. */
  readonly holds: ReadonlyMap<Dimension, readonly string[]>;
}

interface Given {
  readonly statuses: ReadonlyMap<string, string | undefined>;
  readonly values: ReadonlyMap<Dimension, readonly (ProbeValue | readonly ProbeValue[])[]>;
  readonly labels: Labels;
}

function tell(network: ProbeNetwork, status: string, { statuses, values, labels }: Given): Told {
  if (network === undefined)
    return { key: 'none', text: 'functions without a VPC', network, status, holds: new Map() };
  const matters = DIMENSIONS.filter((name) =>
    (values.get(name) ?? []).some((other) => {
      const id = idOf({ ...network, [name]: other });
      return statuses.has(id) && statuses.get(id) !== status;
    }),
  );
  const holds = new Map(matters.map((name) => [name, shown(network, name, labels)]));
  const parts = matters.map((name) => phrase(name, shown(network, name, labels).join(' and ')));
  const text = parts.length === 0 ? 'all functions in a VPC' : `functions with ${parts.join(', ')}`;
  return { key: text, text, network, status, holds };
}

/** `VPC vpc-1`; `any other VPC` says what it is. */
const phrase = (name: Dimension, values: string) =>
  /^(any )?other /.test(values) ? values : `${NAMES[name]} ${values}`;

const NAMES = { vpc: 'VPC', subnets: 'subnets', securityGroups: 'security groups' } as const;

function shown(network: AttachedNetwork, name: Dimension, labels: Labels): readonly string[] {
  const value = network[name];
  const list: readonly ProbeValue[] = Array.isArray(value) ? value : [value];
  return list.map((one) => labels.get(probeKey(one)) ?? probeKey(one));
}

/** Those that do not only have more in a list than another one that changed in the same way. */
function smallest(all: readonly Told[]): readonly Told[] {
  return all.filter((told) => !all.some((other) => other !== told && isWithin(other, told)));
}

function isWithin(small: Told, large: Told): boolean {
  if (small.status !== large.status || small.holds.size !== large.holds.size || small.key === large.key)
    return false;
  if (small.holds.size === 0) return false;
  return [...small.holds].every(([name, values]) => {
    const others = large.holds.get(name);
    return others !== undefined && values.every((value) => others.includes(value));
  });
}

const idOf = (network: ProbeNetwork) =>
  network === undefined ? '' : JSON.stringify([network.vpc, network.subnets, network.securityGroups]);

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
