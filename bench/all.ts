import { readdirSync } from 'node:fs';
import { formatTable, type Table } from './table.ts';

/**
 * Runs every part: each module beside this one that exports `run`. `npm run bench -- plan iam` runs these two alone;
 * the large ones are run only when they are named, as they write gigabytes.
 */
const named = process.argv.slice(2);
const OPTIONAL = ['plan-large', 'check-large'];

const modules = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'all.ts')
  .map((file) => file.slice(0, -3))
  .filter((name) => (named.length > 0 ? named.includes(name) : !OPTIONAL.includes(name)));

/** A part gives a table; the one of another kind gives lines. */
interface Part {
  readonly run?: () => Promise<Table>;
  readonly benchIam?: () => readonly string[];
}

console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
for (const name of modules.sort()) {
  const part: Part = await import(`./${name}.ts`);
  if (part.run !== undefined) console.log(formatTable(await part.run()));
  for (const line of part.benchIam?.() ?? []) console.log(line);
}
