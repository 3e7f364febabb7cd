import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import t from 'tap';
import { functionValues, type Json, onlyVpcs, planJson } from './hostile/plan.ts';
import { inDirectory, runIn, type World } from './hostile/program.ts';

const json = (value: unknown) => JSON.stringify(value);

const FUNCTION = 'aws_lambda_function.f';
const SUBNET = { 'data.aws_subnet.s': { id: 'subnet-1', vpc_id: 'vpc-1' } };
const denied = (more: Json = {}): Json =>
  planJson({
    changes: [{ address: FUNCTION, after: functionValues(['subnet-1'], ['sg-1']) }],
    prior: SUBNET,
    more,
  });
const PLAN = json(denied());
/** The plan's function is in vpc-1. */
const FORBIDS = json(onlyVpcs(['vpc-2']));
const PERMITS = json(onlyVpcs(['vpc-1']));

const TREE = {
  'plan.json': PLAN,
  'forbids.json': FORBIDS,
  'permits.json': PERMITS,
  'nothing.json': json(planJson({})),
};

const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

t.test('the exit status says what was found', async (t) => {
  const { run } = inDirectory(t, TREE);
  const cases: readonly (readonly [line: string, status: number])[] = [
    ['check plan.json --scp permits.json', 0],
    ['check plan.json --scp forbids.json', 1],
    ['check plan.json --scp forbids.json --exit-zero', 0],
    ['check plan.json --scp forbids.json --fail-on undetermined', 1],
    ['check plan.json --scp forbids.json --fail-on error', 1],
    ['check plan.json', 0],
    ['check plan.json --require-policies', 2],
    ['check plan.json --require-policies --require-vpc', 0],
    ['check nothing.json --scp permits.json', 0],
    ['check nothing.json --scp permits.json --require-functions', 2],
    ['check nothing.json --require-functions --exit-zero', 2],
    ['check plan.json missing.json --scp permits.json', 2],
    ['check plan.json missing.json --scp forbids.json --exit-zero', 2],
  ];
  for (const [line, status] of cases) t.equal((await run(line)).status, status, line);
});

t.test('an address that makes no request is told which there are', async (t) => {
  const after = functionValues(['subnet-1'], ['sg-1']);
  const changes = ['module.m["a"].aws_lambda_function.f', FUNCTION].map((address) => ({ address, after }));
  const { run } = inDirectory(t, { 'plan.json': json(planJson({ changes, prior: SUBNET })) });
  const cases: readonly (readonly [address: string, says: RegExp])[] = [
    [
      'aws_lambda_function.g',
      /: did you mean `aws_lambda_function\.f`\n {7}there are: aws_lambda_function\.f, /,
    ],
    ['module.m[a].aws_lambda_function.f', /\n {7}there is: 'module\.m\["a"\]\.aws_lambda_function\.f'\n/],
    ['aws_subnet.s', /^tfvpc: plan\.json: `aws_subnet\.s` makes no request in this plan\n/],
  ];
  for (const [address, says] of cases)
    t.match(await run(['explain', 'plan.json', address]), { status: 2, stderr: says }, address);
});

t.test('merged reports mean the same exit status, as JSON and as SARIF', async (t) => {
  const { run } = inDirectory(t, TREE);
  await run('check plan.json --scp forbids.json -o json=denied.json -o sarif=denied.sarif --category one');
  await run('check plan.json --scp permits.json -o json=allowed.json -o sarif=allowed.sarif --category two');
  for (const kind of ['json', 'sarif']) {
    const cases: readonly (readonly [line: string, status: number])[] = [
      [`merge allowed.${kind}`, 0],
      [`merge allowed.${kind} denied.${kind}`, 1],
      [`merge denied.${kind} --fail-on error`, 1],
      [`merge denied.${kind} --exit-zero`, 0],
      [`merge denied.${kind} -f sarif -o sarif=merged.out`, 1],
    ];
    for (const [line, status] of cases) t.equal((await run(line)).status, status, line);
  }
  t.match(await run('merge denied.sarif --format markdown'), {
    status: 2,
    stderr: /^tfvpc: SARIF files cannot become markdown: merge JSON reports for that\n/,
  });
  t.match((await run('merge denied.json --quiet')).stdout, /^1 denied · /);
});

