import t from 'tap';
import { known } from '../../src/graph/construct.ts';
import { LazyAttributes } from '../../src/graph/evaluate/lazy-attributes.ts';

t.test('attributes that are worked out when they are asked for are a map', (t) => {
  const asked: string[] = [];
  const attributes = new LazyAttributes(['a', 'b'], (name) => {
    asked.push(name);
    return name === 'a' ? known(1) : undefined;
  });
  t.same(
    [attributes.size, attributes.has('a'), attributes.has('c'), [...attributes.keys()]],
    [2, true, false, ['a', 'b']],
  );
  t.same(asked, [], 'nothing is worked out before');
  const seen: string[] = [];
  attributes.forEach((_, name) => {
    seen.push(name);
  });
  t.same(seen, ['a'], 'what there is');
  t.end();
});
