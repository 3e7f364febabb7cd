// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are IAM's
import fc from 'fast-check';

/** Values of JSON that break readers: kinds where others should be, numbers beyond what a double holds, names of every object. */
const STRANGE: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '9007199254740993',
  '1e400',
  '-1e-400',
  `1${'0'.repeat(400)}`,
  '""',
  '"__proto__"',
  '"constructor"',
  '"\\ud800"',
  '"\\u0000"',
  '"${aws:username"',
  '"*"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":null,"valueOf":1,"length":-1}',
  '{"a":1,"a":2}',
];

const TOKENS: readonly string[] = [
  ...STRANGE,
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '${',
  '%{',
  '<<EOT\n',
  '/*',
  '#',
  '\n',
  '\0',
  '\ufeff',
  '\ud800',
  '{'.repeat(2000),
  '['.repeat(2000),
  '('.repeat(2000),
  '"a".b["c"][*].d',
  '!'.repeat(2000),
  '- '.repeat(2000),
  'x'.repeat(50_000),
];

/** One change of a text; `at` and `length` are fractions of it. */
interface Edit {
  readonly kind: 'cut' | 'drop' | 'repeat' | 'insert' | 'flip' | 'value' | 'rename';
  readonly at: number;
  readonly length: number;
  readonly token: string;
  readonly strange: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    'cut',
    'drop',
    'repeat',
    'insert',
    'flip',
    'value',
    'value',
    'value',
    'value',
    'rename',
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.double({ min: 0, max: 1, noNaN: true }),
  token: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 5 })),
  strange: fc.constantFrom(...STRANGE),
});

/** A mutation: a seed, and what is done to it. */
export interface Mutation {
  readonly seed: number;
  readonly edits: readonly Edit[];
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  seed: fc.nat(),
  edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
});

/** The mutated text of one of the seeds. */
export function mutated({ seed, edits }: Mutation, seeds: readonly string[]): string {
  return edits.reduce(applied, seeds[seed % seeds.length] ?? '');
}

function applied(text: string, { kind, at, length, token, strange }: Edit): string {
  const from = Math.floor(at * text.length);
  const to = Math.min(text.length, from + Math.ceil(length * length * 200));
  switch (kind) {
    case 'cut':
      return text.slice(0, from);
    case 'drop':
      return text.slice(0, from) + text.slice(to);
    case 'repeat':
      return text.slice(0, to) + text.slice(from);
    case 'insert':
      return text.slice(0, from) + token + text.slice(from);
    case 'flip':
      return (
        text.slice(0, from) +
        String.fromCharCode(text.charCodeAt(from) ^ (1 << Math.floor(length * 7))) +
        text.slice(from + 1)
      );
    case 'value':
      return replaced(text, from, /(?<=[:[,=]\s*)(?:"(?:[^"\\\n]|\\.)*"|[\w.-]+|\{\}|\[\])/g, strange);
    case 'rename':
      return replaced(
        text,
        from,
        /"[\w:/]+"(?=\s*:)/g,
        token.length < 100 ? JSON.stringify(token) : '"__proto__"',
      );
  }
}

/** The first match from here on replaced, where there is one near. */
function replaced(text: string, from: number, pattern: RegExp, by: string): string {
  const window = text.slice(from, from + 4000);
  const match = pattern.exec(window);
  pattern.lastIndex = 0;
  if (match === null) return text;
  const start = from + match.index;
  return text.slice(0, start) + by + text.slice(start + match[0].length);
}
