import t from 'tap';
import type { Graph } from '../../src/graph/graph.ts';
import { change, graphOf } from './small-plan.ts';

const FN = 'aws_lambda_function.f';
const PATH = ['vpc_config', 0, 'subnet_ids'] as const;
const block = (ids: unknown) => ({ vpc_config: [{ subnet_ids: ids }] });

/** The texts, and whether `attribute` or `attributeBefore` says the same. */
async function asked(graph: Graph, moment: 'before' | 'after') {
  const texts = graph.plainTexts(FN, PATH, moment);
  const ask = moment === 'before' ? graph.attributeBefore : graph.attribute;
  const value = await ask(FN, PATH);
  const items = value?.kind === 'list' && value.rest === undefined ? value.items : [];
  return { texts, items: items.map((item) => (item.kind === 'known' ? item.value : item.kind)) };
}

t.test('texts of a list that the plan holds are those that the attribute has', async (t) => {
  const plain: readonly (readonly [string, object])[] = [
    ['an update', change(FN, { actions: 'update', before: block(['old']), after: block(['a', 'b']) })],
    ['nothing unknown in it', change(FN, { after: block(['a']), unknown: block([false]) })],
    ['nothing sensitive in it', change(FN, { after: block(['a']), sensitive: block([false]) })],
    ['no element', change(FN, { after: block([]) })],
  ];
  for (const [name, one] of plain) {
    const { texts, items } = await asked(graphOf({ resource_changes: [one] }), 'after');
    t.same(texts, items, name);
  }
  const update = change(FN, { actions: 'update', before: block(['old']), after: block(['a']) });
  t.same(graphOf({ resource_changes: [update] }).plainTexts(FN, PATH, 'before'), ['old'], 'before the apply');
});

t.test('no texts where anything of the list is left open, hidden or gone', async (t) => {
  const open: readonly (readonly [string, object])[] = [
    ['an element is unknown', change(FN, { after: block(['a']), unknown: block([true]) })],
    ['further elements are unknown', change(FN, { after: block(['a']), unknown: block([false, true]) })],
    [
      'there are more marks than elements',
      change(FN, { after: block(['a']), unknown: block([false, false]) }),
    ],
    ['the list is unknown', change(FN, { after: { vpc_config: [{}] }, unknown: block(true) })],
    ['an element is sensitive', change(FN, { after: block(['a']), sensitive: block([true]) })],
    ['the block is sensitive', change(FN, { after: block(['a']), sensitive: { vpc_config: true } })],
    ['an element is null', change(FN, { after: block(['a', null]) })],
    ['an element is a number', change(FN, { after: block([5]) })],
    ['there is no list', change(FN, { after: { vpc_config: [] } })],
    ['the function is deleted', change(FN, { actions: 'delete', before: block(['a']), after: null })],
  ];
  for (const [name, one] of open)
    t.equal(graphOf({ resource_changes: [one] }).plainTexts(FN, PATH, 'after'), undefined, name);
  t.equal(graphOf({}).plainTexts(FN, PATH, 'after'), undefined, 'no such function');
});
