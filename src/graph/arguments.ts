import type { ConfigurationBlock, ConfigurationExpression } from '../plan/plan.ts';
import { toldApart } from '../plan/told-apart.ts';
import { behind, hop, list, unknown } from './construct.ts';
import { type Context, SETTLE_BY_SOURCE } from './context.ts';
import { called, fromReferences, isOwn } from './from-references.ts';
import type { AttributePath } from './graph.ts';
import { argumentNamed, isSingleBlock } from './identifiers.ts';
import { type Instance, moduleText, resourceText } from './instances.ts';
import { fromJson } from './known-json.ts';
import { partAt } from './navigate.ts';
import { scopeOf } from './scope.ts';
import { sourceArgument } from './source-arguments.ts';
import type { Value } from './value.ts';

/**
 * What the configuration gives for an argument of an instance: by the source, else by what the plan keeps of the
 * configuration. Undefined where it does not set it, or neither tells.
 */
export function configuredValue(
  context: Context,
  instance: Instance,
  path: AttributePath,
): Value | undefined {
  const bySource = sourceArgument(context, instance, path);
  if (bySource !== undefined && saysMuch(bySource)) return bySource;
  const planned = plannedArgument(context, instance, path);
  return planned !== undefined && (bySource === undefined || saysMuch(planned)) ? planned : bySource;
}

function saysMuch(value: Value): boolean {
  if (value.kind === 'list') {
    const { items, rest } = value;
    return items.length > 0 || rest === undefined || rest.candidates !== undefined || rest.of !== undefined;
  }
  return value.kind !== 'unknown' || value.of !== undefined;
}

/**
 * What the configuration sets, and neither the source nor the references of the plan tell to what. Undefined where the
 * plan's configuration does not set it.
 */
export function untoldArgument(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const isBlock = path.length === 1 && isConfigured(context, instance, path[0]);
  if (!isBlock && plannedExpression(context, instance, path) === undefined) return undefined;
  const what = `${instance.addressText}.${pathText(path)}`;
  return unknown(what, `what \`${what}\` is set to is not in the plan`, { settle: SETTLE_BY_SOURCE });
}

/** Whether the plan's configuration has this argument or block at all. */
export function isConfigured(
  context: Context,
  instance: Instance,
  name: string | number | undefined,
): boolean {
  if (typeof name !== 'string') return false;
  const { address } = instance;
  return context.configuration.resource(address.module, address)?.expressions.has(name) === true;
}

function plannedArgument(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const found = plannedExpression(context, instance, path);
  return found === undefined ? undefined : ofExpression(context, found, { instance, path });
}

/** An expression of the configuration, and the path to what is asked for: its argument's name, and what follows. */
interface PlannedExpression {
  readonly expression: ConfigurationExpression;
  readonly path: AttributePath;
}

function plannedExpression(
  context: Context,
  instance: Instance,
  path: AttributePath,
): PlannedExpression | undefined {
  const { address } = instance;
  const block = context.configuration.resource(address.module, address)?.expressions;
  return block === undefined ? undefined : inBlock(block, path);
}

/** Follows a path through nested blocks: of two blocks, and without their order, nothing can be said. */
function inBlock(block: ConfigurationBlock, path: AttributePath): PlannedExpression | undefined {
  const [name, index, ...below] = path;
  if (typeof name !== 'string') return undefined;
  const member = block.get(name);
  if (member?.kind === 'expression') return { expression: member.expression, path };
  const nested = member?.kind === 'blocks' && member.blocks.length === 1 ? member.blocks[0] : undefined;
  return nested === undefined || index !== 0 ? undefined : inBlock(nested, below);
}

/** The attribute that the question is about. */
interface Asked {
  readonly instance: Instance;
  readonly path: AttributePath;
}

function ofExpression(
  context: Context,
  { expression, path }: PlannedExpression,
  { instance, path: whole }: Asked,
): Value | undefined {
  const [name, ...below] = path;
  if (expression.constantValue !== undefined) return partAt(fromJson(expression.constantValue), below);
  const argument = argumentNamed(name);
  if (argument === undefined) return undefined;
  const isElement = argument.many && below.length > 0;
  const wanted = isElement ? { ...argument, many: false } : argument;
  const owner = isOwn(expression) ? instance.addressText : resourceText(instance);
  const what = called(`${owner}.${pathText(whole)}`);
  return fromReferences(context, expression, scopeOf(instance), wanted, what);
}

/**
 * A list of identifiers as the references of its argument tell it, named and traced from the argument: one and the same
 * value for all instances whose configuration refers to the same things. Which of these each of them holds may differ,
 * so it must not be compared with the value of another instance. Undefined where more than references tells it.
 */
export function sharedArgument(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const found = plannedExpression(context, instance, path);
  if (found === undefined || found.path.length > 1) return undefined;
  const { expression } = found;
  const argument = argumentNamed(found.path[0]);
  if (argument?.many !== true || expression.constantValue !== undefined || isOwn(expression))
    return undefined;
  const text = pathText(path);
  const module = moduleText(instance.address.module);
  const find = () => {
    const name = toldApart(text, [module, ...expression.references]);
    const value = fromReferences(context, expression, scopeOf(instance), argument, { name, text });
    return { value: value && behind([hop(text)], value) };
  };
  const question = `shared ${text} of ${module} ${expression.references.join('\u0000')}`;
  return context.onceOf(question, find, () => ({ value: undefined })).value;
}

/**
 * What an unknown block or argument is of which the plan's configuration knows nothing: a dynamic block leaves no
 * trace there.
 */
export function untracedArgument(instance: Instance, path: AttributePath): Value {
  const what = `${instance.addressText}.${pathText(path)}`;
  const reason = `\`${pathText(path)}\` is not in the plan's configuration: it comes from a dynamic block`;
  if (isSingleBlock(path.at(-1))) {
    return list([], { rest: { name: `rest of ${what}`, reason, settle: SETTLE_BY_SOURCE, atMost: 1 } });
  }
  if (argumentNamed(path.at(-1))?.many === true) {
    return list([], { isSet: true, rest: { name: `rest of ${what}`, reason, settle: SETTLE_BY_SOURCE } });
  }
  return unknown(what, reason, { settle: SETTLE_BY_SOURCE });
}

/** `vpc_config[0].subnet_ids` */
export function pathText(path: AttributePath): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${step}`,
    '',
  );
}
