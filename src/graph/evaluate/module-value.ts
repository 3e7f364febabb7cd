import type { InstanceKey, ModulePath } from '../../plan/address.ts';
import type { LocatedExpression } from '../../source/expression.ts';
import { behind, hop, known, list, object, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { isEnabled } from '../enabled.ts';
import { called, fromReferences } from '../from-references.ts';
import { argumentNamed } from '../identifiers.ts';
import { compareKeys, moduleText } from '../instances.ts';
import { knownOutput, knownVariable } from '../module-values.ts';
import { callScope } from '../scope.ts';
import type { Value } from '../value.ts';
import { numberOf } from './convert.ts';
import { LazyAttributes } from './lazy-attributes.ts';
import type { Result } from './result.ts';
import { untold } from './untold.ts';

/** A module in an expression: an object of its outputs; a list of them where it has count, a map where it has for_each. */
export function moduleValue(context: Context, module: ModulePath, call: string): Result {
  const place = moduleText([...module, { name: call }]);
  const repetition = repetitionOf(context, module, call);
  if (repetition === undefined) return single(context, module, call);
  const told = toldKeys(context, module, repetition);
  const keys = told ?? seenKeys(context, module, call);
  if (keys === undefined || (repetition.kind === 'count' && keys.some((key, at) => key !== at))) {
    context.doubt();
    return unknown(`module ${place}`, `the plan does not tell which instances \`${place}\` has`);
  }
  const instances = keys.map((key) => [key, outputsOf(context, [...module, { name: call, key }])] as const);
  const reason = `there may be instances of \`${place}\` without a resource in the plan`;
  const more = told === undefined ? { rest: { name: `rest of ${place}`, reason } } : {};
  if (repetition.kind === 'count')
    return list(
      instances.map(([, outputs]) => outputs),
      more,
    );
  return object(new Map(instances.map(([key, outputs]) => [String(key), outputs])), more);
}

function single(context: Context, module: ModulePath, call: string): Value {
  const isThere = isEnabled(context, module, context.sourceModule(module)?.moduleCalls.get(call));
  const path = [...module, { name: call }];
  if (isThere === true) return outputsOf(context, path);
  if (isThere === false) return known(null);
  context.doubt();
  const place = moduleText(path);
  return unknown(`module ${place}`, `whether \`${place}\` is enabled is not known`);
}

interface Repetition {
  readonly kind: 'count' | 'for_each';
  readonly written?: LocatedExpression | undefined;
}

function repetitionOf(context: Context, module: ModulePath, call: string): Repetition | undefined {
  const written = context.sourceModule(module)?.moduleCalls.get(call)?.arguments;
  const configured = context.configuration.module(module)?.moduleCalls.get(call);
  if (configured?.count !== undefined || written?.has('count') === true) {
    return { kind: 'count', written: written?.get('count') };
  }
  if (configured?.forEach !== undefined || written?.has('for_each') === true) {
    return { kind: 'for_each', written: written?.get('for_each') };
  }
  return undefined;
}

/** By count or for_each; undefined where these are not known. */
function toldKeys(
  context: Context,
  module: ModulePath,
  { kind, written }: Repetition,
): readonly InstanceKey[] | undefined {
  return written === undefined ? undefined : keysIn(context.evaluate(written, { module }), kind);
}

/** Those in which resources stand: undefined where there are none. */
function seenKeys(context: Context, module: ModulePath, call: string): readonly InstanceKey[] | undefined {
  const seen = context.instances.moduleKeys(module, call).filter((key) => key !== undefined);
  return seen.length > 0 ? seen : undefined;
}

function keysIn(value: Value, kind: Repetition['kind']): readonly InstanceKey[] | undefined {
  if (kind === 'count') {
    const count = numberOf(value);
    return count === undefined || count > MOST_INSTANCES
      ? undefined
      : Array.from({ length: count }, (_, at) => at);
  }
  if (value.kind === 'object' && value.rest === undefined)
    return [...value.attributes.keys()].sort(compareKeys);
  if (value.kind !== 'list' || value.rest !== undefined) return undefined;
  const keys = value.items.map((item) => (item.kind === 'known' ? item.value : undefined));
  return keys.every((key) => typeof key === 'string') ? [...new Set(keys)].sort(compareKeys) : undefined;
}

/** A count beyond this is no count of modules. */
const MOST_INSTANCES = 100_000;

function outputsOf(context: Context, module: ModulePath): Value {
  const configured = context.configuration.module(module)?.outputs;
  const written = context.sourceModule(module)?.outputs;
  const names = [...new Set([...(configured?.keys() ?? []), ...(written?.keys() ?? [])])];
  const attributes = new LazyAttributes(names, (name) =>
    names.includes(name) ? outputValue(context, module, name) : undefined,
  );
  if (configured !== undefined || written !== undefined) return object(attributes);
  const place = moduleText(module);
  return object(attributes, {
    rest: { name: `outputs of ${place}`, reason: `the plan does not hold the outputs of \`${place}\`` },
  });
}

/** An output; of a module without source what its references and its name tell. */
function outputValue(context: Context, module: ModulePath, name: string): Value {
  const value = knownOutput(context, module, name);
  if (value !== undefined) return value;
  const output = context.configuration.module(module)?.outputs.get(name);
  const argument = argumentNamed(name);
  const place = `${moduleText(module)}.${name}`;
  if (output === undefined || argument === undefined) return untold(name, { module });
  const found = fromReferences(context, output.expression, { module }, argument, called(place));
  return found === undefined ? untold(name, { module }) : behind([hop(place)], found);
}

/** A variable; of a call without source what its references and its name tell. */
export function variableValue(context: Context, module: ModulePath, name: string): Value {
  const label = hop(`var.${name}`);
  const value = knownVariable(context, module, name);
  if (value !== undefined) return behind([label], value);
  const scope = callScope(module);
  const member = context.configuration.call(module)?.expressions.get(name);
  const argument = argumentNamed(name);
  if (scope === undefined || member?.kind !== 'expression' || argument === undefined) {
    return untold(`var.${name}`, { module });
  }
  const found = fromReferences(
    context,
    member.expression,
    scope,
    argument,
    called(`${moduleText(module)} var.${name}`),
  );
  return found === undefined ? untold(`var.${name}`, { module }) : behind([label], found);
}
