import type { BinaryOperator, Expression } from './expression.ts';
import type { HclNode, HclTraversalStep } from './hcl.ts';
import { assertRereadable, markersIn, markersInTexts } from './rereadable.ts';
import { type Quoting, UntranslatableError, unescapeLiteral } from './unescape.ts';

/** What the translation of a syntax tree needs beside the tree. */
export interface TreeContext {
  /** The text of the node's range; the tree alone does not name the plain keys of an object. */
  readonly textOf: (node: HclNode) => string;
  /** A template of an inner heredoc or with `~` markers: the tree has its text untrimmed, so it is read anew. */
  readonly reread: (template: string) => Expression;
}

/** The expression that a syntax tree stands for. Throws an UntranslatableError. */
export function translate(node: HclNode, context: TreeContext, quoting: Quoting = 'heredoc'): Expression {
  const arm = ARMS.get(node.type);
  if (arm === undefined) throw new UntranslatableError(`syntax of type \`${node.type}\``);
  return arm(node, context, quoting);
}

type Arm = (node: HclNode, context: TreeContext, quoting: Quoting) => Expression;

const ARMS: ReadonlyMap<string, Arm> = new Map<string, Arm>([
  ['literalValue', literal],
  ['template', template],
  ['templateWrap', (node, context, quoting) => translate(only(node), context, quoting)],
  [
    'templateJoin',
    (node, context, quoting) => ({
      kind: 'call',
      name: 'join',
      arguments: [{ kind: 'literal', value: '' }, translate(only(node), context, quoting)],
      expandLast: false,
    }),
  ],
  [
    'tuple',
    (node, context) => ({ kind: 'tuple', items: node.children.map((item) => translate(item, context)) }),
  ],
  ['object', object],
  ['scopeTraversal', scopeTraversal],
  [
    'relativeTraversal',
    (node, context) => traverse(translate(only(node), context), node.meta?.traversal ?? []),
  ],
  [
    'index',
    (node, context) => ({
      kind: 'index',
      collection: translate(child(node, 0), context),
      key: translate(child(node, 1), context),
    }),
  ],
  [
    'splat',
    (node, context) => ({
      kind: 'splat',
      collection: translate(child(node, 0), context),
      each: translate(child(node, 1), context),
    }),
  ],
  [
    'conditional',
    (node, context, quoting) => ({
      kind: 'conditional',
      condition: translate(child(node, 0), context),
      yes: translate(child(node, 1), context, quoting),
      no: translate(child(node, 2), context, quoting),
    }),
  ],
  ['for', forExpression],
  [
    'function',
    (node, context) => ({
      kind: 'call',
      name: node.meta?.name ?? '',
      arguments: node.children.map((argument) => translate(argument, context)),
      expandLast: node.meta?.expandedFinalArgument === true,
    }),
  ],
  ['binaryOp', binary],
  [
    'unaryOp',
    (node, context) => ({
      kind: 'unary',
      operator: node.meta?.operator === 'negate' ? '-' : '!',
      operand: translate(only(node), context),
    }),
  ],
  ['', nameless],
]);

/** Parentheses hold one expression; the element of a splat holds none. */
function nameless(node: HclNode, context: TreeContext, quoting: Quoting): Expression {
  if (node.children.length === 0) return { kind: 'variable', name: 'splat' };
  return translate(only(node), context, quoting);
}

function literal(node: HclNode, _context: TreeContext, quoting: Quoting): Expression {
  const text = node.meta?.value ?? '';
  switch (node.meta?.type) {
    case 'string':
      return { kind: 'literal', value: unescapeLiteral(text, quoting) };
    case 'number':
      return { kind: 'literal', value: Number(text) };
    case 'bool':
      return { kind: 'literal', value: text === 'true' };
    case 'dynamic':
      if (text === 'null') return { kind: 'literal', value: null };
  }
  throw new UntranslatableError(`a literal \`${text}\``);
}

function template(node: HclNode, context: TreeContext, quoting: Quoting): Expression {
  const text = node.meta?.value ?? '';
  const isWhole = text.startsWith('"') || text.startsWith('<<');
  if (isWhole && (text.startsWith('<<-') || markersIn(text) > markersInTexts(node))) {
    for (const part of node.children) assertRereadable(part);
    return context.reread(text);
  }
  const within = quotingOf(text, quoting);
  return joinParts(node.children.map((part) => translate(part, context, within)));
}

