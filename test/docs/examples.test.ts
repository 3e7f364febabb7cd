import t from 'tap';
import { documents, readDocument, withOutputs } from './examples.ts';

t.test('every command in the documents prints what stands below it: run `npm run docs`', async (t) => {
  let commands = 0;
  for (const name of documents()) {
    const text = readDocument(name);
    commands += text.match(/^\$ tfvpc/gm)?.length ?? 0;
    t.equal(await withOutputs(text), text, name);
  }
  t.ok(commands > 5, 'there are commands to run');
});
