import type { Position } from '../error.ts';
import type { Expression, LocatedExpression } from './expression.ts';
import type { SourceBlock, SourceModule, SourceOutput, SourceVariable } from './module.ts';
import type { TopBlock } from './read-file.ts';

/**
 * One module of the blocks of its files, and of those of its override files: an argument given there replaces, nested
 * blocks of a type replace all of that type, locals merge by name.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function moduleOf(
  directory: string,
  modulePath: string,
  blocks: readonly TopBlock[],
  overrides: readonly TopBlock[],
): SourceModule {
  const merged = new Map<string, TopBlock>();
  for (const block of blocks) addFirst(merged, keyOf(block), block);
  for (const block of overrides) override(merged, block);
  const all = [...merged.values()];
  const ofType = (type: string) => all.filter((block) => block.type === type);
  return {
    directory,
    modulePath,
    locals: new Map([...locals(blocks), ...locals(overrides)]),
    variables: new Map(ofType('variable').map(({ labels, block }) => [labels[0] ?? '', variableOf(block)])),
    outputs: new Map(ofType('output').flatMap(({ labels, block }) => outputOf(labels[0] ?? '', block))),
    resources: new Map(
      [...ofType('resource'), ...ofType('data'), ...ofType('ephemeral')].map((top) => [
        resourceKey(top),
        top.block,
      ]),
    ),
    moduleCalls: new Map(ofType('module').map(({ labels, block }) => [labels[0] ?? '', block])),
    providers: ofType('provider').map(({ labels, block }) => ({ ...block, name: labels[0] ?? '' })),
  };
}

/** Two blocks of one name are an error of the configuration; the first counts, and each provider block. */
function addFirst(merged: Map<string, TopBlock>, key: string, block: TopBlock): void {
  if (!merged.has(key)) merged.set(key, block);
}

function override(merged: Map<string, TopBlock>, over: TopBlock): void {
  const key = keyOf(over);
  const base = merged.get(key);
  merged.set(key, base === undefined ? over : { ...base, block: mergeBlocks(base.block, over.block) });
}

function mergeBlocks(base: SourceBlock, over: SourceBlock): SourceBlock {
  const parts = new Map([...base.arguments].filter(([name]) => !over.blocks.has(name)));
  const blocks = new Map([...base.blocks].filter(([name]) => !over.arguments.has(name)));
  for (const [name, argument] of over.arguments) parts.set(name, argument);
  for (const [name, nested] of over.blocks) blocks.set(name, nested);
  return { ...base, arguments: parts, blocks };
}

function keyOf({ type, labels, block }: TopBlock): string {
  const alias = type === 'provider' ? block.arguments.get('alias')?.expression : undefined;
  return JSON.stringify([type, ...labels, alias?.kind === 'literal' ? alias.value : null]);
}

function locals(blocks: readonly TopBlock[]): readonly (readonly [string, LocatedExpression])[] {
  return blocks.filter(({ type }) => type === 'locals').flatMap(({ block }) => [...block.arguments]);
}

function variableOf({ arguments: parts, path, position }: SourceBlock): SourceVariable {
  const [value, type] = [parts.get('default'), parts.get('type')];
  const [nullable, ephemeral] = [parts.get('nullable'), parts.get('ephemeral')];
  return {
    path,
    ...(ephemeral === undefined ? {} : { ephemeral }),
    ...(value === undefined ? {} : { default: value }),
    ...(type === undefined ? {} : { type }),
    ...(nullable === undefined ? {} : { nullable }),
    ...(position === undefined ? {} : { position }),
  };
}

function outputOf(
  name: string,
  { arguments: parts }: SourceBlock,
): readonly (readonly [string, SourceOutput])[] {
  const [value, type] = [parts.get('value'), parts.get('type')];
  if (value === undefined) return [];
  return [[name, type === undefined ? value : new TypedOutput(value, type)]];
}

/** The value stays unparsed until it is looked at. */
class TypedOutput implements SourceOutput {
  readonly #value: LocatedExpression;
  readonly type: LocatedExpression;
  readonly path: string;
  readonly position?: Position;

  constructor(value: LocatedExpression, type: LocatedExpression) {
    this.#value = value;
    this.type = type;
    this.path = value.path;
    if (value.position !== undefined) this.position = value.position;
  }

  get expression(): Expression {
    return this.#value.expression;
  }
}

function resourceKey({ type, labels }: TopBlock): string {
  const [resourceType = '', name = ''] = labels;
  return type === 'resource' ? `${resourceType}.${name}` : `${type}.${resourceType}.${name}`;
}
