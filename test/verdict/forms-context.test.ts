import t from 'tap';
import type { ContextKey } from '../../src/generated/report.ts';
import { mergedKey } from '../../src/verdict/forms-context.ts';

const known = (...ids: readonly string[]): ContextKey => ({
  presence: 'present',
  values: ids.map((id) => ({ known: id })),
  complete: true,
});
const absent: ContextKey = { presence: 'absent', reason: 'there are no subnets' };

t.test('what several possible requests carry is shown as what each of them carries', async (t) => {
  t.same(mergedKey([known('a'), known('a')]), known('a'));
  t.match(mergedKey([absent, known('a')]), {
    presence: 'unknown',
    reason: /in one case there are no subnets/,
    values: [{ known: 'a' }],
  });
  t.match(mergedKey([known('a'), known('b')]), {
    presence: 'present',
    values: [{ oneOf: [{ known: 'a' }, { known: 'b' }] }],
  });
  t.match(mergedKey([known('a', 'b'), known('a')]), { values: [{ known: 'a' }], complete: false });
});
