import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RULES, type RuleId } from '../../src/rules.ts';
import { runProgram } from '../check/program.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const pagePath = (id: string) => at(`docs/rules/${id}.md`);

/** The rules whose pages are here: those of requests, and of what could not be judged. */
export const pagedRules = (Object.keys(RULES) as RuleId[]).filter((id) => /^TFVPC[01]/u.test(id));

export interface Example {
  /** Below testdata/check. */
  readonly folder: string;
  readonly argv: readonly string[];
  /** The parts of the output that are shown are those that name it on their first line. */
  readonly subject: string;
}

const MARK = /<!-- example: ([^|]+) \| ([^|]+) \| ([^|]+) -->\n\n```text\n([\s\S]*?)```/u;

/** The example of a page, and the output that the page shows for it. */
export function exampleOf(page: string): (Example & { readonly shown: string }) | undefined {
  const [, folder = '', argv = '', subject = '', shown = ''] = MARK.exec(page) ?? [];
  return folder === '' ? undefined : { folder, argv: argv.split(' '), subject, shown };
}

export const exampleFile = ({ folder }: Example, name: string) =>
  readFileSync(at(`testdata/check/${folder}/${name}`), 'utf8');

/** What the program says about the subject of the example. Throws where it says nothing about it. */
export async function outputOf({ folder, argv, subject }: Example): Promise<string> {
  const { stdout, stderr } = await runProgram(at(`testdata/check/${folder}`), argv);
  const parts = stdout.trimEnd().split('\n\n');
  const about = parts.filter((part) => part.split('\n')[0]?.includes(subject));
  if (about.length === 0) throw new Error(`nothing about ${subject}: ${stderr}`);
  return `${about.join('\n\n')}\n`;
}

export const withOutput = (page: string, output: string) =>
  page.replace(MARK, (whole, _folder, _argv, _subject, shown: string) =>
    whole.replace(`\`\`\`text\n${shown}`, `\`\`\`text\n${output}`),
  );

/** docs/rules/README.md: every rule with its page. */
export function rulesTable(readme: string): string {
  const rows = pagedRules.map((id) => `| [${id}](${id}.md) | ${RULES[id].level} | ${RULES[id].short} |`);
  const head = readme.slice(0, readme.indexOf('| --- |')).trimEnd();
  return `${head}\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
