/** A regular expression that is decided soon, and as Terraform decides it. */
export interface Pattern {
  readonly expression: RegExp;
  readonly captures: 'none' | 'numbered' | 'named' | 'mixed';
  /** It may match the empty text: repeated matches are then not JavaScript's. */
  readonly mayBeEmpty: boolean;
}

interface Reader {
  readonly source: string;
  readonly textLength: number;
  at: number;
  /** How many ways there are to match, at most. */
  ways: number;
  numbered: number;
  named: number;
}

/** A part of the pattern, in JavaScript's syntax. */
interface Part {
  readonly out: string;
  readonly fewest: number;
  /** Alternatives, repetition or captures: such a part is not repeated. */
  readonly isChoice: boolean;
}

const LONGEST_PATTERN = 300;
const MOST_WAYS = 20_000_000;

/**
 * A pattern of RE2 in JavaScript's syntax, where both mean the same by it. Undefined where they may not, or where
 * trying all ways to match it on the text could take long.
 * https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string, text: string): Pattern | undefined {
  const isFolded = pattern.startsWith('(?i)');
  if (pattern.length > LONGEST_PATTERN || (isFolded && /[^\0-\x7f]/u.test(text))) return undefined;
  const source = isFolded ? pattern.slice(4) : pattern;
  const reader: Reader = { source, textLength: text.length, at: 0, ways: 1, numbered: 0, named: 0 };
  const whole = alternatives(reader);
  const isRead = whole !== undefined && reader.at === source.length;
  if (!isRead || reader.ways * (text.length + 1) > MOST_WAYS) return undefined;
  try {
    const expression = new RegExp(whole.out, isFolded ? 'gui' : 'gu');
    return { expression, captures: capturesOf(reader), mayBeEmpty: whole.fewest === 0 };
  } catch {
    return undefined;
  }
}

function capturesOf({ numbered, named }: Reader): Pattern['captures'] {
  if (named === 0) return numbered === 0 ? 'none' : 'numbered';
  return numbered === 0 ? 'named' : 'mixed';
}

function alternatives(reader: Reader): Part | undefined {
  const parts: Part[] = [];
  do {
    const part = sequence(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (take(reader, '|'));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  reader.ways *= parts.length;
  const fewest = Math.min(...parts.map((part) => part.fewest));
  return { out: parts.map((part) => part.out).join('|'), fewest, isChoice: true };
}

function sequence(reader: Reader): Part | undefined {
  const parts: Part[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const part = atom(reader);
    const repeated = part === undefined ? undefined : repetition(reader, part);
    if (repeated === undefined) return undefined;
    parts.push(repeated);
  }
  return {
    out: parts.map((part) => part.out).join(''),
    fewest: parts.reduce((sum, part) => sum + part.fewest, 0),
    isChoice: parts.some((part) => part.isChoice),
  };
}

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

const one = (out: string): Part => ({ out, fewest: 1, isChoice: false });
const nothing = (out: string): Part => ({ out, fewest: 0, isChoice: false });

function atom(reader: Reader): Part | undefined {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  if (character === '(') return group(reader);
  if (character === '[') return characterClass(reader);
  if (character === '\\') return escaped(reader);
  if ('*+?{}]'.includes(character)) return undefined;
  reader.at += character.length;
  if (character === '.') return one(String.raw`[^\n]`);
  if (character === '^' || character === '$') return nothing(character);
  return one(plain(character));
}

const plain = (character: string) => (/[\\/^$.*+?()[\]{}|]/u.test(character) ? `\\${character}` : character);

const SPACE = String.raw`\t\n\f\r `;
const ESCAPES: ReadonlyMap<string, Part> = new Map([
  ['d', one('[0-9]')],
  ['D', one('[^0-9]')],
  ['w', one('[0-9A-Za-z_]')],
  ['W', one('[^0-9A-Za-z_]')],
  ['s', one(`[${SPACE}]`)],
  ['S', one(`[^${SPACE}]`)],
  ['b', nothing(String.raw`\b`)],
  ['n', one(String.raw`\n`)],
  ['t', one(String.raw`\t`)],
]);

function escaped(reader: Reader): Part | undefined {
  const character = reader.source[reader.at + 1] ?? '';
  reader.at += 2;
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  return /^[!-/:-@[-`{-~]$/u.test(character) ? one(plain(character)) : undefined;
}

const IN_CLASS: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['w', '0-9A-Za-z_'],
  ['s', SPACE],
]);

const CLASS = /\[(\^?)((?:\\[dws]|\\[!-/:-@[-`{-~]|[A-Za-z0-9](?:-[A-Za-z0-9])?|[ !-,./:-@_`{|}~])*)(-?)\]/uy;

function characterClass(reader: Reader): Part | undefined {
  CLASS.lastIndex = reader.at;
  const match = CLASS.exec(reader.source);
  if (match === null || (match[2] === '' && match[3] === '')) return undefined;
  reader.at = CLASS.lastIndex;
  const [, negation = '', members = '', hyphen = ''] = match;
  const out = members.replaceAll(
    /\\(.)|([&^])/gu,
    (_, after: string | undefined, special: string | undefined) =>
      after === undefined ? `\\${special}` : (IN_CLASS.get(after) ?? `\\${after}`),
  );
  return one(`[${negation}${withEscapes(out)}${hyphen === '' ? '' : String.raw`\-`}]`);
}

/** With the `u` flag only characters of the syntax may be escaped. */
const withEscapes = (members: string) => members.replaceAll(/\\([^\w\\/^$.*+?()[\]{}|-])/gu, '$1');

