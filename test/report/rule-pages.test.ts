import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { rulePage } from '../../src/report/pages.ts';
import { RULES } from '../../src/rules.ts';
import { exampleFile, exampleOf, outputOf, pagedRules, pagePath, rulesTable } from './rule-examples.ts';

for (const id of pagedRules) {
  t.test(`the page of ${id}`, async (t) => {
    const page = existsSync(pagePath(id)) ? readFileSync(pagePath(id), 'utf8') : '';
    t.ok(page.startsWith(`# ${id} ${RULES[id].name}\n\n${RULES[id].short}.\n`), 'says what the table says');
    t.same(page.match(/^## .*$/gmu), [
      '## What it means',
      '## Why it matters',
      '## Example',
      '## How to fix it',
    ]);
    t.ok(rulePage(id).endsWith(`/docs/rules/${id}.md`), 'is where results link to');
    const example = exampleOf(page);
    t.ok(example, 'has an example');
    if (example === undefined) return;
    const source = exampleFile(example, 'main.tf')
      .split('\n')
      .map((line) => line.trim());
    const hcl = /```hcl\n([\s\S]*?)```/u.exec(page)?.[1] ?? '';
    t.same(
      hcl.split('\n').filter((line) => !source.includes(line.trim())),
      [],
      'shows the configuration that is checked',
    );
    for (const [, name = '', policy = ''] of page.matchAll(
      /`([\w/.-]+\.json)`\n\n```json\n([\s\S]*?)```/gu,
    )) {
      const folder = name.startsWith('scp/') ? name : `../${name}`;
      t.same(JSON.parse(policy), JSON.parse(exampleFile(example, folder)), `shows ${name}`);
    }
    t.equal(
      await outputOf(example),
      example.shown,
      'shows what the program says; `npx tsx test/report/write-outputs.ts` writes it',
    );
  });
}

t.test('the list of rules', async (t) => {
  const readme = readFileSync(pagePath('README'), 'utf8');
  t.equal(readme, rulesTable(readme));
});
