import type { Expression } from '../../source/expression.ts';
import { asSensitive, known } from '../construct.ts';
import type { Context } from '../context.ts';
import type { Value } from '../value.ts';
import { isNull, textOf } from './convert.ts';
import { allValues, failure, type Result } from './result.ts';

/** A quoted template or heredoc. One that is a single `${…}` is the value itself, of whatever type. */
export function template(
  context: Context,
  parts: readonly Expression[],
  inScope: (expression: Expression) => Result,
): Result {
  const values = allValues(parts.map(inScope));
  if ('kind' in values) return values;
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  if (values.some((value) => isNull(value) !== false)) context.doubt();
  return joinParts(values);
}

/** One text of several values: known where all are, else a template with known texts run together. */
export function joinParts(values: readonly Value[]): Result {
  const parts: Value[] = [];
  for (const value of values) {
    if (value.kind === 'list' || value.kind === 'object') return failure('a list or map has no text');
    if (value.kind === 'known' && value.value === null) return failure('null has no text');
    for (const part of value.kind === 'template' ? value.parts : [value]) append(parts, part);
  }
  const [only = known('')] = parts;
  const trail = values.flatMap((value) => value.trail).slice(0, 8);
  const encoding = isJsonAlone(values) ? ({ encoding: 'json' } as const) : {};
  const joined: Value =
    parts.length > 1 ? { kind: 'template', parts, trail, ...encoding } : { ...only, trail };
  return values.some((value) => value.sensitive === true) ? asSensitive(joined) : joined;
}

/** What jsonencode() wrote, with nothing but space around it. */
function isJsonAlone(values: readonly Value[]): boolean {
  const others = values.filter((value) => value.kind !== 'known' || String(value.value).trim() !== '');
  const [only] = others;
  return only?.kind === 'template' && others.length === 1 && only.encoding === 'json';
}

function append(parts: Value[], part: Value): void {
  const last = parts.at(-1);
  if (part.kind !== 'known') {
    parts.push(part);
    return;
  }
  const text = textOf(part.value) ?? '';
  if (last?.kind === 'known') parts[parts.length - 1] = known(`${textOf(last.value) ?? ''}${text}`);
  else if (text !== '') parts.push(known(text));
}
