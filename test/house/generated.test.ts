import { readFileSync } from 'node:fs';
import t from 'tap';
import { generatedTypes } from '../../scripts/generated-types.ts';
import { VERSION } from '../../src/version.ts';

t.test('src/generated is what the schemas say: run `npm run generate`', async (t) => {
  for (const [path, text] of await generatedTypes()) t.equal(readFileSync(path, 'utf8'), text, path);
});

t.test('the version is the one of package.json', async (t) => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  t.match(manifest, { version: VERSION });
});
