import fc from 'fast-check';
import t from 'tap';
import type { Machine } from '../../src/iam/automaton.ts';
import {
  accepts,
  globPattern,
  lettersOf,
  type Pattern,
  type Places,
  resourcePattern,
  start,
  step,
} from '../../src/iam/pattern.ts';
import { fits } from '../../src/iam/resolve.ts';
import { type Avoided, type TextClass, textClasses } from '../../src/iam/text-classes.ts';
import type { Shape } from '../../src/iam/value.ts';

const KINDS: readonly ((text: string) => Pattern)[] = [
  (text) => globPattern([{ text, wild: true }]),
  (text) => globPattern([{ text, wild: true }], true),
  (text) => resourcePattern([{ text, wild: true }]),
];
const NOTHING: Avoided = { never: new Set(), rather: new Set() };

const after = (pattern: Pattern, from: Places, text: string): Places =>
  lettersOf(text, pattern.anyCase).reduce((places, letter) => step(pattern, places, letter), from);

const textOf = (letters: readonly number[]) => String.fromCodePoint(...letters);

/** What tells a text from others, letter by letter as it is defined. */
function verdictOf(machines: readonly Machine[], text: string) {
  const ends = machines.map(({ pattern, from, suffix }) => after(pattern, from, text + textOf(suffix)));
  const isOpenAt = (index: number) => machines[index]?.final === false;
  const accepted = machines
    .filter(({ pattern, final }, index) => final && accepts(pattern, ends[index] ?? []))
    .map(({ group }) => group);
  return {
    accepted: [...new Set(accepted)].sort(),
    open: ends.some((places, index) => isOpenAt(index) && places.length > 0),
    key: JSON.stringify([[...new Set(accepted)].sort(), ends.filter((_, index) => isOpenAt(index))]),
  };
}

/** All texts of some letters, the shortest first. */
const allTexts = (letters: string, longest: number): readonly string[] =>
  longest === 0
    ? ['']
    : ['', ...[...letters].flatMap((one) => allTexts(letters, longest - 1).map((rest) => one + rest))];

