import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { audit } from '../../src/audit/audit.ts';
import { auditedText } from '../../src/audit/audited.ts';
import { EXISTING_TYPES } from '../../src/audit/existing-types.ts';
import { FUNCTION_TYPES } from '../../src/request/resource-types.ts';
import { runProgram } from '../check/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

const FA = ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'];
const VPC = 'vpc-0eeb0c1d2e3f40516';
const SUBNET = 'subnet-046c0d0c487b515f8';
const OTHER = 'subnet-091e180fa55fb8e83';
const GROUP = 'sg-0a56588b3406ee3d3';

const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const deny = (condition: object, action: readonly string[] = FA) => ({
  Effect: 'Deny',
  Action: action,
  Resource: '*',
  Condition: condition,
});
const onlySubnets = (...ids: readonly string[]) =>
  deny({ 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': ids } });
const requireVpc = deny({ Null: { 'lambda:VpcIds': 'true' } });

t.test('the documented policies do what their table says', async (t) => {
  const { decisions } = JSON.parse(read('testdata/iam/documented.json'));
  for (const name of Object.keys(decisions).sort()) {
    const { behaviour } = audit(auditedText(name, read(`testdata/iam/documented/${name}.json`), 'scp'));
    for (const { case: row, probe, decision } of behaviour) {
      if (decisions[name][row] === undefined) continue;
      t.equal(decision, decisions[name][row], `${name}: ${row}, ${probe.action}`);
    }
    t.equal(behaviour.length, 16, 'eight cases for each of two requests');
  }
});

t.test('two documented policies in one document do what both do', async (t) => {
  const { decisions } = JSON.parse(read('testdata/iam/documented.json'));
  const names = Object.keys(decisions).sort();
  const statements = (name: string) => JSON.parse(read(`testdata/iam/documented/${name}.json`)).Statement;
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      const text = policy(...statements(one), ...statements(other));
      for (const { case: row, decision } of audit(auditedText('both', text, 'scp')).behaviour) {
        const expected = [decisions[one][row], decisions[other][row]];
        if (expected.includes(undefined)) continue;
        t.equal(decision, together(expected, [one, other]), `${one}${other}: ${row}`);
      }
    }
  }
});

/** G, H and I allow; the others only deny. */
function together(decisions: readonly string[], names: readonly string[]): string {
  if (decisions.includes('explicit-deny')) return 'explicit-deny';
  const allowing = decisions.filter((_, index) => /[GHI]/u.test(names[index] ?? ''));
  return allowing.length === 0 || allowing.includes('allowed') ? 'allowed' : 'implicit-deny';
}

