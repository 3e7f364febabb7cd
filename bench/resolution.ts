import { writeFileSync } from 'node:fs';
import { checkOf, compared, parseOnly } from './check.ts';
import { withScratch } from './scratch.ts';
import { megabytes, type Table } from './table.ts';

/** New functions in new subnets: every id is found through the references of the configuration. */
export async function run(): Promise<Table> {
  const rows = await withScratch((scratch) =>
    [2_500, 5_000, 10_000].map((functions) => {
      const path = scratch('plan.json');
      const text = newNetworkPlan(functions, 500);
      writeFileSync(path, text);
      const check = checkOf(path, scratch('policy.json'));
      return compared(
        `${functions} new functions, 500 new subnets`,
        megabytes(text.length),
        ['JSON.parse', parseOnly(path)],
        check,
      );
    }),
  );
  return {
    title: 'The whole of `tfvpc check` where nothing has an id yet',
    columns: ['what', 'size', 'compared with', 'time', 'ratio', 'work', 'ratio', 'memory'],
    rows,
    note: 'Medians of 5 runs in turns, one policy, JSON report, no source.',
  };
}

/** A plan as Terraform writes it, without line breaks. */
export function newNetworkPlan(functions: number, subnets: number): string {
  const resources = [
    ...numbered(subnets / 2, (i) => resource('aws_vpc', i, {})),
    ...numbered(subnets, (i) => resource('aws_subnet', i, { vpc_id: refersTo(`aws_vpc.n_${i >> 1}.id`) })),
    ...numbered(subnets / 2, (i) =>
      resource('aws_security_group', i, { vpc_id: refersTo(`aws_vpc.n_${i}.id`) }),
    ),
    ...numbered(functions, (i) => lambda(i, i % (subnets / 2))),
  ];
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.map(({ change }) => change),
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'us-east-1' } } } },
      root_module: { resources: resources.map(({ configuration }) => configuration) },
    },
  });
}

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Terraform lists the prefixes too. */
const refersTo = (...ids: string[]) => ({ references: ids.flatMap((id) => [id, id.slice(0, -3)]) });

function resource(
  type: string,
  index: number,
  expressions: object,
  after: object = {},
  unknown: object = {},
) {
  const named = { address: `${type}.n_${index}`, mode: 'managed', type, name: `n_${index}` };
  const isReferring = 'vpc_id' in expressions ? { vpc_id: true } : {};
  return {
    change: {
      ...named,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: ['create'],
        before: null,
        after: { tags: null, ...after },
        after_unknown: { id: true, arn: true, ...isReferring, ...unknown },
        before_sensitive: false,
        after_sensitive: {},
      },
    },
    configuration: { ...named, provider_config_key: 'aws', expressions, schema_version: 0 },
  };
}

function lambda(index: number, network: number) {
  const subnets = [0, 1].map((side) => `aws_subnet.n_${2 * network + side}.id`);
  const block = {
    subnet_ids: refersTo(...subnets),
    security_group_ids: refersTo(`aws_security_group.n_${network}.id`),
  };
  const after = {
    function_name: `fn-${index}`,
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    layers: null,
  };
  const unknown = { vpc_config: [{ subnet_ids: true, security_group_ids: true, vpc_id: true }] };
  const expressions = { function_name: { constant_value: `fn-${index}` }, vpc_config: [block] };
  return resource(
    'aws_lambda_function',
    index,
    expressions,
    { ...after, vpc_config: [{ ipv6_allowed_for_dual_stack: false }] },
    unknown,
  );
}
