import type { Policy } from '../iam/policy.ts';
import { audited, deciderOf } from './audited.ts';
import { FUNCTION_ACTIONS, type Probe } from './probe.ts';
import { findProbe, type Room, roomOf } from './room.ts';

/** A request that the two policies decide differently; undefined: there is none among all kinds of networks. */
export function differenceFrom(
  room: Room,
  other: Policy,
  actions: readonly string[] = FUNCTION_ACTIONS,
): Probe | undefined {
  const decide = deciderOf(other, room.audited.kind, room.audited.surroundings, room.audited.effort);
  return findProbe(room, (probe) => decide(probe) !== room.decide(probe), actions);
}

/** The same among the networks that the other policy tells apart: it knows ids which this one does not. */
export function differenceTo(room: Room, other: Policy, actions: readonly string[]): Probe | undefined {
  const there = roomOf(audited(other, room.audited.kind, undefined, room.audited.effort));
  return findProbe(there, (probe) => there.decide(probe) !== room.decide(probe), actions);
}
