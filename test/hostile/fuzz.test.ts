import fc from 'fast-check';
import t from 'tap';
import { mutated, mutation } from './mutation.ts';
import { survives, TARGETS } from './targets.ts';

/** The long run is `npm run fuzz -- --minutes N`. A hang ends with the test's own timeout. */
const RUNS = 30;

for (const target of TARGETS) {
  t.test(`${target.name}: whatever is done to valid documents, they are read or refused`, async (t) => {
    t.ok(target.seeds.length > 0, 'there are seeds');
    for (const seed of target.seeds.slice(0, 3)) await target.read(seed);
    await fc.assert(
      fc.asyncProperty(mutation, (change) => survives(target, mutated(change, target.seeds))),
      { numRuns: RUNS },
    );
  });
}
