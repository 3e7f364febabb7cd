import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { parse } from 'yaml';
import { readOrganizationFolder } from '../../src/policies/organization-folder.ts';
import { ACTION, ROOT, readOutputs, writeFiles } from './runner.ts';

const yamlIn = (directory: string) =>
  readdirSync(join(ROOT, directory))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => join(directory, name));
const WORKFLOWS = [...yamlIn('.github/workflows'), ...yamlIn('examples/workflows')];
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

async function lint(paths: readonly string[]): Promise<readonly string[]> {
  const args = ['--import', 'tsx', 'test/action/lint.ts', ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout);
}

/** YAML in fenced blocks of the documentation. */
const examplesIn = (path: string) =>
  [...read(path).matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

t.test('GitHub’s language service and actionlint have nothing to say', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'tfvpc-lint-'));
  const [example = ''] = examplesIn('docs/github-action.md');
  const documented = join(directory, 'documented.yml');
  writeFileSync(documented, `on: pull_request\n${example}`);
  const faulty = join(directory, 'faulty.yml');
  writeFileSync(
    faulty,
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout\n',
  );
  const findings = await lint(['action.yml', ...WORKFLOWS, documented, faulty]);
  rmSync(directory, { recursive: true });
  const ofFaulty = findings.filter((finding) => finding.startsWith(faulty));
  t.same(
    findings.filter((finding) => !ofFaulty.includes(finding)),
    [],
  );
  t.match(ofFaulty, [/Expected format/, /ref is missing/], 'a faulty workflow is found out by both');
});

t.test('every action is pinned by commit, with its version beside it', async (t) => {
  for (const path of ['action.yml', ...WORKFLOWS]) {
    const uses = read(path).match(/uses: .*/g) ?? [];
    for (const line of uses.filter((line) => !/uses: (\.\/|tfvpc\/tfvpc@v0)$/.test(line)))
      t.match(line, /^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${path}: ${line}`);
  }
});

t.test('one action is one version everywhere', async (t) => {
  const pins = ['action.yml', 'docs/github-action.md', ...WORKFLOWS].flatMap(
    (path) => read(path).match(/[\w./-]+@[0-9a-f]{40}/g) ?? [],
  );
  const byAction = new Map<string, Set<string>>();
  for (const pin of pins) {
    const [action = '', commit = ''] = pin.split('@');
    byAction.set(action, (byAction.get(action) ?? new Set()).add(commit));
  }
  t.same(
    [...byAction].filter(([, commits]) => commits.size > 1).map(([action]) => action),
    [],
  );
});

t.test('no expression is written into a script', async (t) => {
  const scripts = (value: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'run' && typeof inner === 'string' ? [inner] : scripts(inner),
    );
  };
  for (const path of ['action.yml', ...WORKFLOWS]) {
    const found = scripts(parse(read(path)));
    t.same(
      found.filter((script) => script.includes('${{')),
      [],
      path,
    );
  }
});

t.test('workflows begin with the right to read alone, and never run for strangers with more', async (t) => {
  for (const path of WORKFLOWS) {
    const workflow = parse(read(path));
    t.same(workflow.permissions, { contents: 'read' }, path);
    t.notOk(Object.hasOwn(workflow.on ?? {}, 'pull_request_target'), path);
  }
});

/** The names in the first column of the table below a heading. */
function namesBelow(heading: string): readonly string[] {
  const section = read('docs/github-action.md').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1] ?? '');
}

t.test(
  'the documentation names every input and output, in the same order, with the same defaults',
  async (t) => {
    t.same(namesBelow('Inputs'), Object.keys(ACTION.inputs));
    t.same(namesBelow('Outputs'), Object.keys(ACTION.outputs));
    for (const [name, input] of Object.entries(ACTION.inputs)) {
      const row = read('docs/github-action.md')
        .match(new RegExp(`^\\| \`${name}\` \\|([^|]*)\\|`, 'm'))?.[1]
        ?.trim();
      const shown = input.default?.startsWith('${{')
        ? "the job's token"
        : input.default
          ? `\`${input.default}\``
          : '';
      t.equal(row, shown, name);
    }
  },
);

t.test('every input reaches the program, and every output comes from it', async (t) => {
  const check = ACTION.runs.steps.find((step) => step.id === 'check');
  const mapped = Object.keys(ACTION.inputs).map((name) => [
    `TFVPC_${name.toUpperCase().replaceAll('-', '_')}`,
    `\${{ inputs.${name} }}`,
  ]);
  t.same(check?.env, Object.fromEntries(mapped));
  for (const [name, { value }] of Object.entries(ACTION.outputs))
    t.equal(value, `\${{ steps.check.outputs.${name} }}`);
});

