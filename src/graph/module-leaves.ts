import type { ModulePath } from '../plan/address.ts';
import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import type { IdentifierKind } from './identifiers.ts';
import { type Leaf, leavesOf, leavesOfValue } from './leaves.ts';
import { knownOutput, knownVariable } from './module-values.ts';
import { partAt } from './navigate.ts';
import { callScope } from './scope.ts';
import type { Value } from './value.ts';

/** What a module variable may be made of: of the argument that the module was called with. */
export function variableLeaves(
  context: Context,
  module: ModulePath,
  name: string,
  path: AttributePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const value = knownVariable(context, module, name);
  const usable = usablePart(value, path);
  if (usable !== undefined) return leavesOfValue(usable, kind, `var.${name}`);
  const scope = callScope(module);
  const argument = context.configuration.call(module)?.expressions.get(name);
  if (scope === undefined || argument?.kind !== 'expression') {
    return [{ kind: 'opaque', reason: `the plan does not hold the value of \`var.${name}\`` }];
  }
  return leavesOf(context, argument.expression, scope, kind);
}

/** What a module output may be made of; without a name: what all outputs of the kind may be made of. */
export function outputLeaves(
  context: Context,
  module: ModulePath,
  name: string | undefined,
  path: AttributePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const outputs = context.configuration.module(module)?.outputs;
  if (outputs === undefined)
    return [{ kind: 'opaque', reason: 'the plan does not hold the outputs of the module' }];
  if (name === undefined) {
    const leaves = [...outputs.keys()].flatMap((one) => outputLeaves(context, module, one, path, kind));
    return leaves.length > 0 ? [...leaves, SOME_OUTPUT] : leaves;
  }
  const output = outputs.get(name);
  if (output === undefined)
    return [{ kind: 'opaque', reason: `the plan does not hold the output \`${name}\`` }];
  const usable = usablePart(knownOutput(context, module, name), path);
  if (usable !== undefined) return leavesOfValue(usable, kind, name);
  return leavesOf(context, output.expression, { module }, kind);
}

const SOME_OUTPUT: Leaf = { kind: 'opaque', reason: 'which output of the module is meant is lost' };

function usablePart(value: Value | undefined, path: AttributePath): Value | undefined {
  if (value === undefined) return undefined;
  const part = partAt(value, path);
  return part === undefined || part.kind === 'unknown' ? undefined : part;
}
