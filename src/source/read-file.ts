import type { Expression, LocatedExpression } from './expression.ts';
import { type HclJson, type HclObject, isHclArray, isHclObject } from './json.ts';
import type { SourceBlock, SourceNestedBlock } from './module.ts';
import { type OutlineBlock, startOf } from './outline.ts';
import { LABELS } from './outline-json.ts';
import { constantOf, type Dialect, type ExpressionReader } from './template.ts';

/** A block of the top level. */
export interface TopBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly block: SourceBlock;
}

/** A file as JSON, with the outline that tells where its blocks stand, and blocks from arguments. */
export interface ReadableFile {
  readonly path: string;
  readonly dialect: Dialect;
  readonly json: HclJson;
  readonly outline: readonly OutlineBlock[];
}

/** The blocks of a file that say what is configured; `terraform`, `moved`, `import`, `removed` and the like do not. */
export function readBlocks(file: ReadableFile, expressions: ExpressionReader): readonly TopBlock[] {
  const reader = new BlockReader(file, expressions);
  return objectsOf(file.json).flatMap((top) =>
    Object.entries(top).flatMap(([type, value]) => {
      const labels = LABELS.get(type);
      return labels === undefined || type === 'check' ? [] : reader.topBlocks(type, [], labels, value);
    }),
  );
}

class BlockReader {
  readonly #file: ReadableFile;
  readonly #expressions: ExpressionReader;
  /** Outlines of the top level by type and labels, in the file's order. */
  readonly #outlines: ReadonlyMap<string, OutlineBlock[]>;

  constructor(file: ReadableFile, expressions: ExpressionReader) {
    this.#file = file;
    this.#expressions = expressions;
    this.#outlines = groupBy(file.outline, ({ type, labels }) => JSON.stringify([type, ...labels]));
  }

  topBlocks(type: string, labels: readonly string[], count: number, value: HclJson): readonly TopBlock[] {
    if (labels.length < count) {
      return objectsOf(value).flatMap((object) =>
        Object.entries(object).flatMap(([label, inner]) =>
          this.topBlocks(type, [...labels, label], count, inner),
        ),
      );
    }
    const outlines = this.#outlines.get(JSON.stringify([type, ...labels])) ?? [];
    return objectsOf(value).map((body, at) => ({
      type,
      labels,
      block: this.#block(body, outlines[at], type),
    }));
  }

