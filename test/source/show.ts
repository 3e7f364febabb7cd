import type { Expression } from '../../src/source/expression.ts';
import type { SourceBlock, SourceNestedBlock } from '../../src/source/module.ts';

/** A tree as one line: every operation in parentheses, templates as `T(…)`, the body of a splat behind `*:`. */
export function show(e: Expression): string {
  switch (e.kind) {
    case 'literal':
      return JSON.stringify(e.value);
    case 'template':
      return `T(${list(e.parts)})`;
    case 'tuple':
      return `[${list(e.items)}]`;
    case 'object':
      return `{${e.entries.map(({ key, value }) => `${show(key)}: ${show(value)}`).join(', ')}}`;
    case 'variable':
      return e.name;
    case 'attribute':
      return `${show(e.object)}.${e.name}`;
    case 'index':
      return `${show(e.collection)}[${show(e.key)}]`;
    case 'splat':
      return `(${show(e.collection)} *: ${show(e.each)})`;
    case 'conditional':
      return `(${show(e.condition)} ? ${show(e.yes)} : ${show(e.no)})`;
    case 'for': {
      const names = e.keyVariable === undefined ? e.valueVariable : `${e.keyVariable}, ${e.valueVariable}`;
      const key = e.key === undefined ? '' : `${show(e.key)} => `;
      const condition = e.condition === undefined ? '' : ` if ${show(e.condition)}`;
      return `for(${names} in ${show(e.collection)} : ${key}${show(e.value)}${e.grouped ? '...' : ''}${condition})`;
    }
    case 'call':
      return `${e.name}(${list(e.arguments)}${e.expandLast ? '...' : ''})`;
    case 'binary':
      return `(${show(e.left)} ${e.operator} ${show(e.right)})`;
    case 'unary':
      return `(${e.operator}${show(e.operand)})`;
    case 'unsupported':
      return `unsupported<${list(e.references)}>`;
  }
}

const list = (all: readonly Expression[]) => all.map(show).join(', ');

/** A block as lines: `name = tree` and `name { … }`, each with the line where it stands. */
export function showBlock(block: SourceBlock): readonly string[] {
  const parts = [...block.arguments].map(
    ([name, { expression, position }]) => `${position?.line ?? '?'} ${name} = ${show(expression)}`,
  );
  const nested = [...block.blocks].flatMap(([name, all]) => all.flatMap((one) => showNested(name, one)));
  return [...parts, ...nested];
}

function showNested(name: string, nested: SourceNestedBlock): readonly string[] {
  const block = nested.kind === 'static' ? nested.block : nested.content;
  const head =
    nested.kind === 'static' ? name : `${name} for ${nested.iterator} in ${show(nested.forEach.expression)}`;
  return [`${block.position?.line ?? '?'} ${head} {`, ...showBlock(block).map((line) => `  ${line}`), '}'];
}
