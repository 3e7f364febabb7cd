import { readFileSync, writeFileSync } from 'node:fs';
import { guidePath, outputOf, pagePath, policyRules, withOutput, withShown } from './rule-pages.ts';

/** Writes what the program says into the pages of the rules about policies, and into the guide. */
for (const id of policyRules) {
  const page = readFileSync(pagePath(id), 'utf8');
  writeFileSync(pagePath(id), withOutput(page, await outputOf(id, page)));
}
writeFileSync(guidePath, await withShown(readFileSync(guidePath, 'utf8')));
