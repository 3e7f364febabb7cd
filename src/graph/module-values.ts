import type { ModulePath } from '../plan/address.ts';
import type { Json } from '../plan/json.ts';
import type { LocatedExpression } from '../source/expression.ts';
import type { SourceOutput, SourceVariable } from '../source/module.ts';
import { agrees } from './agreement.ts';
import { asSensitive, behind, hop, known, unknown } from './construct.ts';
import type { Context } from './context.ts';
import { LazyAttributes } from './evaluate/lazy-attributes.ts';
import { moduleText } from './instances.ts';
import { fromJson } from './known-json.ts';
import { callScope } from './scope.ts';
import type { Hop, OneOfValue, Value } from './value.ts';
import { converted } from './variable-type.ts';

/**
 * A variable of a module instance, from the plan's root variables, a constant in the plan, or the source. Undefined
 * where none of them tells; the plan's references may still.
 */
export function knownVariable(context: Context, module: ModulePath, name: string): Value | undefined {
  const step = module.at(-1);
  if (step === undefined) return rootVariable(context, name);
  const scope = callScope(module);
  const given = context.sourceModule(module.slice(0, -1))?.moduleCalls.get(step.name)?.arguments.get(name);
  const planned = context.configuration.call(module)?.expressions.get(name);
  const isStale =
    given !== undefined && planned?.kind === 'expression' && !agrees(planned.expression, given.expression);
  if (given !== undefined && scope !== undefined && !isStale) {
    return context.once(`variable ${moduleText(module)} ${name}`, () => {
      const value = behind([argumentHop(step.name, name, given)], context.evaluate(given, scope));
      return asDeclared(context, module, name, value);
    });
  }
  return constantArgument(context, module, name);
}

function argumentHop(call: string, name: string, given: LocatedExpression): Hop {
  return hop(`module.${call} argument ${name}`, { path: given.path, line: given.position?.line });
}

function constantArgument(context: Context, module: ModulePath, name: string): Value | undefined {
  const call = context.configuration.call(module);
  const member = call?.expressions.get(name);
  if (member === undefined) return call === undefined ? undefined : defaultOf(context, module, name);
  if (member.kind !== 'expression' || member.expression.constantValue === undefined) return undefined;
  const trail = [hop(`module.${module.at(-1)?.name} argument ${name}`)];
  return asDeclared(context, module, name, fromJson(member.expression.constantValue, trail));
}

/** What is given to a variable, as the variable holds it. */
function asDeclared(context: Context, module: ModulePath, name: string, given: Value): Value {
  const declared: SourceVariable | undefined = context.sourceModule(module)?.variables.get(name);
  const value = orDefault(context, module, name, given, declared);
  if (declared === undefined) return loosened(value);
  return asTyped(context, module, value, declared);
}

/** As the type says it that a variable or an output is declared with. */
function asTyped(
  context: Context,
  module: ModulePath,
  value: Value,
  { type, path }: SourceVariable | SourceOutput,
): Value {
  if (type === undefined) return value;
  return converted(value, type.expression, {
    defaultOf: (expression) => context.evaluate({ expression, path }, { module }),
  });
}

/** Of a variable whose type is not known: see `loose`. One that is declared without a type holds what it is given. */
function loosened(value: Value, depth = 0): Value {
  if (depth > DEEPEST) return value;
  switch (value.kind) {
    case 'list':
      return { ...value, loose: true, items: value.items.map((item) => loosened(item, depth + 1)) };
    case 'object': {
      if (value.attributes instanceof LazyAttributes || value.newKeys !== undefined)
        return { ...value, loose: true };
      const members = [...value.attributes].map(
        ([key, member]) => [key, loosened(member, depth + 1)] as const,
      );
      return { ...value, loose: true, attributes: new Map(members) };
    }
    case 'one-of':
      return { ...value, candidates: value.candidates.map((one) => loosened(one, depth + 1)) };
    case 'known':
    case 'new':
    case 'unknown':
    case 'template':
      return value;
  }
}

const DEEPEST = 20;

/** A variable that is not nullable takes its default where null is given. */
function orDefault(
  context: Context,
  module: ModulePath,
  name: string,
  given: Value,
  declared: SourceVariable | undefined,
): Value {
  if (given.kind === 'one-of') return orDefaultEach(context, module, name, given, declared);
  if (given.kind !== 'known' || given.value !== null) return given;
  const isNullable = declared === undefined ? undefined : nullable(declared);
  if (isNullable === true) return given;
  const byDefault = defaultOf(context, module, name);
  if (byDefault === undefined || (byDefault.kind === 'known' && byDefault.value === null)) return given;
  if (isNullable === false) return byDefault;
  return {
    kind: 'one-of',
    name: `null or default of ${moduleText(module)} ${name}`,
    candidates: [given, byDefault],
    reason: `\`var.${name}\` is given null, which means its default where it is not nullable`,
    trail: given.trail,
  };
}

