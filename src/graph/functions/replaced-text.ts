import { known } from '../construct.ts';
import { isNull, textOf } from '../evaluate/convert.ts';
import { isFailure, type Result } from '../evaluate/result.ts';
import { joinParts } from '../evaluate/template.ts';
import type { Value } from '../value.ts';
import { newContains, newEndsWith, newStartsWith, prefixOf } from './new-texts.ts';

/**
 * `replace` of a text, which may have parts that are not known, as the replacement may. Undefined where it is not
 * known how often the search is found.
 */
export function replacedText(text: Value, wanted: string, instead: Value): Result | undefined {
  const isEncoded = text.kind === 'template' && text.encoding !== undefined;
  const isPlain = !isEncoded || (instead.kind === 'known' && ![wanted, textOf(instead.value)].some(isSyntax));
  if (wanted === '' || isNull(instead) !== false || hasEncoding(instead) || !isPlain) return undefined;
  const parts = text.kind === 'template' ? text.parts : [text];
  if (!parts.every((part) => isKnownText(part) || isApart(part, wanted))) return undefined;
  const joined = joinParts(parts.flatMap((part) => replacedIn(part, wanted, instead)));
  if (isFailure(joined)) return joined;
  return {
    ...joined,
    ...(isEncoded && joined.kind === 'template' ? { encoding: text.encoding } : {}),
    trail: text.trail,
  };
}

/** In JSON it may begin or end a text. */
const isSyntax = (text: string | undefined) => text === undefined || /["\\]/u.test(text);

const hasEncoding = (value: Value) => value.kind === 'template' && value.encoding !== undefined;

const isKnownText = (value: Value) => value.kind === 'known' && value.value !== null;

/** Whether the search is certainly not found in an id, nor where it meets the text beside it. */
function isApart(part: Value, wanted: string): boolean {
  const prefix = prefixOf(part);
  if (prefix === undefined || newContains(prefix, wanted) !== false || wanted.includes(prefix)) return false;
  return [...wanted].every(
    (_, at) =>
      newStartsWith(prefix, wanted.slice(at)) === false &&
      newEndsWith(wanted.slice(0, wanted.length - at)) === false,
  );
}

function replacedIn(part: Value, wanted: string, instead: Value): readonly Value[] {
  if (part.kind !== 'known') return [part];
  const pieces = (textOf(part.value) ?? '').split(wanted);
  return pieces.flatMap((piece, at) => (at === 0 ? [known(piece)] : [instead, known(piece)]));
}
