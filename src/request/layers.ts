import type { Value as GraphValue } from '../graph/value.ts';
import type { ContextValue } from '../iam/request.ts';
import { type IdSet, idSets, mayBeEmpty } from './id-set.ts';
import { arrayKey, type IdKind } from './key-values.ts';

/** A function has five layers at most. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LAYERS: IdKind = { plural: 'layers', atMost: 5 };

/** What `lambda:Layer` holds in a request with these layers. */
export function layersKey(value: GraphValue | undefined, owner: string): ContextValue {
  const [set, ...others] = idSets(value);
  if (set === undefined || others.length > 0) return unknownLayers(owner);
  const presence = mayBeEmpty(set) ? doubt(owner, reasonOf(set)) : ({ kind: 'present' } as const);
  return arrayKey(set, LAYERS, presence, owner);
}

function unknownLayers(owner: string): ContextValue {
  const reason = 'which layers the function has depends on what is not known';
  const rest = { name: `layers of ${owner}`, reason, atLeast: 1, atMost: LAYERS.atMost };
  return { kind: 'multi', presence: doubt(owner, reason), values: [], rest };
}

const reasonOf = (set: IdSet) => set.rest?.value.reason ?? 'whether the function has any layer is not known';
const doubt = (owner: string, reason: string) =>
  ({ kind: 'unknown', name: `${owner} has layers`, reason }) as const;
