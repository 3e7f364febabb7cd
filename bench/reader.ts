import { existsSync } from 'node:fs';

type Reader = typeof import('../src/plan/read.ts') & typeof import('../src/plan/bytes.ts');

/**
 * The compiled reader, where there is one: it is what users run, and tsx makes every closure of the source costlier by
 * giving it a name.
 */
export async function reader(): Promise<Reader> {
  const compiled = existsSync(new URL('../dist/plan/read.js', import.meta.url));
  const [folder, extension] = compiled ? ['../dist/plan', 'js'] : ['../src/plan', 'ts'];
  return {
    ...(await import(`${folder}/read.${extension}`)),
    ...(await import(`${folder}/bytes.${extension}`)),
  };
}