const word = fc.string({ unit: fc.constantFrom('q', 'w', ':', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('q', 'w', 'W', 'y', ':'), maxLength: 4 });
const machine = fc
  .record({
    pattern: fc.tuple(fc.constantFrom(...KINDS), word).map(([make, one]) => make(one)),
    before: fc.oneof(fc.constant(''), text),
    suffix: fc.oneof(fc.constant(''), text).map((one) => Array.from(one, (letter) => letter.charCodeAt(0))),
    final: fc.boolean(),
    group: fc.nat(2),
  })
  .map(({ before, ...one }): Machine => ({ ...one, from: after(one.pattern, start(one.pattern), before) }));
const avoided = fc
  .record({ never: fc.array(text), rather: fc.array(text) })
  .map(({ never, rather }): Avoided => ({ never: new Set(never), rather: new Set(rather) }));

interface Asked {
  readonly machines: readonly Machine[];
  readonly shape: Shape | undefined;
  readonly avoid: Avoided;
  readonly wanted: number;
}

/** What is wrong with a class, beside all texts of its kind that are looked at. */
function faultOf({ machines, shape, avoid, wanted }: Asked, one: TextClass, same: readonly string[]) {
  const usable = same.filter((text) => !avoid.never.has(text));
  const unused = usable.filter((text) => !avoid.rather.has(text));
  const verdicts = one.texts.map((text) => verdictOf(machines, text));
  const isTrue = (text: string) => fits(text, shape) && !avoid.never.has(text);
  if (one.texts.length === 0 || one.texts.length > wanted) return 'too few texts, or too many';
  if (new Set(one.texts).size < one.texts.length) return 'a text twice';
  if (!one.texts.every(isTrue)) return 'a text of another shape, or one to avoid';
  if (new Set(verdicts.map(({ key }) => key)).size > 1) return 'texts that are told apart';
  if (`${verdicts[0]?.accepted}` !== `${[...one.accepted].sort()}`) return 'other groups accept them';
  if (verdicts[0]?.open !== one.open) return 'open, or not';
  if (one.shared !== one.texts.every((text) => avoid.rather.has(text))) return 'shared, or not';
  if (one.shared && unused.length > 0) return 'texts that had better be avoided';
  if (one.texts.length < Math.min(wanted, one.shared ? usable.length : unused.length)) return 'too few texts';
  const isPlain = same.some((text) => !text.includes(':'));
  return isPlain && !one.plain ? 'plain, and does not say so' : undefined;
}

/** What is wrong with the classes, beside all texts that are looked at. */
function faultsOf(asked: Asked, given: readonly string[]) {
  const { machines, shape, avoid, wanted } = asked;
  const { classes, complete } = textClasses(machines, shape, avoid, wanted, new Map());
  const keyOf = (text = '') => verdictOf(machines, text).key;
  const keys = classes.map(({ texts }) => keyOf(texts[0]));
  const looked = given.filter((text) => fits(text, shape)).map((text) => ({ text, key: keyOf(text) }));
  const missing = looked.filter(({ text, key }) => !keys.includes(key) && !avoid.never.has(text));
  const alike = (key: string | undefined) => looked.filter((one) => one.key === key).map(({ text }) => text);
  return [
    ...(complete ? [] : ['not complete']),
    ...(new Set(keys).size === keys.length ? [] : ['a class twice']),
    ...missing.map(({ text }) => `no class of ${text}`),
    ...classes.map((one, index) => faultOf(asked, one, alike(keys[index]))),
  ].filter((fault) => fault !== undefined);
}

t.test('the texts that stand for a class are told apart as the patterns tell them apart', (t) => {
  const shapes = [undefined, { prefix: 'q', alphabet: 'qw:', lengths: [0, 2] }];
  const given = allTexts('qwWy:', 4);
  fc.assert(
    fc.property(
      fc.array(machine, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...shapes),
      avoided,
      fc.integer({ min: 1, max: 3 }),
      (machines, shape, avoid, wanted) => {
        const [fault] = faultsOf({ machines, shape, avoid, wanted }, given);
        if (fault !== undefined) throw new Error(fault);
      },
    ),
    { numRuns: 300, seed: 3 },
  );
  t.end();
});

const glob = ([text = '']: readonly string[], anyCase = false) =>
  globPattern([{ text, wild: true }], anyCase);

function classesOf(patterns: readonly Pattern[], final = true): readonly TextClass[] {
  const machines = patterns.map((pattern, group) => ({
    pattern,
    from: start(pattern),
    suffix: [],
    final,
    group,
  }));
  return textClasses(machines, undefined, NOTHING, 1, new Map()).classes;
}

const acceptedBy = (patterns: readonly Pattern[]) =>
  classesOf(patterns).map(({ accepted }) => accepted.join());

t.test('texts stand for long patterns, for no usual letter, and for another case', (t) => {
  const long = Array.from({ length: 30 }, (_, n) => `aaa${'b'.repeat(n)}ac`);
  for (const one of long) {
    t.same(acceptedBy([glob([`*${one}`])]), ['', '0'], one);
    t.equal(classesOf([glob([`*${one}`])], false).length, one.length + 1, `the beginnings of ${one}`);
  }
  const begins = [...'abcdefghijklmnopqrstuvwxyz0123456789:'].map((letter) => glob([`${letter}*`]));
  t.ok(acceptedBy([...begins, glob(['?*'])]).includes(`${begins.length}`));
  t.same(acceptedBy([glob(['w']), glob(['w'], true)]).toSorted(), ['', '0,1', '1']);
  const many = Array.from({ length: 13 }, (_, n) => glob([n === 12 ? 'b' : n === 1 || n === 2 ? 'a' : 'c']));
  t.ok(['12', '1,2'].every((groups) => acceptedBy(many).includes(groups)));
  t.end();
});