function group(reader: Reader): Part | undefined {
  reader.at += 1;
  const opening = opened(reader);
  const inner = opening === undefined ? undefined : alternatives(reader);
  if (opening === undefined || inner === undefined || !take(reader, ')')) return undefined;
  return { ...inner, out: `(${opening}${inner.out})`, isChoice: inner.isChoice || opening !== '?:' };
}

const NAMED = /\?P?<([A-Za-z]\w*)>/uy;

function opened(reader: Reader): string | undefined {
  if (take(reader, '?:')) return '?:';
  NAMED.lastIndex = reader.at;
  const name = NAMED.exec(reader.source)?.[1];
  if (name !== undefined) {
    reader.at = NAMED.lastIndex;
    reader.named += 1;
    return `?<${name}>`;
  }
  reader.numbered += 1;
  return reader.source[reader.at] === '?' ? undefined : '';
}

const TIMES = /(?:([*+?])|\{(\d{1,3})(?:(,)(\d{0,3}))?\})(\??)/uy;

/** How often, both inclusive. */
interface Times {
  readonly atLeast: number;
  readonly atMost: number | undefined;
}

const SIGNS: Readonly<Record<string, Times>> & { readonly '*': Times } = {
  '*': { atLeast: 0, atMost: undefined },
  '+': { atLeast: 1, atMost: undefined },
  '?': { atLeast: 0, atMost: 1 },
};

/** `{1}`, `{1,}`, `{1,2}`. */
function counted(least = '0', most = least): Times {
  return { atLeast: Number(least), atMost: most === '' ? undefined : Number(most) };
}

/** What holds a choice is repeated at most once: two ways to nest repetitions may mean two things, or take for ever. */
function repetition(reader: Reader, part: Part): Part | undefined {
  TIMES.lastIndex = reader.at;
  const match = TIMES.exec(reader.source);
  if (match === null) return part;
  reader.at = TIMES.lastIndex;
  const [text, sign, least, comma, most] = match;
  const { atLeast, atMost } = sign === undefined ? counted(least, most) : (SIGNS[sign] ?? SIGNS['*']);
  if (part.fewest === 0 || (part.isChoice && sign !== '?')) return undefined;
  if (atMost !== undefined && atMost < atLeast) return undefined;
  reader.ways *= (atMost === undefined ? reader.textLength : atMost - atLeast) + 1;
  const isFixed = comma === undefined && sign === undefined;
  return { out: `${part.out}${text}`, fewest: part.fewest * atLeast, isChoice: part.isChoice || !isFixed };
}