t.test('plans come in every form that people have', async (t) => {
  const tree = {
    ...TREE,
    'pretty.json': json(JSON.parse(PLAN)).replaceAll(',', ',\r\n  '),
    'bom.json': `\ufeff${PLAN}`,
    'le.json': utf16(PLAN, 'le'),
    'be.json': utf16(PLAN, 'be'),
    'wrapper.json': `[command]/usr/bin/terraform-bin show -json tfplan\n${PLAN}\n::debug::Terraform exited with code 0.\n`,
    'old.json': PLAN.replace('"1.2"', '"0.1"'),
    'newer.json': PLAN.replace('"1.2"', '"1.99"'),
  };
  const { run, cwd } = inDirectory(t, tree);
  for (const name of Object.keys(tree).filter((name) => !(name in TREE)))
    t.match(await run(['check', name, '--scp', 'forbids.json']), { status: 1, stderr: '' }, name);
  t.match(await run('check - --scp forbids.json', { stdin: PLAN }), { status: 1, stderr: '' }, 'stdin');
  t.match(
    await run('check - --scp forbids.json', { stdin: utf16(PLAN, 'le') }),
    { status: 1 },
    'stdin, UTF-16',
  );
  symlinkSync('plan.json', join(cwd, 'link.json'));
  t.match(await run('check link.json --scp forbids.json'), { status: 1, stderr: '' }, 'a symbolic link');
});

interface Refused {
  readonly sentence: string;
  readonly files?: Readonly<Record<string, string | Buffer | Record<string, string>>>;
  readonly args?: string;
  readonly world?: World;
  /** What stderr says. */
  readonly says: RegExp;
}

