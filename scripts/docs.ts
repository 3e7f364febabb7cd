import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { documents, ROOT, readDocument, withOutputs } from '../test/docs/examples.ts';

for (const name of documents()) writeFileSync(path.join(ROOT, name), await withOutputs(readDocument(name)));
