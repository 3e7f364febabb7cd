import { exceeds } from './bounds.ts';
import type { Expression } from './expression.ts';
import { type Hcl, HclError, type HclNode } from './hcl.ts';
import { type HclJson, isHclArray, isHclObject } from './json.ts';
import { isText, joinParts, type TreeContext, translate, UntranslatableError } from './syntax-tree.ts';

/** Deeper or longer than any expression that a person writes; beyond, it is not parsed. */
const EXPRESSION_BOUNDS = { length: 256 * 1024, depth: 64, operators: 300 };

/** Where a value comes from: .tf files through the parser, which has carried out `~` and `<<-`; .tf.json has not. */
export type Dialect = 'hcl' | 'json';

/**
 * The expression that a value of Terraform's JSON syntax stands for: texts are templates, the rest are literals.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function expressionOf(json: HclJson, hcl: Hcl, dialect: Dialect, depth = 0): Expression {
  if (typeof json === 'string') return templateOf(json, hcl, dialect, depth);
  if (isHclArray(json)) {
    return { kind: 'tuple', items: json.map((item) => expressionOf(item, hcl, dialect, depth)) };
  }
  if (isHclObject(json)) {
    const entries = Object.entries(json).map(([key, value]) => ({
      key: templateOf(key, hcl, dialect, depth),
      value: expressionOf(value, hcl, dialect, depth),
    }));
    return { kind: 'object', entries };
  }
  return { kind: 'literal', value: json };
}

/** The same where texts are texts: the default of a variable in a `.tf.json` file. */
export function constantOf(json: HclJson): Expression {
  if (isHclArray(json)) return { kind: 'tuple', items: json.map(constantOf) };
  if (!isHclObject(json)) return { kind: 'literal', value: json };
  const entries = Object.entries(json).map(([key, value]) => ({
    key: { kind: 'literal', value: key } as const,
    value: constantOf(value),
  }));
  return { kind: 'object', entries };
}

const PLAIN = /^\$\{([\p{ID_Start}_][\p{ID_Continue}-]*(?:\.[\p{ID_Start}_][\p{ID_Continue}-]*)*)\}$/u;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function templateOf(text: string, hcl: Hcl, dialect: Dialect, depth: number): Expression {
  if (!text.includes('${') && !text.includes('%{')) return { kind: 'literal', value: text };
  const plain = PLAIN.exec(text)?.[1];
  if (plain !== undefined && !KEYWORDS.has(plain)) return referenceOf(plain);
  return parsedTemplate(text, hcl, dialect, depth);
}

/** `a.b.c` without indices. */
function referenceOf(text: string): Expression {
  const [root = '', ...steps] = text.split('.');
  return steps.reduce<Expression>((object, name) => ({ kind: 'attribute', object, name }), {
    kind: 'variable',
    name: root,
  });
}

function parsedTemplate(text: string, hcl: Hcl, dialect: Dialect, depth: number): Expression {
  if (depth > 8 || exceeds(text, EXPRESSION_BOUNDS)) return unsupported(text);
  try {
    const { heredoc, sentinel } = asHeredoc(dialect === 'json' ? trimmed(text, hcl) : text);
    const tree = hcl.expression(heredoc);
    const context = contextOf(heredoc, hcl, depth);
    const parts = tree.children.map((part) => translate(part, context, 'heredoc'));
    return withoutSentinel(parts, sentinel);
  } catch (error) {
    if (error instanceof HclError || error instanceof UntranslatableError) return unsupported(text);
    throw error;
  }
}

/** The template with its `~` carried out. */
function trimmed(text: string, hcl: Hcl): string {
  if (!text.includes('~}') && !text.includes('{~')) return text;
  const { heredoc, sentinel } = asHeredoc(text);
  const file = hcl.file('', `template = ${heredoc}`);
  const template = isHclObject(file) ? file.template : undefined;
  if (typeof template !== 'string' || !template.endsWith(sentinel)) {
    throw new UntranslatableError('a template that is no text');
  }
  return template.slice(0, -sentinel.length);
}

/**
 * The template as a heredoc, where its texts stand as they are. The sentinel before the last line break keeps a
 * trimming `~}` at the end from eating it.
 */
function asHeredoc(text: string): { readonly heredoc: string; readonly sentinel: string } {
  let marker = 'END';
  while (text.includes(marker)) marker += '_';
  return { heredoc: `<<${marker}\n${text}${marker}.\n${marker}\n`, sentinel: `${marker}.\n` };
}

function withoutSentinel(parts: readonly Expression[], sentinel: string): Expression {
  const joined = joinParts(parts);
  const all = joined.kind === 'template' ? joined.parts : [joined];
  const last = all.at(-1);
  if (last === undefined || !isText(last) || !last.value.endsWith(sentinel)) {
    throw new UntranslatableError('a template without its end');
  }
  const end: Expression = { kind: 'literal', value: last.value.slice(0, -sentinel.length) };
  const template = joinParts([...all.slice(0, -1), end]);
  // `"${x}"` is x itself, not a text: https://developer.hashicorp.com/terraform/language/expressions/strings
  const [first] = template.kind === 'template' && template.parts.length === 1 ? template.parts : [];
  return first ?? template;
}

function contextOf(text: string, hcl: Hcl, depth: number): TreeContext {
  let bytes: Uint8Array | undefined;
  return {
    textOf: ({ range }: HclNode) => {
      bytes ??= new TextEncoder().encode(text);
      return new TextDecoder().decode(bytes.subarray(range.start.byte, range.end.byte));
    },
    reread: (template) => {
      const file = hcl.file('', `template = ${template}\n`);
      const json = isHclObject(file) ? file.template : undefined;
      if (json === undefined) throw new UntranslatableError('a template that cannot be read alone');
      return expressionOf(json, hcl, 'hcl', depth + 1);
    },
  };
}

const REFERENCE =
  /(?<![\p{ID_Continue}.-])[\p{ID_Start}_][\p{ID_Continue}-]*(?:\.[\p{ID_Start}_][\p{ID_Continue}-]*)+/gu;

/** Not readable: what looks like a reference in it is one, so that nothing that it may depend on is overlooked. */
function unsupported(text: string): Expression {
  const found = new Set(text.slice(0, EXPRESSION_BOUNDS.length).match(REFERENCE) ?? []);
  return { kind: 'unsupported', text, references: [...found].map(referenceOf) };
}
