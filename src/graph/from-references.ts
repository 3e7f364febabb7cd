import type { ConfigurationExpression } from '../plan/plan.ts';
import { list, unknown } from './construct.ts';
import { type Context, SETTLE_BY_SOURCE } from './context.ts';
import { type Argument, type IdentifierKind, PREFIXES } from './identifiers.ts';
import { distinctValues } from './identity.ts';
import type { Leaf } from './leaf.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/**
 * What an argument for identifiers is, of which the plan says only that it is unknown and what it refers to.
 *
 * An unknown value depends on something unknown. Where all unknown ingredients are identifiers of the right kind,
 * the argument is taken to *be* one of them (or, for a list, to hold at least one of them): identifiers are passed
 * on, they are not built. What this leaves out: an unknown identifier that only decides between literals
 * (`aws_vpc.a.id == aws_vpc.b.id ? "vpc-1" : "vpc-2"`), and a filter on an unknown attribute that removes every
 * element. Known ids among what a list refers to may be all that it holds. Literals and locals beside the references leave no trace in the plan, so that a list never ends here.
 *
 * Undefined where the references say nothing.
 */
export function fromReferences(
  context: Context,
  expression: ConfigurationExpression,
  scope: Scope,
  argument: Argument,
  what: string,
): Value | undefined {
  const leaves = context.leavesOf(expression, scope, argument.kind);
  return argument.many ? manyOf(leaves, argument.kind, what) : oneOf(leaves, argument.kind, what);
}

/** An id that is known beside one that is not may be the one that is taken: `tolist(toset([var.id, aws_vpc.n.id]))[0]`. */
function oneOf(leaves: readonly Leaf[], kind: IdentifierKind, what: string): Value | undefined {
  const opaque = leaves.find((leaf) => leaf.kind === 'opaque');
  if (opaque !== undefined) return unknown(what, opaque.reason, { settle: SETTLE_BY_SOURCE });
  const candidates = unknownsIn(leaves);
  const [only] = candidates;
  if (only === undefined) return undefined;
  const isTold = PREFIXES[kind] !== undefined;
  const knowns = knownsIn(leaves).filter((leaf) => (isTold ? mayBeId(leaf, kind) : candidates.length > 1));
  return candidates.length + knowns.length === 1 ? only : choice([...candidates, ...knowns], what);
}

function choice(candidates: readonly Value[], what: string): Value {
  return {
    kind: 'one-of',
    name: `one of ${what}`,
    candidates: distinctValues(candidates.flatMap((one) => (one.kind === 'one-of' ? one.candidates : [one]))),
    reason: `the plan lists the references of \`${what}\`, not which of them it is`,
    settle: SETTLE_BY_SOURCE,
    trail: [],
  };
}

/** What is known may be all that is left: `setsubtract(data.aws_subnets.all.ids, aws_subnet.public[*].id)`. */
function manyOf(leaves: readonly Leaf[], kind: IdentifierKind, what: string): Value {
  const opaque = leaves.find((leaf) => leaf.kind === 'opaque');
  const unknowns = opaque === undefined ? unknownsIn(leaves) : [];
  const knowns = knownsIn(leaves).filter((leaf) => mayBeId(leaf, kind));
  const [first, ...others] = [...unknowns, ...(unknowns.length === 0 ? [] : knowns)];
  const items = first === undefined ? [] : [others.length === 0 ? first : choice([first, ...others], what)];
  const reason =
    opaque?.reason ??
    `the plan lists the references of \`${what}\`, not its elements: literals may be among them`;
  return list(items, {
    isSet: true,
    rest: { name: `rest of ${what}`, reason, settle: SETTLE_BY_SOURCE },
  });
}

/** A known text beside the ids may also be what decides something. */
function mayBeId(value: Value, kind: IdentifierKind): boolean {
  const prefix = PREFIXES[kind];
  return value.kind === 'known' && (prefix === undefined || String(value.value).startsWith(prefix));
}

function unknownsIn(leaves: readonly Leaf[]): readonly Value[] {
  return distinctValues(leaves.flatMap((leaf) => (leaf.kind === 'candidate' ? [leaf.value] : [])));
}

function knownsIn(leaves: readonly Leaf[]): readonly Value[] {
  return distinctValues(
    leaves.flatMap((leaf) =>
      leaf.kind === 'known' && leaf.value.kind === 'known' && typeof leaf.value.value === 'string'
        ? [leaf.value]
        : [],
    ),
  );
}
