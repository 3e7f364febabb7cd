import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isCase, readCase } from './case.ts';
import { openLab } from './lab.ts';
import { truthOf } from './truth.ts';

/** The cases under `graph` are also applied, for the truth. */
const everyCase = () => [
  ...casesIn('testdata/check'),
  ...casesIn('testdata/graph'),
  EXPRESSIONS,
  'examples/demo',
];
const EXPRESSIONS = 'testdata/expressions';

await rebuildAll(process.argv.slice(2));

async function rebuildAll(asked: readonly string[]): Promise<void> {
  const directories = asked.length > 0 ? asked : everyCase();
  for (const directory of directories) {
    await rebuild(directory);
    console.log(directory);
  }
}

function casesIn(root: string): readonly string[] {
  const folders = readdirSync(root).map((name) => path.join(root, name));
  return folders.filter((folder) => statSync(folder).isDirectory() && isCase(folder)).sort();
}

/** Plans every step of a case, each against what the steps before have left, and writes each plan beside its .tf files. */
async function rebuild(directory: string): Promise<void> {
  const { provider, world, steps } = readCase(directory);
  const wantsOutputs = path.resolve(directory) === path.resolve(EXPRESSIONS);
  const wantsTruth = path.basename(path.dirname(path.resolve(directory))) === 'graph';
  const lab = await openLab({ provider, world });
  try {
    for (const [index, step] of steps.entries()) {
      for (const planning of step.earlier) await lab.step(step.directory, { ...planning, apply: true });
      const apply = wantsTruth || wantsOutputs || index < steps.length - 1;
      const { plan, state } = await lab.step(step.directory, { ...step, apply });
      writeFileSync(path.join(step.directory, 'plan.json'), plan);
      if (wantsTruth && state !== undefined) writeTruth(step.directory, plan, state);
      if (wantsOutputs && state !== undefined) writeOutputs(step.directory, state);
    }
  } finally {
    await lab.close();
  }
}

function writeTruth(directory: string, plan: string, state: string): void {
  writeFileSync(path.join(directory, 'truth.json'), `${JSON.stringify(truthOf(plan, state), null, 2)}\n`);
}

/** The outputs after the apply, and the ids that stand in them. */
function writeOutputs(directory: string, state: string): void {
  const { values }: { values: { root_module: { resources: readonly Resource[] }; outputs: Outputs } } =
    JSON.parse(state);
  const ids = values.root_module.resources
    .filter(({ mode }) => mode === 'managed')
    .map((resource) => [`${resource.address}.id`, resource.values.id] as const);
  const outputs = Object.entries(values.outputs).map(([name, { value }]) => [name, value] as const);
  const after = { ids: Object.fromEntries(ids), outputs: Object.fromEntries(outputs) };
  writeFileSync(path.join(directory, 'after.json'), `${JSON.stringify(after, null, 2)}\n`);
}

interface Resource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly values: { readonly id: string };
}

type Outputs = Readonly<Record<string, { readonly value: unknown }>>;
