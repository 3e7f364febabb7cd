import { depthOf, operatorsIn } from './bounds.ts';
import type { Expression } from './expression.ts';
import { type Hcl, HclError, type HclNode } from './hcl.ts';
import { type HclJson, isHclArray, isHclObject } from './json.ts';
import { isText, joinParts, type TreeContext, translate } from './syntax-tree.ts';
import { UntranslatableError } from './unescape.ts';

/** How a value is written: in the language itself, which comes to us as JSON from the parser, or in JSON. */
export type Dialect = 'hcl' | 'json';

/** Deeper or longer than any expression that a person writes; beyond, it is not parsed. */
const DEEPEST = 64;
const MOST_OPERATORS = 300;
const LONGEST = 256 * 1024;
/**
 * The parser's answer repeats the text of a node in each node around it, so that its cost is the length times the
 * nesting: a million is about 0.3 s. For one expression, and for all of a source together.
 */
const EXPRESSION_COST = 4_000_000;
const SOURCE_COST = 64_000_000;

/** How often templates within templates are read anew. */
const REREADS = 8;

/** Makes expressions of values in Terraform's JSON syntax. One per source: what it spends is bounded. */
export class ExpressionReader {
  readonly #hcl: Hcl;
  #spent = 0;

  constructor(hcl: Hcl) {
    this.#hcl = hcl;
  }

  /** True when some expressions were not parsed because all together would have cost too much. */
  get exhausted(): boolean {
    return this.#spent > SOURCE_COST;
  }

  /**
   * The expression of an argument in a .tf file, as it is written there. The parser's JSON of the same argument
   * vouches for the text being the right one; it is not used itself where the text is there, because it writes
   * `"${c ? 1.50 : "a"}"` as `%{if c}1.50…` and `"${"$"}{a}"` as `${a}`.
   */
  written(text: string, json: HclJson): Expression {
    if (typeof json !== 'object' && !isTemplate(json)) return { kind: 'literal', value: json };
    const plain = typeof json === 'string' ? PLAIN.exec(json)?.[1] : undefined;
    if (plain !== undefined && plain === text && !KEYWORDS.has(plain)) return referenceOf(plain);
    const parsed = this.#affords(text) ? this.#ofText(text, json) : undefined;
    return parsed ?? this.read(json, 'hcl');
  }

  /** Undefined where the text is not the one that the JSON is of. */
  #ofText(text: string, json: HclJson): Expression | undefined {
    try {
      if (JSON.stringify(this.#value(text)) !== JSON.stringify(json)) return undefined;
      return translate(this.#hcl.expression(`${text}\n`), this.#context(`${text}\n`, 0));
    } catch (error) {
      if (error instanceof HclError) return undefined;
      if (error instanceof UntranslatableError) return unsupported(text);
      throw error;
    }
  }

  /**
   * The expression that a value stands for: texts are templates, the rest are literals.
   * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
   */
  read(json: HclJson, dialect: Dialect, rereads = 0): Expression {
    if (typeof json === 'string') return this.#template(json, dialect, rereads);
    if (isHclArray(json)) {
      return { kind: 'tuple', items: json.map((item) => this.read(item, dialect, rereads)) };
    }
    if (isHclObject(json)) {
      const entries = Object.entries(json).map(([key, value]) => ({
        key: this.#template(key, dialect, rereads),
        value: this.read(value, dialect, rereads),
      }));
      return { kind: 'object', entries };
    }
    return { kind: 'literal', value: json };
  }

  #template(text: string, dialect: Dialect, rereads: number): Expression {
    if (!isTemplate(text)) return { kind: 'literal', value: text };
    const plain = PLAIN.exec(text)?.[1];
    if (plain !== undefined && !KEYWORDS.has(plain)) return referenceOf(plain);
    if (rereads > REREADS || !this.#affords(text)) return unsupported(text);
    try {
      return this.#parsed(text, dialect, rereads);
    } catch (error) {
      if (error instanceof HclError || error instanceof UntranslatableError) return unsupported(text);
      throw error;
    }
  }

  #affords(text: string): boolean {
    if (text.length > LONGEST) return false;
    const depth = depthOf(text);
    const operators = operatorsIn(text);
    const cost = text.length * (depth + operators);
    if (depth > DEEPEST || operators > MOST_OPERATORS || cost > EXPRESSION_COST) return false;
    this.#spent += cost;
    return !this.exhausted;
  }

  #parsed(text: string, dialect: Dialect, rereads: number): Expression {
    const { heredoc, sentinel } = asHeredoc(dialect === 'json' ? this.#trimmed(text) : text);
    const tree = this.#hcl.expression(heredoc);
    const context = this.#context(heredoc, rereads);
    const parts = tree.children.map((part) => translate(part, context, 'heredoc'));
    return withoutSentinel(parts, sentinel);
  }

  /** The template with its `~` carried out. */
  #trimmed(text: string): string {
    if (!text.includes('~}') && !text.includes('{~')) return text;
    const { heredoc, sentinel } = asHeredoc(text);
    const template = this.#value(heredoc);
    if (typeof template !== 'string' || !template.endsWith(sentinel)) {
      throw new UntranslatableError('a template that is no text');
    }
    return template.slice(0, -sentinel.length);
  }

  /** An expression as the parser writes it. */
  #value(expression: string): HclJson {
    const file = this.#hcl.file('', `value = ${expression}\n`);
    const value = isHclObject(file) ? file.value : undefined;
    if (value === undefined) throw new UntranslatableError('an expression that cannot be read alone');
    return value;
  }

  #context(text: string, rereads: number): TreeContext {
    let bytes: Uint8Array | undefined;
    return {
      textOf: ({ range }: HclNode) => {
        bytes ??= new TextEncoder().encode(text);
        return new TextDecoder().decode(bytes.subarray(range.start.byte, range.end.byte));
      },
      reread: (template) => this.read(this.#value(template), 'hcl', rereads + 1),
    };
  }
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

const NAME = '[\\p{ID_Start}_][\\p{ID_Continue}-]*';
const PLAIN = new RegExp(`^\\$\\{(${NAME}(?:\\.${NAME})*)\\}$`, 'u');
const REFERENCE = new RegExp(`(?<![\\p{ID_Continue}.-])${NAME}(?:\\.${NAME})+`, 'gu');
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function isTemplate(json: HclJson): json is string {
  return typeof json === 'string' && (json.includes('${') || json.includes('%{'));
}

/** `a.b.c` without indices. */
function referenceOf(text: string): Expression {
  const [root = '', ...steps] = text.split('.');
  return steps.reduce<Expression>((object, name) => ({ kind: 'attribute', object, name }), {
    kind: 'variable',
    name: root,
  });
}

/**
 * The template as a heredoc, where its texts stand as they are. The sentinel before the last line break keeps a
 * trimming `~}` at the end from eating it.
 */
function asHeredoc(text: string): { readonly heredoc: string; readonly sentinel: string } {
  const longest = (text.match(/END_*/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const marker = 'END'.padEnd(longest + 1, '_');
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

/** Not readable: what looks like a reference in it is one, so that nothing that it may depend on is overlooked. */
function unsupported(text: string): Expression {
  const found = new Set(text.match(REFERENCE) ?? []);
  return { kind: 'unsupported', text, references: [...found].map(referenceOf) };
}
