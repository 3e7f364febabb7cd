import { readFileSync, writeFileSync } from 'node:fs';
import { outputOf, pagePath, policyRules, withOutput } from './rule-pages.ts';

/** Writes what the program says into the pages of the rules about policies. */
for (const id of policyRules) {
  const page = readFileSync(pagePath(id), 'utf8');
  writeFileSync(pagePath(id), withOutput(page, await outputOf(id, page)));
}
