import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { checkOf, compared, parseOnly } from './check.ts';
import { type GeneratedResource, lambdaFunction, securityGroup, subnet, vpc } from './generate-resources.ts';
import { withScratch } from './scratch.ts';
import { median, megabytes, milliseconds, ratio, type Table } from './table.ts';

const ROUNDS = 5;
const SUBNETS = 500;

/** New functions in new subnets: every id is found through the references of the configuration. */
export async function run(): Promise<Table> {
  const rows = await withScratch(async (scratch) => {
    const resolving = scratch('resolving.mjs');
    await bundled('resolving.ts', resolving);
    return [2_500, 5_000, 10_000].flatMap((functions) => {
      const path = scratch('plan.json');
      const text = newNetworkPlan(functions);
      writeFileSync(path, text);
      const what = `${functions} new functions, ${SUBNETS} new subnets`;
      const size = megabytes(text.length);
      const check = checkOf(path, scratch('policy.json'));
      return [
        resolution(`resolution: ${what}`, size, resolving, path),
        compared(`check: ${what}`, size, ['JSON.parse', parseOnly(path)], check),
      ];
    });
  });
  return {
    title: 'Where nothing has an id yet, from the plan alone',
    columns: ['what', 'size', 'compared with', 'time', 'ratio', 'work', 'ratio', 'memory'],
    rows,
    note:
      `Medians of ${ROUNDS} runs in turns, one policy, JSON report. Resolution: the subnets, groups and VPC of every function ` +
      'of a plan that has been read, beside reading the file and JSON.parse in the same process; check: the whole process.',
  };
}

/** Without the names that tsx gives to every closure, as in what users run. */
async function bundled(name: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    // Read no source: never loaded.
    external: ['@cdktf/hcl2json'],
    logLevel: 'error',
  });
}

function resolution(what: string, size: string, script: string, path: string): string[] {
  const runs = Array.from({ length: ROUNDS }, () => {
    const { stdout } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' });
    const [parse, resolve] = stdout.split(' ').map(Number);
    return { parse: parse ?? Number.NaN, resolve: resolve ?? Number.NaN };
  });
  const parse = median(runs.map((one) => one.parse));
  const resolve = median(runs.map((one) => one.resolve));
  return [
    what,
    size,
    `JSON.parse: ${milliseconds(parse)}`,
    milliseconds(resolve),
    ratio(resolve, parse),
    '',
    '',
    '',
  ];
}

/** A plan as Terraform writes it, without line breaks. */
export function newNetworkPlan(functions: number): string {
  const vpcs = SUBNETS / 2;
  const resources = [
    ...numbered(vpcs, (i) => vpc(i)),
    ...numbered(SUBNETS, (i) => withoutVpc(subnet(i))),
    ...numbered(vpcs, (i) => withoutVpc(securityGroup(i))),
    ...numbered(functions, (i) => inNewNetwork(lambdaFunction(i), i % vpcs)),
  ].map(elementsOf);
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: resources.map(({ planned }) => planned) } },
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

/** What is created, and which parts of it are not known before. */
interface Created extends GeneratedResource {
  readonly unknown: Readonly<Record<string, unknown>>;
}

const withoutVpc = (resource: GeneratedResource): Created => ({ ...resource, unknown: { vpc_id: true } });

function inNewNetwork(resource: GeneratedResource, network: number): Created {
  const subnets = [0, 1].map((side) => `aws_subnet.private_${2 * network + side}.id`);
  const block = {
    subnet_ids: refersTo(...subnets),
    security_group_ids: refersTo(`aws_security_group.group_${network}.id`),
  };
  return {
    ...resource,
    values: { ...resource.values, vpc_config: [{ ipv6_allowed_for_dual_stack: false }] },
    expressions: { ...resource.expressions, vpc_config: [block] },
    unknown: { vpc_config: [{ subnet_ids: true, security_group_ids: true, vpc_id: true }] },
  };
}

function elementsOf(resource: GeneratedResource | Created) {
  const { type, name, computed, expressions } = resource;
  const parts = 'unknown' in resource ? resource.unknown : {};
  const unknown = { ...Object.fromEntries(computed.map((attribute) => [attribute, true])), ...parts };
  const isKnown = (attribute: string) => unknown[attribute] !== true;
  const after = Object.fromEntries(
    Object.entries(resource.values).filter(([attribute]) => isKnown(attribute)),
  );
  const header = { address: `${type}.${name}`, mode: 'managed', type, name };
  const provider = { provider_name: 'registry.terraform.io/hashicorp/aws' };
  const change = {
    actions: ['create'],
    before: null,
    after,
    after_unknown: unknown,
    before_sensitive: false,
    after_sensitive: {},
  };
  return {
    planned: { ...header, ...provider, schema_version: 0, values: after, sensitive_values: {} },
    change: { ...header, ...provider, change },
    configuration: { ...header, provider_config_key: 'aws', expressions, schema_version: 0 },
  };
}
