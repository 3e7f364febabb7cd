import { known } from '../construct.ts';
import { isShuffled, sortedEntries } from '../evaluate/access.ts';
import { textOf } from '../evaluate/convert.ts';
import type { KnownValue, ListValue, ObjectValue, Value } from '../value.ts';
import { prefixOf } from './new-texts.ts';

/**
 * What yamlencode() writes, in parts; undefined where it is not certain. Texts stand in quotes, or as a block where
 * they have several lines; long ones, which it breaks at spaces, are left open.
 * https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
export function yamlOf(value: Value): readonly Value[] | undefined {
  const isBare = value.kind === 'known' && typeof value.value !== 'string';
  const written = write(value, { indent: '', column: 0 });
  return written === undefined ? undefined : [...written, known(isBare ? '\n...\n' : '\n')];
}

type Written = readonly Value[] | undefined;

/** Where a value stands: its further lines begin with `indent`. */
interface Place {
  readonly indent: string;
  readonly column: number;
}

function write(value: Value, place: Place): Written {
  switch (value.kind) {
    case 'known':
      return writeKnown(value, place);
    case 'new':
      return quoted([value], place);
    case 'template':
      return value.encoding === undefined ? quoted(value.parts, place) : undefined;
    case 'list':
      return writeList(value, place);
    case 'object':
      return writeObject(value, place);
    case 'one-of':
    case 'unknown':
      return undefined;
  }
}

function writeKnown({ value }: KnownValue, place: Place): Written {
  if (typeof value === 'number') return isPlainNumber(value) ? [known(textOf(value) ?? '')] : undefined;
  if (typeof value !== 'string') return [known(String(value))];
  return value.includes('\n') ? block(value, place) : quoted([known(value)], place);
}

/** Others may have more digits in Terraform. */
const isPlainNumber = (value: number) =>
  Number.isInteger(value) ? Number.isSafeInteger(value) : /^-?\d+\.\d{1,9}$/u.test(String(value));

/** Lines of printable characters, none of which begins or ends with a space. */
const LINES = /^[!-~](?:[ -~]*[!-~])?\n(?:(?:[!-~](?:[ -~]*[!-~])?)?\n)*(?:[!-~](?:[ -~]*[!-~])?)?$/u;

function block(text: string, { indent }: Place): Written {
  if (!LINES.test(text) || text.endsWith('\n\n')) return undefined;
  const isEnded = text.endsWith('\n');
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
  const indented = lines.map((line) => (line === '' ? '\n' : `\n${indent || STEP}${line}`));
  return [known(`|${isEnded ? '' : '-'}${indented.join('')}`)];
}

const STEP = '  ';
/** Beyond this column lines are broken at spaces. */
const WIDTH = 80;
const LONGEST_ID = 40;
const PRINTABLE = /^[ -~\t\u00c0-\u024f]*$/u;

/** A text in quotes, where no line is broken in it. */
function quoted(parts: readonly Value[], { column }: Place): Written {
  const written: Value[] = [known('"')];
  let end = column + 1;
  let hasSpace = false;
  for (const part of parts) {
    const text = part.kind === 'known' ? textOf(part.value) : undefined;
    if (text === undefined ? prefixOf(part) === undefined : !PRINTABLE.test(text)) return undefined;
    end += text === undefined ? LONGEST_ID : escaped(text).length;
    hasSpace ||= text?.includes(' ') === true;
    written.push(text === undefined ? part : known(escaped(text)));
  }
  return hasSpace && end > WIDTH ? undefined : [...written, known('"')];
}

const escaped = (text: string) =>
  text.replaceAll(/["\\]/gu, String.raw`\$&`).replaceAll('\t', String.raw`\t`);

function writeList({ items, rest, loose, ...value }: ListValue, { indent }: Place): Written {
  if (rest !== undefined || loose === true || isShuffled({ items, ...value })) return undefined;
  if (items.length === 0) return [known('[]')];
  const place = { indent: `${indent}${STEP}`, column: indent.length + STEP.length };
  return onLines(
    items.map((item) => behind('- ', write(item, place))),
    indent,
  );
}

/** Longer keys are written otherwise. */
const LONGEST_KEY = 100;

function writeObject(value: ObjectValue, { indent }: Place): Written {
  if (value.rest !== undefined || value.loose === true) return undefined;
  const entries = sortedEntries(value);
  if (entries.length === 0) return [known('{}')];
  return onLines(
    entries.map(([name, member]) => writeMember(name, member, indent)),
    indent,
  );
}

function writeMember(name: string, member: Value, indent: string): Written {
  if (escaped(name).length > LONGEST_KEY || !PRINTABLE.test(name)) return undefined;
  const key = `"${escaped(name)}":`;
  const inner = `${indent}${STEP}`;
  if (member.kind === 'list' && member.items.length > 0)
    return behind(`${key}\n${indent}`, writeList(member, { indent, column: indent.length }));
  if (member.kind === 'object' && member.attributes.size > 0)
    return behind(`${key}\n${inner}`, writeObject(member, { indent: inner, column: inner.length }));
  const column = indent.length + key.length + 1;
  return behind(`${key} `, write(member, { indent: inner, column }));
}

function behind(text: string, written: Written): Written {
  return written === undefined ? undefined : [known(text), ...written];
}

function onLines(entries: readonly Written[], indent: string): Written {
  const parts: Value[] = [];
  for (const [at, entry] of entries.entries()) {
    if (entry === undefined) return undefined;
    if (at > 0) parts.push(known(`\n${indent}`));
    parts.push(...entry);
  }
  return parts;
}
