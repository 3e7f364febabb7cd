import { writeFileSync } from 'node:fs';
import { generatedTypes } from './generated-types.ts';

for (const [path, text] of await generatedTypes()) writeFileSync(path, text);
