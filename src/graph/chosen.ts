import { itemsOf, list } from './construct.ts';
import type { Context } from './context.ts';
import { distinctValues } from './identity.ts';
import type { AttributeOf, Value } from './value.ts';

/**
 * What is known of an attribute whose elements the provider chooses from an argument: `random_shuffle` has the elements
 * of `input` in another order, or some of them.
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
  if (count.value === null || Number(count.value) >= items.length) return list(items, { isSet: true });
  const isSome = items.length > 0 && Number(count.value) > 0;
  return list([], {
    isSet: true,
    rest: {
      name: `${of.instance}.${of.attribute}`,
      reason,
      candidates: distinctValues(items),
      ...(isSome ? { atLeast: 1 } : {}),
    },
  });
}
