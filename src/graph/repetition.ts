import type { InstanceKey } from '../plan/address.ts';
import type { ConfigurationExpression } from '../plan/plan.ts';
import type { LocatedExpression } from '../source/expression.ts';
import { nameText } from './configuration.ts';
import { known } from './construct.ts';
import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import { fromJson, toJson } from './known-json.ts';
import { knownVariable } from './module-values.ts';
import { partAt } from './navigate.ts';
import { parseReference, writtenReferences } from './reference.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** `each.key` or `count.index` of the block in which an expression stands; undefined where it has none. */
export function eachKey(scope: Scope): InstanceKey | undefined {
  return scope.block?.key;
}

/**
 * `each.value`, or a part of it, from the for_each of the block: by the source, by a constant in the plan, by a
 * variable that is all of it. Undefined where none tells.
 */
export function eachValue(context: Context, scope: Scope, path: AttributePath = []): Value | undefined {
  const key = eachKey(scope);
  if (key === undefined) return undefined;
  const collection = sourceRepetition(context, scope) ?? plannedRepetition(context, scope);
  const element = collection === undefined ? undefined : elementOf(collection, key);
  return element === undefined ? undefined : partAt(element, path);
}

/** The element of a for_each: of a set of texts the key itself. */
function elementOf(collection: Value, key: InstanceKey): Value | undefined {
  if (collection.kind === 'list' && typeof key === 'string') return known(key, collection.trail);
  return collection.kind === 'object' ? partAt(collection, [key]) : undefined;
}

function sourceRepetition(context: Context, scope: Scope): Value | undefined {
  const written = writtenRepetition(context, scope);
  return written === undefined ? undefined : context.evaluate(written, { module: scope.module });
}

function writtenRepetition(context: Context, scope: Scope): LocatedExpression | undefined {
  const { block } = scope;
  if (block === undefined) return undefined;
  const module = context.sourceModule(scope.module);
  const found =
    block.kind === 'module'
      ? module?.moduleCalls.get(block.call)
      : module?.resources.get(nameText(block.resource));
  return found?.arguments.get('for_each');
}

function plannedRepetition(context: Context, scope: Scope): Value | undefined {
  const expression = repetitionReferences(context, scope);
  if (expression === undefined) return undefined;
  const { constantValue } = expression;
  if (constantValue !== undefined) return fromJson(constantValue);
  const written = writtenReferences(expression.references);
  const reference = written.length === 1 ? parseReference(written[0] ?? '') : undefined;
  if (reference?.kind !== 'variable' || reference.rest.length > 0) return undefined;
  return wholeVariable(context, scope, reference.name);
}

/** A for_each may rebuild the variable that it refers to: only of a wholly known one is the element known anyhow. */
function wholeVariable(context: Context, scope: Scope, name: string): Value | undefined {
  const value = knownVariable(context, scope.module, name);
  return value?.kind === 'object' && toJson(value) !== undefined ? value : undefined;
}

/** What the plan keeps of the for_each of the block in which an expression stands. */
export function repetitionReferences(context: Context, scope: Scope): ConfigurationExpression | undefined {
  const { block } = scope;
  if (block === undefined) return undefined;
  return block.kind === 'module'
    ? context.configuration.module(scope.module)?.moduleCalls.get(block.call)?.forEach
    : context.configuration.resource(scope.module, block.resource)?.forEach;
}
