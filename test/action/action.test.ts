import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { answer, play } from '../http/loopback.ts';
import { type ActionOutcome, type ActionRun, findNode, ROOT, runAction } from './runner.ts';

const found = findNode();
const node = 'path' in found ? found.path : '';
const skip =
  process.platform === 'win32'
    ? 'bash steps, as a Linux runner runs them'
    : 'missing' in found
      ? found.missing
      : false;

const directory = mkdtempSync(join(tmpdir(), 'tfvpc-action-'));
t.teardown(() => rmSync(directory, { recursive: true, force: true }));

/** A directory for PATH with programs of ours. */
function programs(name: string, scripts: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(directory, `${name}-`));
  for (const [program, script] of Object.entries(scripts)) {
    writeFileSync(join(path, program), script);
    chmodSync(join(path, program), 0o755);
  }
  return path;
}

const withNode = (name: string, scripts: Readonly<Record<string, string>>) => {
  const path = programs(name, scripts);
  symlinkSync(node, join(path, 'node'));
  return path;
};

/** The demo in a workspace of its own, with the dependencies taken for installed. */
async function demo(run: Partial<ActionRun> = {}): Promise<ActionOutcome & { readonly workspace: string }> {
  const workspace = mkdtempSync(join(directory, 'workspace-'));
  cpSync(join(ROOT, 'examples', 'demo'), join(workspace, 'infra'), { recursive: true });
  const path = run.path ?? [withNode('path', { npm: '#!/bin/sh\nexit 0\n' })];
  const inputs = { plan: 'infra/plan.json', scp: 'infra/scp', ...run.inputs };
  return { ...(await runAction(workspace, { ...run, path, inputs })), workspace };
}

t.test('the demo is checked, and the action fails last', { skip }, async (t) => {
  const outcome = await demo({
    path: [withNode('real-npm', {})],
    inputs: { 'sarif-file': 'out/demo.sarif' },
  });
  const { outputs, steps, summary, log, workspace } = outcome;
  t.equal(outcome.conclusion, 'failure', log);
  t.match(steps, {
    'Set up Node 24': 'skipped',
    'Install the dependencies': 'skipped',
    Check: 'success',
    Verdict: 'failure',
  });
  t.match(outputs, {
    conclusion: 'failure',
    'exit-code': '1',
    'sarif-file': join(workspace, 'out', 'demo.sarif'),
  });
  const report = JSON.parse(outcome.json ?? '');
  const { allowed, explicitDeny, implicitDeny, undetermined } = report.summary;
  t.match(outputs, {
    'allowed-count': String(allowed),
    'denied-count': String(explicitDeny + implicitDeny),
    'undetermined-count': String(undetermined),
  });
  t.ok(explicitDeny + implicitDeny > 0);
  t.match(JSON.parse(outcome.sarif ?? ''), {
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'tfvpc' } } }],
  });
  t.match(summary, /aws_lambda_function/);
  t.match(log, /^::error file=infra\/main\.tf,line=\d+/m);
  t.ok((log.match(/^::error /gm) ?? []).length <= 10);
});

t.test('with fail-on none it passes, and switches turn summary and annotations off', { skip }, async (t) => {
  const outcome = await demo({ inputs: { 'fail-on': 'none', summary: 'false', annotations: 'false' } });
  t.match(
    outcome,
    { conclusion: 'success', outputs: { conclusion: 'success', 'exit-code': '0' }, summary: '' },
    outcome.log,
  );
  t.notMatch(outcome.log, /^::(error|warning|notice)/m);
  t.not(outcome.outputs['denied-count'], '0');
});

t.test('plans by patterns on several lines, in another directory', { skip }, async (t) => {
  const outcome = await demo({
    inputs: { plan: '\n  *.json.none\nplan.json\n', 'working-directory': 'infra', scp: 'scp\n' },
  });
  t.match(
    outcome.outputs,
    { conclusion: 'error', 'exit-code': '2' },
    'a pattern that matches nothing is said',
  );
  t.match(outcome.log, /no file matches/);
  const good = await demo({ inputs: { plan: 'pl*.json', 'working-directory': 'infra', scp: 'scp\n' } });
  t.match(good.outputs, { conclusion: 'failure', 'exit-code': '1' }, good.log);
});

