import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../check/program.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the commands of the documents are run. */
const DIRECTORY = path.join(ROOT, 'examples/demo');

/** The documents whose `console` blocks are run: relative to the repository. */
export function documents(): readonly string[] {
  const docs = readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.sort().map((name) => `docs/${name}`)];
}

export const readDocument = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');

const BLOCK = /```console\n([\s\S]*?)```/g;

/** A document with the output below each `$ tfvpc …` of its `console` blocks as the program prints it now. */
export async function withOutputs(text: string): Promise<string> {
  const blocks = [...text.matchAll(BLOCK)];
  const rendered = await Promise.all(blocks.map(([, block = '']) => renderedBlock(block)));
  let next = 0;
  return text.replace(BLOCK, () => `\`\`\`console\n${rendered[next++]}\`\`\``);
}

async function renderedBlock(block: string): Promise<string> {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '));
  const outputs: string[] = [];
  for (const command of commands) outputs.push(`${command}\n${await outputOf(command.slice(2))}`);
  return outputs.join('\n');
}

async function outputOf(command: string): Promise<string> {
  const [program, ...argv] = wordsOf(command);
  if (program !== 'tfvpc') throw new Error(`only tfvpc is run in console blocks, not: ${command}`);
  const { stdout, stderr, status } = await runProgram(DIRECTORY, argv);
  if (status === 70) throw new Error(stderr);
  return `${stderr}${stdout}`;
}

/** Words as a shell splits them, single quotes honoured. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
