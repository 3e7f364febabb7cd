import type { ConfigurationBlock, ConfigurationExpression } from '../plan/plan.ts';
import type { Expression } from '../source/expression.ts';
import type { SourceNestedBlock } from '../source/module.ts';
import { freeNames } from './evaluate/free-names.ts';
import { parseReference, writtenReferences } from './reference.ts';

/**
 * Whether an expression of the source can be the one that the plan was made from: the plan's configuration lists what
 * it refers to. Source that was changed since must not settle anything. True where the plan does not tell.
 */
export function agrees(planned: ConfigurationExpression, written: Expression): boolean {
  const names = freeNames(written);
  if (names === undefined) return true;
  const listed = writtenReferences(planned.references).map(firstNames);
  if (listed.includes(undefined)) return true;
  const wanted = new Set(listed);
  return wanted.size === names.size && [...names].every((name) => wanted.has(name));
}

function firstNames(text: string): string | undefined {
  const reference = parseReference(text);
  switch (reference.kind) {
    case 'resource': {
      const mode = reference.mode === 'managed' ? '' : `${reference.mode}.`;
      return `${mode}${reference.type}.${reference.name}`;
    }
    case 'module':
      return `module.${reference.call}`;
    case 'variable':
      return `var.${reference.name}`;
    case 'local':
      return `local.${reference.name}`;
    case 'scope':
      return `${reference.root}.${reference.name}`;
    case 'unreadable':
      return undefined;
  }
}

/** The same of the nested blocks that are written out; those of `dynamic` blocks leave no trace in the plan. */
export function blocksAgree(
  planned: readonly ConfigurationBlock[],
  written: readonly SourceNestedBlock[],
): boolean {
  const statics = written.flatMap((one) => (one.kind === 'static' ? [one.block] : []));
  if (statics.length !== planned.length) return false;
  return statics.every((block, at) => {
    const there = planned[at];
    if (there === undefined) return false;
    return [...block.arguments].every(([name, { expression }]) => {
      const member = there.get(name);
      return member?.kind !== 'expression' || agrees(member.expression, expression);
    });
  });
}