t.test('policy: files, directories, and what cannot be read', async (t) => {
  const cwd = t.testdir({
    scp: { 'a.json': policy(requireVpc), 'b.json': policy(onlySubnets(SUBNET)) },
    'leak.json': policy(deny({ 'ForAllValues:StringNotEquals': { 'lambda:SubnetIds': [SUBNET] } })),
    'broken.json': '{"Version": "2012-10-17", "Statement": [',
    'main.tf': 'resource "aws_vpc" "v" {}',
  });
  const json = async (...argv: readonly string[]) =>
    JSON.parse((await runProgram(cwd, ['policy', ...argv, '--format', 'json'])).stdout);
  const { policies } = await json('scp');
  t.same(
    policies.map((one: { path: string }) => one.path),
    ['scp/a.json', 'scp/b.json'],
  );
  t.same(
    policies[1].results.map(({ ruleId, level, name }: Record<string, string>) => [ruleId, level, name]),
    [['TFVPC202', 'warning', 'deny-without-vpc']],
  );
  const [leak] = (await json('leak.json')).policies[0].results;
  t.same(leak.location, { path: 'leak.json', line: 1, column: 187 });
  t.same(leak.witness, {
    request: 'lambda:CreateFunction',
    context: {
      'lambda:VpcIds': 'vpc-0123456789abcdef0',
      'lambda:SubnetIds': [SUBNET, 'subnet-0123456789abcdef0'],
      'lambda:SecurityGroupIds': ['sg-0123456789abcdef0'],
    },
    decision: 'allowed',
  });
  const again = audit(auditedText('rewrite', leak.rewrite, 'scp'));
  t.same(again.results, [], 'the rewrite is sound');
  const status = async (...argv: readonly string[]) => (await runProgram(cwd, ['policy', ...argv])).status;
  t.equal(await status('scp'), 0, 'a warning is below the threshold');
  t.equal(await status('scp', '--fail-on', 'warning'), 1);
  t.equal(await status('leak.json'), 1);
  t.equal(await status('leak.json', '--exit-zero'), 0);
  t.equal(await status('scp', 'broken.json'), 2, 'the others are looked into, and the call fails');
  t.equal(await status('missing.json'), 2);
  t.match(await runProgram(cwd, ['impact', 'x']), { status: 2, stderr: /no policy is named/ });
  const place = 'broken.json:1:41: the text ends where a value should be';
  for (const argv of [
    'policy broken.json',
    'policy diff broken.json leak.json',
    'impact --scp broken.json x',
  ])
    t.match((await runProgram(cwd, argv.split(' '))).stderr, place, argv);
  t.match(
    (await runProgram(cwd, ['policy', 'main.tf'])).stderr,
    /main\.tf: this is Terraform configuration, and not a policy\n.*read from a plan/u,
  );
  const sarif = JSON.parse((await runProgram(cwd, ['policy', 'leak.json', '--format', 'sarif'])).stdout);
  t.same(
    sarif.runs[0].results.map((one: { ruleId: string }) => one.ruleId),
    ['TFVPC204'],
  );
  const markdown = await runProgram(cwd, ['policy', 'leak.json', '--format', 'markdown']);
  t.match(markdown.stdout, /\| mixed subnets \| allowed \| allowed \|/u);
});

t.test('policy --together: files that are attached to one target', async (t) => {
  const cwd = t.testdir({
    'vpc.json': policy(requireVpc),
    'subnets.json': policy(onlySubnets(SUBNET)),
    'full.json': policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
    'allow.json': policy({
      Effect: 'Allow',
      Action: FA,
      Resource: '*',
      Condition: { StringEquals: { 'lambda:VpcIds': VPC } },
    }),
    'broken.json': '{',
    'old.json': JSON.stringify({ Version: '2008-10-17', Statement: [requireVpc] }),
  });
  const run = (line: string) => runProgram(cwd, ['policy', ...line.split(' ')]);
  const found = async (line: string) => {
    const { policies } = JSON.parse((await run(`${line} --format json`)).stdout);
    return policies.flatMap(({ results }: { results: readonly { ruleId: string; location: Position }[] }) =>
      results.map(({ ruleId, location: { path, line: at } }) => `${ruleId} ${path}:${at}`),
    );
  };
  interface Position {
    readonly path: string;
    readonly line: number;
  }
  t.same(await found('vpc.json subnets.json'), ['TFVPC202 subnets.json:1'], 'each by itself');
  t.same(await found('vpc.json subnets.json --together'), [], 'one requires what the other forgets');
  t.same(await found('full.json allow.json'), []);
  t.same(await found('full.json allow.json --together'), ['TFVPC211 allow.json:1'], 'one voids the other');
  t.match((await run('vpc.json subnets.json')).stdout, /each was judged by itself/u);
  t.match((await run('vpc.json subnets.json --together')).stdout, /^vpc\.json \+ subnets\.json /u);
  for (const line of ['vpc.json broken.json --together', 'vpc.json old.json --together'])
    t.equal((await run(line)).status, 2, line);
});

