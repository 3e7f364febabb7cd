/** Writes expected outputs and the examples of the rule pages anew: `npx tsx test/report/write-outputs.ts`; read the difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { exampleOf, outputOf, pagedRules, pagePath, rulesTable, withOutput } from './rule-examples.ts';
import { OUTPUTS, sample, sampleNames, samplePath } from './samples.ts';

for (const name of sampleNames) {
  for (const [file, write] of Object.entries(OUTPUTS))
    writeFileSync(samplePath(name, file), write(sample(name)));
}

for (const id of pagedRules) {
  const page = readFileSync(pagePath(id), 'utf8');
  const example = exampleOf(page);
  if (example !== undefined) writeFileSync(pagePath(id), withOutput(page, await outputOf(example)));
}

const readme = pagePath('README');
writeFileSync(readme, rulesTable(readFileSync(readme, 'utf8')));
