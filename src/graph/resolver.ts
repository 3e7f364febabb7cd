import { configuredValue, isConfigured, pathText, sharedArgument, untracedArgument } from './arguments.ts';
import { chosenFrom } from './chosen.ts';
import { behind, hop, known, list, unknown } from './construct.ts';
import type { Context } from './context.ts';
import { foundInNewVpc } from './found-in-new-vpc.ts';
import type { AttributePath } from './graph.ts';
import {
  ARN_KINDS,
  argumentNamed,
  attributeOfType,
  isAlwaysText,
  isDrawn,
  isSingleBlock,
} from './identifiers.ts';
import { type Instance, isCreated, survives } from './instances.ts';
import { findPath, isMarked, readState, type State, stateBefore } from './planned.ts';
import { repeated } from './repeated.ts';
import type { AttributeOf, ListValue, Value } from './value.ts';

/** An attribute after the apply; `state` is what the plan says of the instance. */
export function resolveAttribute(
  context: Context,
  instance: Instance,
  state: State,
  path: AttributePath,
): Value | undefined {
  if (!survives(instance)) return undefined;
  if (instance.deferred !== undefined) return putOff(instance, path);
  const found = findPath(state, path);
  switch (found.kind) {
    case 'absent':
      return undefined;
    case 'unknown':
      return unknownAt(context, instance, path);
    case 'there': {
      const hole = (at: AttributePath): Value => unknownAt(context, instance, at);
      return readState(found.part, path, hole, hop(`${instance.addressText}.${pathText(path)}`));
    }
  }
}

/**
 * The list of identifiers at a path, where the plan alone tells what it refers to: see `sharedArgument`. Undefined where
 * it is known, sensitive, or more than the plan tells it.
 */
export function resolveShared(
  context: Context,
  instance: Instance,
  state: State,
  path: AttributePath,
): Value | undefined {
  if (context.hasSource || !survives(instance) || instance.deferred !== undefined) return undefined;
  const found = findPath(state, path);
  if (found.kind !== 'unknown' || found.path.length < path.length || isMarked(state.sensitive, path))
    return undefined;
  return sharedArgument(context, instance, path);
}

function putOff(instance: Instance, path: AttributePath): Value {
  return unknown(
    `${instance.addressText}.${pathText(path)}`,
    `the change of \`${instance.addressText}\` is put off to a later plan (${instance.deferred})`,
  );
}

function unknownAt(context: Context, instance: Instance, path: AttributePath): Value {
  const question = `attribute ${instance.addressText} ${JSON.stringify(path)}`;
  return context.once(question, () => {
    const place = `${instance.addressText}.${pathText(path)}`;
    const value =
      created(context, instance, path) ?? repeated(context, instance, path) ?? given(context, instance, path);
    return behind([hop(place)], value);
  });
}

/** What the cloud draws at random for an instance that this apply creates; what an update leaves as it is. */
function created(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const [attribute, ...below] = path;
  const { type } = instance.address;
  if (typeof attribute !== 'string' || below.length > 0 || !isDrawn(type, attribute)) return undefined;
  if (isConfigured(context, instance, attribute)) return undefined;
  if (isCreated(instance)) {
    const trail = [hop('new in this plan')];
    return { kind: 'new', instance: instance.addressText, type, attribute, trail };
  }
  const before = instance.change?.actions === 'update' ? stateBefore(instance) : undefined;
  const found = before === undefined ? undefined : findPath(before, path);
  const value = found?.kind === 'there' ? found.part.values : undefined;
  return typeof value === 'string'
    ? known(value, [hop(`known: ${value}, which an update keeps`)])
    : undefined;
}

function given(context: Context, instance: Instance, path: AttributePath): Value {
  const value = configuredValue(context, instance, path);
  if (value === undefined)
    return isUntraced(path) ? untracedArgument(instance, path) : computed(context, instance, path);
  if (value.kind === 'list') return inSomeOrder(value);
  const of = attributeAt(instance, path);
  return value.kind === 'unknown' && value.of === undefined && of !== undefined ? { ...value, of } : value;
}

/** What is unknown as a whole is a set: of a list the plan shows the length. The order of new elements is lost in a set. */
function inSomeOrder(value: ListValue): ListValue {
  return value.items.length > 1 ? { ...value, isSet: true } : value;
}

/** A block, or an argument for many identifiers in it, that is unknown and of which the configuration has no trace. */
function isUntraced(path: AttributePath): boolean {
  return isSingleBlock(path[0]) && (path.length === 1 || argumentNamed(path.at(-1))?.many === true);
}

function attributeAt(instance: Instance, path: AttributePath): AttributeOf | undefined {
  const [attribute] = path;
  if (typeof attribute !== 'string' || path.length > 1) return undefined;
  return { instance: instance.addressText, type: instance.address.type, attribute };
}

/** Unknown because the provider computes it, or because a data source is read only during the apply. */
function computed(context: Context, instance: Instance, path: AttributePath): Value {
  const { addressText, address } = instance;
  const what = `${addressText}.${pathText(path)}`;
  const reason =
    address.mode === 'data'
      ? `\`${addressText}\` is read only during the apply`
      : `\`${what}\` is known only after the apply`;
  const of = attributeAt(instance, path);
  if (of === undefined) return unknown(what, reason);
  const chosen = chosenFrom(context, of, reason) ?? foundInNewVpc(context, of, reason);
  if (chosen !== undefined) return chosen;
  if (attributeOfType(of.type, of.attribute)?.many === true) {
    return list([], { rest: { name: what, reason, of } });
  }
  const value = unknown(what, reason, { of, notNull: isAlwaysText(of.type, of.attribute) });
  const parts = partsOfArn(context, instance, of, reason);
  return parts === undefined ? value : { ...value, parts };
}

/** Of what parts an ARN will be made that ends with an id of this apply. */
function partsOfArn(
  context: Context,
  instance: Instance,
  { attribute, type }: AttributeOf,
  reason: string,
): readonly Value[] | undefined {
  const kind = attribute === 'arn' && instance.address.mode === 'managed' ? ARN_KINDS.get(type) : undefined;
  const id = kind === undefined ? undefined : context.attribute(instance.addressText, ['id']);
  if (id?.kind !== 'new') return undefined;
  const word = (name: string): Value => {
    const value = unknown(`${name} of ${instance.addressText}`, reason, { notNull: true });
    return { ...value, isWord: true };
  };
  const [partition, region, account] = [word('partition'), word('region'), word('account')];
  return [known('arn:'), partition, known(':ec2:'), region, known(':'), account, known(`:${kind}/`), id];
}