t.test('policy: the policies of a plan', async (t) => {
  const cwd = path.join(root, 'testdata/check/a-policy-names-a-vpc-of-the-same-plan');
  const { stdout, status } = await runProgram(cwd, ['policy', 'plan.json', '--format', 'json']);
  const [network, ...others] = JSON.parse(stdout).policies;
  t.equal(status, 0);
  t.same(others, []);
  const decided = network.behaviour.map((one: Record<string, string>) => `${one.case}: ${one.decision}`);
  t.ok(decided.includes('all listed: allowed'), 'the VPC of the plan is the one that is listed');
  t.ok(decided.includes('new ids: explicit-deny'), 'another new VPC is not');
  const policiesOf = async (directory: string, plan: string) =>
    JSON.parse((await runProgram(path.join(root, directory), ['policy', plan, '--format', 'json'])).stdout)
      .policies;
  const unknown = await policiesOf('testdata/check/a-policy-with-unknown-content', 'plan.json');
  t.match(unknown[1].incomplete, /known only after the apply/u, 'nothing is claimed of what is not known');
  const six = await policiesOf('testdata/audit/plans', 'six-policies.json');
  t.match(six.at(-1), { path: 'six-policies.json', results: [{ ruleId: 'TFVPC225' }] });
  const tags = JSON.parse(read('testdata/audit/plans/six-policies.json'));
  const { resources } = tags.planned_values.root_module;
  for (const { values } of resources) delete values.policy_id;
  const [attachment] = resources;
  const type = 'aws_organizations_policy';
  const one = { ...attachment, address: `${type}.tags`, type, name: 'tags', values: { type: 'TAG_POLICY' } };
  resources.push(one);
  const references = ['aws_organizations_policy.tags.id', 'aws_organizations_policy.tags'];
  const expressions = { policy_id: { references } };
  tags.configuration = { root_module: { resources: [{ ...attachment, expressions }] } };
  const directory = t.testdir({ 'tags.json': JSON.stringify(tags) });
  const { stdout: other } = await runProgram(directory, ['policy', 'tags.json']);
  t.notMatch(other, 'TFVPC225', 'policies of tags have a limit of their own');
});

const DIFFERENCES = [
  {
    says: 'a role is exempted',
    old: policy(requireVpc),
    new: policy(
      deny({
        Null: { 'lambda:VpcIds': 'true' },
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' },
      }),
    ),
    opened: FA.map(
      (action) =>
        `${action.replace('lambda:', '')}: functions without a VPC, aws:PrincipalArn arn:aws:iam::123456789012:role/admin`,
    ),
    closed: [],
    proved: false,
  },
  {
    says: 'only some functions are meant any more',
    old: policy(requireVpc),
    new: policy({ ...requireVpc, Resource: 'arn:aws:lambda:*:*:function:prod-*' }),
    opened: FA.map(
      (action) =>
        `${action.replace('lambda:', '')}: functions without a VPC, resource arn:aws:lambda:us-east-1:123456789012:function:example`,
    ),
    closed: [],
    proved: false,
  },
  {
    says: 'a statement about another service is added',
    old: policy(requireVpc),
    new: policy(requireVpc, { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }),
    opened: [],
    closed: ['s3:DeleteBucket and the like'],
    proved: true,
  },
  {
    says: 'a statement that requires a VPC is dropped',
    old: policy(requireVpc, onlySubnets(SUBNET)),
    new: policy(onlySubnets(SUBNET)),
    opened: [
      'CreateFunction: functions without a VPC',
      'UpdateFunctionConfiguration: functions without a VPC',
    ],
    closed: [],
    proved: true,
  },
  {
    says: 'a subnet is added',
    old: policy(requireVpc, onlySubnets(SUBNET)),
    new: policy(requireVpc, onlySubnets(SUBNET, OTHER)),
    opened: [
      `CreateFunction: functions with subnets ${OTHER}`,
      `UpdateFunctionConfiguration: functions with subnets ${OTHER}`,
    ],
    closed: [],
    proved: true,
  },
  {
    says: 'ForAllValues becomes ForAnyValue',
    old: policy(requireVpc, deny({ 'ForAllValues:StringNotEquals': { 'lambda:SubnetIds': [SUBNET] } })),
    new: policy(requireVpc, onlySubnets(SUBNET)),
    opened: [],
    closed: [
      `CreateFunction: functions with subnets ${SUBNET} and other subnets`,
      `UpdateFunctionConfiguration: functions with subnets ${SUBNET} and other subnets`,
    ],
    proved: true,
  },
  {
    says: 'only the text changes',
    old: policy(requireVpc, onlySubnets(SUBNET, OTHER)),
    new: policy({ ...onlySubnets(OTHER, SUBNET), Sid: 'Subnets' }, requireVpc),
    opened: [],
    closed: [],
    proved: true,
  },
  {
    says: 'two statements say what one said',
    old: policy(deny({ 'ForAnyValue:StringEquals': { 'lambda:SubnetIds': [SUBNET, OTHER] } })),
    new: policy(
      deny({ 'ForAnyValue:StringEquals': { 'lambda:SubnetIds': [SUBNET] } }),
      deny({ 'ForAnyValue:StringEquals': { 'lambda:SubnetIds': [OTHER] } }),
    ),
    opened: [],
    closed: [],
    proved: true,
  },
  {
    says: 'another action is denied',
    old: policy(requireVpc),
    new: policy(deny({ Null: { 'lambda:VpcIds': 'true' } }, [...FA, 'lambda:InvokeFunction'])),
    opened: [],
    closed: ['lambda:InvokeFunction and the like'],
    proved: true,
  },
] as const;

