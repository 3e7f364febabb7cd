import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { RULES } from '../../src/rules.ts';
import {
  guidePath,
  outputOf,
  pagePath,
  policyRules,
  ruleRows,
  shownOutput,
  withShown,
} from './rule-pages.ts';

for (const id of policyRules) {
  t.test(`the page of ${id}`, async (t) => {
    const page = existsSync(pagePath(id)) ? readFileSync(pagePath(id), 'utf8') : '';
    t.ok(page.startsWith(`# ${id} ${RULES[id].name}\n\n${RULES[id].short}.\n`), 'says what the table says');
    t.same(page.match(/^## .*$/gmu), [
      '## What it means',
      '## Why it matters',
      '## Example',
      '## How to fix it',
    ]);
    const shows = 'shows what the program says; `npx tsx test/audit/write-pages.ts` writes it';
    t.equal(await outputOf(id, page), shownOutput(page), shows);
  });
}

t.test('the guide shows what the program says, and lists every rule', async (t) => {
  const guide = readFileSync(guidePath, 'utf8');
  t.equal(await withShown(guide), guide, '`npx tsx test/audit/write-pages.ts` writes it');
  t.same(
    guide.split('\n').filter((line) => line.startsWith('| [TFVPC')),
    ruleRows(),
  );
});