t.test('a wrong input is an error with its reason, and leaves nothing to upload', { skip }, async (t) => {
  const cases: readonly (readonly [sentence: string, inputs: Record<string, string>, said: RegExp])[] = [
    ['no plan', { plan: '' }, /`plan` is empty/],
    ['a plan that is not there', { plan: 'missing.json' }, /missing\.json: no such file/],
    ['a directory that is not there', { 'working-directory': 'missing' }, /there is no such directory/],
    ['a switch that is none', { comment: 'perhaps' }, /`comment` is `perhaps`/],
    ['a threshold that is none', { 'fail-on': 'everything' }, /everything/],
  ];
  for (const [sentence, inputs, said] of cases) {
    const outcome = await demo({ inputs: { ...inputs, 'upload-sarif': 'true' } });
    t.match(
      outcome,
      { conclusion: 'failure', steps: { Check: 'success', Verdict: 'failure' }, used: {} },
      sentence,
    );
    t.match(
      outcome.outputs,
      { conclusion: 'error', 'exit-code': '2', 'sarif-file': '', 'denied-count': '' },
      sentence,
    );
    t.match(outcome.log, /^::error title=tfvpc::/m, sentence);
    t.match(outcome.log, said, sentence);
    t.match(outcome.summary, said, sentence);
  }
});

t.test(
  'one plan that cannot be read does not hide the others, and nothing incomplete is uploaded',
  { skip },
  async (t) => {
    const inputs = { plan: 'infra/plan.json\ninfra/main.tf', 'upload-sarif': 'true' };
    const outcome = await demo({ inputs });
    t.match(outcome, {
      outputs: { conclusion: 'error', 'exit-code': '2' },
      used: {},
      steps: { Verdict: 'failure' },
    });
    t.not(outcome.outputs['denied-count'], '');
    t.match(outcome.summary, /aws_lambda_function[\s\S]*could not check[\s\S]*infra\/main\.tf/);
    t.match(outcome.log, /^::error title=tfvpc::.*infra\/main\.tf/m);
  },
);

t.test('no input is a part of a script', { skip }, async (t) => {
  const evil = '$(touch pwned) `touch pwned` "; touch pwned; \' $' + '{{ github.token }}\n::error::x';
  const names = [
    'scp',
    'identity-policy',
    'organization',
    'network',
    'config-file',
    'fail-on',
    'sarif-file',
    'category',
    'token',
  ];
  const { workspace, outputs, log } = await demo({
    inputs: Object.fromEntries(names.map((name) => [name, evil])),
  });
  t.notOk(existsSync(join(workspace, 'pwned')), log);
  t.equal(outputs['exit-code'], '2');
  const commands = log.split('\n').filter((line) => /^\s*::error::x/.test(line));
  t.same(commands, []);
});

t.test('on github.com the upload is a step of its own, with the file and the token', { skip }, async (t) => {
  const outcome = await demo({ inputs: { 'upload-sarif': 'true', token: 'ghs_mine' } });
  t.match(outcome.used['github/codeql-action/upload-sarif'], {
    sarif_file: outcome.outputs['sarif-file'],
    token: 'ghs_mine',
  });
  t.match(outcome.steps, { 'Upload to code scanning': 'success', Verdict: 'failure' });
});

