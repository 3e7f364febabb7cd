import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Json } from '../../plan/json.ts';
import { known } from '../construct.ts';
import { failure, isFailure, type Result, undecided } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';
import { fromCsv } from './csv.ts';
import { decodeTemplate } from './decode.ts';
import { type Call, type FunctionFamily, onKnown, type TerraformFunction } from './function.ts';
import { jsonOf } from './json-text.ts';
import { fromYaml } from './yaml.ts';
import { yamlOf } from './yaml-text.ts';

/** https://developer.hashicorp.com/terraform/language/functions: encoding functions. */
export const ENCODING: FunctionFamily = {
  jsonencode: ([value]) => (value === undefined ? known('null') : jsonOf(value)),
  yamlencode: ([value], call) => yamlEncoded(value, call),
  jsondecode: decoding(decoded, 'json'),
  yamldecode: yamlDecoded,
  csvdecode: onKnown(([text]) => fromCsv(String(text))),
  md5: onKnown(([text]) => digest('md5', text)),
  sha1: onKnown(([text]) => digest('sha1', text)),
  sha256: onKnown(([text]) => digest('sha256', text)),
  sha512: onKnown(([text]) => digest('sha512', text)),
  base64encode: onKnown(([text]) => Buffer.from(String(text)).toString('base64')),
  base64decode: onKnown(([text]) => fromBase64(String(text))),
  urlencode: (given, call) => (given[0]?.kind === 'new' ? given[0] : urlEncoded(given, call)),
};

/** https://pkg.go.dev/net/url#QueryEscape */
const urlEncoded = onKnown(([text]) =>
  encodeURIComponent(String(text))
    .replaceAll('%20', '+')
    .replaceAll(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
);

function yamlEncoded(value: Value | undefined, call: Call): Result {
  if (value === undefined) return failure('yamlencode takes a value');
  const text = yamlOf(value);
  return text === undefined ? undecided(call.context, call.name, [value]) : joinParts(text);
}

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

/** Undefined for what is no base64. */
function fromBase64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  const isWhole = bytes.toString('base64') === text.replaceAll(/[\r\n]/gu, '');
  return isWhole && isUtf8(bytes) ? bytes.toString() : undefined;
}

const digest = (algorithm: string, text: Json | undefined) =>
  createHash(algorithm).update(String(text)).digest('hex');

function decoded(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
