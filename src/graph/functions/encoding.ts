import { createHash } from 'node:crypto';
import type { Json } from '../../plan/json.ts';
import { known } from '../construct.ts';
import { sortedEntries } from '../evaluate/access.ts';
import { isCertainlyText } from '../evaluate/convert.ts';
import { isFailure, type Result, undecided } from '../evaluate/result.ts';
import type { ObjectValue, Value } from '../value.ts';
import { fromCsv } from './csv.ts';
import { decodeTemplate } from './decode.ts';
import { type Call, type FunctionFamily, onKnown, type TerraformFunction } from './function.ts';
import { fromYaml } from './yaml.ts';

/** https://developer.hashicorp.com/terraform/language/functions: encoding functions. */
export const ENCODING: FunctionFamily = {
  jsonencode: ([value]) => (value === undefined ? known('null') : encoded(value)),
  jsondecode: decoding(decoded, 'json'),
  yamldecode: yamlDecoded,
  csvdecode: onKnown(([text]) => fromCsv(String(text))),
  md5: onKnown(([text]) => digest('md5', text)),
  sha1: onKnown(([text]) => digest('sha1', text)),
  sha256: onKnown(([text]) => digest('sha256', text)),
  sha512: onKnown(([text]) => digest('sha512', text)),
  base64encode: onKnown(([text]) => Buffer.from(String(text)).toString('base64')),
  base64decode: onKnown(([text]) => fromBase64(String(text))),
  urlencode: onKnown(([text]) => encodeURIComponent(String(text)).replaceAll('%20', '+')),
};

const decodedYaml = decoding(fromYaml, 'yaml');

/** Terraform may read a text that is not read here. */
function yamlDecoded(given: readonly Value[], call: Call): Result {
  const result = decodedYaml(given, call);
  if (!isFailure(result)) return result;
  call.context.doubt();
  return undecided(call.context, call.name, given);
}

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

/** Undefined for what is no base64. */
function fromBase64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text.replaceAll(/[\r\n]/gu, '') ? bytes.toString() : undefined;
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