t.test('policy diff', async (t) => {
  for (const { says, old, new: now, opened, closed, proved } of DIFFERENCES) {
    const cwd = t.testdir({ 'old.json': old, 'new.json': now });
    const { stdout, status } = await runProgram(cwd, [
      'policy',
      'diff',
      'old.json',
      'new.json',
      '--format',
      'json',
    ]);
    const json = JSON.parse(stdout);
    const names = (list: readonly { readonly requests: string }[]) => list.map(({ requests }) => requests);
    t.equal(status, 0, says);
    t.same([names(json.newlyAllowed), names(json.newlyDenied), json.proved], [opened, closed, proved], says);
  }
  const cwd = t.testdir({ 'old.json': policy(requireVpc), 'new.json': 'nothing' });
  t.equal((await runProgram(cwd, ['policy', 'diff', 'old.json', 'new.json'])).status, 2);
});

t.test('policy new writes sound policies, and nothing else to stdout', async (t) => {
  const intents = [
    ['--require-vpc'],
    ['--vpc', VPC],
    ['--subnet', SUBNET, '--subnet', OTHER, '--security-group', GROUP],
    ['--vpc', VPC, '--subnet', SUBNET, '--deny-security-group', GROUP],
    ['--deny-vpc', VPC, '--deny-subnet', SUBNET],
  ];
  for (const kind of ['scp', 'identity'] as const) {
    for (const intent of intents) {
      const { stdout, stderr, status } = await runProgram(root, ['policy', 'new', `--${kind}`, ...intent]);
      const { results, behaviour } = audit(auditedText('new', stdout, kind));
      const says = `${kind} ${intent.join(' ')}`;
      t.equal(status, 0, says);
      t.same(results, [], says);
      t.match(stderr, /all listed/u, says);
      if (intent.some((flag) => flag.startsWith('--deny'))) continue;
      const allowed = behaviour.filter(({ decision }) => decision === 'allowed').map((row) => row.case);
      t.ok(allowed.includes('all listed') && !allowed.includes('no VPC'), says);
    }
  }
  t.equal((await runProgram(root, ['policy', 'new'])).status, 2);
  for (const wrong of [
    ['--vpc', SUBNET],
    ['--vpc', 'vpc-xyz'],
    ['--vpc', VPC, '--deny-vpc', VPC],
    ['--scp', '--identity', '--require-vpc'],
  ])
    t.equal((await runProgram(root, ['policy', 'new', ...wrong])).status, 2, wrong.join(' '));
});

const functionValues = (name: string, subnets: readonly string[], vpc: string) => ({
  function_name: name,
  arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
  vpc_config: subnets.length === 0 ? [] : [{ subnet_ids: subnets, security_group_ids: [GROUP], vpc_id: vpc }],
});
const resource = (address: string, values: object) => ({
  address,
  mode: 'managed',
  type: 'aws_lambda_function',
  name: 'f',
  values,
});
const shownState = {
  format_version: '1.0',
  terraform_version: '1.11.4',
  values: {
    root_module: {
      resources: [resource('aws_lambda_function.f', functionValues('f', [SUBNET], VPC))],
      child_modules: [
        {
          address: 'module.m',
          resources: [resource('module.m.aws_lambda_function.f', functionValues('=g', [], ''))],
        },
      ],
    },
  },
};
const rawState = {
  version: 4,
  serial: 1,
  lineage: 'x',
  resources: [
    {
      module: 'module.r',
      mode: 'managed',
      type: 'aws_lambda_function',
      name: 'f',
      instances: [{ index_key: 'k', attributes: functionValues('r', [OTHER], VPC) }],
    },
  ],
};

