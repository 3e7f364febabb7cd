import type { ContextValue, MultiValue, Presence, Rest } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { OneOfValue, Shape, Value } from '../iam/value.ts';
import { distinct, toIamValue } from '../policies/value.ts';
import { type IdSet, isEmpty, mayBeEmpty, type RestOfIds, type Scalar } from './id-set.ts';
import type { Doubt } from './vpc-settings.ts';

/** What kind of ids a key holds. */
export interface IdKind {
  /** `subnets`: for words and names. */
  readonly plural: string;
  /** What the ids look like; absent where they are no ids of EC2. */
  readonly shape?: Shape;
  /** The most that Lambda takes. https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
  readonly atMost: number;
}

/**
 * What a request carries under an array key that holds these ids.
 * @param owner names what is not known: the resource address
 */
export function arrayKey(set: IdSet, kind: IdKind, presence: Presence, owner: string): ContextValue {
  if (isEmpty(set)) return { kind: 'absent', reason: `there are no ${kind.plural}` };
  const certain = distinct(set.certain.map((scalar) => toIamValue(scalar, kind.shape)));
  if (set.rest !== undefined && certain.length === 0) return onlyRest(set.rest, set, kind, presence);
  const optional = optionalValues(set.optional, certain, kind, owner);
  const values = distinct([...certain, ...optional]);
  const there = values.filter(isTold).length;
  const rest = set.rest === undefined ? {} : { rest: restOf(set.rest, kind, there, kind.shape) };
  return { kind: 'multi', presence, values, ...rest };
}

/** Two of which are certainly two: others may turn out to be the same id. */
const isTold = ({ kind }: Value) => kind === 'known' || kind === 'new';

/** The key when it is there at all: with one id at least. Ids that may be among them are not told apart from others. */
function onlyRest(rest: RestOfIds, set: IdSet, kind: IdKind, presence: Presence): MultiValue {
  const isAll = set.optional.length === 0;
  const { atMost: _, ...unbounded } = rest;
  const further = restOf(isAll ? rest : unbounded, kind, 0, isAll ? kind.shape : undefined);
  return { kind: 'multi', presence, values: [], rest: { ...further, atLeast: Math.max(rest.atLeast, 1) } };
}

function restOf(rest: RestOfIds, kind: IdKind, there: number, shape: Shape | undefined): Rest {
  const { name, reason, settle } = rest.value;
  const room = Math.max(kind.atMost - there, 0);
  return {
    name: `further ${kind.plural} of ${name}`,
    reason,
    ...(settle === undefined ? {} : { settle }),
    ...(shape === undefined ? {} : { shape }),
    atLeast: Math.min(rest.atLeast, room),
    atMost: Math.min(rest.atMost ?? room, room),
  };
}

/**
 * Ids that may be missing, as values that are always there: what is missing repeats one that is there, and a set
 * does not count repetitions.
 */
function optionalValues(
  optional: readonly Scalar[],
  certain: readonly Value[],
  kind: IdKind,
  owner: string,
): readonly Value[] {
  const values = optional.map((scalar) => toIamValue(scalar, kind.shape));
  const all = values.flatMap(candidatesOf);
  const [pivot] = certain;
  return values.map((value, index) => {
    const others = pivot === undefined ? all : candidatesOf(pivot);
    const candidates = distinct([...candidatesOf(value), ...others]);
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return only;
    const reason = `which ${kind.plural} are used is not known`;
    return { kind: 'one-of', name: `${owner}.${kind.plural} ${index}`, candidates, reason };
  });
}

export function candidatesOf(value: Value): OneOfValue['candidates'] {
  return value.kind === 'one-of' ? value.candidates : [value];
}

/** Whether the keys are there, when whether there are any ids decides it. */
export function presenceOf(sets: readonly IdSet[], doubt: Doubt | undefined, owner: string): Presence {
  if (sets.every((set) => !mayBeEmpty(set))) return doubt ?? PRESENT;
  const open = sets.find(mayBeEmpty)?.rest?.value;
  const reason = open?.reason ?? doubt?.reason ?? 'whether there is any subnet is not known';
  const settle = open?.settle ?? doubt?.settle;
  return {
    kind: 'unknown',
    name: `vpc_config of ${owner}`,
    reason,
    ...(settle === undefined ? {} : { settle }),
  };
}
