import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES, type RuleId } from '../../src/rules.ts';
import { runProgram } from '../check/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const pagePath = (id: string) => path.join(root, 'docs/rules', `${id}.md`);

/** The rules about policies themselves. */
export const policyRules = Object.keys(RULES).filter((id): id is RuleId => /^TFVPC2/u.test(id));

const MARK = /<!-- example: (\S+) (\S+)(.*?) -->\n\n```text\n([\s\S]*?)```/u;
const POLICY = /`policy\.json`\n\n```json\n([\s\S]*?)```/u;

/** The output that a page shows. */
export const shownOutput = (page: string): string | undefined => MARK.exec(page)?.[4];

export const withOutput = (page: string, output: string): string =>
  page.replace(MARK, (whole, ...groups: string[]) =>
    whole.replace(`\`\`\`text\n${groups[3]}`, () => `\`\`\`text\n${output}`),
  );

/** What the program says by this rule about the example of its page. */
export async function outputOf(id: string, page: string): Promise<string> {
  const [, command = '', file = '', more = ''] = MARK.exec(page) ?? [];
  const directory = mkdtempSync(path.join(tmpdir(), 'tfvpc-page-'));
  try {
    writeFileSync(
      path.join(directory, path.basename(file)),
      POLICY.exec(page)?.[1] ?? readFileSync(path.join(root, file)),
    );
    const argv = [command, path.basename(file), ...more.split(' ').filter((one) => one !== '')];
    const { stdout, stderr } = await runProgram(directory, argv);
    const found = command === 'check' ? inParagraphs(stdout, id) : inLines(stdout, id);
    if (found === '') throw new Error(`nothing by ${id}: ${stdout}${stderr}`);
    return found;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function inParagraphs(stdout: string, id: string): string {
  const parts = stdout
    .trimEnd()
    .split('\n\n')
    .filter((part) => part.split('\n')[0]?.includes(id));
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}

/** A result begins with a mark, and its further lines are indented. */
function inLines(stdout: string, id: string): string {
  const lines = stdout.split('\n');
  const starts = lines.flatMap((line, index) => (/^[✗!·] /u.test(line) && line.endsWith(id) ? [index] : []));
  const blocks = starts.map((start) => {
    const length = lines.slice(start + 1).findIndex((line) => !line.startsWith('  '));
    return lines.slice(start, start + 1 + length);
  });
  return blocks.map((block) => `${block.join('\n')}\n`).join('');
}

const SHOWN = /<!-- shown: (.+) -->\n\n```text\n([\s\S]*?)```/gu;

/** docs/policy.md with what the program prints for its examples. */
export async function withShown(page: string): Promise<string> {
  const outputs: string[] = [];
  for (const [, argv = ''] of page.matchAll(SHOWN)) {
    const { stdout } = await runProgram(path.join(root, 'testdata/audit/docs'), argv.split(' '));
    outputs.push(stdout);
  }
  return page.replace(
    SHOWN,
    (_, argv: string) => `<!-- shown: ${argv} -->\n\n\`\`\`text\n${outputs.shift()}\`\`\``,
  );
}

export const guidePath = path.join(root, 'docs/policy.md');

/** The lines of the guide that list the rules. */
export const ruleRows = (): readonly string[] =>
  policyRules.map((id) => `| [${id}](rules/${id}.md) | ${RULES[id].level} | ${RULES[id].short} |`);