t.test('impact: which functions of many states would be refused', async (t) => {
  const cwd = t.testdir({
    'new.json': policy({ ...requireVpc, Sid: 'RequireVpc' }, onlySubnets(SUBNET)),
    'was.json': policy(requireVpc),
    states: {
      'a.json': JSON.stringify(shownState),
      'b.tfstate': JSON.stringify(rawState),
      'empty.json': '{"format_version":"1.0"}',
    },
    'broken.json': '{"version": 4, "serial',
  });
  const run = (...argv: readonly string[]) => runProgram(cwd, ['impact', '--scp', 'new.json', ...argv]);
  const { stdout, status } = await run('states/*', '--format', 'json');
  const json = JSON.parse(stdout);
  t.equal(status, 1);
  t.same([json.files, json.functions, json.affected], [3, 3, 2]);
  t.same(
    json.refused.map(
      (one: Record<string, string>) => `${one.workspace} ${one.address} ${one.request} ${one.statement}`,
    ),
    [
      'states/a.json module.m.aws_lambda_function.f lambda:CreateFunction RequireVpc',
      'states/a.json module.m.aws_lambda_function.f lambda:UpdateFunctionConfiguration RequireVpc',
      'states/b.tfstate module.r.aws_lambda_function.f["k"] lambda:CreateFunction statement 2',
      'states/b.tfstate module.r.aws_lambda_function.f["k"] lambda:UpdateFunctionConfiguration statement 2',
    ],
  );
  const since = JSON.parse((await run('states/*', '--was', 'was.json', '--format', 'json')).stdout);
  t.same(
    [since.affected, since.refused.length, since.already.length],
    [1, 2, 2],
    'what is refused already does not count',
  );
  const csv = await run('states/*', '--format', 'csv');
  t.equal(csv.stdout.trimEnd().split('\n').length, 5);
  const sarif = JSON.parse((await run('states/*', '--format', 'sarif')).stdout);
  t.equal(sarif.runs[0].results.length > 0, true);
  const failed = await run('states/a.json', 'broken.json');
  t.equal(failed.status, 2);
  t.match(failed.stdout, /1 of 2 functions in 1 file /u, 'the others are looked at');
});

const CANARY = 'CANARY-9f3a';
const block = (subnet: string, group = GROUP) => [
  { subnet_ids: [subnet], security_group_ids: [group], vpc_id: VPC },
];
const inState = (type: string, values: object, sensitive: object = {}) => ({
  address: `${type}.f`,
  mode: 'managed',
  type,
  name: 'f',
  values,
  sensitive_values: sensitive,
});
const stateOf = (...resources: readonly object[]) =>
  JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });

const OTHER_TYPES = [
  {
    says: 'a capacity provider is made anew, and has no VPC of its own',
    resource: inState('aws_lambda_capacity_provider', { name: 'c', vpc_config: block(OTHER) }),
    refused: ['lambda:CreateCapacityProvider statement 2'],
  },
  {
    says: 'a function on a capacity provider',
    resource: inState('aws_lambda_function', {
      function_name: 'f',
      vpc_config: [],
      capacity_provider_config: [{}],
    }),
    undetermined: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  },
  {
    says: 'a function of the other provider without a VPC',
    resource: inState('awscc_lambda_function', { function_name: 'f', vpc_config: null }),
    refused: ['lambda:CreateFunction RequireVpc', 'lambda:UpdateFunctionConfiguration RequireVpc'],
  },
  {
    says: 'a function of the other provider in a subnet that is not listed',
    resource: inState('awscc_lambda_function', {
      function_name: 'f',
      vpc_config: { subnet_ids: [OTHER], security_group_ids: [GROUP] },
    }),
    refused: ['lambda:CreateFunction statement 2', 'lambda:UpdateFunctionConfiguration statement 2'],
  },
  {
    says: 'a function by its desired state',
    resource: inState('aws_cloudcontrolapi_resource', {
      type_name: 'AWS::Lambda::Function',
      desired_state: JSON.stringify({ VpcConfig: { SubnetIds: [SUBNET], SecurityGroupIds: [GROUP] } }),
    }),
  },
  {
    says: 'a resource of another kind',
    resource: inState('aws_cloudcontrolapi_resource', { type_name: 'x' }),
  },
  { says: 'a stack', resource: inState('aws_cloudformation_stack', { template_body: '{}' }), notJudged: 1 },
];