t.test('what the source imports is installed with the action', async (t) => {
  const { dependencies } = JSON.parse(read('package.json'));
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const packages = files.flatMap((path) =>
    [
      ...read(join('src', path)).matchAll(
        /^(?!import type).*\b(?:from|import|require|resolve)\s*\(?\s*'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/gm,
      ),
    ].map((match) => match[1] ?? ''),
  );
  t.ok(packages.includes('node-fetch'));
  t.same(
    [...new Set(packages)].filter((name) => name !== 'node' && !Object.hasOwn(dependencies, name)),
    [],
  );
});

/** Stands in for the AWS CLI, with an organization of a root, a unit and an account. */
const AWS = `#!/bin/sh
case "$*" in
  'organizations describe-organization') echo '{"Organization":{"Id":"o-a","MasterAccountId":"111111111111"}}' ;;
  *list-parents*444455556666) echo '{"Parents":[{"Id":"ou-a-1","Type":"ORGANIZATIONAL_UNIT"}]}' ;;
  *list-parents*ou-a-1) echo '{"Parents":[{"Id":"r-a","Type":"ROOT"}]}' ;;
  *list-policies-for-target*ou-a-1*) echo '{"Policies":[{"Id":"p-FullAWSAccess"},{"Id":"p-network"}]}' ;;
  *list-policies-for-target*) echo '{"Policies":[{"Id":"p-FullAWSAccess"}]}' ;;
  *describe-policy*) echo '{"Policy":{"PolicySummary":{"Id":"'"$4"'","Name":"'"$4"'"},"Content":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}"}}' ;;
  *) exit 254 ;;
esac
`;

const tools = ['bash', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const skip =
  process.platform === 'win32' || !tools ? 'needs bash and jq, as hosted Linux runners have them' : false;

t.test('the example collects the policies of every level up to the root', { skip }, async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'tfvpc-aws-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'aws'), AWS);
  chmodSync(join(directory, 'aws'), 0o755);
  const { env, jobs } = parse(read('examples/workflows/organization-policies.yml'));
  const step = jobs.policies.steps.find((one: { run?: string }) => one.run !== undefined);
  const path = `${directory}:${process.env.PATH}`;
  const options = { cwd: directory, env: { ...process.env, ...env, ...step.env, PATH: path } };
  await promisify(execFile)('bash', ['-e', '-c', step.run], options);
  const folder = join(directory, 'organization');
  const files = readdirSync(folder).map((name) => ({
    path: name,
    text: readFileSync(join(folder, name), 'utf8'),
  }));
  const organization = readOrganizationFolder({ path: folder, files });
  t.match(organization, { exempt: false, notes: [] });
  const levels = organization.levels.map(({ name, policies, incomplete }) => [
    name,
    policies.map(({ id }) => id),
    incomplete,
  ]);
  t.same(levels.sort(), [
    ['444455556666', ['p-FullAWSAccess'], undefined],
    ['ou-a-1', ['p-FullAWSAccess', 'p-network'], undefined],
    ['r-a', ['p-FullAWSAccess'], undefined],
  ]);
});

t.test('the example splits a fleet so that every plan is in one part', { skip }, async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'tfvpc-fleet-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const plans = Array.from({ length: 11 }, (_, index) => `plans/account ${index}/plan.json`);
  writeFiles(directory, { ...Object.fromEntries(plans.map((plan) => [plan, '{}'])), 'plans/notes.txt': '' });
  const { jobs } = parse(read('examples/workflows/fleet.yml'));
  const step = jobs.check.steps.find((one: { id?: string }) => one.id === 'part');
  const parts = jobs.check.strategy.matrix.part.map((part: number) => {
    const output = join(directory, `output-${part}`);
    const env = {
      ...process.env,
      PARTS: String(jobs.check.env.PARTS),
      PART: String(part),
      GITHUB_OUTPUT: output,
    };
    const { status } = spawnSync('bash', ['-e', '-c', step.run], { cwd: directory, env });
    t.equal(status, 0);
    return readOutputs(readFileSync(output, 'utf8')).plans?.split('\n') ?? [];
  });
  t.same(parts.flat().sort(), [...plans].sort());
  t.ok(
    parts.every((part: readonly string[]) => part.length >= 2),
    'evenly',
  );
});
