import { createRequire } from 'node:module';
import type { Alias, Node, parseDocument, Scalar } from 'yaml';
import { inSomeOrder } from '../graph/functions/json-text.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Json } from '../plan/json.ts';
import { isPlainText, StringTracker } from '../policies/parts.ts';

/** A template as JSON, intrinsic functions in their long form; marks stand for values that are not known yet. */
export interface TemplateText {
  readonly root: Json;
  /** The values of the marks. */
  readonly holes: readonly GraphValue[];
}

/** Stands for a value in a text: mark, number of the value, mark. */
export const MARK = '\ue000';

const MOST_NODES = 200_000;
const DEEPEST = 100;

/**
 * Reads a CloudFormation template or another JSON document, JSON or YAML, of which parts may not be known.
 * Undefined when it is not known as a whole, or is neither.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function readTemplate(value: GraphValue): TemplateText | undefined {
  const marked = markedText(value);
  if (marked === undefined) return undefined;
  const root = parseText(marked.text);
  return root === undefined ? undefined : { root, holes: marked.holes };
}

interface MarkedText {
  readonly text: string;
  readonly holes: readonly GraphValue[];
}

function markedText(value: GraphValue): MarkedText | undefined {
  if (value.kind === 'known')
    return typeof value.value === 'string' ? { text: value.value, holes: [] } : undefined;
  if (value.kind !== 'template') return undefined;
  const isJson = value.encoding === 'json';
  const parts = inSomeOrder(value.parts);
  const known = parts.filter((part) => part.kind === 'known').map((part) => String(part.value));
  const holes = parts.filter((part) => part.kind !== 'known');
  if (known.some((text) => text.includes(MARK)) || !(isJson || holes.every(isPlainText))) return undefined;
  return { text: withMarks(parts, isJson), holes };
}

/** In JSON, a part that stands outside of strings is a whole value: its mark is a string of its own. */
function withMarks(parts: readonly GraphValue[], isJson: boolean): string {
  const strings = new StringTracker();
  let text = '';
  let count = 0;
  for (const part of parts) {
    if (part.kind === 'known') {
      strings.read(String(part.value));
      text += String(part.value);
      continue;
    }
    const mark = `${MARK}${count++}${MARK}`;
    text += isJson && !strings.isInside ? `"${mark}"` : mark;
  }
  return text;
}

function parseText(text: string): Json | undefined {
  try {
    return /^\s*\{/.test(text) ? JSON.parse(text) : parseYaml(text);
  } catch {
    return undefined;
  }
}

const load = createRequire(import.meta.url);
/** Loaded when a template is YAML: few plans hold one. */
const yaml = (): typeof import('yaml') => load('yaml');

function parseYaml(text: string): Json | undefined {
  const { parseDocument } = yaml();
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0 || document.contents === null) return undefined;
  return new YamlReader(document).read(document.contents, 0);
}

/** Turns a YAML tree into JSON; short intrinsic functions (`!Ref x`) become long ones. Throws on what is too large. */
class YamlReader {
  readonly #document: ReturnType<typeof parseDocument>;
  #left = MOST_NODES;

  constructor(document: ReturnType<typeof parseDocument>) {
    this.#document = document;
  }

  read(node: Node | null, depth: number): Json {
    this.#left -= 1;
    if (this.#left < 0 || depth > DEEPEST) throw new RangeError('the template is too large');
    if (node === null) return null;
    const plain = this.#plain(node, depth);
    return withFunction(node.tag, plain);
  }

  #plain(node: Node, depth: number): Json {
    const { isAlias, isMap, isScalar, isSeq } = yaml();
    if (isAlias(node)) return this.read(this.#target(node), depth + 1);
    if (isScalar(node)) return scalarOf(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item as Node | null, depth + 1));
    if (!isMap(node)) return null;
    const members = node.items.map(({ key, value }): [string, Json] => [
      isScalar(key) ? (key.source ?? '') : String(this.read(key as Node | null, depth + 1)),
      this.read(value as Node | null, depth + 1),
    ]);
    return Object.fromEntries(members);
  }

  #target(alias: Alias): Node | null {
    return alias.resolve(this.#document) ?? null;
  }
}

function scalarOf({ value, source = '', type }: Scalar): Json {
  if (type === 'PLAIN' && IN_OLD_YAML.test(source)) return { [UNQUOTED]: source };
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return typeof value === 'number' && String(value) === source ? value : { [UNQUOTED]: source };
}

/** Stands for a scalar without quotes of which it is not certain what CloudFormation makes of it. */
export const UNQUOTED = 'Fn::Unquoted';

/**
 * What YAML 1.1, which CloudFormation reads, takes for a boolean or a number: `yes` is true, `010` is 8.
 * https://yaml.org/type/bool.html, https://yaml.org/type/int.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
const IN_OLD_YAML =
  /^(?:y|n|yes|no|on|off|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?0[0-9_]+|[-+]?[0-9.]+_[0-9_.]*)$/i;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
function withFunction(tag: string | undefined, value: Json): Json {
  if (tag === undefined || !/^![A-Z]/.test(tag)) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}