/** Everything that is no plan, and every call that cannot be meant: one clear line, what to do, and status 2. */
const REFUSED: readonly Refused[] = [
  {
    sentence: 'a truncated plan',
    files: { 'p.json': PLAN.slice(0, -40) },
    says: /^tfvpc: p\.json: line 1, byte [\d,]+: the JSON ends .*: the file is truncated\n {7}write it anew: /,
  },
  {
    sentence: 'an empty file',
    files: { 'p.json': '' },
    says: /^tfvpc: p\.json: the file is empty\n {7}write it/,
  },
  {
    sentence: 'a file of spaces',
    files: { 'p.json': ' \n' },
    says: /p\.json: the file holds only whitespace\n/,
  },
  {
    sentence: 'a directory',
    files: { 'p.json': {} },
    says: /p\.json: is a directory, not a plan\n {7}run: terraform/,
  },
  {
    sentence: 'no plan at all',
    args: 'check',
    says: /^tfvpc: no plan is named\n {7}run: tfvpc check plan\.json/,
  },
  {
    sentence: 'a path that is not there',
    says: /^tfvpc: p\.json: no such file or directory\n {7}is the path right/,
  },
  {
    sentence: 'a pattern without a match',
    args: 'check x/*.json',
    says: /x\/\*\.json: no file matches this pattern/,
  },
  {
    sentence: 'a part of the path that is a file',
    args: 'check plan.json/p.json',
    says: /plan\.json\/p\.json: a part of the path is not a directory/,
  },
  {
    sentence: 'a name that is too long',
    args: `check ${'x'.repeat(300)}`,
    says: /x{300}: the name is too long/,
  },
  {
    sentence: 'a state as JSON',
    files: { 'p.json': json({ format_version: '1.0', values: { root_module: {} } }) },
    says: /p\.json: this is the JSON of a state, and not of a plan\n {7}run: terraform plan/,
  },
  {
    sentence: 'a state file',
    files: { 'p.json': json({ version: 4, serial: 1, lineage: 'x', resources: [] }) },
    says: /p\.json: this is a state file, and not a plan\n {7}run: /,
  },
  {
    sentence: 'another major format version',
    files: { 'p.json': PLAN.replace('"1.2"', '"2.0"') },
    says: /p\.json: format version `2\.0` is not supported: expected .*1\.x/,
  },
  { sentence: 'other JSON', files: { 'p.json': '{"a":1}' }, says: /p\.json: this JSON is not a plan/ },
  {
    sentence: 'text',
    files: { 'p.json': 'hello' },
    says: /p\.json: this is not the JSON of a plan\n {7}run: /,
  },
  { sentence: 'nothing on standard input', args: 'check -', says: /^tfvpc: -: the file is empty/ },
  {
    sentence: 'a truncated plan on standard input',
    args: 'check -',
    world: { stdin: PLAN.slice(0, 100) },
    says: /^tfvpc: -: line 1, byte 100: .*truncated/,
  },
  {
    sentence: 'an unknown option',
    args: 'check plan.json --bogus',
    says: /bogus.*\n {7}see: tfvpc check --help/,
  },
  {
    sentence: 'an output that is the plan',
    args: 'check plan.json --output json=plan.json',
    says: /--output `plan\.json` would overwrite `plan\.json`/,
  },
  {
    sentence: 'an output that is a policy, by another path',
    args: 'check plan.json --scp forbids.json --output json=./x/../forbids.json',
    says: /would overwrite `forbids\.json`/,
  },
  {
    sentence: 'an output that is a policy of a directory',
    files: { scp: { 'a.json': FORBIDS } },
    args: 'check plan.json --scp scp --output json=scp/a.json',
    says: /would overwrite `scp\/a\.json`/,
  },
  {
    sentence: 'an output that is the organization',
    files: { 'org.json': '{"path": [{"policies": ["FullAWSAccess"]}]}' },
    args: 'check plan.json --organization org.json --output json=org.json',
    says: /would overwrite `org\.json`/,
  },
  {
    sentence: 'an output that is the configuration file',
    files: { '.tfvpc.yml': 'account: "123456789012"' },
    args: 'check plan.json --output json=.tfvpc.yml',
    says: /would overwrite `\.tfvpc\.yml`/,
  },
  {
    sentence: 'an output that is source',
    files: { 'main.tf': 'locals {}' },
    args: 'check plan.json --output json=main.tf',
    says: /would overwrite `main\.tf`/,
  },
  {
    sentence: 'one file for two outputs',
    args: 'check plan.json --output json=x --output sarif=./x',
    says: /--output `\.\/x` would overwrite `x`/,
  },
  { sentence: 'an output of no format', args: 'check plan.json -o pdf=x', says: /expected FORMAT=FILE/ },
  { sentence: 'an output to no file', args: 'check plan.json -o json=-', says: /`--format json` prints it/ },
  {
    sentence: 'an output that is a directory',
    files: { out: {} },
    args: 'check plan.json --scp permits.json -o json=out',
    says: /^tfvpc: out: is a directory\n {7}name another file/,
  },
  {
    sentence: 'an output in no directory',
    args: 'check plan.json --scp permits.json -o json=no/x.json',
    says: /^tfvpc: no\/x\.json: cannot be written: its directory does not exist/,
  },
  {
    sentence: 'an output to a full device',
    args: 'check plan.json --scp permits.json -o json=/dev/full',
    says: /^tfvpc: \/dev\/full: no space left on the device/,
  },
  {
    sentence: 'a policy file that is not there',
    args: 'check plan.json --scp no.json',
    says: /^tfvpc: no\.json: no such/,
  },
  {
    sentence: 'a plan for a policy',
    args: 'check plan.json --scp plan.json',
    says: /^tfvpc: plan\.json: this is a plan or a state, and not a policy\n {7}policies of a plan count without/,
  },
  {
    sentence: 'Terraform configuration for a policy',
    files: { 'scp.tf': '# policies\n' },
    args: 'impact --scp scp.tf plan.json',
    says: /^tfvpc: scp\.tf: this is Terraform configuration, and not a policy\n {7}policies in \.tf files are read/,
  },
  {
    sentence: 'YAML for a policy',
    files: { 'scp.yml': 'Version: "2012-10-17"\n' },
    args: 'check plan.json --scp scp.yml',
    says: /^tfvpc: scp\.yml: this is YAML, and not a policy\n {7}a policy is JSON: /,
  },
  {
    sentence: 'what the AWS CLI prints around a policy',
    files: { 'p.json': json({ Policy: { Content: FORBIDS } }) },
    args: 'policy diff p.json permits.json',
    says: /^tfvpc: p\.json: this is what aws prints around a policy, and not a policy\n.*--query Policy\.Content/,
  },
  {
    sentence: 'a description of subnets for a policy',
    files: { scp: { 'n.json': json({ Subnets: [] }), 'permits.json': PERMITS } },
    args: 'check plan.json --scp scp',
    says: /^tfvpc: scp\/n\.json: this is a description of a network, .*\n {7}give it with --network/,
  },
  {
    sentence: 'a directory without policies',
    files: { scp: {} },
    args: 'check plan.json --scp scp',
    says: /^tfvpc: scp: there is no \.json file in this directory/,
  },
  {
    sentence: 'a network file that is none',
    files: { 'n.json': '[]' },
    args: 'check plan.json --network n.json',
    says: /^tfvpc: n\.json: this is not a JSON object\n {7}give the output of aws ec2 describe-subnets/,
  },
  {
    sentence: 'a configuration with an unknown member',
    files: { '.tfvpc.yml': 'scp: [permits.json]\nbogus: 1\n' },
    args: 'check plan.json',
    says: /^tfvpc: \.tfvpc\.yml:2:8: unknown member `bogus`/,
  },
  {
    sentence: 'a configuration that is no YAML',
    files: { 'c.yml': 'scp: [permits.json\n' },
    args: 'check plan.json --config-file c.yml',
    says: /^tfvpc: c\.yml:\d+:\d+: /,
  },
  {
    sentence: 'no plan at once',
    args: 'check plan.json --scp permits.json --jobs 0',
    says: /^tfvpc: --jobs `0`: expected a whole number from 1/,
  },
  {
    sentence: 'an organization file that is empty',
    files: { 'o.json': '' },
    args: 'check plan.json --organization o.json',
    says: /^tfvpc: o\.json: the file is empty\n {7}.* the form of a file: https/,
  },
  {
    sentence: 'a directory that describes no organization',
    files: { org: {} },
    args: 'check plan.json --organization org',
    says: /^tfvpc: org: .*\n {7}aws organizations list-policies-for-target/,
  },
  {
    sentence: 'a context that contradicts the plan',
    args: 'check plan.json --scp permits.json --context lambda:VpcIds=vpc-9',
    says: /^tfvpc: `--context lambda:VpcIds=vpc-9` contradicts the plan: aws_lambda_function\.f: it is `vpc-1`/,
  },
  {
    sentence: 'a context that is no KEY=VALUE',
    args: 'check plan.json --scp permits.json --context nonsense',
    says: /^tfvpc: --context `nonsense`: expected KEY=VALUE\n/,
  },
  {
    sentence: 'a context key without its service',
    args: 'check plan.json --scp permits.json --context team=platform',
    says: /^tfvpc: --context `team=platform`: a condition key has a service before it/,
  },
  {
    sentence: 'a source that is no plan file',
    args: 'check plan.json --scp permits.json --source permits.json',
    says: /^tfvpc: permits\.json: the plan file is no readable zip: .*\n {7}read no source from it: --no-source/,
  },
  {
    sentence: 'a source without .tf files',
    files: { src: {} },
    args: 'check plan.json --scp permits.json --source src',
    says: /^tfvpc: src: there is no \.tf file in this directory/,
  },
];

