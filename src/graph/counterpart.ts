import { itemsOf, known } from './construct.ts';
import { asText } from './evaluate/convert.ts';
import type { AttributePath } from './graph.ts';
import { same } from './identity.ts';
import { partAt } from './navigate.ts';
import { child, findPath, type State } from './planned.ts';
import type { ListValue, Value } from './value.ts';

/**
 * The part of an argument of the source that stands at a path in the plan. A set has another order there than in the
 * source: its elements are told apart by what the plan knows of them. Undefined where that does not tell.
 *
 * @param whole the value of the argument, or its blocks, that the path begins with
 */
export function counterpartAt(
  type: string,
  whole: Value,
  path: AttributePath,
  planned: () => State,
): Value | undefined {
  let part: Value | undefined = whole;
  for (let depth = 1; depth < path.length && part !== undefined; depth += 1) {
    const [step = 0, below] = [path[depth], path.slice(0, depth)];
    const isOpen = typeof step === 'number' && mayBeShuffled(part) && !isOrdered(type, below.at(-1));
    if (!isOpen) part = partAt(part, [step]);
    else part = part.kind === 'list' ? counterpart(part, step, planned(), below) : undefined;
  }
  return part;
}

function mayBeShuffled(value: Value): boolean {
  if (value.kind === 'one-of') return value.candidates.some(mayBeShuffled);
  return value.kind === 'list' && value.rest === undefined && value.items.length > 1;
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
function isOrdered(type: string, name: string | number | undefined): boolean {
  return type === 'aws_iam_policy_document' && (name === 'statement' || name === 'values');
}

function counterpart(list: ListValue, index: number, state: State, path: AttributePath): Value | undefined {
  const found = findPath(state, path);
  const items = itemsOf(list);
  if (found.kind !== 'there' || child(found.part, items.length) !== undefined) return undefined;
  const elements = items.map((_, at) => child(found.part, at));
  const wanted = elements[index];
  if (wanted === undefined || elements.includes(undefined)) return undefined;
  return wanted.unknown === true
    ? amongUnknown(items, index, elements)
    : amongAlike(
        items,
        index,
        elements.map((element = wanted) => items.filter((item) => mayBe(item, element))),
      );
}

/** Elements that the plan tells apart from all others but not from each other: which is which does not matter. */
function amongAlike(
  items: readonly Value[],
  index: number,
  candidates: readonly (readonly Value[])[],
): Value | undefined {
  const wanted = candidates[index] ?? [];
  const isAlike = (others: readonly Value[]) =>
    others.length === wanted.length && others.every((item) => wanted.includes(item));
  const alike = items.map((_, at) => at).filter((at) => isAlike(candidates[at] ?? []));
  return alike.length === wanted.length ? wanted[alike.indexOf(index)] : undefined;
}

/** Which of several unknown elements of a set is which does not matter, as long as no two are the same. */
function amongUnknown(
  items: readonly Value[],
  index: number,
  elements: readonly (State | undefined)[],
): Value | undefined {
  const isKnown = elements.map((element) => element?.unknown !== true);
  const isInPlace = items.every((item, at) => !isKnown[at] || isSame(item, elements[at]));
  if (isInPlace) return items[index];
  const others = items.filter((item) => !elements.some((element) => isSame(item, element)));
  const rank = isKnown.slice(0, index).filter((one) => !one).length;
  return others.length === isKnown.filter((one) => !one).length ? others[rank] : undefined;
}

function isSame(item: Value, element: State | undefined): boolean {
  return isScalar(element?.values) && same(asText(item), known(String(element.values))) === true;
}

/** False where an attribute is not what the plan says, or has another number of elements. */
function mayBe(item: Value, { values }: State): boolean {
  if (item.kind !== 'object') return true;
  return Object.entries(Object(values)).every(([name, value]) => {
    const attribute = item.attributes.get(name);
    if (attribute === undefined) return true;
    if (attribute.kind === 'list' && attribute.rest === undefined && Array.isArray(value))
      return attribute.items.length === value.length;
    return !isScalar(value) || same(asText(attribute), known(String(value))) !== false;
  });
}

function isScalar(json: unknown): json is string | number | boolean {
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';
}