t.test('impact: other types that set the network of functions', async (t) => {
  const guards = [FA, [...FA, 'lambda:CreateCapacityProvider']];
  const cwd = t.testdir({
    'new.json': policy(
      { ...requireVpc, Sid: 'RequireVpc' },
      deny({ 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': [SUBNET] } }, guards[1]),
    ),
    ...Object.fromEntries(OTHER_TYPES.map(({ says, resource }) => [`${says}.json`, stateOf(resource)])),
  });
  for (const { says, refused = [], undetermined = [], notJudged = 0 } of OTHER_TYPES) {
    const argv = ['impact', '--scp', 'new.json', `${says}.json`, '--format', 'json'];
    const json = JSON.parse((await runProgram(cwd, argv)).stdout);
    t.same(
      json.refused.map((one: Record<string, string>) => `${one.request} ${one.statement}`),
      refused,
      says,
    );
    t.same(
      json.undetermined.map((one: Record<string, string>) => one.request),
      undetermined,
      says,
    );
    t.equal(json.notJudged.length, notJudged, says);
  }
  const csv = await runProgram(cwd, ['impact', '--scp', 'new.json', 'a stack.json', '--format', 'csv']);
  t.match(csv.stderr, /^tfvpc: not judged: 1 resource that may make functions/u);
  t.same(
    [...FUNCTION_TYPES].filter((type) => !Object.hasOwn(EXISTING_TYPES, type)),
    [],
    'what check understands is not passed over',
  );
});

const secretPolicy = (id: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: id,
    Statement: [
      { ...deny({ StringNotEquals: { 'lambda:VpcIds': id, 'lambda:Bad': id } }), Sid: id },
      { [id]: id },
    ],
  });

t.test('impact: what is not known of both requests is said once', async (t) => {
  const vpc_config = [{ subnet_ids: [SUBNET], security_group_ids: [GROUP] }];
  const cwd = t.testdir({
    'vpc.json': policy({ ...requireVpc, Condition: { StringNotEquals: { 'lambda:VpcIds': VPC } } }),
    'state.json': stateOf(inState('aws_lambda_function', { function_name: 'f', vpc_config })),
  });
  const { stdout } = await runProgram(cwd, ['impact', '--scp', 'vpc.json', 'state.json']);
  const both = /CreateFunction, UpdateFunctionConfiguration\n +the file does not tell the VPC of \S+\n/u;
  t.match(stdout, both);
  t.match(stdout, / would be refused .* · 1 undetermined\n$/u, 'and counted at the end');
});

t.test('impact: a tag that only the apply decides', async (t) => {
  const tagged = { StringNotEquals: { 'aws:ResourceTag/team': 'net' } };
  const functionWith = (tags: object) =>
    stateOf(inState('aws_lambda_function', { function_name: 'f', vpc_config: [], tags: null, ...tags }));
  const cwd = t.testdir({
    'new.json': policy(deny(tagged, ['lambda:UpdateFunctionConfiguration'])),
    'known.json': functionWith({ tags_all: { team: 'net' } }),
    'other.json': functionWith({ tags_all: {} }),
    'open.json': functionWith({}),
    'cases.json': functionWith({ tags_all: { team: 'net', Team: 'web' } }),
    'system.json': policy(
      deny({ StringNotEquals: { 'aws:ResourceTag/aws:x': 'y' } }, ['lambda:UpdateFunctionConfiguration']),
    ),
  });
  for (const [file, refused, undetermined, scp = 'new.json'] of [
    ['known.json', 0, 0],
    ['other.json', 1, 0],
    ['open.json', 0, 1],
    ['cases.json', 0, 1],
    ['known.json', 0, 1, 'system.json'],
  ] as const) {
    const { stdout } = await runProgram(cwd, ['impact', '--scp', scp, file, '--format', 'json']);
    const json = JSON.parse(stdout);
    t.same([json.refused.length, json.undetermined.length], [refused, undetermined], `${scp} ${file}`);
  }
});

t.test('impact and policy show nothing that is sensitive', async (t) => {
  const secret = (where: string) => `${where}-${CANARY}`;
  const attributes = {
    function_name: secret('name'),
    arn: `arn:aws:lambda:eu-west-1:123456789012:function:${secret('name')}`,
    vpc_config: [
      { subnet_ids: [secret('subnet')], security_group_ids: [secret('sg')], vpc_id: secret('vpc') },
    ],
    tags: { team: secret('tag') },
    environment: [{ variables: { A: secret('environment') } }],
  };
  const raw = (paths: unknown) => ({
    version: 4,
    resources: [
      {
        mode: 'managed',
        type: 'aws_lambda_function',
        name: 'f',
        instances: [{ attributes, sensitive_attributes: paths }],
      },
    ],
  });
  const path = (name: string) => [
    { type: 'get_attr', value: name },
    { type: 'index', value: { value: 0, type: 'number' } },
  ];
  const cwd = t.testdir({
    'new.json': policy(onlySubnets(SUBNET), deny({ StringEquals: { 'aws:ResourceTag/team': 'x' } })),
    's.json': stateOf(inState('aws_lambda_function', attributes, { vpc_config: [{ subnet_ids: [true] }] })),
    'all.json': stateOf({ ...inState('aws_lambda_function', attributes), sensitive_values: true }),
    's.tfstate': JSON.stringify(raw(['vpc_config', 'environment'].map(path))),
    'odd.tfstate': JSON.stringify(raw(['odd'])),
    'cut.tfstate': JSON.stringify(raw([])).slice(0, -20),
    'p.json': JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_organizations_policy.p',
          mode: 'managed',
          type: 'aws_organizations_policy',
          name: 'p',
          change: {
            actions: ['update'],
            before: { content: secretPolicy(secret('old')), type: 'SERVICE_CONTROL_POLICY' },
            after: { content: secretPolicy(secret('new')), type: 'SERVICE_CONTROL_POLICY' },
            before_sensitive: { content: true },
            after_sensitive: { content: true },
          },
        },
      ],
    }),
  });
  const states = ['s.json', 'all.json', 's.tfstate', 'odd.tfstate', 'cut.tfstate'];
  for (const format of ['text', 'json', 'csv', 'sarif']) {
    const { stdout, stderr } = await runProgram(cwd, [
      ...['impact', '--scp', 'new.json', ...states, '--format', format],
    ]);
    t.notMatch(stdout + stderr, CANARY, `impact as ${format}`);
    t.match(stdout, 'aws_lambda_function.f', `impact as ${format}: the function is told of`);
  }
  for (const argv of ['policy p.json', 'check p.json --no-source']) {
    for (const format of ['text', 'json', 'markdown', 'sarif']) {
      const { stdout, stderr } = await runProgram(cwd, [...argv.split(' '), '--format', format]);
      t.notMatch(stdout + stderr, CANARY, `${argv} as ${format}`);
    }
  }
});

t.test('check: a plan that changes a policy is told what the change means', async (t) => {
  const cwd = path.join(root, 'testdata/audit/plans');
  const { stdout } = await runProgram(cwd, ['check', 'changed-policy.json', '--format', 'json']);
  const rules: readonly string[] = JSON.parse(stdout).results.map((one: { ruleId: string }) => one.ruleId);
  t.ok(rules.includes('TFVPC228'), 'a function of the plan would be refused');
  t.ok(rules.includes('TFVPC229'), 'what is newly allowed and denied');
  t.notOk(rules.includes('TFVPC001'), 'the plan itself makes no such request');
});

t.test('check: FullAWSAccess at the same level makes the condition of an Allow void', async (t) => {
  const cwd = path.join(root, 'testdata/audit/plans');
  const { stdout } = await runProgram(cwd, ['check', 'allow-beside-full-access.json', '--format', 'json']);
  const found = JSON.parse(stdout).results.filter((one: { ruleId: string }) => one.ruleId === 'TFVPC211');
  t.equal(found.length, 1);
  t.match(found[0].message, /FullAWSAccess/u);
});
