import type { ModulePath } from '../plan/address.ts';
import type { ConfigurationExpression } from '../plan/plan.ts';
import { list, unknown } from './construct.ts';
import { type Context, SETTLE_BY_SOURCE } from './context.ts';
import { type Argument, type IdentifierKind, PREFIXES } from './identifiers.ts';
import { distinctValues } from './identity.ts';
import { moduleText } from './instances.ts';
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
 * element. Known ids among what a list refers to may be all that it holds. Literals and locals beside the references
 * leave no trace in the plan, so that a list never ends here.
 *
 * Undefined where the references say nothing.
 */
export function fromReferences(
  context: Context,
  expression: ConfigurationExpression,
  scope: Scope,
  argument: Argument,
  what: What,
): Value | undefined {
  const ingredients = ingredientsOf(context, expression, scope, argument.kind);
  return argument.many ? manyOf(ingredients, argument.kind, what) : oneOf(ingredients, argument.kind, what);
}

/** The argument: by a name that no other one has, and as a message calls it. */
export interface What {
  readonly name: string;
  readonly text: string;
}

export const called = (name: string): What => ({ name, text: name });

/** What the references of an expression lead to, each thing once. */
interface Ingredients {
  /** Why something else may be among them. */
  readonly opaque: string | undefined;
  readonly unknowns: readonly Value[];
  readonly knowns: readonly Value[];
}

/** Worked out once for all expressions of a module with the same references: hundreds of functions share a network. */
function ingredientsOf(
  context: Context,
  expression: ConfigurationExpression,
  scope: Scope,
  kind: IdentifierKind,
): Ingredients {
  const find = () => sorted(context.leavesOf(expression, scope, kind));
  if (isOwn(expression)) return find();
  const question = `${kind} of ${referencesText(expression, scope.module)}`;
  return context.onceOf(question, find, (opaque) => ({ opaque, unknowns: [], knowns: [] }));
}

/** The same for two expressions where their references are the same, in the same module instance. */
function referencesText({ references }: ConfigurationExpression, module: ModulePath): string {
  return `${moduleText(module)} ${references.join('\u0000')}`;
}

/** Whether it may be different for each instance of its resource. */
export function isOwn(expression: ConfigurationExpression): boolean {
  return expression.references.some((text) => /^(?:each|count|self)\b/u.test(text));
}

function sorted(leaves: readonly Leaf[]): Ingredients {
  const opaque = leaves.find((leaf) => leaf.kind === 'opaque')?.reason;
  return { opaque, unknowns: unknownsIn(leaves), knowns: knownsIn(leaves) };
}

/** An id that is known beside one that is not may be the one that is taken: `tolist(toset([var.id, aws_vpc.n.id]))[0]`. */
function oneOf(
  { opaque, unknowns, knowns }: Ingredients,
  kind: IdentifierKind,
  what: What,
): Value | undefined {
  if (opaque !== undefined) return unknown(what.name, opaque, { settle: SETTLE_BY_SOURCE });
  const [only] = unknowns;
  if (only === undefined) return undefined;
  const isTold = PREFIXES[kind] !== undefined;
  const others = knowns.filter((one) => (isTold ? mayBeId(one, kind) : unknowns.length > 1));
  return unknowns.length + others.length === 1 ? only : choice([...unknowns, ...others], what);
}

function choice(candidates: readonly Value[], what: What): Value {
  return {
    kind: 'one-of',
    name: `one of ${what.name}`,
    candidates: distinctValues(candidates.flatMap((one) => (one.kind === 'one-of' ? one.candidates : [one]))),
    reason: `the plan lists the references of \`${what.text}\`, not which of them it is`,
    settle: SETTLE_BY_SOURCE,
    trail: [],
  };
}

/** What is known may be all that is left: `setsubtract(data.aws_subnets.all.ids, aws_subnet.public[*].id)`. */
function manyOf({ opaque, unknowns, knowns }: Ingredients, kind: IdentifierKind, what: What): Value {
  const certain = opaque === undefined ? unknowns : [];
  const others = certain.length === 0 ? [] : knowns.filter((one) => mayBeId(one, kind));
  const [first, ...more] = [...certain, ...others];
  const items = first === undefined ? [] : [more.length === 0 ? first : choice([first, ...more], what)];
  const reason =
    opaque ??
    `the plan lists the references of \`${what.text}\`, not its elements: literals may be among them`;
  return list(items, {
    isSet: true,
    rest: { name: `rest of ${what.name}`, reason, settle: SETTLE_BY_SOURCE },
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
