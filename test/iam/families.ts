// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import type { Shape } from '../../src/iam/value.ts';

/** Marks of two holes in a policy's text: values that are not known stand there. */
export const HOLES: readonly string[] = ['@', '#'];

/** What one family of operators reads: in a policy, in a request, and what the unknown values may be. */
export interface Family {
  readonly operators: readonly string[];
  readonly wanted: readonly string[];
  readonly given: readonly string[];
  readonly shapes: readonly Shape[];
  /** Of the ids that are made only now: no text of `wanted` and `given` is one. */
  readonly fresh: Shape;
}

const shape = (prefix: string, alphabet: string, ...lengths: number[]): Shape => ({
  prefix,
  alphabet,
  lengths,
});
const spelled = (base: string, ...suffixes: readonly string[]) =>
  suffixes.map((suffix) => `${base}${suffix}`);
const ORDERED = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

export const FAMILIES: readonly Family[] = [
  {
    operators: spelled('Numeric', ...ORDERED),
    wanted: ['1', '10', '0.5', '-1', '@', '1@', '@0', '-@', '1.@', '@#', '#.@'],
    given: ['0', '1', '10', '11', '1.0', '0.5', '-1', '100', 'x'],
    shapes: [
      shape('', '0123456789', 1),
      shape('', '01', 1, 2),
      shape('1', '0.', 0, 1, 2),
      shape('', '-1x', 1, 2),
    ],
    fresh: shape('7', '12', 1),
  },
  {
    operators: spelled('Date', ...ORDERED),
    wanted: [
      '2026-01-02',
      '1767225600',
      '2026',
      '2026-01-0@',
      '@',
      '202@',
      '2026-01-01T00:00:0@',
      '2026-0#-0@',
      '2026-01-01T00:00:0#@',
    ],
    given: ['2026-01-01', '2026-01-02T00:00:00Z', '1767225600', '1767225601', '2026-01-11', '2027', 'x'],
    shapes: [
      shape('', '12', 1),
      shape('', '67Z', 1, 2),
      shape('2026-01-0', '123', 1),
      shape('176722560', '01', 1),
    ],
    fresh: shape('202', '34', 1),
  },
  {
    operators: ['Bool'],
    wanted: ['true', 'false', '@', 'tr@', '@e', '@#'],
    given: ['true', 'false', 'TRUE', 'x'],
    shapes: [shape('', 'truex', 2), shape('tru', 'eEx', 1), shape('fals', 'eE', 1), shape('', 'tf', 1)],
    fresh: shape('FALS', 'eE', 1),
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    wanted: [
      '10.0.0.0/8',
      '10.0.0.1',
      '::/0',
      '10.0.0.0/@',
      '10.0.0.@',
      '10.@.0.0/16',
      '@',
      '10.0.#.0/@',
      '@/#',
    ],
    given: ['10.0.0.0', '10.0.0.1', '10.1.0.0', '11.0.0.0', '0.0.0.1', '::1', 'x', '10.0.0.0/8'],
    shapes: [
      shape('', '0139', 1, 2),
      shape('10.0.0.', '01', 1, 2),
      shape('10.0.0.0', '/18', 0, 1, 2),
      shape('', ':1', 2, 3),
    ],
    fresh: shape('10.0.0.2', '01', 0, 1),
  },
  {
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    wanted: [
      'arn:aws:s3:::a*',
      'arn:*:s3:::b',
      'arn:aws:s3:::@',
      'arn:aws:@:::a',
      'arn:aws:s3:@a',
      '@',
      'arn:aws:@:::#',
      'arn:aws:s3:::#@',
    ],
    given: ['arn:aws:s3:::a', 'arn:aws:s3:::ab', 'arn:aws:s3:::b', 'arn:aws:s3:::a:b', 'arn:aws:s3'],
    shapes: [
      shape('', 'a*:', 1, 2),
      shape('arn:aws:s3:::', 'ab', 0, 1, 2),
      shape('s', '3?', 1),
      shape('', 'ab', 1, 2),
      shape('arn:aws:s3:::n', 'ab', 1),
    ],
    fresh: shape('n', 'ab', 1),
  },
  {
    operators: [
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringEquals',
      'StringNotEquals',
    ],
    wanted: [
      'a*',
      'A',
      '?b',
      '@',
      'a@',
      '@*',
      '@B',
      '${aws:k@}',
      '${aws:k2}',
      'b${aws:k2}',
      "${aws:k2, 'a'}b",
      '${*}@',
      'n*',
      '#@',
      'a#?@',
      '?',
    ],
    given: ['a', 'A', 'ab', 'aB', '*', 'a*', '', 'b1'],
    shapes: [shape('', 'aAb', 1, 2), shape('', 'a*?', 1, 2), shape('', '123', 1), shape('an', 'ab', 2)],
    fresh: shape('n', 'ab', 2),
  },
];

/** All texts of a shape. */
export function textsOf({ prefix, alphabet, lengths }: Shape): readonly string[] {
  const longer = (length: number): readonly string[] =>
    length === 0 ? [''] : longer(length - 1).flatMap((text) => [...alphabet].map((letter) => text + letter));
  return lengths.flatMap((length) => longer(length).map((text) => prefix + text));
}

/** All texts there are in a world of one family. */
export function allTexts({ shapes, fresh }: Family): readonly string[] {
  return [...new Set([...shapes, fresh].flatMap(textsOf))];
}
