import { equal } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import { bytesOf } from '../../src/plan/bytes.ts';
import { parseJson } from '../../src/plan/parse-json.ts';
import { ScanError } from '../../src/plan/scan-error.ts';
import { MAX_DEPTH, Scanner } from '../../src/plan/scanner.ts';
import { SEED } from '../seed.ts';
import { cutAt, inPieces } from './sample.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the scanner passes the whole text as one value. */
function isPassed(text: string, pieces = Number.POSITIVE_INFINITY): boolean {
  const scanner = new Scanner(inPieces(Buffer.from(text), pieces), 0);
  try {
    scanner.skipValue();
    return scanner.atEnd();
  } catch (error) {
    if (error instanceof ScanError) return false;
    throw error;
  }
}

const spaces = fc.constantFrom(undefined, 1, '\t', '\r\n ');
const jsonText = fc
  .tuple(fc.jsonValue(), spaces)
  .map(([value, indent]) => JSON.stringify(value, null, indent));
const fragment = fc.constantFrom(
  ...'{}[],:"\\ntf0123456789.eE+-u \t\n\0\x1f',
  'true',
  'null',
  '\\u00e9',
  '\\ud800',
  '{"a":',
  'é',
  '\u2028',
);
const almostJson = fc
  .tuple(jsonText, fc.array(fc.tuple(fc.nat(), fc.nat(2), fragment), { maxLength: 3 }))
  .map(([text, edits]) => edits.reduce(edited, text));

function edited(text: string, [where, removed, inserted]: [number, number, string]): string {
  const at = where % (text.length + 1);
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

t.test('what is passed is what JSON.parse accepts, in pieces of any size', async () => {
  fc.assert(
    fc.property(
      fc.oneof(
        jsonText,
        almostJson,
        fc.array(fragment).map((parts) => parts.join('')),
      ),
      fc.integer({ min: 1, max: 9 }),
      (text, pieces) => {
        equal(isPassed(text), isJson(text), text);
        equal(isPassed(text, pieces), isJson(text), `${text} in pieces of ${pieces}`);
      },
    ),
    { numRuns: 1500, seed: SEED },
  );
});

t.test('numbers, literals and strings are what the RFC says', async (t) => {
  const right = [
    '0',
    '-0',
    '-0.0e-0',
    '10.01E+10',
    '1e999',
    'true',
    '"\\/\\b\\uD83d"',
    '"\x7f"',
    ' [ ] ',
    '{"":{}}',
  ];
  const wrong = [
    '',
    '01',
    '+1',
    '1.',
    '.5',
    '1e',
    '-',
    '0x1',
    'NaN',
    'tru',
    'True',
    'nul',
    '"\\x"',
    '"\\u12g4"',
    '"\t"',
    "'a'",
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    '{"a" 1}',
    '[1 2]',
    ']',
    '[}',
    '{"a":1]',
    '"',
    '"\\',
    '\ufeff1',
    '1 2',
    '[1]]',
    '/**/1',
  ];
  for (const text of right) t.ok(isPassed(text) && isPassed(text, 1) && isJson(text), text);
  for (const text of wrong) t.notOk(isPassed(text) || isPassed(text, 1) || isJson(text), text);
});

/** The value that stands here, by the steps that readers of a plan take. */
function walk(scanner: Scanner): unknown {
  const first = String.fromCharCode(scanner.peek());
  if (first === '"') return scanner.string();
  if (first === '[') {
    const items: unknown[] = [];
    for (let more = scanner.enterArray(); more; more = scanner.nextItem()) items.push(walk(scanner));
    return items;
  }
  if (first !== '{') return scanner.value();
  const members: [string, unknown][] = [];
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.key();
    members.push([name, walk(scanner)]);
  }
  return Object.fromEntries(members);
}

/** Compared as JSON: it tells own members called `__proto__` from prototypes. */
function same(actual: unknown, text: string): void {
  equal(JSON.stringify(actual), JSON.stringify(parseJson(text)), text);
}

t.test('walking through a text finds the values of JSON.parse, whole and cut anywhere', async () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const buffer = Buffer.from(text);
      same(walk(new Scanner(bytesOf(buffer), 0)), text);
      for (let cut = 1; cut < Math.min(buffer.length, 60); cut++) {
        same(walk(new Scanner(cutAt(buffer, cut), 0)), text);
      }
    }),
    { numRuns: 60, seed: SEED },
  );
});

t.test('depth is bounded, and what lies deep costs no stack', async (t) => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  t.ok(isPassed(nested(MAX_DEPTH)));
  t.notOk(isPassed(nested(MAX_DEPTH + 1)));
  t.throws(() => new Scanner(bytesOf(Buffer.from('{"a":'.repeat(1e6))), 0).skipValue(), ScanError);
});

t.test('bytes that are no UTF-8 become U+FFFD, as when a file is read as text', async (t) => {
  const bytes = Buffer.from([0x22, 0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x22]);
  t.equal(new Scanner(bytesOf(bytes), 0).string(), parseJson(bytes.toString('utf8')));
  t.equal(new Scanner(inPieces(bytes, 1), 0).string(), parseJson(bytes.toString('utf8')));
});
