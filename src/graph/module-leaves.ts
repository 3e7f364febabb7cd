import type { ModulePath } from '../plan/address.ts';
import type { ConfigurationExpression } from '../plan/plan.ts';
import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import type { IdentifierKind } from './identifiers.ts';
import { nameOf } from './identity.ts';
import { moduleText } from './instances.ts';
import { type Leaf, leavesOfValue } from './leaf.ts';
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
  const question = `leaves of ${moduleText(module)} var.${name} ${JSON.stringify(path)} ${kind}`;
  return context.onceOf(
    question,
    () => distinctLeaves(findVariable(context, module, name, path, kind)),
    stuckLeaves,
  );
}

function findVariable(
  context: Context,
  module: ModulePath,
  name: string,
  path: AttributePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const usable = usablePart(knownVariable(context, module, name), path);
  if (usable !== undefined) return leavesOfValue(usable, kind, `var.${name}`);
  const scope = callScope(module);
  const argument = context.configuration.call(module)?.expressions.get(name);
  if (scope === undefined || argument?.kind !== 'expression') {
    return [{ kind: 'opaque', reason: `the plan does not hold the value of \`var.${name}\`` }];
  }
  return context.leavesOf(argument.expression, scope, kind);
}

/** What a module output may be made of. */
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
  if (name === undefined) return [{ kind: 'opaque', reason: 'which output of the module is meant is lost' }];
  const output = outputs.get(name);
  if (output === undefined)
    return [{ kind: 'opaque', reason: `the plan does not hold the output \`${name}\`` }];
  const question = `leaves of ${moduleText(module)} output ${name} ${JSON.stringify(path)} ${kind}`;
  const find = () => distinctLeaves(findOutput(context, module, name, output.expression, path, kind));
  return context.onceOf(question, find, stuckLeaves);
}

function findOutput(
  context: Context,
  module: ModulePath,
  name: string,
  expression: ConfigurationExpression,
  path: AttributePath,
  kind: IdentifierKind,
): readonly Leaf[] {
  const usable = usablePart(knownOutput(context, module, name), path);
  if (usable !== undefined) return leavesOfValue(usable, kind, name);
  return context.leavesOf(expression, { module }, kind);
}

function stuckLeaves(reason: string): readonly Leaf[] {
  return [{ kind: 'opaque', reason }];
}

/** What many references lead to is one leaf. */
function distinctLeaves(leaves: readonly Leaf[]): readonly Leaf[] {
  const seen = new Set<string>();
  return leaves.filter((leaf) => {
    const name = leaf.kind === 'opaque' ? leaf.reason : nameOf(leaf.value);
    if (name === undefined) return true;
    const fresh = !seen.has(`${leaf.kind} ${name}`);
    seen.add(`${leaf.kind} ${name}`);
    return fresh;
  });
}

function usablePart(value: Value | undefined, path: AttributePath): Value | undefined {
  if (value === undefined) return undefined;
  const part = partAt(value, path);
  return part === undefined || part.kind === 'unknown' ? undefined : part;
}