t.test('what is wrong is said in one line, with what to do', async (t) => {
  for (const { sentence, files = {}, args = 'check p.json', world, says } of REFUSED) {
    const { run, cwd } = inDirectory(t, { ...TREE, ...files });
    const before = everything(cwd);
    const { status, stdout, stderr } = await run(args, world ?? {});
    t.equal(status, 2, sentence);
    t.match(stderr, says, sentence);
    t.ok(stderr.trimEnd().split('\n').length <= 2, `${sentence}: a line, and what to do`);
    t.equal(stdout, '', `${sentence}: nothing on stdout`);
    t.same(everything(cwd), before, `${sentence}: no file is written`);
  }
});

t.test('policies and networks are named by patterns too, where no shell reads them', async (t) => {
  const { run } = inDirectory(t, {
    ...TREE,
    scp: { 'a.json': FORBIDS, 'b.json': PERMITS, 'c.txt': 'no policy' },
    'n.json': '{"subnet-9": "vpc-9"}',
    'c.yml': "scp: ['scp/*.json']\nnetwork: ['[n].json']\n",
  });
  const cases: readonly (readonly [line: string, status: number])[] = [
    ['check plan.json --scp scp/*.json', 1],
    ['check plan.json --config-file c.yml', 1],
    ['check plan.json --scp scp/[b].json', 0],
    ['impact --scp scp/[a].json plan.json', 0],
  ];
  for (const [line, status] of cases) t.match(await run(line), { status, stderr: '' }, line);
  t.match((await run('explain plan.json aws_lambda_function.f --scp scp/*.json')).stdout, /scp\/a\.json/);
  t.match(await run('check plan.json --scp no/*.json'), {
    status: 2,
    stderr: /no file matches this pattern/,
  });
});

t.test('an organization names its policies from where it stands, or by their whole path', async (t) => {
  const { run, cwd } = inDirectory(t, { ...TREE, org: {} });
  for (const file of ['../forbids.json', join(cwd, 'forbids.json')]) {
    const path = [{ id: 'r-root', policies: ['FullAWSAccess', file] }];
    writeFileSync(join(cwd, 'org', 'o.json'), json({ path }));
    const { status, stderr } = await run('check plan.json --organization org/o.json');
    t.same([status, stderr], [1, ''], file);
  }
});

