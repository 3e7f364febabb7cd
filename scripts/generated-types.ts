import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What src/generated must hold: the types of every schema, by absolute path. */
export async function generatedTypes(): Promise<ReadonlyMap<string, string>> {
  const schemas = readdirSync(join(root, 'schemas')).filter((name) => name.endsWith('.schema.json'));
  const files = schemas.sort().map(async (name) => {
    const path = join(root, 'src/generated', `${basename(name, '.schema.json')}.ts`);
    return [path, await typesOf(join(root, 'schemas', name))] as const;
  });
  return new Map(await Promise.all(files));
}

function typesOf(schema: string): Promise<string> {
  return compileFromFile(schema, {
    bannerComment: '/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */',
    style: { singleQuote: true, printWidth: 110 },
  });
}