t.test('on Enterprise Server comment and upload are made at GITHUB_API_URL', { skip }, async (t) => {
  const server = await play((response, request) => {
    if (request.path.includes('/comments?')) return answer(200, [])(response, request);
    if (request.path.endsWith('/sarifs')) return answer(202, { id: 'abc' })(response, request);
    return answer(request.method === 'GET' ? 200 : 201, { processing_status: 'complete' })(response, request);
  });
  const event = {
    pull_request: { number: 42, head: { sha: 'f'.repeat(40), repo: { full_name: 'octo/infra' } } },
  };
  const env = {
    GITHUB_API_URL: `${server.url}/api/v3`,
    GITHUB_SERVER_URL: server.url,
    GITHUB_REF: 'refs/pull/42/merge',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  };
  const outcome = await demo({
    event,
    env,
    inputs: { 'upload-sarif': 'true', comment: 'true', token: 'ghs_mine' },
  });
  await server.close();
  t.match(outcome.outputs, { conclusion: 'failure' }, outcome.log);
  t.notOk(outcome.used['github/codeql-action/upload-sarif']);
  t.same(
    server.received.map(({ method, path }) => `${method} ${path.replace('/api/v3/repos/octo/infra', '')}`),
    [
      'GET /issues/42/comments?per_page=100&page=1',
      'POST /issues/42/comments',
      'POST /code-scanning/sarifs',
      'GET /code-scanning/sarifs/abc',
    ],
  );
  for (const { headers } of server.received) t.equal(headers.authorization, 'Bearer ghs_mine');
  t.match(
    JSON.parse(server.received[1]?.body ?? '').body,
    /^<!-- tfvpc:root -->\n[\s\S]*aws_lambda_function/,
  );
  t.notMatch(outcome.log, 'ghs_mine');
});

t.test(
  'for a pull request from a fork the check is the same, and the upload is left out',
  { skip },
  async (t) => {
    const event = { pull_request: { number: 42, head: { repo: { full_name: 'stranger/infra' } } } };
    const outcome = await demo({ event, inputs: { 'upload-sarif': 'true' } });
    t.match(outcome, { outputs: { conclusion: 'failure' }, used: {}, summary: /aws_lambda_function/ });
    t.match(outcome.log, /^::warning title=tfvpc::the SARIF file is not uploaded/m);
  },
);

t.test('an old Node is replaced, a new one is not', { skip }, async (t) => {
  const versions = {
    'v20.19.0': false,
    'v22.17.1': false,
    'v22.18.0': true,
    'v23.5.0': false,
    'v23.6.0': true,
    'v24.0.0': true,
    'v26.1.0': true,
  };
  const npm = '#!/bin/sh\nexit 0\n';
  for (const [version, kept] of Object.entries(versions)) {
    const old = programs(version, {
      npm,
      node: `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else exec '${node}' "$@"; fi\n`,
    });
    const { used } = await demo({ path: [old], until: 'setup' });
    t.equal('actions/setup-node' in used, !kept, version);
  }
});

t.test(
  'in a fresh checkout of the action the dependencies are installed, without their scripts',
  { skip },
  async (t) => {
    const actionPath = mkdtempSync(join(directory, 'checkout-'));
    for (const name of ['package.json', 'package-lock.json', 'src', 'schemas'])
      cpSync(join(ROOT, name), join(actionPath, name), { recursive: true });
    const notes = join(directory, 'npm-calls');
    const npm = `#!/bin/sh\nif [ "$1" = ls ]; then exit 1; fi\necho "$PWD: $*" >> '${notes}'\nln -s '${join(ROOT, 'node_modules')}' node_modules\n`;
    const outcome = await demo({ actionPath, path: [withNode('npm', { npm })] });
    t.match(outcome.outputs, { conclusion: 'failure', 'exit-code': '1' }, outcome.log);
    t.match(outcome.used['actions/cache'], { path: /tfvpc-npm$/, key: /^Linux-tfvpc-npm-[0-9a-f]{64}$/ });
    t.match(
      readFileSync(notes, 'utf8'),
      new RegExp(`^${actionPath}: ci --omit=dev --ignore-scripts .*--cache .*tfvpc-npm\n$`),
    );
  },
);

t.test('all of the source runs with its types left out', { skip }, async (t) => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const program = `
    const { stripTypeScriptTypes } = await import('node:module');
    const { readFileSync } = await import('node:fs');
    const faults = process.argv.slice(1).flatMap((file) => {
      try {
        stripTypeScriptTypes(readFileSync(file, 'utf8'), { mode: 'strip' });
        return [];
      } catch (error) {
        return [file + ': ' + error.message];
      }
    });
    console.log(JSON.stringify(faults));`;
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    program,
    '--',
    ...files,
  ];
  const { stdout } = await promisify(execFile)(node, args, { cwd: join(ROOT, 'src') });
  t.same(JSON.parse(stdout), []);
  t.ok(files.length > 50);
});
