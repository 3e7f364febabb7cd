import t from 'tap';
import type { Rest } from '../../src/iam/request.ts';
import { subsetOptions } from '../../src/iam/subset.ts';

/** Classes of texts: a name, and how many texts are of it. */
const classes = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([label, capacity]) => ({ text: [label], label, capacity }));

const ROWS: readonly (readonly [
  sizes: Readonly<Record<string, number>>,
  limits: Pick<Rest, 'atLeast' | 'atMost'>,
  labels: readonly string[],
])[] = [
  [{ b: 1, a: 1 }, {}, ['no further elements', 'further: b', 'further: a', 'further: b; a']],
  [{ a: 1, b: 1 }, { atMost: 1 }, ['no further elements', 'further: a', 'further: b']],
  [{ a: 1, b: 1 }, { atMost: 0 }, ['no further elements']],
  [{ a: 1, b: 2 }, { atLeast: 2 }, ['further: b', 'further: a; b']],
  [{ a: 1, b: 1 }, { atLeast: 2, atMost: 2 }, ['further: a; b']],
  [{ a: 1 }, { atLeast: 2 }, []],
];
for (const [sizes, limits, labels] of ROWS) {
  t.test(`further elements of ${JSON.stringify(sizes)}, ${JSON.stringify(limits)}`, (t) => {
    const { options, complete } = subsetOptions(classes(sizes), { name: 'rest', reason: 'r', ...limits });
    t.same(
      options.map(({ label }) => label),
      labels,
    );
    t.equal(complete, true);
    t.end();
  });
}

t.test('of many classes only some sets are looked at', (t) => {
  const of = (count: number) =>
    subsetOptions(
      classes(Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 1]))),
      {
        name: 'rest',
        reason: 'r',
      },
    );
  t.match(of(7), { complete: true, options: { length: 128 } });
  t.match(of(8), { complete: false, options: { length: 10, 9: { elements: { length: 8 } } } });
  t.end();
});
