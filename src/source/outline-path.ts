import type { OutlineBlock, Region } from './outline.ts';

/** A path into a resource: `['vpc_config', 0, 'subnet_ids']`. */
export type AttributePath = readonly (string | number)[];

export interface Place {
  readonly region: Region;
  readonly what: 'attribute' | 'block' | 'dynamic';
}

/** The attribute at the path, or the innermost block on the way to it; undefined where not even the first step is there. */
export function placeOfAttribute(block: OutlineBlock, path: AttributePath): Place | undefined {
  const [name, ...rest] = path;
  if (typeof name !== 'string') return undefined;
  const nested = nestedBlock(block, name, typeof rest[0] === 'number' ? rest[0] : 0);
  if (nested !== undefined) {
    return placeOfAttribute(contentOf(nested), rest.slice(1)) ?? blockPlace(nested);
  }
  const attribute = block.attributes.get(name);
  return attribute === undefined ? undefined : { region: attribute.region, what: 'attribute' };
}

/**
 * The nested block that makes the element with this index. How many a `dynamic` block makes is not known: from the
 * first one on, an index is its own or that of the only block behind it.
 */
function nestedBlock(parent: OutlineBlock, name: string, index: number): OutlineBlock | undefined {
  const all = parent.blocks.filter((block) => block.type === name || isDynamic(block, name));
  const firstDynamic = all.findIndex((block) => isDynamic(block, name));
  return firstDynamic < 0 || index < firstDynamic ? (all[index] ?? all.at(-1)) : all[firstDynamic];
}

const isDynamic = ({ type, labels }: OutlineBlock, name: string): boolean =>
  type === 'dynamic' && labels[0] === name;

/** What stands in a block, or in the `content` of a dynamic one. */
export function contentOf(block: OutlineBlock): OutlineBlock {
  if (block.type !== 'dynamic') return block;
  return block.blocks.find(({ type }) => type === 'content') ?? block;
}

function blockPlace({ type, header }: OutlineBlock): Place {
  return { region: header, what: type === 'dynamic' ? 'dynamic' : 'block' };
}