t.test('a document in an organization description that cannot be read is an error', async (t) => {
  const path = [{ id: 'r-root', policies: ['FullAWSAccess', { name: 'inline', document: '{' }] }];
  const { run } = inDirectory(t, { ...TREE, 'o.json': json({ path }) });
  const says = /^tfvpc: inline: .*\n {7}its document stands in the organization description\n$/;
  t.match(await run('check plan.json --organization o.json'), { status: 2, stderr: says });
});

t.test('a policy that an organization names is pointed to by its line', async (t) => {
  const path = [
    {
      id: 'r-root',
      policies: ['FullAWSAccess', '../forbids.json', { name: 'named', file: '../broken.json' }],
    },
  ];
  const { run } = inDirectory(t, {
    ...TREE,
    'forbids.json': `\n${FORBIDS}`,
    'broken.json': '\n\n{',
    org: { 'o.json': json({ path }) },
    '.git': {},
  });
  const { stdout, status, stderr } = await run('check plan.json --organization org/o.json --format json');
  t.equal(status, 2, 'and one that cannot be read is an error');
  t.match(stderr, /^tfvpc: broken\.json:3:\d+: /);
  const { requests, results } = JSON.parse(stdout);
  t.match(requests[0].explanation, [
    { policy: 'FullAWSAccess' },
    { policy: '../forbids.json', location: { path: 'forbids.json', line: 2 } },
  ]);
  t.match(results, [
    { ruleId: 'TFVPC001' },
    { ruleId: 'TFVPC101', location: { path: 'broken.json', line: 3 } },
  ]);
});