/** A template without a delimiter of its own is the inside of a directive. */
function quotingOf(text: string, outer: Quoting): Quoting {
  if (text.startsWith('<<')) return 'heredoc';
  return text.startsWith('"') ? 'quoted' : outer;
}

/** A template of these parts: neighbouring literal texts are one, and one text alone is a literal. */
export function joinParts(parts: readonly Expression[]): Expression {
  const joined: Expression[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (isText(part) && part.value === '') continue;
    if (last !== undefined && isText(last) && isText(part)) {
      joined[joined.length - 1] = { kind: 'literal', value: last.value + part.value };
    } else joined.push(part);
  }
  const [first] = joined;
  if (first === undefined) return { kind: 'literal', value: '' };
  return joined.length === 1 && isText(first) ? first : { kind: 'template', parts: joined };
}

export function isText(part: Expression): part is { readonly kind: 'literal'; readonly value: string } {
  return part.kind === 'literal' && typeof part.value === 'string';
}

/** Children are key, value, key, value …; the key in a node of its own, empty where it is a plain name. */
function object(node: HclNode, context: TreeContext): Expression {
  const entries = [];
  for (let at = 0; at + 1 < node.children.length; at += 2) {
    const key = child(node, at);
    entries.push({ key: objectKey(key, context), value: translate(child(node, at + 1), context) });
  }
  return { kind: 'object', entries };
}

function objectKey(node: HclNode, context: TreeContext): Expression {
  if (node.children.length === 0) return { kind: 'literal', value: context.textOf(node) };
  const key = translate(only(node), context);
  return key.kind === 'literal' ? { kind: 'literal', value: String(key.value) } : key;
}

function scopeTraversal(node: HclNode): Expression {
  const [root, ...steps] = node.meta?.traversal ?? [];
  if (root?.segment === undefined) throw new UntranslatableError('a traversal without a root');
  return traverse({ kind: 'variable', name: root.segment }, steps);
}

function traverse(from: Expression, steps: readonly HclTraversalStep[]): Expression {
  return steps.reduce<Expression>((object, { type, segment }) => {
    if (segment === undefined) throw new UntranslatableError('an index that is neither text nor number');
    if (type === 'nameTraversal') return { kind: 'attribute', object, name: segment };
    // In quotes, and already without escapes.
    const value = segment.startsWith('"') ? segment.slice(1, -1) : Number(segment);
    return { kind: 'index', collection: object, key: { kind: 'literal', value } };
  }, from);
}

function forExpression(node: HclNode, context: TreeContext, quoting: Quoting): Expression {
  const { keyVar, valVar = '', keyExpression, conditionalExpression, groupedValue } = node.meta ?? {};
  const rest = [...node.children];
  const next = (within?: Quoting) => {
    const part = rest.shift();
    if (part === undefined) throw new UntranslatableError('a `for` without its parts');
    return translate(part, context, within);
  };
  const collection = next();
  const key = keyExpression === undefined ? undefined : next();
  const value = next(quoting);
  const condition = conditionalExpression === undefined ? undefined : next();
  return {
    kind: 'for',
    ...(keyVar === undefined || keyVar === '' ? {} : { keyVariable: keyVar }),
    valueVariable: valVar,
    collection,
    ...(key === undefined ? {} : { key }),
    value,
    ...(condition === undefined ? {} : { condition }),
    grouped: groupedValue === true,
  };
}

const BINARY: ReadonlyMap<string, BinaryOperator> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['modulo', '%'],
  ['equal', '=='],
  ['notEqual', '!='],
  ['lessThan', '<'],
  ['lessThanOrEqual', '<='],
  ['greaterThan', '>'],
  ['greaterThanOrEqual', '>='],
  ['logicalAnd', '&&'],
  ['logicalOr', '||'],
]);

function binary(node: HclNode, context: TreeContext): Expression {
  const operator = BINARY.get(node.meta?.operator ?? '');
  if (operator === undefined) throw new UntranslatableError(`an operator \`${node.meta?.operator}\``);
  return {
    kind: 'binary',
    operator,
    left: translate(child(node, 0), context),
    right: translate(child(node, 1), context),
  };
}

function child(node: HclNode, at: number): HclNode {
  const found = node.children[at];
  if (found === undefined) throw new UntranslatableError(`\`${node.type}\` without its part ${at}`);
  return found;
}

function only(node: HclNode): HclNode {
  if (node.children.length > 1) throw new UntranslatableError(`\`${node.type}\` of several parts`);
  return child(node, 0);
}
