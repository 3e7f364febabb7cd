import type { Expression } from '../../source/expression.ts';
import { behind, hop, known, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { localValue } from '../module-values.ts';
import { eachKey, eachValue } from '../repetition.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { moduleValue, variableValue } from './module-value.ts';
import { resourceValue } from './resource-value.ts';
import { failure, type Result } from './result.ts';
import { untold } from './untold.ts';

/**
 * The value of `var.x`, `local.x`, `each.value`, `module.m`, `aws_vpc.v`, `data.aws_vpc.v`. Undefined for an attribute of
 * something else.
 */
export function fromRoot(
  context: Context,
  { object, name }: Expression & { kind: 'attribute' },
  scope: Scope,
): Result | undefined {
  if (object.kind === 'attribute') return ofLongRoot(context, object, name, scope);
  if (object.kind !== 'variable' || scope.variables?.has(object.name) === true) return undefined;
  const root = ROOTS.get(object.name);
  if (root !== undefined) return root(context, name, scope);
  return resourceValue(context, scope.module, { mode: 'managed', type: object.name, name });
}

/** A variable of a `for`, or an iterator. */
export function variableIn({ variables }: Scope, name: string): Result {
  return variables?.get(name) ?? failure(`there is no \`${name}\``);
}

/** `data.aws_vpc.v`, `resource.aws_vpc.v`: roots of three names. */
function ofLongRoot(
  context: Context,
  object: Expression & { kind: 'attribute' },
  name: string,
  scope: Scope,
): Result | undefined {
  const root = object.object.kind === 'variable' ? object.object.name : undefined;
  const mode = root === undefined || scope.variables?.has(root) === true ? undefined : LONG_ROOTS.get(root);
  return mode === undefined
    ? undefined
    : resourceValue(context, scope.module, { mode, type: object.name, name });
}

const LONG_ROOTS: ReadonlyMap<string, 'managed' | 'data' | 'ephemeral'> = new Map([
  ['data', 'data'],
  ['ephemeral', 'ephemeral'],
  ['resource', 'managed'],
]);

type Root = (context: Context, name: string, scope: Scope) => Result;

/** The first two names of a reference, by the first one. */
const ROOTS: ReadonlyMap<string, Root> = new Map<string, Root>([
  ['var', (context, name, scope) => variableValue(context, scope.module, name)],
  [
    'local',
    (context, name, scope) => localValue(context, scope.module, name) ?? untold(`local.${name}`, scope),
  ],
  ['module', (context, name, scope) => moduleValue(context, scope.module, name)],
  ['each', each],
  ['count', (_, name, scope) => keyOr(`count.${name}`, scope)],
  ['path', pathValue],
  ['terraform', ofProgram],
  ['tofu', ofProgram],
]);

/** `terraform.workspace`, and what else there may be. */
function ofProgram(context: Context, name: string): Value {
  const workspace = name === 'workspace' ? context.workspace() : undefined;
  return workspace ?? unknown(`terraform.${name}`, `the plan does not hold \`terraform.${name}\``);
}

function each(context: Context, name: string, scope: Scope): Result {
  if (name === 'key') return keyOr('each.key', scope);
  const value = eachValue(context, scope);
  return value === undefined ? untold(`each.${name}`, scope) : behind([hop('each.value')], value);
}

function keyOr(what: string, scope: Scope): Value {
  const key = eachKey(scope);
  return key === undefined ? untold(what, scope) : known(key, [hop(`${what}: ${key}`)]);
}

/** Directories as the source names them, relative to the root module. */
function pathValue(context: Context, name: string, scope: Scope): Value {
  if (name === 'root') return known('.');
  const directory = name === 'module' ? context.sourceModule(scope.module)?.modulePath : undefined;
  return directory === undefined ? untold(`path.${name}`, scope) : known(directory);
}