const everything = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name} ${readFileSync(join(parentPath, name), 'latin1')}`)
    .sort();

t.test('one bad file of several is named, and the others are judged', async (t) => {
  const { run } = inDirectory(t, { ...TREE, 'bad.json': '{' });
  const { status, stdout, stderr } = await run('check bad.json plan.json --scp forbids.json');
  t.equal(status, 2);
  t.match(stderr, /^tfvpc: bad\.json: /);
  t.match(stdout, /aws_lambda_function\.f/);
});

t.test('a policy that cannot be read is a result with its line, and status 2', async (t) => {
  const tree = {
    ...TREE,
    'broken.json': '{\n  "Version": "2012-10-17",\n  "Statement": [}\n',
    'operator.json': FORBIDS.replace('StringNotEquals', 'StringNotEqual'),
    'element.json': FORBIDS.replace('"Effect"', '"Efect":"Deny","Effect"'),
    'twice.json': FORBIDS.replace('"Effect"', '"Effect":"Allow","Effect"'),
  };
  const { run } = inDirectory(t, { ...tree, '.git': {} });
  const broken = await run('check plan.json --scp broken.json --format json');
  t.equal(broken.status, 2);
  t.match(broken.stderr, /^tfvpc: broken\.json:3:17: /);
  t.match(JSON.parse(broken.stdout).results, [
    { ruleId: 'TFVPC101', location: { path: 'broken.json', line: 3 } },
    { ruleId: 'TFVPC003' },
  ]);
  const faults: readonly (readonly [name: string, message: RegExp])[] = [
    ['operator.json', /unknown condition operator `StringNotEqual`: did you mean `StringNotEquals`/],
    ['element.json', /`Efect`/],
    ['twice.json', /`Effect` is given twice/],
  ];
  for (const [name, message] of faults) {
    const { status, stdout } = await run(['check', 'plan.json', '--scp', name, '--format', 'json']);
    const { requests, results } = JSON.parse(stdout);
    t.match(requests, [{ decision: 'undetermined' }], `${name}: never allowed`);
    t.match(
      results.find(({ ruleId }: { ruleId: string }) => ruleId === 'TFVPC101'),
      { message, location: { path: name, line: 1 } },
      name,
    );
    t.equal(status, 0, `${name}: read, and undetermined`);
  }
});

t.test('a plan that is not the whole change says so', async (t) => {
  const { run } = inDirectory(t, {
    ...TREE,
    'errored.json': json(denied({ errored: true })),
    'partial.json': json(denied({ complete: false })),
  });
  t.match((await run('check errored.json --scp permits.json')).stdout, /planning failed halfway/);
  t.match((await run('check partial.json --scp permits.json')).stdout, /another plan must follow/);
});

t.test('a session policy of a provider is told of where it would have to allow', async (t) => {
  const provider = (arguments_: Json) => ({
    provider_config: { aws: { name: 'aws', expressions: arguments_ } },
  });
  const limited = { assume_role: [{ policy: { constant_value: '{}' } }] };
  const { run } = inDirectory(t, {
    ...TREE,
    'limited.json': json(denied({ configuration: { ...provider(limited), root_module: {} } })),
  });
  const check = async (args: string) => (await run(`check limited.json ${args}`)).stdout;
  const says = /session policies of provider aws were not given/;
  t.match(await check('--identity-policy permits.json'), says);
  t.notMatch(await check('--identity-policy permits.json --session-policy permits.json'), says);
  t.notMatch(await check('--scp permits.json'), says, 'nor are identity policies judged there');
});

t.test('a plan that changes its policies says that nothing orders the requests', async (t) => {
  const life = 'testdata/check/a-policy-of-the-plan-that-exists-already';
  const plan = (step: string) => readFileSync(`${life}/${step}/plan.json`, 'utf8');
  const { run } = inDirectory(t, { 'a.json': plan('2-function-added'), 'b.json': plan('3-policy-changed') });
  const says = /judged as if this apply had changed the policies before them: +aws_organizations_policy\./;
  const text = async (path: string) => (await run(`check ${path}`)).stdout.replaceAll(/\s+/g, ' ');
  t.match(await text('b.json'), says);
  t.notMatch(await text('a.json'), says);
});

t.test('the apply comes after the plan: a date before it is past', async (t) => {
  const until = (date: string) => ({ DateLessThan: { 'aws:CurrentTime': date } });
  const scp = (Condition: object) =>
    json({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition }] });
  const { run } = inDirectory(t, {
    'made.json': json(denied({ timestamp: '2026-01-01T00:00:00Z' })),
    'undated.json': json(denied({})),
    'past.json': scp(until('2025-12-31T23:00:00Z')),
    'just.json': scp(until('2025-12-31T23:59:00Z')),
  });
  const check = async (plan: string, policy: string) =>
    JSON.parse((await run(`check ${plan} --scp ${policy} -f json`)).stdout).requests[0].decision;
  t.equal(await check('made.json', 'past.json'), 'allowed');
  t.equal(await check('made.json', 'just.json'), 'undetermined', 'clocks may differ');
  t.equal(await check('undated.json', 'past.json'), 'undetermined');
});

t.test('a policy on standard input', async (t) => {
  const { run } = inDirectory(t, TREE);
  t.match(await run('policy -', { stdin: FORBIDS }), { status: 1, stdout: /^- .*[\s\S]*\n1 policy: / });
  t.match(await run('policy diff - permits.json', { stdin: FORBIDS }), {
    status: 0,
    stdout: / newly allowed/,
  });
  t.match(await run('policy -', { stdin: PLAN }), { status: 2, stderr: /holds a plan: name its file/ });
});

t.test('what is not judged is said', async (t) => {
  const { run } = inDirectory(t, TREE);
  t.match(
    (await run('check plan.json')).stdout,
    /no policy was given and the plan has none[\s\S]* 1 not judged · /,
  );
  t.match((await run('check plan.json -f junit')).stdout, /tests="1" failures="0" errors="0" skipped="1"/);
  for (const how of ['check -v', 'check -f markdown', 'graph', 'graph --format dot']) {
    const { stdout } = await run(`${how} plan.json`);
    t.match(stdout, /! (?:not judged|1 not judged|aws_lambda_function\.)/, how);
    t.notMatch(stdout, '✓', how);
  }
  t.match(
    (await run('explain plan.json aws_lambda_function.f')).stdout,
    /^! not judged .*[\s\S]* is not judged: /,
  );
  t.match((await run('check nothing.json --scp permits.json')).stdout, /nothing was evaluated/);
});

/** Compares subnets with texts of which not all that they may be can be told apart. */
const TAGGED = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Deny',
    Action: 'lambda:*',
    Resource: '*',
    Condition: {
      'ForAnyValue:StringLike': {
        'lambda:SubnetIds': ['x', 'y'].map((tag) => `${tag}\${aws:PrincipalTag/${tag}}*`),
      },
    },
  },
};

t.test('what functions share is called by its words, beside a block that is sensitive too', async (t) => {
  const refersTo = (...references: string[]) => ({ references });
  const unknown = { vpc_config: [{ subnet_ids: true, security_group_ids: true }] };
  const notKnown = (address: string) => ({ address, after: { vpc_config: [{}] }, unknown });
  const configured = (name: string, ...subnets: string[]) => ({
    address: `aws_lambda_function.${name}`,
    mode: 'managed',
    type: 'aws_lambda_function',
    name,
    expressions: {
      vpc_config: [{ subnet_ids: refersTo(...subnets), security_group_ids: refersTo('var.s') }],
    },
  });
  const secret = {
    address: 'aws_lambda_function.g',
    after: functionValues(['subnet-9'], []),
    afterSensitive: { vpc_config: true },
  };
  const { run } = inDirectory(t, {
    ...TREE,
    'tagged.json': json(TAGGED),
    'plan.json': json(
      planJson({
        changes: [secret, notKnown(FUNCTION), notKnown('aws_lambda_function.h')],
        configuration: {
          root_module: { resources: [configured('f', 'var.s', 'var.t'), configured('h', 'var.u')] },
        },
      }),
    ),
  });
  const { stdout } = await run('explain plan.json aws_lambda_function.f --scp permits.json');
  t.match(stdout, /allowed if the VPC of vpc_config\[0\]\.subnet_ids is vpc-1/);
  t.notMatch(stdout, /\(sensitive\)|u0000/);
  const open = (await run('check plan.json --scp tagged.json')).stdout;
  t.match(open, /not all that `further subnets of rest of\s+vpc_config\[0\]\.subnet_ids` may be/);
  t.notMatch(open, 'u0000');
  const drawn = (await run('graph plan.json --scp permits.json')).stdout;
  t.equal(drawn.match(/^ *s\d+\("vpc_config.*subnet_ids \?/gmu)?.length, 2, 'different lists are two nodes');
});

const BINARY = Buffer.from(
  zipSync({
    'tfconfig/modules.json': Buffer.from('[{"Key":"","Dir":"."}]'),
    'tfconfig/m-/main.tf': Buffer.from('# empty\n'),
  }),
);

/** A program that answers `show -json FILE` as terraform does. */
const tool = (body: string) => `#!/bin/sh\n[ "$1 $2" = "show -json" ] || exit 9\n${body}\n`;
const SHOWS = tool('exec /bin/cat shown.json');

