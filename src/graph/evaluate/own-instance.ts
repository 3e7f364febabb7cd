import type { Expression } from '../../source/expression.ts';
import type { SourceBlock, SourceNestedBlock } from '../../source/module.ts';

const OWN = new Set(['each', 'count', 'self']);
const answers = new WeakMap<object, boolean>();

/**
 * Whether an expression may be different for each instance of its resource: it speaks of `each`, `count` or `self`.
 * What does not is the same for all of them, and worked out once.
 */
export function isOwn(expression: Expression): boolean {
  const there = answers.get(expression);
  if (there !== undefined) return there;
  const found = searched(expression);
  answers.set(expression, found);
  return found;
}

/** Iterative: an expression may be nested deeply. */
function searched(whole: Expression): boolean {
  const open: Expression[] = [whole];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.kind === 'variable' && OWN.has(one.name)) return true;
    open.push(...partsOf(one));
  }
  return false;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'template':
      return expression.parts;
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.collection, expression.each];
    case 'conditional':
      return [expression.condition, expression.yes, expression.no];
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (part) => part !== undefined,
      );
    case 'call':
      return expression.arguments;
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'unsupported':
      return expression.references;
  }
}

/** The same of nested blocks. */
export function areOwnBlocks(blocks: readonly SourceNestedBlock[]): boolean {
  const there = answers.get(blocks);
  if (there !== undefined) return there;
  const found = blocks.some((block) =>
    block.kind === 'static'
      ? isOwnBlock(block.block)
      : isOwn(block.forEach.expression) || isOwnBlock(block.content),
  );
  answers.set(blocks, found);
  return found;
}

function isOwnBlock(block: SourceBlock): boolean {
  if ([...block.arguments.values()].some((argument) => isOwn(argument.expression))) return true;
  return [...block.blocks.values()].some(areOwnBlocks);
}
