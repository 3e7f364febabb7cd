import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from '../check/program.ts';
import { requestOf } from '../check/truth-request.ts';
import { openLab } from '../lab/lab.ts';
import { type FunctionNetwork, type Truth, truthOf } from '../lab/truth.ts';
import type { Description, PolicyDescription } from './description.ts';
import { type ConcreteRequest, type Decision, decideByIdentity, decideByScps } from './evaluate.ts';
import type { Openness } from './functions.ts';
import { renderPolicy } from './policies.ts';
import { render } from './render.ts';
import { MAIN_VPC, OTHER_VPC, SUBNETS, WORLD } from './world.ts';

/** What tfvpc says about one function under one policy, and what is true. */
export interface Verdict {
  readonly mode: 'with source' | 'plan alone';
  readonly address: string;
  readonly policy: number;
  /** `missing`: tfvpc sees no request where the apply makes one. */
  readonly said: Decision | 'undetermined' | 'missing';
  readonly truth: Decision;
  /** Whether the truth is the same however the unknowable turns out. */
  readonly knowable: boolean;
}

const MODES = [
  { mode: 'with source', args: [] },
  { mode: 'plan alone', args: ['--no-source'] },
] as const;

/** Writes the configuration into `directory` (below a temporary folder, where none is given), plans it, judges it, applies it, compares. */
export async function runTrial(description: Description, directory?: string): Promise<readonly Verdict[]> {
  const root = directory ?? mkdtempSync(path.join(os.tmpdir(), 'tfvpc-trial-'));
  try {
    const { functions } = render(description);
    const { plan, state } = await play(description, root);
    const requests = requestsOf(plan, truthOf('{}', state));
    const planDocuments = Object.values(truthOf('{}', state).policies);
    const verdicts: Verdict[] = [];
    for (const [index, policy] of description.policies.entries()) {
      const file = path.join(root, `policy-${index}.json`);
      writeFileSync(file, renderPolicy(policy));
      const decide = deciderOf(policy, planDocuments);
      for (const { mode, args } of MODES) {
        const said = await verdictsOf(root, policy, file, args);
        for (const [address, made] of requests) {
          const truth = decide(made.request);
          const openness = functions.find(({ name }) => opennessIsOf(name, address))?.openness ?? CLOSED;
          const knowable = variations(made, openness).every((request) => decide(request) === truth);
          verdicts.push({
            mode,
            address,
            policy: index,
            said: said.get(address) ?? 'missing',
            truth,
            knowable,
          });
        }
      }
    }
    return verdicts;
  } finally {
    if (directory === undefined) rmSync(root, { recursive: true, force: true });
  }
}

const CLOSED: Openness = { vpc: false, subnets: false, presence: false };

/** `f1` is in `aws_lambda_function.f1["a"]` and in `module.f1["x"].…`. */
function opennessIsOf(name: string, address: string): boolean {
  return new RegExp(`^(module|aws_lambda_function)\\.${name}(\\W|$)`).test(address);
}

/** The plan, and the state after its apply. */
async function play(
  description: Description,
  root: string,
): Promise<{ readonly plan: string; readonly state: string }> {
  for (const [name, text] of Object.entries(render(description).files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  const lab = await openLab({ world: WORLD });
  try {
    const { before, flag } = description;
    if (before) await lab.step(root, { variables: { phase: 1, flag: before.flag }, apply: true });
    const { plan, state = '{}' } = await lab.step(root, {
      variables: { phase: before ? 2 : 1, flag },
      apply: true,
    });
    writeFileSync(path.join(root, 'plan.json'), plan);
    return { plan, state };
  } finally {
    await lab.close();
  }
}

interface Made {
  readonly request: ConcreteRequest;
  readonly network: FunctionNetwork;
}

/** The requests that the apply made: every create, and every update, since each changes the description. */
function requestsOf(plan: string, { functions }: Truth): ReadonlyMap<string, Made> {
  const { resource_changes: changes }: { resource_changes: readonly Change[] } = JSON.parse(plan);
  const made = changes.filter(
    ({ type, change }) => type === 'aws_lambda_function' && isRequest(change.actions),
  );
  return new Map(
    made.map(({ address, change }) => {
      const network = functions[address];
      if (!network) throw new Error(`${address} is not in the state after the apply`);
      const action = change.actions.includes('create')
        ? 'lambda:CreateFunction'
        : 'lambda:UpdateFunctionConfiguration';
      return [address, { network, request: requestOf(action, change.after.function_name, network) }];
    }),
  );
}

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: { readonly function_name: string };
  };
}

function isRequest(actions: readonly string[]): boolean {
  return actions.includes('create') || actions.includes('update');
}

function deciderOf(
  policy: PolicyDescription,
  planDocuments: readonly string[],
): (request: ConcreteRequest) => Decision {
  const own = [renderPolicy(policy)];
  if (policy.kind === 'scp') return (request) => decideByScps([...own, ...planDocuments], request);
  return (request) => {
    const denied = decideByScps(planDocuments, request);
    return denied === 'allowed' ? decideByIdentity(own, request) : denied;
  };
}

async function verdictsOf(
  root: string,
  { kind }: PolicyDescription,
  file: string,
  args: readonly string[],
): Promise<ReadonlyMap<string, Decision | 'undetermined'>> {
  const option = kind === 'scp' ? '--scp' : '--identity-policy';
  const { report } = await check(root, ['plan.json', option, file, ...args]);
  return new Map(report.requests.map(({ address, decision }) => [address, decision]));
}

/** The other requests that might have been made, as far as they matter to policies that name what exists. */
function variations({ request, network }: Made, openness: Openness): readonly ConcreteRequest[] {
  const functionName = request.resource.split(':').at(-1) ?? '';
  const subnets = [...SUBNETS.main, ...SUBNETS.other, 'subnet-0eeeeeeeeeeeeeeee'];
  const networks: FunctionNetwork[] = [
    ...(openness.vpc
      ? [MAIN_VPC, OTHER_VPC, 'vpc-0eeeeeeeeeeeeeeee'].map((vpc) => ({ ...network, vpc }))
      : []),
    ...(openness.subnets
      ? [...subnets.map((id) => ({ ...network, subnets: [id] })), { ...network, subnets }]
      : []),
    ...(openness.presence ? [{ vpc: null, subnets: [], securityGroups: [] }] : []),
  ];
  return networks.map((other) => requestOf(request.action, functionName, other));
}
