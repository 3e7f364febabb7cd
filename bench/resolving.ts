import { readFileSync } from 'node:fs';
import { buildGraph } from '../src/graph/build.ts';
import { buildNetwork } from '../src/network/build.ts';
import { bytesOf } from '../src/plan/bytes.ts';
import { readPlan } from '../src/plan/read.ts';
import { settingsAfter } from '../src/request/function-request.ts';
import { requestForms } from '../src/request/network-keys.ts';
import { SharedSettings } from '../src/request/shared-settings.ts';

/**
 * Prints milliseconds: of reading a file and JSON.parse, and of finding the subnets, groups and VPC of all functions of the
 * plan after it has been read.
 */
async function main(path: string): Promise<void> {
  const started = performance.now();
  JSON.parse(readFileSync(path, 'utf8'));
  const parsed = performance.now();
  const plan = readPlan(bytesOf(readFileSync(path)), { path });
  plan.configuration();
  const read = performance.now();
  const graph = buildGraph(plan);
  const network = buildNetwork(plan, graph, []);
  const shared = new SharedSettings();
  for (const change of plan.resourceChanges.of(({ type }) => type === 'aws_lambda_function')) {
    const settings = await settingsAfter(change, { graph, shared });
    await shared.formsOf(settings, change.addressText, (owner) => requestForms(settings, network, owner));
  }
  console.log(parsed - started, performance.now() - read);
}

const [, script, path] = process.argv;
if (path !== undefined && import.meta.url === `file://${script}`) await main(path);
