/** Writes the expected outputs of testdata/report anew: `npx tsx test/report/write-outputs.ts`; read the difference. */
import { writeFileSync } from 'node:fs';
import { OUTPUTS, sample, sampleNames, samplePath } from './samples.ts';

for (const name of sampleNames) {
  for (const [file, write] of Object.entries(OUTPUTS))
    writeFileSync(samplePath(name, file), write(sample(name)));
}
