import type { SourceBlock, SourceNestedBlock } from '../source/module.ts';
import { agrees, blocksAgree } from './agreement.ts';
import { nameText } from './configuration.ts';
import { behind, hop } from './construct.ts';
import type { Context } from './context.ts';
import { counterpartAt } from './counterpart.ts';
import { blockList } from './evaluate/blocks.ts';
import { areOwnBlocks, isOwn } from './evaluate/own-instance.ts';
import type { AttributePath } from './graph.ts';
import { type Instance, resourceText } from './instances.ts';
import { stateAfter } from './planned.ts';
import { scopeOf } from './scope.ts';
import type { Value } from './value.ts';

/** What the source gives for an argument or a nested block of an instance; undefined where it does not hold it. */
export function sourceArgument(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const [name] = path;
  const block = sourceBlock(context, instance);
  if (block === undefined || typeof name !== 'string') return undefined;
  const whole = member(context, instance, block, name);
  if (whole === undefined) return undefined;
  return counterpartAt(instance.address.type, whole, path, () => stateAfter(instance));
}

/** The block of an instance's resource in the source. */
export function sourceBlock(context: Context, instance: Instance): SourceBlock | undefined {
  return context.sourceModule(instance.address.module)?.resources.get(nameText(instance.address));
}

function member(context: Context, instance: Instance, block: SourceBlock, name: string): Value | undefined {
  if (!isCurrent(context, instance, block, name)) return undefined;
  const scope = scopeOf(instance);
  const nested = block.blocks.get(name);
  const argument = block.arguments.get(name);
  if (nested !== undefined) {
    const owner = areOwnBlocks(nested) ? instance.addressText : resourceText(instance);
    return context.once(`argument ${owner} ${name}`, () => blockList(context, nested, name, scope));
  }
  if (argument === undefined) return undefined;
  const owner = isOwn(argument.expression) ? instance.addressText : resourceText(instance);
  const place = hop(name, { path: argument.path, line: argument.position?.line });
  return context.once(`argument ${owner} ${name}`, () => behind([place], context.evaluate(argument, scope)));
}

/** False where the plan was certainly not made from this source. */
function isCurrent(context: Context, instance: Instance, block: SourceBlock, name: string): boolean {
  const { address } = instance;
  const planned = context.configuration.resource(address.module, address)?.expressions.get(name);
  const nested = block.blocks.get(name);
  const argument = block.arguments.get(name);
  if (planned === undefined) return isUntold(context, instance, nested);
  if (planned.kind === 'blocks') return nested === undefined || blocksAgree(planned.blocks, nested);
  return argument === undefined || agrees(planned.expression, argument.expression);
}

/** The plan may lack a configuration, or this resource in it; it never has dynamic blocks. */
function isUntold(
  context: Context,
  instance: Instance,
  nested: readonly SourceNestedBlock[] | undefined,
): boolean {
  const { address } = instance;
  if (context.configuration.resource(address.module, address) === undefined) return true;
  return nested?.every((one) => one.kind === 'dynamic') === true;
}
