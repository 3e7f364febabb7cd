import { isArray, isObject, type Json, type JsonObject, member } from './json.ts';
import type { ConfigurationBlock, ConfigurationExpression, ConfigurationMember } from './plan.ts';

const UNKNOWN: ConfigurationMember = { kind: 'expression', expression: { references: [] } };

/** The members of a block: arguments, and nested blocks by type. Each is read when it is asked for. */
export function blockOf(json: Json | undefined): ConfigurationBlock {
  return new ReadBlock(isObject(json) ? json : {});
}

class ReadBlock implements ConfigurationBlock {
  readonly #json: JsonObject;
  readonly #members = new Map<string, ConfigurationMember>();

  constructor(json: JsonObject) {
    this.#json = json;
  }

  get size(): number {
    return Object.keys(this.#json).length;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#json, name);
  }

  get(name: string): ConfigurationMember | undefined {
    const there = this.#members.get(name);
    const json = there === undefined ? member(this.#json, name) : undefined;
    if (json === undefined) return there;
    const made = memberOf(json);
    this.#members.set(name, made);
    return made;
  }

  *[Symbol.iterator](): Iterator<readonly [string, ConfigurationMember]> {
    for (const [name, json] of Object.entries(this.#json)) yield [name, this.get(name) ?? memberOf(json)];
  }
}

/**
 * Blocks nested as a list or set are an array, single ones an object, and labelled ones an object of objects.
 * What is none of these is an expression of which nothing is known.
 */
function memberOf(json: Json): ConfigurationMember {
  if (isArray(json)) return json.every(isObject) ? { kind: 'blocks', blocks: json.map(blockOf) } : UNKNOWN;
  if (!isObject(json)) return UNKNOWN;
  if (isExpression(json)) return { kind: 'expression', expression: expressionOf(json) };
  return { kind: 'blocks', blocks: [blockOf(json)] };
}

function isExpression(json: JsonObject): boolean {
  return Object.entries(json).every(([name, value]) => {
    if (name === 'references') return value === null || isTexts(value);
    return name === 'constant_value';
  });
}

/** An expression as the plan keeps it: of the JSON syntax it gives the text of a template for a constant. */
export function expressionOf(json: Json | undefined): ConfigurationExpression {
  const constantValue = member(json, 'constant_value');
  const given = member(json, 'references');
  const references = isTexts(given) ? given : [];
  const isConstant = constantValue !== undefined && references.length === 0 && !holdsTemplate(constantValue);
  return isConstant ? { constantValue, references } : { references };
}

function holdsTemplate(json: Json): boolean {
  if (typeof json === 'string') return /[$%]\{/.test(json);
  if (isArray(json)) return json.some(holdsTemplate);
  return isObject(json) && Object.entries(json).some((entry) => entry.some(holdsTemplate));
}

function isTexts(json: Json | undefined): json is readonly string[] {
  return isArray(json) && json.every((item) => typeof item === 'string');
}
