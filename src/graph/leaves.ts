import type { ModulePath } from '../plan/address.ts';
import type { ConfigurationExpression } from '../plan/plan.ts';
import { behind, hop } from './construct.ts';
import type { Context } from './context.ts';
import { attributesHolding, type IdentifierKind } from './identifiers.ts';
import type { Instance } from './instances.ts';
import { type Leaf, leavesOfValue } from './leaf.ts';
import { outputLeaves, variableLeaves } from './module-leaves.ts';
import { parseReference, type Reference, type Step, writtenReferences } from './reference.ts';
import { eachValue, repetitionReferences } from './repetition.ts';
import type { Scope } from './scope.ts';

/** The leaves of an expression, as far down as the plan goes. */
export function leavesOf(
  context: Context,
  expression: ConfigurationExpression,
  scope: Scope,
  kind: IdentifierKind,
): readonly Leaf[] {
  return writtenReferences(expression.references).flatMap(
    (text) =>
      context.deeper(() => leavesOfReference(context, text, scope, kind)) ?? [
        { kind: 'opaque', reason: `the chain of references behind \`${text}\` is too long` },
      ],
  );
}

function leavesOfReference(
  context: Context,
  text: string,
  scope: Scope,
  kind: IdentifierKind,
): readonly Leaf[] {
  const reference = parseReference(text);
  switch (reference.kind) {
    case 'resource':
      return resourceLeaves(context, reference, text, scope.module, kind);
    case 'variable':
      return placed(text, variableLeaves(context, scope.module, reference.name, path(reference.rest), kind));
    case 'module':
      return placed(text, moduleLeaves(context, reference, scope.module, kind));
    case 'scope':
      return scopeLeaves(context, reference, text, scope, kind);
    case 'local':
      return [{ kind: 'opaque', reason: `the plan does not hold the value of \`${text}\`` }];
    case 'unreadable':
      return [{ kind: 'opaque', reason: `the reference \`${text}\` cannot be read` }];
  }
}

function placed(text: string, leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.map((leaf) =>
    leaf.kind === 'opaque' ? leaf : { ...leaf, value: behind([hop(text)], leaf.value) },
  );
}

function path(steps: readonly Step[]): readonly (string | number)[] {
  return steps.map((step) => step.key);
}

function resourceLeaves(
  context: Context,
  reference: Reference & { kind: 'resource' },
  text: string,
  module: ModulePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const [first, ...after] = reference.rest;
  const key = first?.kind === 'index' ? first.key : undefined;
  const rest = first?.kind === 'index' ? after : reference.rest;
  const instances =
    first === undefined
      ? context.instances.ofResource(module, reference)
      : context.instances.ofKey(module, reference, key);
  return instances.flatMap((instance) => instanceLeaves(context, instance, path(rest), text, kind));
}

/** A bare reference to a resource means those of its attributes that hold identifiers of the kind. */
function instanceLeaves(
  context: Context,
  instance: Instance,
  attribute: readonly (string | number)[],
  text: string,
  kind: IdentifierKind,
): readonly Leaf[] {
  const { type } = instance.address;
  const paths = attribute.length > 0 ? [attribute] : attributesHolding(type, kind).map((name) => [name]);
  if (paths.length === 0)
    return [{ kind: 'opaque', reason: `which attribute of \`${text}\` is meant is lost` }];
  return paths.flatMap((one) => {
    const value = context.attribute(instance.addressText, one);
    return value === undefined ? [] : leavesOfValue(value, kind, text);
  });
}

function moduleLeaves(
  context: Context,
  reference: Reference & { kind: 'module' },
  module: ModulePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const [first, ...after] = reference.rest;
  const rest = first?.kind === 'index' ? after : reference.rest;
  const [output, ...below] = path(rest);
  return context.instances
    .moduleKeys(module, reference.call)
    .filter((key) => first?.kind !== 'index' || key === first.key)
    .flatMap((key) => {
      const called = [...module, { name: reference.call, ...(key === undefined ? {} : { key }) }];
      return outputLeaves(context, called, output === undefined ? undefined : String(output), below, kind);
    });
}

function scopeLeaves(
  context: Context,
  reference: Reference & { kind: 'scope' },
  text: string,
  scope: Scope,
  kind: IdentifierKind,
): readonly Leaf[] {
  const { root, name } = reference;
  if (root === 'count' || root === 'path' || (root === 'each' && name === 'key')) return [];
  if (root !== 'each') return [{ kind: 'opaque', reason: `the plan does not hold the value of \`${text}\`` }];
  const value = eachValue(context, scope, path(reference.rest));
  if (value !== undefined && value.kind !== 'unknown') return placed(text, leavesOfValue(value, kind, text));
  const repetition = repetitionReferences(context, scope);
  if (repetition === undefined)
    return [{ kind: 'opaque', reason: `what \`${text}\` is, is not in the plan` }];
  return placed(text, leavesOf(context, repetition, { module: scope.module }, kind));
}