/** Of each that it may be; where none is null, it is as it was. */
function orDefaultEach(
  context: Context,
  module: ModulePath,
  name: string,
  given: OneOfValue,
  declared: SourceVariable | undefined,
): Value {
  const candidates = given.candidates.flatMap((one) => {
    const value = orDefault(context, module, name, one, declared);
    return value.kind === 'one-of' ? value.candidates : [value];
  });
  const isSame = candidates.every((one, at) => one === given.candidates[at]);
  return isSame
    ? given
    : { ...given, name: `${given.name} or default of ${moduleText(module)} ${name}`, candidates };
}

/** A scalar is what it is; what else it was given may become, its type tells. */
function rootValue(context: Context, name: string, json: Json): Value {
  const value = fromJson(json);
  return typeof json === 'object' ? asDeclared(context, [], name, value) : value;
}

/** Variables are nullable unless they say otherwise. */
function nullable(declared: SourceVariable): boolean | undefined {
  const expression = declared.nullable?.expression;
  if (expression === undefined) return true;
  return expression.kind === 'literal' && typeof expression.value === 'boolean'
    ? expression.value
    : undefined;
}

function rootVariable(context: Context, name: string): Value | undefined {
  if (isEphemeral(context, name))
    return unknown(`var.${name}`, `the plan does not hold what the ephemeral \`var.${name}\` was given`);
  return context.plan.variables.has(name)
    ? context.once(`variable ${name}`, () => findRootVariable(context, name) ?? known(null))
    : findRootVariable(context, name);
}

/** A plan has the default of an ephemeral variable, whatever it was given: seen in plans of Terraform 1.11. */
function isEphemeral(context: Context, name: string): boolean {
  if (context.configuration.module([])?.variables.get(name)?.ephemeral === true) return true;
  const written = context.sourceModule([])?.variables.get(name)?.ephemeral?.expression;
  return written !== undefined && !(written.kind === 'literal' && written.value === false);
}

function findRootVariable(context: Context, name: string): Value | undefined {
  const declared = context.configuration.module([])?.variables.get(name);
  const json = context.plan.variables.get(name);
  const value = json === undefined ? defaultOf(context, [], name) : rootValue(context, name, json);
  return value !== undefined && declared?.sensitive === true ? asSensitive(value) : value;
}

function defaultOf(context: Context, module: ModulePath, name: string): Value | undefined {
  const json: Json | undefined = context.configuration.module(module)?.variables.get(name)?.default;
  if (json !== undefined) return fromJson(json, [hop(`default of var.${name}`)]);
  const declared = context.sourceModule(module)?.variables.get(name);
  if (declared?.default === undefined) return undefined;
  return behind(
    [hop(`default of var.${name}`, { path: declared.path, line: declared.position?.line })],
    context.evaluate(declared.default, { module }),
  );
}

/** An output of a module instance, from the source or a constant in the plan; undefined where neither tells. */
export function knownOutput(context: Context, module: ModulePath, name: string): Value | undefined {
  const written = currentOutput(context, module, name);
  const label = `${moduleText(module) === '' ? 'output' : moduleText(module)}.${name}`;
  if (written !== undefined) {
    return context.once(`output ${moduleText(module)} ${name}`, () =>
      behind(
        [hop(label, { path: written.path, line: written.position?.line })],
        asTyped(context, module, context.evaluate(written, { module }), written),
      ),
    );
  }
  const output = context.configuration.module(module)?.outputs.get(name);
  if (output?.expression.constantValue === undefined) return undefined;
  const value = fromJson(output.expression.constantValue, [hop(label)]);
  return output.sensitive ? asSensitive(value) : value;
}

/** An output in the source, unless the plan was made from another one. */
function currentOutput(context: Context, module: ModulePath, name: string): SourceOutput | undefined {
  const written = context.sourceModule(module)?.outputs.get(name);
  const planned = context.configuration.module(module)?.outputs.get(name);
  const isStale =
    written !== undefined && planned !== undefined && !agrees(planned.expression, written.expression);
  return isStale ? undefined : written;
}

/** A local of a module instance; undefined where the source does not hold it. */
export function localValue(context: Context, module: ModulePath, name: string): Value | undefined {
  const written = context.sourceModule(module)?.locals.get(name);
  if (written === undefined) return undefined;
  return context.once(`local ${moduleText(module)} ${name}`, () =>
    behind(
      [hop(`local.${name}`, { path: written.path, line: written.position?.line })],
      context.evaluate(written, { module }),
    ),
  );
}
