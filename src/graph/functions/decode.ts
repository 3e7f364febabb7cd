import type { Json } from '../../plan/json.ts';
import { isArray, isObject } from '../../plan/json.ts';
import { known, list, object } from '../construct.ts';
import { failure, isFailure, type Result } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { TemplateValue, Value } from '../value.ts';
import { prefixOf } from './new-texts.ts';

/** Characters that mean nothing to anybody mark the holes while a document is read. */
const [OPEN, WHOLE, CLOSE] = ['\uE010', '\uE011', '\uE012'];
const HOLE = /[\uE010\uE011](\d+)\uE012/u;
const MARKS = /[\uE010-\uE012]/u;

/**
 * What a text with holes decodes to, where each hole can only be what it is: a part of a text, or one whole value
 * that jsonencode() wrote. Undefined where a hole might change what the rest means.
 */
export function decodeTemplate(
  template: TemplateValue,
  read: (text: string) => Json | undefined,
  syntax: 'json' | 'yaml',
): Result | undefined {
  const text = syntax === 'json' ? markedJson(template) : markedYaml(template);
  if (text === undefined) return undefined;
  const json = read(text);
  return json === undefined ? failure('the text cannot be decoded') : filled(json, template.parts);
}

function markedJson({ parts, encoding }: TemplateValue): string | undefined {
  let text = '';
  let isInside = false;
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'known') {
      const more = String(part.value);
      if (MARKS.test(more)) return undefined;
      isInside = endsInside(more, isInside);
      text += more;
    } else if (isInside && (encoding === 'json' || prefixOf(part) !== undefined))
      text += `${OPEN}${at}${CLOSE}`;
    else if (!isInside && encoding === 'json') text += `"${WHOLE}${at}${CLOSE}"`;
    else return undefined;
  }
  return text;
}

/** Whether a JSON string is open at the end of the text. */
function endsInside(text: string, isInside: boolean): boolean {
  let inside = isInside;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && inside) at += 1;
    else if (text[at] === '"') inside = !inside;
  }
  return inside;
}

/** In YAML an id is a text wherever it stands, if it stands there alone or in double quotes. */
function markedYaml({ parts, encoding }: TemplateValue): string | undefined {
  let text = '';
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'known') text += String(part.value);
    else if (encoding === undefined && prefixOf(part) !== undefined && BEFORE_ID.test(text)) {
      text += `${OPEN}${at}${CLOSE}`;
    } else return undefined;
  }
  const isMarkedTwice = parts.some((part) => part.kind === 'known' && MARKS.test(String(part.value)));
  return isMarkedTwice ? undefined : text;
}

const BEFORE_ID = /[\s"']$|(?:^|\n) *(?:- )*(?:"(?:[^"\\\n]|\\.)*": )?"(?:[^"\\\n]|\\.)*$/u;

function filled(json: Json, parts: readonly Value[]): Result | undefined {
  if (typeof json === 'string') return filledText(json, parts);
  if (isArray(json)) {
    const items = allFilled(json, parts);
    return items === undefined ? undefined : list(items);
  }
  if (!isObject(json)) return known(json);
  const names = Object.keys(json);
  if (names.some((name) => MARKS.test(name))) return undefined;
  const members = allFilled(Object.values(json), parts);
  return members === undefined
    ? undefined
    : object(new Map(names.map((name, at) => [name, members[at] ?? known(null)])));
}

function allFilled(json: readonly Json[], parts: readonly Value[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const one of json) {
    const value = filled(one, parts);
    if (value === undefined || isFailure(value)) return undefined;
    values.push(value);
  }
  return values;
}

function filledText(text: string, parts: readonly Value[]): Result | undefined {
  if (text.startsWith(WHOLE)) return parts[Number(text.slice(1, -1))];
  const pieces = text
    .split(HOLE)
    .flatMap((piece, at) => (at % 2 === 0 ? [known(piece)] : (parts[Number(piece)] ?? [])));
  const [only, ...others] = pieces.filter((piece) => piece.kind !== 'known' || piece.value !== '');
  if (only !== undefined && others.length === 0) return only;
  return joinParts(pieces);
}