  #block(body: HclObject, outline: OutlineBlock | undefined, type: string): SourceBlock {
    const parts = new Map<string, LocatedExpression>();
    const blocks = new Map<string, readonly SourceNestedBlock[]>();
    for (const [name, value] of Object.entries(body)) {
      if (name === '//' && this.#file.dialect === 'json') continue;
      if (this.#isDynamic(name, value, outline)) continue;
      if (this.#mayBeArgument(name, value, outline))
        parts.set(name, this.#argument(name, value, outline, type));
    }
    for (const [name, nested] of this.#nested(body, outline)) blocks.set(name, nested);
    return {
      path: this.#file.path,
      ...positionOf(outline),
      arguments: parts,
      blocks,
    };
  }

  #mayBeArgument(name: string, value: HclJson, outline: OutlineBlock | undefined): boolean {
    if (this.#file.dialect === 'json') return true;
    if (outline?.attributes.has(name)) return true;
    return !outline?.blocks.some(({ type }) => type === name) && !isLabelled(value);
  }

  #argument(
    name: string,
    value: HclJson,
    outline: OutlineBlock | undefined,
    type: string,
  ): LocatedExpression {
    const { region, text } = outline?.attributes.get(name) ?? {};
    const isJson = this.#file.dialect === 'json';
    const isType = name === 'type' && (type === 'variable' || type === 'output');
    const expression = () => {
      if (isJson && isType && typeof value === 'string') return this.#expressions.read(`\${${value}}`, 'hcl');
      if (isJson && type === 'variable') return constantOf(value);
      return text === undefined
        ? this.#expressions.read(value, this.#file.dialect)
        : this.#expressions.written(text(), value);
    };
    return lazily(expression, this.#file.path, region === undefined ? undefined : startOf(region));
  }

  /** Nested blocks by type: those written out, and those that `dynamic` makes, in the file's order. */
  #nested(
    body: HclObject,
    outline: OutlineBlock | undefined,
  ): ReadonlyMap<string, readonly SourceNestedBlock[]> {
    const found = Object.entries(body).flatMap(([name, value]) =>
      this.#isDynamic(name, value, outline)
        ? this.#dynamics(value, outline)
        : this.#statics(name, value, outline),
    );
    found.sort((a, b) => a.at - b.at);
    const byName = groupBy(found, ({ name }) => name);
    return new Map([...byName].map(([name, all]) => [name, all.map(({ block }) => block)]));
  }

  /** `dynamic = …` in a .tf file is an argument of that name; in .tf.json there is no telling. */
  #isDynamic(name: string, value: HclJson, outline: OutlineBlock | undefined): boolean {
    if (name !== 'dynamic' || objectsOf(value).length === 0) return false;
    return this.#file.dialect === 'json' || !outline?.attributes.has(name);
  }

  #statics(name: string, value: HclJson, outline: OutlineBlock | undefined): readonly Found[] {
    if (this.#file.dialect === 'hcl' && !isHclArray(value)) return [];
    const outlines = outline?.blocks.filter(({ type }) => type === name) ?? [];
    // With an outline, the file itself tells blocks from lists of objects; without, such a list is taken for both.
    if (outline !== undefined && outlines.length === 0) return [];
    if (isHclArray(value) && !value.every(isHclObject)) return [];
    return objectsOf(value).map((content, at) => ({
      name,
      at: placeOf(outlines[at]),
      block: { kind: 'static', block: this.#block(content, outlines[at], name) },
    }));
  }

  #dynamics(value: HclJson, outline: OutlineBlock | undefined): readonly Found[] {
    return objectsOf(value).flatMap((dynamics) =>
      Object.entries(dynamics).flatMap(([name, inner]) => {
        const outlines =
          outline?.blocks.filter(({ type, labels }) => type === 'dynamic' && labels[0] === name) ?? [];
        return objectsOf(inner).flatMap((body, at) => this.#dynamic(name, body, outlines[at]));
      }),
    );
  }

  #dynamic(name: string, body: HclObject, outline: OutlineBlock | undefined): readonly Found[] {
    const forEach = entry(body, 'for_each');
    const [content] = objectsOf(entry(body, 'content') ?? null);
    if (forEach === undefined || content === undefined) return [];
    const contentOutline = outline?.blocks.find(({ type }) => type === 'content');
    return [
      {
        name,
        at: placeOf(outline),
        block: {
          kind: 'dynamic',
          forEach: this.#argument('for_each', forEach, outline, 'dynamic'),
          iterator: iteratorOf(entry(body, 'iterator')) ?? name,
          content: { ...this.#block(content, contentOutline, name), ...positionOf(outline) },
        },
      },
    ];
  }
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

interface Found {
  readonly name: string;
  readonly at: number;
  readonly block: SourceNestedBlock;
}

function positionOf(outline: OutlineBlock | undefined): Pick<SourceBlock, 'position'> {
  return outline === undefined ? {} : { position: startOf(outline.header) };
}

const placeOf = (outline: OutlineBlock | undefined): number =>
  outline === undefined ? 0 : outline.header.line * 65536 + Math.min(outline.header.column, 65535);

/** A name: `"${it}"` from .tf, `"it"` from .tf.json. */
function iteratorOf(value: HclJson | undefined): string | undefined {
  return typeof value === 'string' ? value.replace(/^\$\{(.*)\}$/s, '$1').trim() : undefined;
}

/** An own member: names such as `__proto__` are ordinary. */
function entry(object: HclObject, name: string): HclJson | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** `provisioner "local-exec" {}` comes as an object by label. */
function isLabelled(value: HclJson): boolean {
  if (!isHclObject(value)) return false;
  const inner = Object.values(value);
  return (
    inner.length > 0 && inner.every((each) => isHclArray(each) && each.length > 0 && each.every(isHclObject))
  );
}

function objectsOf(value: HclJson): readonly HclObject[] {
  if (isHclObject(value)) return [value];
  return isHclArray(value) ? value.filter(isHclObject) : [];
}

/** Parsed when it is first looked at. */
function lazily(
  expression: () => Expression,
  path: string,
  position: LocatedExpression['position'],
): LocatedExpression {
  let parsed: Expression | undefined;
  return {
    get expression() {
      parsed ??= expression();
      return parsed;
    },
    path,
    ...(position === undefined ? {} : { position }),
  };
}
