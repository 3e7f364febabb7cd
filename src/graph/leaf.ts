import { inherit, itemsOf } from './construct.ts';
import { type Argument, attributeOfType, type IdentifierKind } from './identifiers.ts';
import type { Value } from './value.ts';

/**
 * What an expression of the plan's `configuration` may be made of. The plan lists the references of an expression,
 * not its operators and literals.
 */
export type Leaf =
  /** An identifier of the kind that is asked for, not known before the apply. */
  | { readonly kind: 'candidate'; readonly value: Value }
  /** Known: it may be an ingredient, or decide a condition. */
  | { readonly kind: 'known'; readonly value: Value }
  /** Unknown, and it may be anything: an ingredient of another kind, a condition, a local. */
  | { readonly kind: 'opaque'; readonly reason: string };

/** The scalar values in a value, sorted into candidates of a kind, known ones and others. */
export function leavesOfValue(value: Value, kind: IdentifierKind, text: string): readonly Leaf[] {
  switch (value.kind) {
    case 'known':
      return [{ kind: 'known', value }];
    case 'list':
      return [
        ...itemsOf(value).flatMap((item) => leavesOfValue(item, kind, text)),
        ...(value.rest === undefined ? [] : [{ kind: 'opaque', reason: value.rest.reason } as const]),
      ];
    case 'object':
      return [
        ...[...value.attributes.values()].flatMap((item) => leavesOfValue(inherit(value, item), kind, text)),
        ...(value.rest === undefined ? [] : [{ kind: 'opaque', reason: value.rest.reason } as const]),
      ];
    case 'new':
    case 'unknown':
    case 'one-of':
      return isOfKind(value, kind)
        ? [{ kind: 'candidate', value }]
        : [{ kind: 'opaque', reason: `\`${text}\` is not known before the apply` }];
    case 'template':
      return [{ kind: 'opaque', reason: `\`${text}\` is not known before the apply` }];
  }
}

function isOfKind(value: Value, kind: IdentifierKind): boolean {
  if (value.kind === 'one-of') {
    return value.candidates.every((one) => one.kind === 'known' || isOfKind(one, kind));
  }
  return holds(value)?.kind === kind && holds(value)?.many === false;
}

function holds(value: Value): Argument | undefined {
  if (value.kind === 'new') return attributeOfType(value.type, value.attribute);
  if (value.kind === 'unknown' && value.of !== undefined)
    return attributeOfType(value.of.type, value.of.attribute);
  return undefined;
}
