import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { buildGraph } from '../../src/graph/build.ts';
import { itemsOf } from '../../src/graph/construct.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { ListValue, Value } from '../../src/graph/value.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { bytesOf } from '../../src/plan/bytes.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { programOf } from '../../src/plan/program.ts';
import { readPlan } from '../../src/plan/read.ts';
import type { SourceFiles } from '../../src/source/files.ts';
import type { Source } from '../../src/source/module.ts';
import { programFiles } from '../../src/source/program-files.ts';
import { openSource } from '../../src/source/source.ts';
import type { FunctionNetwork, Truth } from '../lab/truth.ts';

/** What the graph says of a plan must hold in what applying it gave: from the plan alone, and with the source. */
const root = fileURLToPath(new URL('../../testdata/graph', import.meta.url));

function casesIn(directory: string): readonly string[] {
  if (existsSync(join(directory, 'truth.json'))) return [directory];
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isDirectory())
    .flatMap(casesIn);
}

/** A step of a life has its configuration beside it, or above. */
function configurationOf(directory: string): string {
  const isThere = readdirSync(directory).some((name) => /\.tf(\.json)?$/u.test(name));
  return isThere ? directory : dirname(directory);
}

function filesIn(directory: string): SourceFiles {
  const find = (path: string) => join(directory, path);
  return {
    list: (path) =>
      existsSync(find(path)) && statSync(find(path)).isDirectory() ? readdirSync(find(path)) : undefined,
    readText: (path) =>
      existsSync(find(path)) && statSync(find(path)).isFile()
        ? { kind: 'text', text: readFileSync(find(path), 'utf8') }
        : { kind: 'missing' },
  };
}

function sourceOf(plan: Plan, directory: string): Source {
  return openSource(programFiles(filesIn(directory), programOf(plan.configuration())), '.');
}

/** A value as the truth writes it: what was created by the name that it has in the configuration. */
function nameOf(value: Value): string | undefined {
  if (value.kind === 'new') return `${value.instance}.${value.attribute}`;
  return value.kind === 'known' && value.value !== null ? String(value.value) : undefined;
}

/** What is claimed of a set of ids and is not so. */
function wrongIn(claimed: Value | undefined, truth: readonly string[]): readonly string[] {
  if (claimed === undefined || (claimed.kind === 'known' && claimed.value === null)) {
    return truth.length === 0 ? [] : [`nothing, not ${truth}`];
  }
  if (claimed.kind === 'one-of') {
    return claimed.candidates.some((one) => wrongIn(one, truth).length === 0)
      ? []
      : [`none of the candidates is ${truth}`];
  }
  return claimed.kind === 'list' ? wrongInList(claimed, truth) : [];
}

function wrongInList(claimed: ListValue, truth: readonly string[]): readonly string[] {
  const mayBe = (value: Value): boolean => {
    if (value.kind === 'one-of') return value.candidates.some(mayBe);
    const name = nameOf(value);
    return name === undefined || truth.includes(name);
  };
  const wrong = claimed.items
    .filter((item) => !mayBe(item))
    .map((item) => `${nameOf(item)} is not in ${truth}`);
  const names = claimed.items.map(nameOf);
  const isWhole = claimed.rest === undefined && !names.includes(undefined);
  const missing = isWhole ? truth.filter((name) => !names.includes(name)) : [];
  return [...wrong, ...missing.map((name) => `${name} is missing`)];
}

async function wrongVpcs(
  network: Network,
  claimed: Value | undefined,
  truth: FunctionNetwork,
): Promise<readonly string[]> {
  if (claimed?.kind !== 'list') return [];
  const wrong: string[] = [];
  for (const item of itemsOf(claimed)) {
    for (const finding of [await network.vpcOfSubnet(item), await network.vpcOfSecurityGroup(item)]) {
      const vpc = finding.kind === 'found' ? nameOf(finding.evidence.vpc) : undefined;
      if (vpc !== undefined && vpc !== truth.vpc)
        wrong.push(`${nameOf(item)} in ${vpc}, not in ${truth.vpc}`);
    }
  }
  return wrong;
}

async function wrongOf(
  graph: Graph,
  network: Network,
  address: string,
  truth: FunctionNetwork,
): Promise<readonly string[]> {
  const blocks = await graph.attribute(address, ['vpc_config']);
  if (blocks?.kind !== 'list') return [`vpc_config is ${blocks?.kind}`];
  const [block] = blocks.items;
  if (block === undefined) return blocks.rest === undefined ? wrongIn(undefined, truth.subnets) : [];
  if (block.kind !== 'object') return [];
  const subnets = block.attributes.get('subnet_ids');
  const groups = block.attributes.get('security_group_ids');
  return [
    ...wrongIn(subnets, truth.subnets),
    ...wrongIn(groups, truth.securityGroups),
    ...(await wrongVpcs(network, subnets, truth)),
    ...(await wrongVpcs(network, groups, truth)),
  ];
}

/** What the plan alone is known to get wrong, by the assumption about unknown lists (docs/guarantees.md). */
function assumedIn(directory: string): readonly string[] {
  const expected: { readonly assumes?: readonly string[] } = JSON.parse(
    readFileSync(join(directory, 'expected.json'), 'utf8'),
  );
  return expected.assumes ?? [];
}

for (const [how, hasSource] of [
  ['from the plan alone', false],
  ['with the source', true],
] as const) {
  t.test(`what the apply gave, ${how}`, async (t) => {
    for (const directory of casesIn(root)) {
      const truth: Truth = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8'));
      const plan = readPlan(bytesOf(readFileSync(join(directory, 'plan.json'))), { path: 'plan.json' });
      const source = hasSource ? sourceOf(plan, configurationOf(directory)) : undefined;
      const graph = buildGraph(plan, source);
      const network = buildNetwork(plan, graph, []);
      for (const [address, of] of Object.entries(truth.functions)) {
        if (!hasSource && assumedIn(directory).includes(address)) continue;
        t.strictSame(
          await wrongOf(graph, network, address, of),
          [],
          `${relative(root, directory)} ${address}`,
        );
      }
    }
  });
}
