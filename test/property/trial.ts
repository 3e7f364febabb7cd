import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from '../check/program.ts';
import { requestOf } from '../check/truth-request.ts';
import { openLab } from '../lab/lab.ts';
import { type Truth, truthOf } from '../lab/truth.ts';
import type { Description, PolicyDescription } from './description.ts';
import type { Decision } from './evaluate.ts';
import type { Openness } from './functions.ts';
import { type Hidden, isKnowableFromPlan } from './in-plan.ts';
import { type Documents, decide, evidenceIn, isKnowable, type Made } from './knowable.ts';
import { renderPolicy } from './policies.ts';
import { render } from './render.ts';
import { WORLD } from './world.ts';

/** What tfvpc says about one function under one policy, and what is true. */
export interface Verdict {
  readonly mode: 'with source' | 'plan alone';
  readonly address: string;
  readonly policy: number;
  /** `missing`: tfvpc sees no request where the apply makes one. */
  readonly said: Decision | 'undetermined' | 'missing';
  readonly truth: Decision;
  /** What tfvpc says is not known. */
  readonly reasons: readonly string[];
  /** Whether the truth is the same however the unknowable turns out. */
  readonly knowable: boolean;
  /**
   * What the plan alone holds of what decides: all of it; of a list that is not known only what it refers to; or, of
   * a dynamic block or a local value, nothing. What is decided is in it.
   */
  readonly inPlan: 'all' | 'references' | 'nothing';
}

const MODES = [
  { mode: 'with source', args: [] },
  { mode: 'plan alone', args: ['--no-source'] },
] as const;

/**
 * Writes the configuration into `directory` (a temporary folder where none is given), plans it, judges it, applies
 * it, compares.
 */
export async function runTrial(description: Description, directory?: string): Promise<readonly Verdict[]> {
  const root = directory ?? mkdtempSync(path.join(os.tmpdir(), 'tfvpc-trial-'));
  try {
    const { functions } = render(description);
    const { plan, state } = await play(description, root);
    const truth = truthOf('{}', state);
    const requests = requestsOf(plan, truth);
    const evidence = evidenceIn(plan);
    const holes = holesIn(plan);
    const verdicts: Verdict[] = [];
    for (const [index, policy] of description.policies.entries()) {
      const file = path.join(root, `policy-${index}.json`);
      writeFileSync(file, renderPolicy(policy));
      const documents: Documents = {
        kind: policy.kind,
        own: renderPolicy(policy),
        ofPlan: Object.values(truth.policies),
      };
      for (const { mode, args } of MODES) {
        const said = await verdictsOf(root, policy, file, args);
        for (const [address, made] of requests) {
          const openness = functions.find(({ name }) => isOf(name, address))?.openness ?? CLOSED;
          const { decision = 'missing', reasons = [] } = said.get(address) ?? {};
          verdicts.push({
            mode,
            address,
            policy: index,
            said: decision,
            reasons,
            truth: decide(documents, made.request),
            knowable: isKnowable(documents, made, openness, evidence),
            inPlan: inPlanOf(decision, documents, made, hiddenIn(holes.get(address), openness), evidence),
          });
        }
      }
    }
    return verdicts;
  } finally {
    if (directory === undefined) rmSync(root, { recursive: true, force: true });
  }
}

function inPlanOf(
  said: Verdict['said'],
  documents: Documents,
  made: Made,
  hidden: Hidden,
  evidence: ReadonlySet<string>,
): Verdict['inPlan'] {
  if (said !== 'undetermined' || isKnowableFromPlan(documents, made, hidden, evidence)) return 'all';
  return hidden.traceless ? 'nothing' : 'references';
}

/** `after_unknown` of a function's vpc_config. */
type Holes = true | readonly { readonly subnet_ids?: unknown; readonly security_group_ids?: unknown }[];

function holesIn(plan: string): ReadonlyMap<string, Holes> {
  const { resource_changes: changes }: { resource_changes: readonly Change[] } = JSON.parse(plan);
  return new Map(
    changes.map(({ address, change }) => [address, Object(change.after_unknown).vpc_config ?? []] as const),
  );
}

function hiddenIn(holes: Holes = [], { traceless }: Openness): Hidden {
  if (holes === true) return { presence: true, subnets: true, groups: true, traceless };
  const [block] = holes;
  return {
    presence: false,
    subnets: block?.subnet_ids === true,
    groups: block?.security_group_ids === true,
    traceless,
  };
}

const CLOSED: Openness = { deferred: false, choice: false, presence: false, traceless: false };

/** `f1` is in `aws_lambda_function.f1["a"]` and in `module.f1["x"].…`. */
function isOf(name: string, address: string): boolean {
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
    readonly after_unknown?: unknown;
  };
}

function isRequest(actions: readonly string[]): boolean {
  return actions.includes('create') || actions.includes('update');
}

async function verdictsOf(
  root: string,
  { kind }: PolicyDescription,
  file: string,
  args: readonly string[],
): Promise<
  ReadonlyMap<string, { readonly decision: Decision | 'undetermined'; readonly reasons: readonly string[] }>
> {
  const option = kind === 'scp' ? '--scp' : '--identity-policy';
  const { report } = await check(root, ['plan.json', option, file, ...args]);
  return new Map(
    report.requests.map(({ address, decision, reasons }) => [
      address,
      { decision, reasons: reasons.map(({ text }) => text) },
    ]),
  );
}
