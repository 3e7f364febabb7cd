import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Json } from '../../plan/json.ts';
import { known } from '../construct.ts';
import { sortedEntries } from '../evaluate/access.ts';
import { isCertainlyText } from '../evaluate/convert.ts';
import { undecided } from '../evaluate/result.ts';
import type { ObjectValue, Value } from '../value.ts';
import { fromCsv } from './csv.ts';
import { decodeTemplate } from './decode.ts';
import { type FunctionFamily, onKnown, type TerraformFunction } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: encoding functions. */
export const ENCODING: FunctionFamily = {
  jsonencode: ([value]) => (value === undefined ? known('null') : encoded(value)),
  jsondecode: decoding(decoded, 'json'),
  yamldecode: decoding(fromYaml, 'yaml'),
  csvdecode: onKnown(([text]) => fromCsv(String(text))),
  md5: onKnown(([text]) => digest('md5', text)),
  sha1: onKnown(([text]) => digest('sha1', text)),
  sha256: onKnown(([text]) => digest('sha256', text)),
  sha512: onKnown(([text]) => digest('sha512', text)),
  base64encode: onKnown(([text]) => Buffer.from(String(text)).toString('base64')),
  base64decode: onKnown(([text]) => Buffer.from(String(text), 'base64').toString()),
  urlencode: onKnown(([text]) => encodeURIComponent(String(text)).replaceAll('%20', '+')),
};

function decoding(read: (text: string) => Json | undefined, syntax: 'json' | 'yaml'): TerraformFunction {
  const onText = onKnown(([text]) => read(String(text)));
  return (given, call) => {
    const [text] = given;
    if (text?.kind !== 'template') return onText(given, call);
    return decodeTemplate(text, read, syntax) ?? undecided(call.context, call.name, given);
  };
}

/**
 * JSON with holes: known parts run together; what is not known stands inside quotes where it certainly is a text, and
 * without quotes where it may be any JSON value.
 */
function encoded(value: Value): Value {
  const parts: Value[] = [];
  write(value, parts);
  const [only] = parts;
  const encodedText: Value =
    parts.length === 1 && only?.kind === 'known'
      ? { ...only, trail: value.trail }
      : { kind: 'template', parts, encoding: 'json', trail: value.trail };
  return value.sensitive === true ? { ...encodedText, sensitive: true } : encodedText;
}

function write(value: Value, parts: Value[]): void {
  switch (value.kind) {
    case 'known':
      text(parts, quoted(value.value));
      return;
    case 'template':
      text(parts, '"');
      for (const part of value.parts) {
        if (part.kind === 'known') text(parts, quoted(String(part.value)).slice(1, -1));
        else parts.push(part);
      }
      text(parts, '"');
      return;
    case 'list':
      if (value.rest !== undefined) parts.push(value);
      else writeList(value.items, parts);
      return;
    case 'object':
      if (value.rest !== undefined) parts.push(value);
      else writeObject(value, parts);
      return;
    case 'new':
    case 'unknown':
    case 'one-of': {
      const quote = isCertainlyText(value) ? '"' : '';
      text(parts, quote);
      parts.push(value);
      text(parts, quote);
      return;
    }
  }
}

function writeList(items: readonly Value[], parts: Value[]): void {
  text(parts, '[');
  for (const [at, item] of items.entries()) {
    if (at > 0) text(parts, ',');
    write(item, parts);
  }
  text(parts, ']');
}

function writeObject(value: ObjectValue, parts: Value[]): void {
  text(parts, '{');
  for (const [at, [name, member]] of sortedEntries(value).entries()) {
    text(parts, `${at > 0 ? ',' : ''}${quoted(name)}:`);
    write(member, parts);
  }
  text(parts, '}');
}

function text(parts: Value[], more: string): void {
  if (more === '') return;
  const last = parts.at(-1);
  if (last?.kind === 'known') parts[parts.length - 1] = known(`${last.value}${more}`);
  else parts.push(known(more));
}

const digest = (algorithm: string, text: Json | undefined) =>
  createHash(algorithm).update(String(text)).digest('hex');

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['<', '\\u003c'],
  ['>', '\\u003e'],
  ['&', '\\u0026'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
]);

/** As Terraform writes JSON: it escapes what HTML might stumble over. */
function quoted(value: null | boolean | number | string): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (character) => ESCAPED.get(character) ?? character,
  );
}

function decoded(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const LONGEST_YAML = 1_000_000;

const load = createRequire(import.meta.url);
/** Loaded when it is needed: few configurations read YAML. */
const yaml = (): typeof import('yaml') => load('yaml');

function fromYaml(text: string): Json | undefined {
  if (text.length > LONGEST_YAML) return undefined;
  try {
    return plain(yaml().parse(text, { maxAliasCount: 100, schema: 'core', logLevel: 'silent' }), 0);
  } catch {
    return undefined;
  }
}

const DEEPEST = 100;

/** What YAML has and JSON has not is an error. */
function plain(value: unknown, depth: number): Json | undefined {
  if (depth > DEEPEST) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (typeof value !== 'object') return undefined;
  const members = Object.entries(value).map(([name, member]) => [name, plain(member, depth + 1)] as const);
  return members.some(([, member]) => member === undefined)
    ? undefined
    : (Object.fromEntries(members) as Json);
}
