import type { LocatedExpression } from '../../source/expression.ts';
import type { SourceBlock, SourceNestedBlock } from '../../source/module.ts';
import { behind, hop, known, list, object, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { isSingleBlock } from '../identifiers.ts';
import { distinctValues } from '../identity.ts';
import { type Scope, withVariables } from '../scope.ts';
import type { Hop, ListValue, OneOfValue, RestOfValue, Value } from '../value.ts';
import { membersOf } from './access.ts';
import { LazyAttributes } from './lazy-attributes.ts';
import { isClosed } from './new-keys.ts';
import { mergeRests, oneOfResults } from './result.ts';

/**
 * Nested blocks of one type as a list of objects: those written out, and those that `dynamic` blocks make. Where the
 * for_each of one is not known, the blocks that there may be are in the rest.
 */
export function blockList(
  context: Context,
  nested: readonly SourceNestedBlock[],
  name: string,
  scope: Scope,
): ListValue {
  const lists = nested.map((one) =>
    one.kind === 'static'
      ? list([blockObject(context, one.block, name, scope)])
      : dynamicBlocks(context, one, name, scope),
  );
  const rest = mergeRests(lists.map((one) => one.rest));
  return list(
    lists.flatMap((one) => one.items),
    { rest },
  );
}

type DynamicBlock = SourceNestedBlock & { kind: 'dynamic' };

function dynamicBlocks(context: Context, block: DynamicBlock, name: string, scope: Scope): ListValue {
  const forEach = context.evaluate(block.forEach, scope);
  const make = (key: Value, value: Value): Value => {
    const element = object(
      new Map([
        ['key', key],
        ['value', value],
      ]),
    );
    return blockObject(
      context,
      block.content,
      name,
      withVariables(scope, [[block.iterator, element]]),
      block.forEach,
    );
  };
  const blocks =
    forEach.kind === 'one-of'
      ? alternatives(context, forEach, name, make)
      : blocksOf(context, forEach, name, make);
  return isSingleBlock(name) ? atMostOne(blocks) : blocks;
}

type Make = (key: Value, value: Value) => Value;

/** One block per element; of a list of unknown length, the blocks that its elements would make. */
function blocksOf(context: Context, forEach: Value, name: string, make: Make): ListValue {
  if (forEach.kind === 'known' && forEach.value === null) return list([]);
  if (forEach.kind !== 'list' && forEach.kind !== 'object') return someBlocks(context, forEach, name, make);
  const elements: readonly (readonly [Value, Value])[] =
    forEach.kind === 'object'
      ? membersOf(forEach).members
      : forEach.items.map((item, at) => [forEach.isSet ? item : known(at), item]);
  const items = elements.map(([key, value]) => make(key, value));
  if (forEach.kind === 'object' && isClosed(forEach))
    return list(items, { isSet: !membersOf(forEach).isOrdered });
  return list(items, {
    rest: forEach.rest === undefined ? undefined : restOf(context, forEach.rest, name, make),
  });
}

function restOf(context: Context, rest: RestOfValue, name: string, make: Make): RestOfValue {
  const { of, ...bare } = rest;
  // Of several blocks each would have other values: what they are cannot be said.
  if (rest.candidates === undefined && !isSingleBlock(name)) return bare;
  const value = unknown(context.freshName(`${name}.value`), rest.reason, of === undefined ? {} : { of });
  const elements = rest.candidates ?? [value];
  const key = unknown(context.freshName(`${name}.key`), rest.reason);
  return { ...bare, candidates: elements.map((element) => make(key, element)) };
}

function someBlocks(context: Context, forEach: Value, name: string, make: Make): ListValue {
  const reason = `the for_each of the dynamic block \`${name}\` is not known before the apply`;
  const because = forEach.kind === 'unknown' ? forEach : { reason };
  const rest: RestOfValue = {
    name: context.freshName(name),
    reason: because.reason,
    ...('settle' in because && because.settle !== undefined ? { settle: because.settle } : {}),
  };
  return list([], { rest: restOf(context, rest, name, make) });
}

/** The blocks that one of several collections makes: what all make is certain, where all make one. */
function alternatives(context: Context, forEach: OneOfValue, name: string, make: Make): ListValue {
  const lists = forEach.candidates.map((candidate) => blocksOf(context, candidate, name, make));
  const sizes = lists.map((one) => one.items.length);
  const isOpen = lists.some((one) => one.rest !== undefined);
  const candidates = distinctValues([
    ...lists.flatMap((one) => one.items),
    ...lists.flatMap((one) => one.rest?.candidates ?? []),
  ]);
  if (!isOpen && sizes.every((size) => size === 1)) {
    const only = oneOfResults(context, name, candidates, forEach);
    return list(only.kind === 'failure' ? [] : [only]);
  }
  const rest: RestOfValue = {
    name: context.freshName(name),
    reason: forEach.reason,
    candidates,
    atLeast: Math.min(...sizes),
    ...(forEach.settle === undefined ? {} : { settle: forEach.settle }),
    ...(isOpen ? {} : { atMost: Math.max(...sizes) }),
  };
  return list([], { rest });
}

/** Of a block that can be there once only. */
function atMostOne(blocks: ListValue): ListValue {
  if (blocks.rest === undefined) return blocks;
  if (blocks.items.length > 0) return list(blocks.items.slice(0, 1));
  return list([], { rest: { ...blocks.rest, atMost: 1 } });
}

/** Arguments are evaluated when they are asked for; each once. */
function blockObject(
  context: Context,
  block: SourceBlock,
  name: string,
  scope: Scope,
  forEach?: LocatedExpression,
): Value {
  const identity = context.freshName(`block ${name}`);
  const names = [...new Set([...block.arguments.keys(), ...block.blocks.keys()])];
  const attributes = new LazyAttributes(names, (member) => {
    const nested = block.blocks.get(member);
    const argument = block.arguments.get(member);
    if (nested !== undefined) {
      return context.once(`${identity} ${member}`, () => blockList(context, nested, member, scope));
    }
    if (argument === undefined) return undefined;
    const place = hop(member, { path: argument.path, line: argument.position?.line });
    return context.once(`${identity} ${member}`, () => behind([place], context.evaluate(argument, scope)));
  });
  return object(attributes, { trail: [placeOf(block, name, forEach)] });
}

function placeOf(block: SourceBlock, name: string, forEach: LocatedExpression | undefined): Hop {
  const line = block.position?.line ?? forEach?.position?.line;
  return hop(forEach === undefined ? `block ${name}` : `dynamic block ${name}`, { path: block.path, line });
}