t.test('a binary plan is shown by the program that is there', async (t) => {
  const run = (programs: Readonly<Record<string, string>>, more = {}) =>
    inDirectory(t, { ...TREE, tfplan: BINARY, 'shown.json': PLAN, bin: programs, ...more }).run(
      'check tfplan --scp forbids.json',
    );
  const initialised = { '.terraform': {} };
  const hint = /\n {7}run: (terraform|tofu) show -json tfplan > plan\.json\n$/;
  t.match(await run({ terraform: SHOWS }, initialised), { status: 1, stderr: '' }, 'terraform');
  t.match(await run({ tofu: SHOWS }, initialised), { status: 1, stderr: '' }, 'tofu');
  const lock = {
    '.terraform': {},
    '.terraform.lock.hcl': 'provider "registry.opentofu.org/hashicorp/aws" {}',
  };
  t.match(
    await run({ tofu: SHOWS, terraform: tool('exit 1') }, lock),
    { status: 1 },
    'the one that made the directory comes first',
  );
  const none = await run({}, initialised);
  t.match(none, {
    status: 2,
    stdout: '',
    stderr: /tfplan: is a binary plan file, and neither tofu nor terraform is on PATH/,
  });
  t.match(none.stderr, hint);
  const bare = await run({ terraform: SHOWS });
  t.match(bare, { status: 2, stderr: /neither this directory nor its own is initialised/ });
  t.match(bare.stderr, hint);
  const failing = await run({ terraform: tool('echo; echo "Error: no schema" >&2; exit 1') }, initialised);
  t.match(failing, { status: 2, stderr: /`terraform show -json` failed: Error: no schema/ });
  t.match(
    await run({ terraform: tool('') }, initialised),
    { status: 2, stderr: /tfplan: the file is empty/ },
    'silence',
  );
});

t.test('a program that cannot be run is said', async (t) => {
  const { run } = inDirectory(t, {
    tfplan: BINARY,
    '.terraform': {},
    bin: { terraform: '#!/no/such/shell\n' },
  });
  t.match(await run('check tfplan'), {
    status: 2,
    stdout: '',
    stderr: /^tfvpc: tfplan: is a binary plan file, and /,
  });
});

