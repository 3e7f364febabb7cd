import type { Unknown } from './occurrence.ts';
import type { World } from './world.ts';

/** To each name those that nothing tells from it, itself among them. */
export type Peers = ReadonlyMap<string, readonly string[]>;

/**
 * Names that nothing tells apart: whole elements of the same sets, of the same shape, part of no policy. Any two of
 * them may be exchanged without changing the outcome.
 */
export function peersOf(unknowns: ReadonlyMap<string, Unknown>): Peers {
  const groups = new Map<string, string[]>();
  const matchers = new Map<object, number>();
  const chosen = candidatesIn(unknowns);
  for (const unknown of unknowns.values()) {
    const key = chosen.has(unknown.name) ? undefined : keyOf(unknown, matchers);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(unknown.name);
  }
  return new Map([...groups.values()].flatMap((group) => group.map((name) => [name, group] as const)));
}

/**
 * The first of its options with which a name need be filled in: peers are filled in in ascending order of their options,
 * which are the same for all of them.
 */
export function firstIndex(name: string, peers: Peers, world: World): number {
  const filled = (peers.get(name) ?? []).map((peer) => {
    const option = world.option(peer);
    return option === undefined ? 0 : (world.domain(peer)?.options.indexOf(option) ?? 0);
  });
  return Math.max(0, ...filled);
}

function keyOf({ subject, occurrences, uses }: Unknown, matchers: Map<object, number>): string | undefined {
  if (subject.kind !== 'value' || subject.value.kind !== 'unknown' || uses.length > 0) return undefined;
  const alone = occurrences.every(
    ({ before, after, values }) => before.length + after.length + values.length === 0,
  );
  if (!alone || occurrences.length === 0) return undefined;
  const ids = occurrences.map(({ matcher }) => {
    const id = matchers.get(matcher) ?? matchers.size;
    matchers.set(matcher, id);
    return id;
  });
  const { shape = null, isArn = false } = subject.value;
  return JSON.stringify([ids, shape, isArn]);
}

/** Names that some other value may turn out to be. */
function candidatesIn(unknowns: ReadonlyMap<string, Unknown>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { subject } of unknowns.values()) {
    if (subject.kind !== 'value' || subject.value.kind !== 'one-of') continue;
    for (const candidate of subject.value.candidates)
      if (candidate.kind !== 'known') names.add(candidate.name);
  }
  return names;
}
