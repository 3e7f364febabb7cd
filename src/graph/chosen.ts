import { itemsOf, list } from './construct.ts';
import type { Context } from './context.ts';
import { inNoOrder } from './evaluate/sets.ts';
import { distinctValues } from './identity.ts';
import type { AttributeOf, Value } from './value.ts';

/**
 * What is known of an attribute whose elements the provider chooses from an argument: `random_shuffle` has the elements
 * of `input` in another order, or some of them, or repeats them.
 * https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/shuffle
 *
 * Undefined for every other attribute.
 */
export function chosenFrom(context: Context, of: AttributeOf, reason: string): Value | undefined {
  if (of.type !== 'random_shuffle' || of.attribute !== 'result') return undefined;
  const input = context.attribute(of.instance, ['input']);
  const count = context.attribute(of.instance, ['result_count']);
  if (input?.kind !== 'list' || input.rest !== undefined || count?.kind !== 'known') return undefined;
  const items = itemsOf(input);
  const wanted = count.value === null ? items.length : Number(count.value);
  const some = { name: `${of.instance}.${of.attribute}`, reason, candidates: distinctValues(items) };
  if (wanted < items.length)
    return list([], { isSet: true, rest: { ...some, ...(wanted > 0 ? { atLeast: 1 } : {}) } });
  const repeated = items.length === 0 ? 0 : wanted - items.length;
  const rest = repeated === 0 ? undefined : { ...some, atLeast: repeated, atMost: repeated };
  return inNoOrder(items, rest);
}