t.test('machine formats print nothing else on stdout', async (t) => {
  const { run } = inDirectory(t, { ...TREE, 'bad.json': '{' });
  for (const format of ['json', 'sarif']) {
    const { stdout } = await run(['check', 'bad.json', 'plan.json', '--scp', 'forbids.json', '-f', format]);
    t.match(JSON.parse(stdout), {}, format);
  }
  const { stdout } = await run('check plan.json --scp forbids.json -f junit');
  t.match(stdout, /^<\?xml[\s\S]*<\/testsuites>\n$/);
});

t.test('outputs are written beside stdout, and an existing file keeps its mode', async (t) => {
  const { run, cwd } = inDirectory(t, { ...TREE, 'r.json': 'old' });
  chmodSync(join(cwd, 'r.json'), 0o600);
  const { status } = await run(
    'check plan.json --scp forbids.json -o json=r.json -o sarif=r.sarif -o markdown=r.md',
  );
  t.equal(status, 1);
  t.match(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')), { formatVersion: '1.0' });
  t.match(JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')), { version: '2.1.0' });
  t.match(readFileSync(join(cwd, 'r.md'), 'utf8'), /1 of 1 Lambda change/);
  t.equal(statSync(join(cwd, 'r.json')).mode & 0o777, 0o600);
  t.notOk(
    readdirSync(cwd).some((name) => name.endsWith('.tmp')),
    'no draft is left',
  );
});

t.test(
  'an output goes through a symbolic link, and never through one that was put there as a draft',
  async (t) => {
    const { run, cwd } = inDirectory(t, TREE);
    const elsewhere = mkdtempSync(join(tmpdir(), 'tfvpc-test-'));
    symlinkSync(join(elsewhere, 'real.json'), join(cwd, 'out.json'));
    await run('check plan.json --scp permits.json -o json=out.json');
    symlinkSync(join(elsewhere, 'trap'), join(cwd, `.x.json.${process.pid}.tmp`));
    const trapped = await run('check plan.json --scp permits.json -o json=x.json');
    t.equal(trapped.status, 2);
    t.notOk(readdirSync(elsewhere).includes('trap'));
  },
);

t.test('outside of a repository all paths are relative to the current directory', async (t) => {
  const cwd = mkdtempSync(join(tmpdir(), 'tfvpc-test-'));
  t.teardown(() => rmSync(cwd, { recursive: true }));
  for (const folder of ['infra', 'scp']) mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, 'infra/plan.json'), PLAN);
  writeFileSync(join(cwd, 'infra/main.tf'), 'resource "aws_lambda_function" "f" {\n}\n');
  writeFileSync(join(cwd, 'scp/forbids.json'), FORBIDS);
  const { stdout } = await runIn(cwd, 'check infra/plan.json --scp scp -f json'.split(' '));
  t.equal(JSON.parse(stdout).results[0].location.path, 'infra/main.tf');
  t.match(stdout, '"path": "scp/forbids.json"');
});

t.test('the policy of quick rules is printed, and nothing is judged', async (t) => {
  const { run } = inDirectory(t, {});
  const { status, stdout } = await run('check --require-vpc --allow-vpc vpc-1 --print-policy');
  t.equal(status, 0);
  t.match(JSON.parse(stdout), { Version: '2012-10-17' });
});

t.test('progress and errors are on stderr alone, also on a terminal', async (t) => {
  const { run } = inDirectory(t, { ...TREE, 'b.json': PLAN });
  const { stdout, stderr } = await run('check plan.json b.json --scp forbids.json -f json', {
    isTerminal: true,
  });
  t.match(JSON.parse(stdout), { formatVersion: '1.0' });
  t.match(stderr, /2 of 2 plans/);
});

t.test('a failure that nobody expected says that it is one, without what it quotes', async (t) => {
  const { main } = await import('../src/main.ts');
  const lines: string[] = [];
  const broken = {
    argv: ['check', 'p'],
    env: {},
    cwd: '/',
    stdout: { write: () => {}, isTerminal: false },
    stderr: { write: (text: string) => void lines.push(text), isTerminal: false },
    get files(): never {
      throw new TypeError('cannot read "hunter2" of `hunter2`');
    },
  };
  t.equal(await main(broken as never), 70);
  t.match(
    lines.join(''),
    /^tfvpc: this is a bug of tfvpc, please report it\nTypeError: cannot read … of …\n +at /,
  );
  t.notMatch(lines.join(''), /hunter2/);
});
