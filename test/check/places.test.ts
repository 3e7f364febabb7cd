import { cpSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { RequestReport } from '../../src/generated/report.ts';
import { check } from './program.ts';

/** What a reader of this configuration is sent to: each place with its words. */
async function placesIn(name: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const directory = t.testdir({ repository: { '.git': {} }, scp: {} });
  const repository = path.join(directory, 'repository');
  cpSync(path.join('testdata/graph', name), repository, { recursive: true });
  cpSync('testdata/graph/scp', path.join(directory, 'scp'), { recursive: true });
  const { report } = await check(repository, ['plan.json', '--scp', '../scp']);
  return new Map(report.requests.map((request) => [request.address, placesOf(request)]));
}

const placesOf = ({ location, relatedLocations = [] }: RequestReport): readonly string[] => [
  `${location?.path}:${location?.line}`,
  ...relatedLocations.map(({ location: { path, line }, message }) => `${path}:${line} ${message}`),
];

t.test('a module called twice: what is new, and what data sources know', async (t) => {
  const places = await placesIn('the-same-module-twice');
  t.same(places.get('module.new.aws_lambda_function.this'), [
    'modules/function/main.tf:22',
    'main.tf:39 called as module new',
    'main.tf:51 subnet aws_subnet.other.id',
    'main.tf:28 security group aws_vpc.new.default_security_group_id',
    'main.tf:28 VPC aws_vpc.new.id',
  ]);
  t.same(places.get('module.main.aws_lambda_function.this'), [
    'modules/function/main.tf:22',
    'main.tf:32 called as module main',
    'main.tf:22 subnet aws_subnet.new[0].id',
    'main.tf:22 subnet aws_subnet.new[1].id',
    'main.tf:18 security group sg-0a100000000000000',
    'main.tf:5 VPC vpc-0a100000000000000',
  ]);
});

t.test('a function of a fetched module: the call in the repository, and the module’s own file', async (t) => {
  const places = await placesIn('modules-from-a-registry');
  t.same(places.get('module.fn.aws_lambda_function.this[0]'), [
    'main.tf:28',
    '.terraform/modules/fn/main.tf:36 aws_lambda_function.this in the module',
    'main.tf:22 subnet aws_subnet.new[0].id',
    'main.tf:22 subnet aws_subnet.new[1].id',
    'main.tf:18 security group sg-0a100000000000000',
    'main.tf:5 VPC vpc-0a100000000000000',
  ]);
});

t.test('subnets that a data source of many found', async (t) => {
  const places = await placesIn('data-sources-read-while-planning');
  t.same(places.get('aws_lambda_function.sorted'), [
    'main.tf:75',
    'main.tf:25 subnet subnet-0a100000000000000',
    'main.tf:30 security group sg-0a100000000000000',
    'main.tf:5 VPC vpc-0a100000000000000',
  ]);
});

t.test('a function of a nested module: each call that leads to it, the innermost first', async (t) => {
  const places = await placesIn('nested-modules-with-count');
  t.same(places.get('module.region[0].module.function.aws_lambda_function.this'), [
    'modules/function/main.tf:22',
    'modules/region/main.tf:24 called as module region.function',
    'main.tf:22 called as module region',
    'modules/net/main.tf:9 subnet module.region[0].module.net[0].aws_subnet.this[0].id',
    'main.tf:18 security group sg-0a100000000000000',
    'main.tf:5 VPC vpc-0a100000000000000',
  ]);
});

t.test('a dynamic block that makes no block', async (t) => {
  const places = await placesIn('label-style-function-without-vpc');
  t.same([...places.values()].flat(), [
    'modules/function/main.tf:27',
    'main.tf:10 called as module function',
  ]);
});

t.test('what a data source reads during the apply', async (t) => {
  const places = await placesIn('data-source-deferred-by-depends-on');
  t.same(places.get('aws_lambda_function.f'), [
    'main.tf:34',
    'main.tf:11 subnet data.aws_subnets.main.ids',
    'main.tf:5 security group sg-0a100000000000000',
    'main.tf:11 VPC vpc-0a100000000000000',
  ]);
});

t.test('a fault in a policy of the plan: its attribute, in JSON too', async (t) => {
  const content = '{\n"Version": "2012-10-17",\n"Statement": [{"Effect": "Denied"}]}';
  const policy = { name: 'network', content };
  const repository = t.testdir({
    '.git': {},
    'main.tf.json': JSON.stringify(
      { resource: { aws_organizations_policy: { network: policy } } },
      undefined,
      2,
    ),
    'plan.json': JSON.stringify(planThatCreates('aws_organizations_policy.network', policy)),
  });
  const { report } = await check(repository, ['plan.json']);
  const faults = report.results.filter(({ ruleId }) => ruleId === 'TFVPC101');
  t.ok(faults.length > 0);
  for (const { location } of faults) t.equal(`${location?.path}:${location?.line}`, 'main.tf.json:6');
});

t.test('a policy of the plan that is too large to be audited says so', async (t) => {
  const values = Array.from({ length: 3001 }, (_, index) => `vpc-${index}`);
  const condition = { StringNotEquals: { 'lambda:VpcIds': values } };
  const statement = { Effect: 'Deny', Action: 'lambda:*', Resource: '*', Condition: condition };
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const plan = planThatCreates('aws_organizations_policy.network', { name: 'network', content });
  const { report } = await check(t.testdir({ '.git': {}, 'plan.json': JSON.stringify(plan) }), ['plan.json']);
  t.ok(report.notes.some(({ text }) => text.includes('network: its faults are not searched to the end')));
});

function planThatCreates(address: string, values: Readonly<Record<string, string>>) {
  const [type, name] = address.split('.');
  const after = { type: 'SERVICE_CONTROL_POLICY', ...values };
  const change = { actions: ['create'], before: null, after, after_unknown: { id: true } };
  return {
    format_version: '1.2',
    resource_changes: [{ address, mode: 'managed', type, name, provider_name: 'aws', change }],
  };
}
