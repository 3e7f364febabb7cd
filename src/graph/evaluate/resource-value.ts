import type { ModulePath } from '../../plan/address.ts';
import { isObject } from '../../plan/json.ts';
import type { ConfigurationExpression } from '../../plan/plan.ts';
import type { LocatedExpression } from '../../source/expression.ts';
import { nameText } from '../configuration.ts';
import { hop, known, list, object, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { isEnabled } from '../enabled.ts';
import { type Instance, moduleText, type ResourceName } from '../instances.ts';
import type { ListValue, Value } from '../value.ts';
import { numberOf } from './convert.ts';
import { LazyAttributes } from './lazy-attributes.ts';
import type { Result } from './result.ts';

/** A resource in an expression: an object; a list of them where it has count, a map where it has for_each. */
export function resourceValue(context: Context, module: ModulePath, resource: ResourceName): Result {
  const place = `${moduleText(module)}${module.length === 0 ? '' : '.'}${nameText(resource)}`;
  const find = (): Found => {
    const before = context.doubts();
    const value = findValue(context, module, resource, place);
    return { value, isDoubtful: context.doubts() !== before };
  };
  const stuck = (reason: string): Found => ({
    value: unknown(`resource ${place}`, reason),
    isDoubtful: true,
  });
  const { value, isDoubtful } = context.onceOf(`instances of ${place}`, find, stuck);
  if (isDoubtful) context.doubt();
  return value;
}

/** The doubts come up again wherever the value is asked for. */
interface Found {
  readonly value: Value;
  readonly isDoubtful: boolean;
}

function findValue(context: Context, module: ModulePath, resource: ResourceName, place: string): Value {
  const instances = context.instances.ofResource(module, resource);
  const repetition = repetitionOf(context, module, resource, instances);
  if (repetition === 'none') {
    const [only] = instances;
    if (only !== undefined) return instanceObject(context, only);
    const written = context.sourceModule(module)?.resources.get(nameText(resource));
    return isEnabled(context, module, written) === false ? known(null) : missing(context, place);
  }
  const expected = expectedSize(context, module, resource);
  if (expected === undefined ? instances.length === 0 : expected !== instances.length)
    return missing(context, place);
  if (repetition === 'count') return listOfInstances(context, instances, place);
  const byKey = new Map(instances.map((instance) => [String(instance.address.key), instance]));
  const attributes = new LazyAttributes([...byKey.keys()], (name) => {
    const instance = byKey.get(name);
    return instance === undefined ? undefined : instanceObject(context, instance);
  });
  return object(attributes, { trail: [hop(place)] });
}

function listOfInstances(context: Context, instances: readonly Instance[], place: string): Value {
  if (instances.some((instance, index) => instance.address.key !== index)) return missing(context, place);
  return list(
    instances.map((instance) => instanceObject(context, instance)),
    { trail: [] },
  );
}

/** A plan for some targets only leaves out the others. */
function missing(context: Context, place: string): Value {
  context.doubt();
  return unknown(`resource ${place}`, `the plan does not hold all instances of \`${place}\``);
}

function instanceObject(context: Context, instance: Instance): Value {
  const { addressText } = instance;
  const names = context.attributeNames(addressText);
  const attributes = new LazyAttributes(names ?? [], (name) => context.attribute(addressText, [name]));
  if (names !== undefined) return object(attributes);
  const reason = `the plan does not hold all attributes of \`${addressText}\``;
  return object(attributes, { rest: { name: `rest of ${addressText}`, reason } });
}

type Repetition = 'none' | 'count' | 'for_each';

function repetitionOf(
  context: Context,
  module: ModulePath,
  resource: ResourceName,
  instances: readonly Instance[],
): Repetition {
  const key = instances[0]?.address.key;
  if (typeof key === 'number') return 'count';
  if (typeof key === 'string') return 'for_each';
  if (instances.length > 0) return 'none';
  const configured = context.configuration.resource(module, resource);
  const written = context.sourceModule(module)?.resources.get(nameText(resource))?.arguments;
  if (configured?.count !== undefined || written?.has('count') === true) return 'count';
  return configured?.forEach !== undefined || written?.has('for_each') === true ? 'for_each' : 'none';
}

/** How many instances there are by count or for_each; undefined where that is not known. */
function expectedSize(context: Context, module: ModulePath, resource: ResourceName): number | undefined {
  const configured = context.configuration.resource(module, resource);
  const constant = sizeOfConstant(configured?.count ?? configured?.forEach);
  if (constant !== undefined) return constant;
  const written = context.sourceModule(module)?.resources.get(nameText(resource))?.arguments;
  return sizeOf(context, module, written?.get('count') ?? written?.get('for_each'));
}

function sizeOfConstant(expression: ConfigurationExpression | undefined): number | undefined {
  const constant = expression?.constantValue;
  if (typeof constant === 'number') return constant;
  return isObject(constant) ? Object.keys(constant).length : undefined;
}

function sizeOf(
  context: Context,
  module: ModulePath,
  written: LocatedExpression | undefined,
): number | undefined {
  if (written === undefined) return undefined;
  const value = context.evaluate(written, { module });
  if (value.kind === 'object') return value.rest === undefined ? value.attributes.size : undefined;
  if (value.kind === 'list')
    return value.rest === undefined && isKeyed(value) ? value.items.length : undefined;
  return numberOf(value);
}

/** A set of different known texts. */
function isKeyed(value: ListValue): boolean {
  const texts = value.items.map((item) => (item.kind === 'known' ? item.value : undefined));
  return !texts.includes(undefined) && new Set(texts).size === texts.length;
}
