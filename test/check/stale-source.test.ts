import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { check } from './program.ts';

const CASE = 'testdata/graph/locals-that-concatenate-known-and-new';

/** A copy of the case whose main.tf was edited after the plan was made. */
function edited(from: string, to: string): string {
  const directory = t.testdir({ case: {}, scp: {} });
  cpSync(CASE, path.join(directory, 'case'), { recursive: true });
  cpSync('testdata/graph/scp', path.join(directory, 'scp'), { recursive: true });
  const file = path.join(directory, 'case/main.tf');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`there is no ${from} in main.tf`);
  writeFileSync(file, text.replace(from, to));
  return path.join(directory, 'case');
}

const sourceNotes = async (directory: string) => {
  const { report } = await check(directory, ['plan.json', '--scp', '../scp']);
  return report.notes.filter(({ code }) => code === 'source').map(({ text }) => text);
};

const STALE: readonly (readonly [sentence: string, from: string, to: string, what: RegExp])[] = [
  ['another constant', 'function_name = "f"', 'function_name = "g"', /function_name/],
  [
    'another reference in a nested block',
    'subnet_ids         = local.subnets',
    'subnet_ids         = local.all',
    /subnet_ids/,
  ],
  [
    'a resource more',
    'locals {',
    'resource "aws_vpc" "later" {}\nlocals {',
    /aws_vpc\.later is not in the plan/,
  ],
  ['a resource less', 'resource "aws_subnet" "new"', 'resource "aws_subnet" "renamed"', /aws_subnet/],
];

t.test('a source that is not the plan’s is not used, and the report says so', async (t) => {
  for (const [sentence, from, to, what] of STALE) {
    const notes = await sourceNotes(edited(from, to));
    t.match(notes, [what], sentence);
  }
});

t.test('comments and layout may change', async (t) => {
  t.same(await sourceNotes(edited('locals {', '# a comment\nlocals   {')), []);
});
